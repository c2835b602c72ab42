"""Tables in Markdown that pandoc, Quarto and Jupyter read alike."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

#: Signs that Markdown could take for its own, in any dialect.
_SIGNS: Final = re.compile(r"([\\`*_{}\[\]<>#$|~^@])")
#: Dashes below a header tell pandoc how wide its column is, of a table that needs the whole line.
_NARROWEST, _WIDEST = 6, 40
_TARGET: Final = re.compile(r"\]\([^()]*\)")


def escaped(text: str) -> str:
    """A text that no dialect of Markdown takes for markup, on one line."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))


def pipe_table(
    header: Sequence[str], rows: Sequence[Sequence[str]], numeric: Sequence[bool]
) -> str:
    """A table whose cells are Markdown already; columns that are `numeric` are set to the
    right, others to the left."""
    widths = [
        min(_WIDEST, max(_NARROWEST, *map(_width, cells)))
        for cells in zip(header, *rows, strict=True)
    ]
    dashes = [
        "-" * (width - 1) + ":" if right else ":" + "-" * (width - 1)
        for width, right in zip(widths, numeric, strict=True)
    ]
    lines = [header, dashes, *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _width(cell: str) -> int:
    """The columns that a cell takes, without the addresses that it holds."""
    shown = _TARGET.sub("]", cell)
    return sum(2 if unicodedata.east_asian_width(it) in "FW" else 1 for it in shown)
