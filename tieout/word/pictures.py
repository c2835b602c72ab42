"""Drawings as pictures, for readers that show no drawings: sharp in print, in fonts that come
with a package and never in those of the machine."""

import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pylopdf_fonts_zh_cn
import typst

_FONTS = re.compile(r'font-family="[^"]*"')
_FONT = "Noto Sans SC"
#: Dots per inch at the width of a page's text.
_SHARP = 300
_WIDTH = "16cm"


def as_png(drawings: Mapping[str, bytes]) -> dict[str, bytes]:
    """Drawings (SVG, by name) as PNG, under the same names with that ending."""
    fonts = typst.Fonts(False, True, [str(Path(pylopdf_fonts_zh_cn.sans_path()).parent)])
    pictures = {}
    with tempfile.TemporaryDirectory(prefix="tieout-word-") as folder:
        main = Path(folder) / "picture.typ"
        main.write_text(
            "#set page(width: auto, height: auto, margin: 0pt)\n"
            f'#image("drawing.svg", width: {_WIDTH})\n',
            encoding="utf-8",
        )
        for name, drawing in drawings.items():
            text = _FONTS.sub(f'font-family="{_FONT}"', drawing.decode())
            (Path(folder) / "drawing.svg").write_text(text, encoding="utf-8")
            compiler = typst.Compiler(str(main), font_paths=fonts)
            made = compiler.compile(format="png", ppi=_SHARP)
            if not isinstance(made, bytes):
                raise TypeError("Typst gave no picture")
            pictures[Path(name).with_suffix(".png").name] = made
    return pictures
