"""The end of a line changes nothing of what a page says."""

from pathlib import Path

import pylopdf_fonts_zh_cn
import pypdfium2
import pytest
import typst

from tieout.audit.pages.reading import squeezed
from tieout.audit.pdf.glyphs import glyphs

SAID = (
    "A cluster of the CNY 50 billion-class, two-thirds of it in 20-foot boxes, and sixty-five "
    "models of type X-90 by the manufacturers of telecommunications equipment in fourteen "
    "municipalities; 一千亿元的外贸进出口总额，比上年增长百分之十。"
)


@pytest.mark.parametrize("width", range(40, 140, 3))
def test_no_end_of_a_line_changes_what_is_read(width: int) -> None:
    page = f"#set page(width: {width}mm, height: auto)\n#set par(justify: true)\n{SAID}"
    fonts = typst.Fonts(False, True, [str(Path(pylopdf_fonts_zh_cn.serif_path()).parent)])
    made = typst.compile(page.encode(), font_paths=fonts, format="pdf")
    assert isinstance(made, bytes)
    read, _ = glyphs(pypdfium2.PdfDocument(made)[0])
    text = "".join(it.text for it in read)
    assert squeezed(text) == squeezed(SAID)
    assert "一千亿元的外贸进出口总额" in text
