"""Letters in another dress as those that they are read as: ｔｗｏ, ᴛᴡᴏ, 🆃🆆🅾, twó, тwo."""

import re
import unicodedata
from collections.abc import Sequence

#: Letters of Cyrillic and Greek that look like Latin ones, and these.
_ALIKE = dict(
    zip(
        map(ord, "асеорхуіѕјһԁԛԝтнвмкгАВСЕНІЈКМОРЅТХУοινκαετυωηρΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"),
        "aceopxyisjhdqwthbmkrABCEHIJKMOPSTXYoivkaetuwnpABEZHIKMNOPTYX",
        strict=True,
    )
)
#: How Unicode calls a Latin letter that is small, accented, or in a circle or a square.
_CALLED = re.compile(
    r"(?:(?:NEGATIVE )?(?:CIRCLED |SQUARED |PARENTHESIZED ))?LATIN (?:(?P<low>SMALL )|CAPITAL )?"
    r"LETTER (?P<low_too>SMALL CAPITAL )?(?P<letter>[A-Z])(?: WITH .*)?"
)
_MARKS = ("Mn", "Me")


class _Plain(dict[int, str]):
    """A character as what it is read as; filled as they are met. One for one, but for the marks
    over and through letters, which say nothing, and for ligatures."""

    def __missing__(self, code: int) -> str:
        self[code] = _plain(chr(code))
        return self[code]


def _plain(char: str) -> str:
    category = unicodedata.category(char)
    if ord(char) in _ALIKE or category in _MARKS:
        return _ALIKE.get(ord(char), "")
    if category in ("Nl", "No"):  # a numeral as it is
        return char
    read = unicodedata.normalize("NFKC", char)
    if category.startswith("L") and len(read) > 1 and read.isascii() and read.isalpha():
        return read
    if called := _CALLED.fullmatch(unicodedata.name(read if len(read) == 1 else char, "")):
        low = called["low"] or called["low_too"]
        return called["letter"].lower() if low else called["letter"]
    is_letter = len(read) == 1 and unicodedata.category(read).startswith("L")
    return read if is_letter else char


_PLAIN = _Plain()


def as_read(text: str) -> tuple[str, Sequence[int]]:
    """A text in plain letters, and for each of its characters the offset in the text as it
    stands."""
    if text.isascii():
        return text, range(len(text))
    plain = text.translate(_PLAIN)
    if all(len(_PLAIN[ord(char)]) == 1 for char in set(text)):
        return plain, range(len(text))
    return plain, [at for at, char in enumerate(text) for _ in _PLAIN[ord(char)]]
