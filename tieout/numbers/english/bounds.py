"""What the words around a number say of it: its bound and its direction."""

import re

from tieout.numbers.mention import Bound, Direction

_PHRASES: tuple[tuple[str, Bound], ...] = (
    (
        r"no fewer than|no less than|not less than|not fewer than|at least|a minimum of|minimum"
        r"|not below|as many as or more than|>=|≥|⩾",
        "at_least",
    ),
    (
        r"no more than|not more than|not over|not above|at most|up to|a maximum of|maximum|within"
        r"|(?:not|never) exceed(?:ing|ed|s)?|as (?:many|much) as|<=|≤|⩽",
        "at_most",
    ),
    (
        r"more than|over|above|exceed(?:s|ed|ing)?|in excess of|upwards of|surpass(?:es|ed|ing)?"
        r"|topp(?:ed|ing)|tops|greater than|beyond|higher than|well over|just over|passed"
        r"|breaking through|broke through|>",
        "over",
    ),
    (
        r"less than|fewer than|under|below|nearly|almost|close to|just under|approaching"
        r"|lower than|<",
        "under",
    ),
    (
        r"about|around|approximately|roughly|some|circa|an estimated|estimated|approx\.?|ca?\."
        r"|in the region of|on the order of|or so|~|≈|～",
        "about",
    ),
)
#: A phrase, or one of its neighbours, may be followed by a determiner before the number.
_BEFORE = re.compile(
    r"(?:(?<![A-Za-z])(?:"
    + "|".join(f"(?P<b{i}>{pattern})" for i, (pattern, _) in enumerate(_PHRASES))
    + r"))[ \t\n\u00a0]{0,2}(?:a total of |a further |another |an additional )?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:(?P<about>[ ,]{1,2}or so\b)|"
    r"(?P<at_least>[ ,]{1,2}(?:or|and) (?:more|above|over|higher|upwards)\b(?! than))"
    r"|(?P<at_most>[ ,]{1,2}or (?:less|fewer|below|under|lower)\b))",
    re.IGNORECASE,
)
#: What belongs to the numeral itself, as 余 and 多 do in Chinese.
PLUS = re.compile(r"\+(?!\d)|-plus\b")
ODD = re.compile(r"-odd\b")

_UP = (
    r"grow|grows|grew|grown|growing|growth|rise|rises|rose|risen|rising|increase|increases|increased"
    r"|increasing|up|climbed|climbing|gain|gained|expanded|expanding|expansion|surge|surged"
    r"|surging|jump|jumped|soared|higher|added|adding|improved|improvement"
)
_DOWN = (
    r"fall|falls|fell|fallen|falling|decline|declines|declined|declining|decrease|decreases"
    r"|decreased|decreasing|drop|drops|dropped|dropping|down|cut|cuts|cutting|reduce|reduces"
    r"|reduced|reducing|reduction|lower|lowered|lowering|shrank|shrunk|shortened|shortening"
    r"|slashed|slashing|compressed"
)
_LINK = (
    r"by|of|about|around|over|some|nearly|almost|more|than|at|least|a|an|further|year|on|up to"
    r"|year-on-year|yoy|annually|approximately|roughly|another|only|just|average|annual"
)
_DIRECTION_BEFORE = re.compile(
    rf"(?<![A-Za-z-])(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:,? (?:{_LINK})){{0,6}} ?$", re.IGNORECASE
)
_DIRECTION_AFTER = re.compile(
    r"[ -](?:(?:year-on-year|annual|average|further|sharp|rapid|or more|\(year on year\)) ){0,3}"
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?![A-Za-z-])",
    re.IGNORECASE,
)
#: Spellings of "year on year" that would hide the verb from the number.
_WINDOW = 60


def bound_around(text: str, start: int, end: int) -> Bound:
    """The bound that the words before `start` and after `end` put on a number."""
    after = _AFTER.match(text, end)
    if after and after.lastgroup in ("about", "at_least", "at_most"):
        return _bound(after.lastgroup)
    before = _BEFORE.search(text, max(0, start - _WINDOW), start)
    if before and before.lastgroup:
        return _PHRASES[int(before.lastgroup[1:])][1]
    return "exact"


def direction_around(text: str, start: int, end: int) -> Direction:
    """Whether the words next to a number say that something went up or down by it."""
    for match in (
        _DIRECTION_BEFORE.search(text, max(0, start - _WINDOW), start),
        _DIRECTION_AFTER.match(text, end),
    ):
        if match:
            return "up" if match["up"] else "down"
    return ""


def _bound(name: str) -> Bound:
    bounds: dict[str, Bound] = {"about": "about", "at_least": "at_least", "at_most": "at_most"}
    return bounds[name]
