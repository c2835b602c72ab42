"""What numbers differ in beside their values: before two of them stand side by side, what they
measure, where, when, in what unit and with what standing must agree, or be named."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from tieout.ledger.records import Fact
from tieout.ledger.tie import TiedFact

Attribute = Literal["indicator", "area", "period", "unit", "status"]

#: In the order in which differences are told.
ATTRIBUTES: tuple[Attribute, ...] = get_args(Attribute)

#: How a source's silence is told.
NOT_STATED = "not stated"
#: What stands between the values of a number that is made of unlike ones.
JOINT = " + "
#: Before the periods of what a number is derived from.
FROM = "from "
#: What a count of facts has of an attribute that is not its own.
SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class Comparand:
    """A number that is to stand beside others: a fact, or one derived from facts, by id.

    The attributes are those of the ledger, as ids and codes. `period` is empty where the
    source gives none; that agrees only with another that is empty. A number made of unlike
    ones holds all values of an attribute, in order, with ` + ` between them.
    """

    id: str
    indicator: str
    area: str
    period: str
    unit: str
    status: str

    def value(self, attribute: Attribute) -> str:
        """The value of an attribute, as the ledger writes it."""
        return str(getattr(self, attribute))


@dataclass(frozen=True, slots=True)
class Difference:
    """An attribute in which numbers differ, and its values in the order in which they stand."""

    attribute: Attribute
    values: tuple[str, ...]

    def __str__(self) -> str:
        """`period (2024, 2025-H1)`."""
        return f"{self.attribute} ({', '.join(value or NOT_STATED for value in self.values)})"


def comparand(fact: Fact | TiedFact) -> Comparand:
    """What a fact compares by. The unit of a tied fact is that of its quantity."""
    if isinstance(fact, TiedFact):
        return _of(fact.fact, fact.quantity.unit)
    return _of(fact, fact.unit)


def joint(id: str, parts: Iterable[Comparand], unit: str) -> Comparand:
    """What a number derived from others compares by: what its parts agree in, and all of their
    values where they do not.

    It measures what those parts measure that are in its own unit, since the rest are factors
    and rates: a base that a growth rate implies is of the level's indicator. Its period is
    told as that of its parts with `from` before it, for a formula may lead to another: that
    base is of the year before.
    """
    made = tuple(parts)
    measured = [part for part in made if part.unit == unit] or made
    return Comparand(
        id,
        indicator=_all("indicator", measured),
        area=_all("area", made),
        period=FROM + _all("period", made),
        unit=unit,
        status=_all("status", made),
    )


def counted(id: str, parts: Iterable[Comparand], unit: str) -> Comparand:
    """What a count of facts compares by: the area that they all speak of. What each of them
    measures, when, and with what standing, is not what the count measures: that is
    `several`."""
    areas = {part.area for part in parts}
    area = areas.pop() if len(areas) == 1 else SEVERAL
    return Comparand(id, SEVERAL, area, SEVERAL, unit, SEVERAL)


def differences(facts: Iterable[Comparand]) -> tuple[Difference, ...]:
    """What two or more numbers differ in; empty where they may be compared as they are."""
    compared = tuple(facts)
    found = (
        Difference(attribute, tuple(dict.fromkeys(it.value(attribute) for it in compared)))
        for attribute in ATTRIBUTES
    )
    return tuple(it for it in found if len(it.values) > 1)


def listed(found: Iterable[Difference]) -> str:
    """`period (2024, 2025-H1) and status (target, actual)`."""
    *first, last = map(str, found)
    return f"{', '.join(first)} and {last}" if first else last


def refusal(found: Iterable[Difference]) -> str:
    """Why numbers may not stand side by side, and how to say that they shall:
    `they differ in period (2024, 2025-H1) and status (target, actual): name what the
    comparison runs across, across="period, status"`."""
    told = tuple(found)
    names = ", ".join(it.attribute for it in told)
    return f'they differ in {listed(told)}: name what the comparison runs across, across="{names}"'


def _all(attribute: Attribute, parts: Iterable[Comparand]) -> str:
    """The values of parts, each once."""
    values = (
        value or NOT_STATED
        for part in parts
        for value in part.value(attribute).removeprefix(FROM).split(JOINT)
    )
    return JOINT.join(dict.fromkeys(values))


def _of(fact: Fact, unit: str) -> Comparand:
    return Comparand(fact.id, fact.indicator, fact.area, fact.period, unit, fact.status)
