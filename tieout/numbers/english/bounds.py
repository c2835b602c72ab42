"""What the words around a number say of it: its bound and its direction."""

import re

from tieout.numbers.mention import Bound, Direction

_PHRASES: tuple[tuple[str, Bound], ...] = (
    (
        r"no fewer than|no less than|not less than|not fewer than|at least|a minimum of|minimum"
        r"|not below|as many as or more than|as (?:few|little) as|>=|≥|⩾",
        "at_least",
    ),
    (
        r"no more than|not more than|not over|not above|at most|up to|a maximum of|maximum|within"
        r"|(?:not|never) exceed(?:ing|ed|s)?|as (?:many|much|high) as|capped at|limited to"
        r"|no later than|<=|≤|⩽",
        "at_most",
    ),
    (
        r"more than|over|above|exceed(?:s|ed|ing)?|in excess of|upwards of|surpass(?:es|ed|ing)?"
        r"|topp(?:ed|ing)|tops|greater than|beyond|higher than|passed|north of"
        r"|breaking through|broke through|>",
        "over",
    ),
    (
        r"less than|fewer than|under|below|nearly|almost|close to|approaching"
        r"|lower than|(?:just )?shy of|just short of|<",
        "under",
    ),
    (
        r"about|around|approximately|roughly|some|circa|an estimated|estimated|approx\.?|ca?\."
        r"|in the region of|(?:o[nf]|in) the order of|or so|or thereabouts|~|≈|～",
        "about",
    ),
)
#: A phrase, or one of its neighbours, may be followed by a determiner before the number.
_BEFORE = re.compile(
    r"(?:(?<![A-Za-z-])(?:"
    + "|".join(f"(?P<b{i}>{pattern})" for i, (pattern, _) in enumerate(_PHRASES))
    + r"))[ \t\n\u00a0]{0,2}(?:a total of |a further |another |an additional )?$",
    re.IGNORECASE,
)
#: `30 years, and over the past 3 years` says nothing of the 30.
_NO_MORE = r"(?! (?:than|the|an?|its|his|their|this|that|last|past|\d+)\b)"
_AFTER = re.compile(
    r"(?:(?P<about>[ ,]{1,2}or so\b)|"
    r"(?P<at_least>[ ,]{1,2}(?:or|and) (?:more|above|over|higher|upwards|older|greater|longer)\b"
    rf"{_NO_MORE})"
    r"|(?P<at_most>[ ,]{1,2}(?:or|and) (?:less|fewer|below|under|lower|younger|smaller)\b"
    rf"{_NO_MORE}))",
    re.IGNORECASE,
)
#: What belongs to the numeral itself, as 余 and 多 do in Chinese.
PLUS = re.compile(r"\+(?!\d)|-plus\b")
ODD = re.compile(r"-odd\b")

_TIME = ("second", "minute", "hour", "day", "week", "month", "quarter", "year")
_HOW_LONG = re.compile(
    r"\b(?:for|last(?:s|ed|ing)?|take[sn]?|took|taking|spen[dt]s?|spending|spann(?:ed|ing)|spans?|of"
    r"|after|than|within|with|is|was|are|were|been|be|aged?|by|wait(?:s|ed)?|just|a|slightly|well"
    r"|little|and|or|from|to|at|serv(?:ed|es|ing)|over) $",
    re.IGNORECASE,
)
_STILL_BOUND = re.compile(r"[ -](?:ago|old|earlier|later|late|behind|overdue|in length)\b")

_UP = (
    r"grow|grows|grew|grown|growing|growth|rise|rises|rose|risen|rising|increase|increases|increased"
    r"|increasing|up|climbed|climbing|gain|gained|expanded|expanding|expansion|surge|surged"
    r"|surging|jump|jumps|jumped|jumping|soar|soars|soared|soaring|higher|added|adds|adding|improved"
    r"|improvement|climb|climbs|climbing|gains|gaining|advance|advanced|advancing|rallied|rally|leapt"
    r"|leaped|rebounded|rebound|swelled|swollen|strengthened|firmed|premium"
)
_DOWN = (
    r"fall|falls|fell|fallen|falling|decline|declines|declined|declining|decrease|decreases"
    r"|decreased|decreasing|drop|drops|dropped|dropping|down|cut|cuts|cutting|reduce|reduces"
    r"|reduced|reducing|reduction|lower|lowered|lowering|shrank|shrunk|shortened|shortening"
    r"|slashed|slashing|compressed|lose|loses|lost|losing|loss|shed|sheds|shedding|slid|slide|slides"
    r"|sliding|slip|slips|slipped|slipping|tumble|tumbled|tumbles|tumbling|plunge|plunged|plunges"
    r"|plunging|sank|sinks|sunk|sinking|dip|dips|dipped|eased|retreated|plummeted|slumped|slump"
    r"|shrink|shrinks|shrinking|weakened|discount|contraction|contracted|downturn|lowers"
)
#: What may follow a number that is the size of a change: no verb, whose subject it would be.
_UP_NOUN = (
    "growth|growing|rise|rising|increase|increasing|up|gain|expansion|surge|jump|higher|improvement"
    "|climb|advance|rally|rebound|premium"
)
_DOWN_NOUN = (
    "fall|falling|decline|declining|decrease|drop|down|cuts?|reduction|lower|loss|slide|slip|tumble"
    "|plunge|dip|slump|discount|contraction|downturn|shortening|slashing"
)
_LINK = (
    r"by|of|about|around|over|some|nearly|almost|more|than|at|least|a|an|further|year|on|up to"
    r"|year-on-year|yoy|annually|approximately|roughly|another|only|just|average|annual"
)
_DIRECTION_BEFORE = re.compile(
    rf"(?<![A-Za-z-])(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:,? (?:{_LINK})){{0,6}} ?$", re.IGNORECASE
)
_PART_OR_DEGREE = re.compile(r"(?:[%‰°CF]|cent|points?|degrees?|Celsius|Fahrenheit)$|[$€£¥]")
#: Of a part of it, more and above are a change as well: 8% more than in May.
_COMPARED = re.compile(
    r" (?:(?P<up>more than|above|higher)|(?P<down>less than|fewer than|below|lower))(?![A-Za-z-])"
    r"(?! (?:the )?(?:sea|ground|surface|water))"
)
_DIRECTION_AFTER = re.compile(
    r"[ -](?:(?:year-on-year|annual|average|further|sharp|rapid|or more|\(year on year\)) ){0,3}"
    rf"(?:(?P<up>{_UP_NOUN})|(?P<down>{_DOWN_NOUN}))(?![A-Za-z-])",
    re.IGNORECASE,
)
#: Spellings of "year on year" that would hide the verb from the number.
_WINDOW = 60


def bound_around(text: str, start: int, end: int, unit: str = "") -> Bound:
    """The bound that the words before `start` and after `end` put on a number of that unit."""
    after = _AFTER.match(text, end)
    if after and after.lastgroup in ("about", "at_least", "at_most"):
        return _bound(after.lastgroup)
    before = _BEFORE.search(text, max(0, start - _WINDOW), start)
    if before and before.lastgroup and not (unit in _TIME and _is_stretch(text, before, end)):
        return _PHRASES[int(before.lastgroup[1:])][1]
    return "exact"


def changed_before(text: str, start: int) -> bool:
    """Whether the words right before a number say that something changed by it."""
    return _DIRECTION_BEFORE.search(text, max(0, start - _WINDOW), start) is not None


def _is_stretch(text: str, before: re.Match[str], end: int) -> bool:
    """`has fallen over 30 years`: a stretch of time and no bound on it. After `for`, `lasted` and
    the like `over` is one."""
    start = before.start()
    if before[0].strip().lower() != "over" or _STILL_BOUND.match(text, end):
        return False
    if start == 0 or text[start - 1] == "\n":
        return text[end : end + 1] == ","
    return _HOW_LONG.search(text, max(0, start - 24), start) is None


def direction_around(text: str, start: int, end: int) -> Direction:
    """Whether the words next to a number say that something went up or down by it."""
    for match in (
        _DIRECTION_BEFORE.search(text, max(0, start - _WINDOW), start),
        _DIRECTION_AFTER.match(text, end),
        _COMPARED.match(text, end) if _PART_OR_DEGREE.search(text, start, end) else None,
    ):
        if match:
            return "up" if match["up"] else "down"
    return ""


def _bound(name: str) -> Bound:
    bounds: dict[str, Bound] = {"about": "about", "at_least": "at_least", "at_most": "at_most"}
    return bounds[name]
