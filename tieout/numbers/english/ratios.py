"""Parts and multiples: `two-thirds`, `half`, `3:1`, `2.1 times`, `doubled`, `fivefold`."""

import re
from collections.abc import Iterator
from decimal import Decimal

from tieout.numbers.english.bounds import bound_around, direction_around
from tieout.numbers.english.clock import is_clock
from tieout.numbers.english.numerals import ALL_SCALES, UNITS
from tieout.numbers.mention import Direction, Kind, Mention

_DENOMINATORS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6,
    "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "twelfth": 12, "twentieth": 20,
    "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
_PARTS = "|".join(sorted(_DENOMINATORS, key=len, reverse=True))
_FEW = "one|two|three|four|five|six|seven|eight|nine|ten"
_FRACTION = re.compile(
    rf"(?<![\w.,-])(?P<n>an?|{_FEW}|\d)[- ](?P<d>{_PARTS})s?(?![\w])"
    r"(?! of (?:the (?:year|fiscal)|\d{4}))(?!-?fold)",
    re.IGNORECASE,
)
#: `two and a half` is no half.
_AND_BEFORE = re.compile(
    rf"(?:\d|\b(?:{_FEW}|hundred|thousand|million|billion))[ -]and[ -]$", re.IGNORECASE
)
_HALF = re.compile(
    r"(?<![\w-])(?<!\band a )(?:half|halves)(?![\w])"
    r"(?![ -]an?[ -](?:hundred|thousand|million|billion|trillion|dozen))",
    re.IGNORECASE,
)
_OUT_OF = re.compile(
    rf"(?<![\w])(?P<n>\d{{1,4}}|{_FEW}) (?:in every|out of every|out of|in)"
    rf" (?P<d>\d{{1,3}}(?:,\d{{3}}){{1,2}}|\d{{1,6}}|{_FEW}|(?:a|one) (?:hundred|thousand|million))"
    r"(?![\w.,]\w|\w)"
    r"(?! (?:years?|months?|days?|weeks?|hours?|minutes?|million|billion))",
    re.IGNORECASE,
)
_SLASHED = re.compile(r"(?<![\w./-])(?<!\d )(?P<n>\d{1,3})/(?P<d>\d{1,3})(?![\w/.-])")
_COLON = re.compile(
    r"(?<![\w:.,])(?P<n>\d{1,6}(?:\.\d{1,6})?) ?: ?"
    r"(?P<d>\d{1,3}(?:,\d{3}){1,3}|\d{1,6}(?:\.\d{1,6})?)(?![\w:]|[.,]\d)"
)
_NAMED = {
    "twice": 2, "thrice": 3,
    "double": 2, "doubles": 2, "doubled": 2, "doubling": 2,
    "triple": 3, "triples": 3, "tripled": 3, "tripling": 3, "treble": 3, "trebled": 3,
    "quadruple": 4, "quadruples": 4, "quadrupled": 4, "quadrupling": 4,
    "quintupled": 5, "quintuple": 5,
}  # fmt: skip
_HALVED = re.compile(r"(?<![\w-])halv(?:e|es|ed|ing)\b", re.IGNORECASE)
_MULTIPLE_WORD = re.compile(r"(?<![\w-])(" + "|".join(_NAMED) + r")(?![\w])", re.IGNORECASE)
_FOLD_WORD = re.compile(
    r"(?<![\w-])(" + "|".join([*UNITS, "hundred", "thousand"]) + r")fold\b", re.IGNORECASE
)
_TIMES = re.compile(
    r"(?:[ \u00a0-](?:times|fold)|fold|[ \u00a0]?[x×](?![ \u00a0]?\d))(?![\w])"
    r"(?! (?:an?|per|every|each) )"
)


def read_fractions(text: str) -> Iterator[Mention]:
    """Parts of a whole as `share`, proportions between two numbers as `ratio`."""
    for match in _FRACTION.finditer(text):
        if _AND_BEFORE.search(text, max(0, match.start() - 16), match.start()):
            continue
        count = match["n"].lower()
        top = 1 if count in ("a", "an") else UNITS.get(count) or int(count)
        yield _part(text, match.span(), "share", Decimal(top), _DENOMINATORS[match["d"].lower()])
    for match in _OUT_OF.finditer(text):
        top, whole = (_few(match[name]) for name in ("n", "d"))
        if 0 < top < whole:
            yield _part(text, match.span(), "share", Decimal(top), whole)
    for match in _SLASHED.finditer(text):
        if int(match["n"]) < int(match["d"]):
            yield _part(text, match.span(), "share", Decimal(match["n"]), int(match["d"]))
    for match in _COLON.finditer(text):
        parts = Decimal(match["d"].replace(",", ""))
        if parts and not is_clock(text, match):
            ratio = Decimal(match["n"]) / parts
            yield Mention(match.start(), match.end(), match[0], "ratio", "", ratio)
    for match in _HALF.finditer(text):
        yield _part(text, match.span(), "share", Decimal(1), 2)


def read_multiples(text: str) -> Iterator[Mention]:
    """Multiples: the value is the factor, so that `doubled` is 2 and `halved` 0.5."""
    for match in _MULTIPLE_WORD.finditer(text):
        yield _multiple(text, match.span(), Decimal(_NAMED[match[1].lower()]))
    for match in _FOLD_WORD.finditer(text):
        word = match[1].lower()
        value = UNITS.get(word) or {"hundred": 100, "thousand": 1000}[word]
        yield _multiple(text, match.span(), Decimal(value))
    for match in _HALVED.finditer(text):
        yield _multiple(text, match.span(), Decimal("0.5"), "down")


def multiple_after(text: str, end: int) -> int | None:
    """Where a `times` or `-fold` that follows a numeral ends; None where there is none, or
    where `times` counts occasions (`three times a week`)."""
    match = _TIMES.match(text, end)
    return match.end() if match else None


def _few(printed: str) -> int:
    if printed[0].isdigit():
        return int(printed.replace(",", ""))
    *_, word = printed.lower().split()
    return UNITS.get(word, 0) or ALL_SCALES[word]


def _part(text: str, span: tuple[int, int], kind: Kind, top: Decimal, whole: int) -> Mention:
    start, end = span
    return Mention(
        start,
        end,
        text[start:end],
        kind,
        "",
        top / whole,
        bound=bound_around(text, start, end),
        direction=direction_around(text, start, end),
    )


def _multiple(
    text: str, span: tuple[int, int], value: Decimal, direction: Direction = ""
) -> Mention:
    start, end = span
    return Mention(
        start,
        end,
        text[start:end],
        "multiple",
        "",
        value,
        step=Decimal(1),
        bound=bound_around(text, start, end),
        direction=direction or direction_around(text, start, end),
    )
