"""Pairs of areas that have a verdict in common, told in few lists instead of one by one."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Beside:
    """Each of `areas` beside each of `others`, or, without others, each of them beside each
    other of them."""

    areas: tuple[str, ...]
    others: tuple[str, ...] = ()


def told_together(pairs: Iterable[tuple[str, str]]) -> list[Beside]:
    """The same pairs, each once, in the order in which areas first stand in them.

    Areas that stand beside the same areas are told as one. What remains between such classes
    is told from the one that most remains of.
    """
    neighbours: dict[str, set[str]] = {}
    for one, other in pairs:
        neighbours.setdefault(one, set()).add(other)
        neighbours.setdefault(other, set()).add(one)
    classes = _classes(neighbours)
    told = [_among(it) for it in classes if len(it) > 1 and it[1] in neighbours[it[0]]]
    left = {
        at: [
            to
            for to, others in enumerate(classes)
            if at != to and others[0] in neighbours[areas[0]]
        ]
        for at, areas in enumerate(classes)
    }
    while any(left.values()):
        most = max(left, key=lambda at: len(left[at]))
        others = left.pop(most)
        told.append(Beside(classes[most], tuple(it for to in others for it in classes[to])))
        for remaining in left.values():
            if most in remaining:
                remaining.remove(most)
    return told


def _among(areas: tuple[str, ...]) -> Beside:
    return Beside(areas) if len(areas) > 2 else Beside(areas[:1], areas[1:])


def _classes(neighbours: dict[str, set[str]]) -> list[tuple[str, ...]]:
    """The areas by what they stand beside. Those of a class all stand beside each other, or
    none does: an area cannot have company of both sorts."""
    among = {area: frozenset({area, *others}) for area, others in neighbours.items()}
    apart = {area: frozenset(others) for area, others in neighbours.items()}
    company = Counter(among.values())
    made: dict[frozenset[str], list[str]] = {}
    for area in neighbours:
        key = among[area] if company[among[area]] > 1 else apart[area]
        made.setdefault(key, []).append(area)
    return [tuple(it) for it in made.values()]
