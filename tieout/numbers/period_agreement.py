"""Whether a translation speaks of the dates and periods of its original."""

import re
from collections.abc import Iterable, Iterator, Sequence

from tieout.numbers.mention import Mention

#: The first and the last month of the parts of a year.
_PARTS = {"H1": (1, 6), "H2": (7, 12), "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12)}
_Day = tuple[int, int, int]
_RELATIVE = re.compile(
    r"(?:\d{1,3}|[一二两三四五六七八九十]) ?(?:多|余)?(?:年|个月|周|天)(?!代|度)"
)


def period_disagreements(original: Sequence[Mention], translation: Sequence[Mention]) -> list[str]:
    """Periods of the original that the translation does not give, or gives less or more
    exactly, and years that only the translation names. Unresolved ones are not compared."""
    ours = [mention for mention in original if mention.period and not _is_relative(mention)]
    theirs = [mention for mention in translation if mention.period]
    told = {stretch(mention.period) for mention in theirs}
    told_years = _years(theirs)
    shared = told & {stretch(mention.period) for mention in ours}
    messages = [
        message
        for mention in ours
        if (message := _missing(mention, told, told_years, shared, theirs))
    ]
    # A relative period (8年前) may be told by its year.
    allowed = _years(mention for mention in original if mention.period)
    return messages + [
        f"{mention.text} ({mention.period}) is not in the original"
        for mention in theirs
        if not years_of(mention.period) <= allowed
    ]


def stretch(period: str) -> tuple[_Day, _Day]:
    """The first and the last day of a period as year, month, day; every month ends on a 31st,
    for only equality matters: `2025-H1` is (2025, 1, 1) to (2025, 6, 31)."""
    first, _, last = period.partition("/")
    return _ends(first)[0], _ends(last or first)[1]


def years_of(period: str) -> frozenset[str]:
    """The years that a period names: both ends of `2020/2025`."""
    return frozenset(part[:4] for part in period.split("/"))


def _ends(part: str) -> tuple[_Day, _Day]:
    year, *rest = part.split("-")
    if not rest:
        return (int(year), 1, 1), (int(year), 12, 31)
    months = _PARTS.get(rest[0]) or (int(rest[0]), int(rest[0]))
    days = (int(rest[1]), int(rest[1])) if len(rest) > 1 else (1, 31)
    return (int(year), months[0], days[0]), (int(year), months[1], days[1])


def _is_relative(mention: Mention) -> bool:
    return bool(_RELATIVE.match(mention.text))


def _years(mentions: Iterable[Mention]) -> frozenset[str]:
    return frozenset(year for mention in mentions for year in years_of(mention.period))


def _missing(
    mention: Mention,
    told: set[tuple[_Day, _Day]],
    told_years: frozenset[str],
    shared: set[tuple[_Day, _Day]],
    theirs: Sequence[Mention],
) -> str:
    """What is wrong with the period of `mention` in the translation, or nothing."""
    period = mention.period
    if stretch(period) in told:
        return ""
    named = frozenset({period[:4]}) if mention.text.endswith("以来") else years_of(period)
    if named <= told_years and mention.text.endswith("以来"):
        return ""
    if not named <= told_years:
        return f"{mention.text} ({period}) is not in the translation"
    is_of_years = re.fullmatch(r"\d{4}(?:/\d{4})?", period)
    if is_of_years and any(_year_of(shared_one) & years_of(period) for shared_one in shared):
        return ""
    if "/" in period and is_of_years:
        return ""
    instead = ", ".join(_same_year(theirs, years_of(period)))
    return f"{mention.text} ({period}) is given as {instead} in the translation"


def _year_of(span: tuple[_Day, _Day]) -> frozenset[str]:
    return frozenset({str(span[0][0]), str(span[1][0])})


def _same_year(mentions: Sequence[Mention], years: frozenset[str]) -> Iterator[str]:
    for mention in mentions:
        if years_of(mention.period) & years:
            yield f"{mention.text} ({mention.period})"
