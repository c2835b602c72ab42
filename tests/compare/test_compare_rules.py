"""Each rule that looks for contradictions: what it finds, and what it lets be."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from compare_samples import area, indicator, tied

from tieout.compare.conflict import Conflict, Material
from tieout.compare.rules import RULES, conflicts
from tieout.ledger.records import IndicatorKind, Relation
from tieout.ledger.tie import TiedFact

CASES = tomllib.loads((Path(__file__).parent / "cases/rules.toml").read_text("utf-8"))["case"]
LOOK = {rule.id: rule.look for rule in RULES}
KINDS: dict[str, IndicatorKind] = {
    "stock": "stock",
    "sum": "cumulative",
    "kind": "property",
    "rate": "rate",
}
AREAS = {
    it.id: it
    for it in (
        area("county", name="The County"),
        area("town", "county", name="Rivertown"),
        area("village", "county", name="Hilltop"),
        area("port", name="Seaport"),
        area("quay", "port", name="Old Quay"),
    )
}


def _fact(line: str) -> tuple[TiedFact, str]:
    """A fact of a case's line, and the period that its sentence tells."""
    words = line.split()
    more = dict(word.split("=", 1) for word in words[6:])
    told = more.pop("told", "")
    if "text" in more:
        more["text"] = more["text"].replace("_", " ")
    period = "" if words[3] == "-" else words[3]
    return tied(words[0], words[1], words[2], period, words[4], words[5], **more), told


def _material(case: dict[str, Any]) -> Material:
    read = [_fact(line) for line in case["facts"]]
    made = [fact for fact, _ in read]
    relations = [
        Relation(what=words[0], one=words[1], kind=words[2], other=words[3], reason="so")  # type: ignore[arg-type]
        for words in map(str.split, case.get("relations", []))
    ]
    names = {it.fact.indicator for it in made}
    names |= {name for it in relations if it.what == "indicator" for name in (it.one, it.other)}
    kinds = {name: KINDS.get(name.partition(".")[0], "flow") for name in names}
    return Material(
        facts=tuple(it for it in made if not it.fact.restates),
        areas=AREAS,
        indicators={
            name: indicator(name, kind, of=case.get("of", {}).get(name, ""))
            for name, kind in kinds.items()
        },
        relations=tuple(relations),
        repeats=tuple(it for it in made if it.fact.restates),
        published={"paper": "2026-03"},
        told={fact.fact.id: (told,) for fact, told in read if told},
    )


def _told(it: Conflict) -> str:
    conditions = [*it.unsaid, *(f"{r.one} {r.kind} {r.other}" for r in it.relations)]
    supposed = f" (if {', '.join(conditions)})" if conditions else ""
    return f"{' '.join(it.facts)}: {it.left.id} {it.verb} {it.right.id}{supposed}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['rule']}: {case['title']}")
def test_a_rule_finds(case: dict[str, Any]) -> None:
    found = LOOK[case["rule"]](_material(case))
    assert sorted(map(_told, found)) == sorted(case.get("found", []))


def test_every_rule_has_cases_that_fire_and_that_do_not() -> None:
    fires = {case["rule"] for case in CASES if case.get("found")}
    lets_be = {case["rule"] for case in CASES if not case.get("found")}
    assert fires == lets_be == set(LOOK)


def test_a_contradiction_is_told_once() -> None:
    case = {"facts": ["a trade town 2025 CNY 120", "b trade county 2025 CNY 100"]}
    material = _material(case)
    doubled = Material(material.facts * 2, material.areas, material.indicators)
    assert [it.facts for it in conflicts(doubled)] == [("a", "b")]


def test_what_is_computed_is_a_derivation_over_the_facts() -> None:
    case = next(
        it for it in CASES if it["title"] == "a piece too seldom for the number of the year"
    )
    (found,) = LOOK["pace"](_material(case))
    (needed,) = found.derivations
    assert [it.id for it in needed.inputs] == ["made"]
    assert needed.title == "kind.takt, Rivertown: as the yearly number needs it"
    assert needed.quantity.unit == "second/台"
    assert needed.quantity.value == Decimal(365 * 24 * 60 * 60) / 4_500_000
