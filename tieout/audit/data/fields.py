"""Whether the fields of the data are what they must be, each by itself and with the others."""

import calendar
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from tieout.audit.data.records import DERIVED, FACTS, SOURCES, FactRecord, Records, SourceRecord
from tieout.audit.numbers.shown import read_shown
from tieout.audit.numbers.units import unit_of_code
from tieout.findings import Finding

_HINT: Final = "correct the row, and build the site again"
_MOMENT: Final = re.compile(
    r"(?P<year>\d{4})(?:-H(?P<half>[12])|-Q(?P<quarter>[1-4])"
    r"|-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?"
)
#: A code (CNY, m2), a count with its word (count:家), and what each may be a rate of.
_UNIT: Final = re.compile(r"(?:|count(?::[^\s/:]+)?|[^\W\d][^\s/:,]*)(?:/[^\s/,]+)?")
#: Scale words: a value is held in the base unit, CNY and not 亿元.
_SCALED: Final = re.compile(r"[十百千万亿]|thousand|million|billion|trillion", re.IGNORECASE)
_FIRST_YEAR: Final = 1000
_SHA: Final = re.compile(r"[0-9a-f]{64}")
_BASES: Final = frozenset({"stated", "inferred"})
_DIGIT: Final = re.compile(r"\d")
_OPEN: Final = {"over": "high", "at_least": "high", "under": "low", "at_most": "low"}
#: What is left of zero when binary floats are taken from each other.
_SLACK: Final = Decimal("1e-9")


def check_fields(records: Records) -> list[Finding]:
    """Findings (audit-data) for a field of a record that has not its form (period, unit, hash,
    date and how it is known), and for an interval that neither the bound nor the printed
    digits justify."""
    findings: list[Finding] = []

    def add(file: str, key: str, problems: Iterable[str]) -> None:
        place = records.place(file, key)
        findings.extend(Finding(place, "audit-data", f"{key}: {it}", _HINT) for it in problems)

    for fact in records.facts.values():
        source = records.sources.get(fact.source)
        language = source.language if source else "en"
        add(FACTS, fact.id, (*_fact_problems(fact), *_interval_problems(fact, language)))
    for derived in records.derivations.values():
        add(DERIVED, derived.id, _unit_problems(derived.quantity.unit))
    for source in records.sources.values():
        add(SOURCES, source.id, _source_problems(source))
    return findings


def _fact_problems(fact: FactRecord) -> Iterator[str]:
    if fact.period and period_span(fact.period) is None:
        yield f"{fact.period!r} is no period"
    yield from _unit_problems(fact.quantity.unit)


def _unit_problems(unit: str) -> Iterator[str]:
    above = unit.partition("/")[0]
    if not _UNIT.fullmatch(unit):
        yield f"{unit!r} is no unit"
    elif not above.startswith("count:") and _SCALED.search(above):
        yield f"{unit!r} is no base unit: it holds a scale"


def _source_problems(source: SourceRecord) -> Iterator[str]:
    if not _SHA.fullmatch(source.sha256):
        yield f"{source.sha256!r} is no sha256"
    if period_span(source.date) is None:
        yield f"{source.date!r} is no date"
    if source.basis not in _BASES:
        yield f"{source.basis!r} does not tell how the date is known"
    precise = ("year", "month", "day")[min(source.date.count("-"), 2)]
    if source.precision not in ("", precise):
        yield f"{source.date!r} is not precise to the {source.precision}"


def period_span(period: str) -> tuple[str, str] | None:
    """The first and the last day of a period, as ISO dates: `2025`, `2025-H1`, `2025-Q3`,
    `2025-06`, `2025-06-30`, and from one to another (`2020/2025`). `None` where the text is no
    period, names a day that no calendar has, or ends before it begins."""
    start, slash, end = period.partition("/")
    first, last = _moment(start), _moment(end if slash else start)
    if first is None or last is None or first[0] > last[1]:
        return None
    return first[0], last[1]


def _moment(text: str) -> tuple[str, str] | None:
    found = _MOMENT.fullmatch(text)
    if found is None or int(found["year"]) < _FIRST_YEAR:
        return None
    year = int(found["year"])
    first, last = 1, 12
    if found["half"]:
        first, last = (1, 6) if found["half"] == "1" else (7, 12)
    elif found["quarter"]:
        first = 3 * int(found["quarter"]) - 2
        last = first + 2
    elif found["month"]:
        first = last = int(found["month"])
    if not 1 <= first <= last <= 12:
        return None
    days = calendar.monthrange(year, last)[1]
    if found["day"]:
        day = int(found["day"])
        iso = f"{year}-{first:02}-{day:02}"
        return (iso, iso) if 1 <= day <= days else None
    return f"{year}-{first:02}-01", f"{year}-{last:02}-{days}"


def _interval_problems(fact: FactRecord, language: str) -> Iterator[str]:
    """What is wrong with low and high, given value, bound and the digits that were printed."""
    quantity = fact.quantity
    value, low, high = quantity.value, quantity.low, quantity.high
    if value is None:
        if low == high:
            yield "a range from a number to itself"
        return
    if quantity.bound in _OPEN:
        opened, closed = (high, low) if _OPEN[quantity.bound] == "high" else (low, high)
        if opened is not None or closed != value:
            yield f"{low} … {high} is not the interval of {quantity.bound} {value}"
        return
    if low is None or high is None:
        yield f"{quantity.bound} {value} has an open end"
        return
    width = (high - low) / 2
    if abs((low + high) / 2 - value) > _SLACK * max(abs(value), Decimal(1)):
        yield f"{value} is not the middle of {low} … {high}"
    elif not fact.decided:
        widths = _printed_widths(fact, language)
        slack = _SLACK * max(abs(value), Decimal(1))
        if widths and not any(abs(width - it) <= slack for it in widths):
            told = " or ".join(f"{it.normalize():f}" for it in sorted(widths))
            yield f"{low} … {high} is {width} to each side, where {fact.number!r} says {told}"


def _printed_widths(fact: FactRecord, language: str) -> set[Decimal]:
    """What the digits of a number leave open to each side: half of its last digit, nothing
    for things counted one by one, and a whole digit more where it is about. Empty where the
    number cannot be read."""
    readings = read_shown(fact.number, language)
    if len(readings) != 1 or readings[0].is_range:
        return set()
    factor = unit_of_code(fact.quantity.unit).factor
    step = readings[0].step / factor
    value = fact.quantity.value
    whole = step == 1 and value is not None and value == value.to_integral_value()
    widths = {step / 2, Decimal(0)} if whole else {step / 2}
    if value and value.normalize().as_tuple().digits == (1,) and not _DIGIT.search(fact.number):
        widths.add(value / 2)  # 万亿级: a scale without a number is one of its own size
    more = step if fact.quantity.bound == "about" else Decimal(0)
    return {width + more for width in widths}
