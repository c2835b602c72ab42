"""The rules that look for contradictions, each in a module of its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tieout.compare.conflict import Conflict, Material
from tieout.compare.rules.dates import dates
from tieout.compare.rules.growth import growth
from tieout.compare.rules.pace import pace
from tieout.compare.rules.part_whole import part_whole
from tieout.compare.rules.repeated import repeated
from tieout.compare.rules.same_measure import same_measure
from tieout.compare.rules.share import share
from tieout.compare.rules.sums import sums
from tieout.compare.rules.two_levels import two_levels


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: the id that notes name, and the function that looks."""

    id: str
    look: Callable[[Material], Iterator[Conflict]]


RULES: tuple[Rule, ...] = (
    Rule("same-measure", same_measure),
    Rule("part-whole", part_whole),
    Rule("growth", growth),
    Rule("sum", sums),
    Rule("pace", pace),
    Rule("share", share),
    Rule("dates", dates),
    Rule("two-levels", two_levels),
    Rule("repeated", repeated),
)


def conflicts(material: Material) -> tuple[Conflict, ...]:
    """What all rules find, by rule, each contradiction once."""
    found: dict[tuple[str, frozenset[str]], Conflict] = {}
    for rule in RULES:
        for conflict in rule.look(material):
            found.setdefault(conflict.key, conflict)
    return tuple(found.values())
