"""What a link is announced by: Typst takes the title of its target and adds the number of the
page, which says nothing to those who hear it.

Titles end with a mark that no text of a report has, and what follows the mark is taken out. A
file's table of objects holds their places in bytes, so that nothing may become shorter: blanks
stand after the string instead, where PDF allows any number of them (ISO 32000, 7.2.2).
"""

import re
from typing import Final

#: The word joiner: it is seen and heard by nobody. The template writes it.
MARK: Final = "\u2060"
#: The announcement of a link as Typst writes what is not all Latin: UTF-16 in hexadecimal digits.
_ANNOUNCED = re.compile(
    rb"(?<=/Contents)(<FEFF(?:[0-9A-F]{4})*?)(%s(?:[0-9A-F]{4})*)>"
    % MARK.encode("utf-16-be").hex().upper().encode()
)


def without_page_numbers(content: bytes) -> bytes:
    """A PDF whose links to marked titles are announced by these alone."""
    return _ANNOUNCED.sub(lambda it: it[1] + b">" + b" " * len(it[2]), content)
