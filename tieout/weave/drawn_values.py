"""Whether the marks of a chart draw the numbers that they link to.

A bar says its value by its length, a point by its place, a slice by its angle, whatever the label
beside it says. So each of these must be the value of the number that the mark leads to, or an end
of its interval. On a scale of time it stands within the number's period.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from tieout.chapters.handover import PLACEHOLDER
from tieout.derive.derivation import interval_of
from tieout.derive.formula import FormulaError
from tieout.quantities.quantity import Quantity
from tieout.weave.drawn_marks import PLACES, Drawn, drawn_marks
from tieout.weave.drawn_times import day_said, untimely
from tieout.weave.links import Links

_NAMES: Final = {"rect": "bar", "symbol": "point", "arc": "slice", "text": "label"}
#: The two ends of what has two.
_ENDS: Final = (
    ("x", "x2"),
    ("y", "y2"),
    ("startAngle", "endAngle"),
    ("innerRadius", "outerRadius"),
)
#: Marks that say a number by how far they reach.
_REACHING: Final = frozenset({"rect", "rule", "arc", "trail", "area"})
#: What binary floats may lose in a sum.
_FLOAT: Final = 1e-9


@dataclass(frozen=True, slots=True)
class _Told:
    """What may be drawn of a number: itself, and the ends of its interval."""

    itself: frozenset[float]
    ends: frozenset[float]


def sort_of(mark: str) -> str:
    """What readers call a sort of mark in Vega."""
    return _NAMES.get(mark, mark)


def untrue_mark(spec: Mapping[str, Any], links: Links) -> str:
    """What is wrong with the first mark of a chart that draws another number than the one that
    it leads to, as `the bar of ID draws 5 (x), and the number is 7`; empty where all are true.
    Raises `Unread` for a mark that is drawn by no value, KeyError for an unknown number."""
    marks = drawn_marks(spec)
    stands: dict[str, set[float]] = {}
    for mark in marks:
        number = _number(mark, links)
        if number is None:
            continue
        kind, id, quantity = number
        for channel, value in (*mark.values.items(), *mark.times.items()):
            if value is not None:
                stands.setdefault(channel[0], set()).add(value)
        wrong = next(_wrong(mark, _told(quantity)), None)
        if wrong:
            return f"the {sort_of(mark.sort)} of {id} {wrong}{_and_the_number(quantity)}"
        if wrong := untimely(kind, id, mark.times, links):
            return f"the {sort_of(mark.sort)} of {id} {wrong}"
    return next(_astray(marks, links, stands), "")


def _number(mark: Drawn, links: Links) -> tuple[str, str, Quantity] | None:
    if not mark.link.startswith(PLACEHOLDER):
        return None
    kind, _, id = mark.link.removeprefix(PLACEHOLDER).partition("/")
    return kind, id, (links.facts[id] if kind == "fact" else links.derivations[id]).quantity


def _told(quantity: Quantity) -> _Told:
    itself = {quantity.value, quantity.claimed}
    with suppress(FormulaError):  # for a range that is open
        itself.add(interval_of(quantity).value)
    known = frozenset(float(it) for it in itself if it is not None)
    ends = (quantity.low, quantity.high)
    return _Told(known, known | {float(it) for it in ends if it is not None})


def _and_the_number(quantity: Quantity) -> str:
    said = quantity.value if quantity.value is not None else quantity.low
    return "" if said is None else f", and the number is {float(said):g}"


def _wrong(mark: Drawn, told: _Told) -> Iterator[str]:
    """What a mark draws that is not its number."""
    values = dict(mark.values)
    for one, other in _ENDS:
        if one in values and other in values:
            a, b = values.pop(one), values.pop(other)
            if a is None or b is None or not _is_stretch(a, b, told):
                yield f"draws {_said(a)} to {_said(b)} ({one}, {other})"
        elif {one, other} & values.keys() and {one, other} & mark.typed:
            yield f"reaches to a place in pixels ({one}, {other})"
    for channel, value in values.items():
        place = channel in PLACES and not _reaches(mark, channel)
        if not _is_one_of(value, told.ends if place else told.itself):
            yield f"draws {_said(value)} ({channel})"
    if mark.sort in _REACHING and mark.typed and not mark.values:
        yield f"is as long as pixels say ({', '.join(sorted(mark.typed))})"


def _reaches(mark: Drawn, channel: str) -> bool:
    """Whether a mark fills what lies between a place and a base line."""
    return mark.sort in ("area", "rect") and channel in ("x", "x2", "y", "y2")


def _is_stretch(a: float, b: float, told: _Told) -> bool:
    """From zero, or from where another ends, as far as the number is large; or the number's
    interval."""
    apart = abs(a - b)
    slack = _FLOAT * max(abs(a), abs(b))
    if any(abs(apart - abs(it)) <= slack for it in told.itself):
        return True
    return all(_is_one_of(it, told.ends) for it in (a, b))


def _is_one_of(value: float | None, told: Iterable[float]) -> bool:
    if value is None:
        return False
    return any(math.isclose(value, it, rel_tol=_FLOAT) for it in told)


def _said(value: float | None) -> str:
    if value is None:
        return "what is no number"
    return "what is off the scale" if math.isnan(value) else f"{value:g}"


def _astray(
    marks: Iterable[Drawn], links: Links, stands: Mapping[str, set[float]]
) -> Iterator[str]:
    """Marks that lead nowhere, lines and names, and stand where no number is."""
    for mark in marks:
        if _number(mark, links) is not None:
            continue
        told = [(channel, value, _said(value)) for channel, value in mark.values.items()]
        told += [(channel, value, day_said(value)) for channel, value in mark.times.items()]
        for channel, value, said in told:
            if not _is_one_of(value, stands.get(channel[0], ())):
                yield (
                    f"a {sort_of(mark.sort)} that leads to no number stands at {said} "
                    f"({channel}), where no number does"
                )
