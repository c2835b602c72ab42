"""One statement has one subject."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations

from tieout.compare.conflict import Conflict, Material, Side
from tieout.ledger.records import Area
from tieout.ledger.tie import TiedFact

RULE = "repeated"
#: How much of an area's name a sentence must hold to speak of it: a city may lack the word city.
_NAMED = 0.65
#: How much of the shorter quote must stand in the other for the two to say the same.
_SHARED = 0.2
#: A number below this may recur by chance.
_TELLING = 4


def repeated(material: Material) -> Iterator[Conflict]:
    """One number in nearly the same words of two areas; and a number that says again what
    another sentence says, where the two sentences name different areas."""
    for a, b in combinations(material.facts, 2):
        if a.fact.area != b.fact.area and _same_number(a, b) and _shared(a, b) >= _SHARED:
            yield _conflict(a, b)
    facts = {it.fact.id: it for it in material.facts}
    for again in material.repeats:
        first = facts.get(again.fact.restates)
        if first is None or first.sentence.text == again.sentence.text:
            continue
        here, there = (_subjects(material, it) for it in (first, again))
        if here and there and not here & there:
            yield _conflict(first, again)


def _conflict(a: TiedFact, b: TiedFact) -> Conflict:
    sides = Side("fact", a.fact.id), Side("fact", b.fact.id)
    return Conflict(RULE, (a.fact.id, b.fact.id), sides[0], "same", sides[1])


def _same_number(a: TiedFact, b: TiedFact) -> bool:
    telling = a.quantity.value is None or abs(a.quantity.value) >= _TELLING
    return telling and (a.quantity.value, a.quantity.unit, a.quantity.bound) == (
        b.quantity.value,
        b.quantity.unit,
        b.quantity.bound,
    )


def _shared(a: TiedFact, b: TiedFact) -> float:
    """The share of the shorter quote's pairs of characters that stand in the other, the
    numbers left out."""
    ours, theirs = (_pairs(it.fact.quote.replace(it.fact.number, "")) for it in (a, b))
    return len(ours & theirs) / max(1, min(len(ours), len(theirs)))


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _subjects(material: Material, it: TiedFact) -> frozenset[str]:
    """The areas that a sentence names, wholly or by the most of their name."""
    text = it.sentence.text
    return frozenset(id for id, area in material.areas.items() if _named(area, text) >= _NAMED)


def _named(area: Area, text: str) -> float:
    return max(_longest(name, text) / len(name) for name in (area.name_en, area.name_zh))


def _longest(name: str, text: str) -> int:
    match = SequenceMatcher(None, text, name, autojunk=False).find_longest_match()
    return match.size
