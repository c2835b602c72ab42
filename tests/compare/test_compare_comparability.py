"""What may be compared: the rules on a pair, and the families of measures."""

import tomllib
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast, get_args

import pytest
from compare_samples import area, indicator, tied

from tieout.compare.comparability import Reason, check_families, comparability, pair_of
from tieout.findings import Place
from tieout.ledger.comparison import Comparison
from tieout.ledger.ledger import Ledger
from tieout.ledger.records import Family, IndicatorKind
from tieout.ledger.tables import Row
from tieout.ledger.tie import TiedFact

CASES = tomllib.loads((Path(__file__).parent / "cases/pairs.toml").read_text("utf-8"))["case"]
KINDS: dict[str, IndicatorKind] = {"stock": "stock", "sum": "cumulative", "rate": "rate"}
NAMES = ("trade", "sales", "rate.trade", "stock.firms", "sum.ideas")


def _ledger(*families: Family) -> Ledger:
    rows = tuple(Row(it, {"id": Place("data/comparability.csv", 2)}) for it in families)
    made = SimpleNamespace(
        areas={
            it.id: it
            for it in (
                area("county", kind="city"),
                area("town", "county"),
                area("village", "county"),
                area("port"),
            )
        },
        indicators={
            name: indicator(name, KINDS.get(name.partition(".")[0], "flow")) for name in NAMES
        },
        comparison=Comparison(families=rows),
    )
    return cast("Ledger", made)


def _fact(line: str, id: str) -> TiedFact:
    words = line.split()
    more = dict(word.split("=", 1) for word in words[5:])
    period = "" if words[2] == "-" else words[2]
    return tied(id, words[0], words[1], period, words[3], words[4], **more)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_a_pair_is_held_against_the_rules(case: dict[str, Any]) -> None:
    a, b = (_fact(line, f"f{at}") for at, line in enumerate(case["facts"]))
    limit = case.get("limit", "any")
    for pair in (pair_of(_ledger(), a, b, limit), pair_of(_ledger(), b, a, limit)):
        assert (pair.verdict, list(pair.reasons)) == (case["verdict"], case.get("reasons", []))


def test_every_reason_has_a_case() -> None:
    told = {reason for case in CASES for reason in case.get("reasons", [])}
    assert told == set(get_args(Reason))


FACTS = (
    _fact("trade town 2025 CNY 100", "a"),
    _fact("rate.trade town 2025 percent 5", "b"),
    _fact("trade village 2025 CNY 120", "c"),
    _fact("rate.trade port 2025 percent 7", "d"),
    _fact("sales town 2025 CNY 90", "e"),
)
TRADE = Family(id="all-trade", name_en="Trade", name_zh="贸易", indicators="trade rate.trade")


def test_a_family_has_all_its_facts_and_each_pair_of_areas_at_its_best() -> None:
    (made,) = comparability(_ledger(TRADE), FACTS)
    assert [it.fact.id for it in made.facts] == ["a", "b", "c", "d"]
    assert [(it.a.fact.id, it.b.fact.id, it.verdict) for it in made.pairs] == [
        ("a", "c", "comparable"),
        ("b", "d", "comparable"),
        ("c", "d", "no"),
    ]
    assert made.verdict == "comparable"


def test_an_indicator_of_no_family_is_one_where_two_areas_report_it() -> None:
    made = comparability(_ledger(), FACTS)
    assert [it.family.id for it in made] == ["trade", "rate.trade"]


def test_a_number_said_again_is_no_other_report() -> None:
    again = tied("c2", "trade", "village", "2025", "CNY", "120", restates="c")
    (made,) = comparability(_ledger(TRADE), (*FACTS, again))
    assert "c2" not in [it.fact.id for it in made.facts]


def test_a_family_that_a_single_area_reports_is_told() -> None:
    alone = Family(id="alone", name_en="Sales", name_zh="销售", indicators="sales")
    ledger = _ledger(TRADE, alone)
    (finding,) = check_families(ledger, comparability(ledger, FACTS))
    assert (finding.code, finding.message) == (
        "family-idle",
        "fewer than two areas report the indicators of alone",
    )


def test_facts_of_one_measure_are_nearer_than_others() -> None:
    facts = (
        _fact("trade town - CNY 100 low=100 high= bound=over", "a"),
        _fact("sales village 2025 CNY 90", "b"),
        _fact("trade village 2025 CNY 120", "c"),
    )
    family = Family(id="f", name_en="F", name_zh="甲", indicators="trade sales")
    (made,) = comparability(_ledger(family), facts)
    assert [(it.a.fact.id, it.b.fact.id) for it in made.pairs] == [("a", "c")]


def test_periods_that_are_not_stated_do_not_agree() -> None:
    undated = (_fact(f"trade {where} - CNY 100", where) for where in ("town", "village"))
    pair = pair_of(_ledger(), *undated)
    assert pair.agree == ("indicator", "unit", "status")
    assert pair.differ == ("area",)


def test_a_caveat_adds_nothing_to_a_refusal() -> None:
    a = _fact("trade town 2025 CNY 100 basis=context", "a")
    pair = pair_of(_ledger(), a, _fact("trade village 2025-H1 CNY 90", "b"))
    assert (pair.reasons, pair.decisive) == (("lengths", "inferred"), ("lengths",))
