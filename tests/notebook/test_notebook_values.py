"""What a chapter's cells work with: facts, derivations, counts and tables."""

import re
from pathlib import Path

import polars as pl
import pytest

from tieout.chapters.handover import (
    DERIVATIONS_MIME,
    FACTS_VARIABLE,
    PLACEHOLDER,
    TABLE_MIME,
    VALUE_MIME,
    Handover,
    derivations_from,
    load,
    save,
)
from tieout.check import check
from tieout.derive.formula import FormulaError
from tieout.notebook import UnknownFact, account, chart_link, count, derive, facts, table
from tieout.notebook.facts import Facts
from tieout.notebook.registry import DerivedTwice, made
from tieout.report import open_report

FERRIES = Path(__file__).parents[1] / "reports" / "ferries"
BOATS, COST = "ferries.boats.2023", "ferries.repairs.2023"


@pytest.fixture(scope="module")
def handed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny report's facts in a file, as a build hands them to a kernel."""
    report = open_report(FERRIES)
    checked = check(report)
    path = tmp_path_factory.mktemp("handed") / "new/facts"
    save(Handover(checked.ledger, checked.tied, report.language, checked.account), path)
    return path


@pytest.fixture(autouse=True)
def handed_over(handed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A kernel's state as a build starts it: facts handed over, nothing derived."""
    monkeypatch.setenv(FACTS_VARIABLE, str(handed))


def test_a_fact_knows_its_number_and_shows_itself() -> None:
    cost = facts[COST]
    assert (cost.value, cost.low, cost.high, cost.unit) == (2_600_000, 2_550_000, 2_650_000, "GBP")
    assert cost.shown == "GBP 2.6 million"
    assert cost.original.shown == "£2.6 million"
    assert facts[BOATS].words.shown == "seven"
    assert cost.link == chart_link(cost) == f"{PLACEHOLDER}fact/{COST}"
    assert cost._repr_mimebundle_() == {
        VALUE_MIME: {"kind": "fact", "id": COST, "form": "shown"},
        "text/plain": "GBP 2.6 million",
    }


def test_an_unknown_fact_names_its_neighbours() -> None:
    with pytest.raises(UnknownFact, match=r"no fact ferries\.boat\.2023; did you mean ferries\.bo"):
        facts["ferries.boat.2023"]
    with pytest.raises(UnknownFact, match=r"no fact zzz; see data/facts\.csv"):
        facts["zzz"]


def test_all_facts_come_as_a_frame_with_links() -> None:
    assert len(facts) == len(list(facts)) == facts.frame.height == 9
    row = facts.frame.row(by_predicate=pl.col("id") == COST, named=True)
    assert (row["link"], row["value"]) == (f"{PLACEHOLDER}fact/{COST}", 2_600_000)


def test_outside_a_build_the_report_around_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(FACTS_VARIABLE)
    monkeypatch.chdir(FERRIES / "chapters")
    assert load() is None
    assert len(Facts()) == 9


def test_outside_a_report_there_are_no_facts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv(FACTS_VARIABLE)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FileNotFoundError, match=r"no mkdocs\.yml in .* open the notebook"):
        len(Facts())


def test_the_account_counts_the_reports_parts() -> None:
    assert account["sources"].number == 2
    assert account["facts"].words.form == "words"
    with pytest.raises(KeyError, match=r"the account counts sources, .*, and no chapters"):
        account["chapters"]


def test_a_derivation_travels_to_the_build_unchanged() -> None:
    value = derive(
        "a.b", "cost / paid", title="A share", unit="percent", signed=True, note="n",
        cost=facts[COST], paid=facts["ferries.subsidy.2023"],
    )  # fmt: skip
    twice = derive("a.c", "share + share", title="Twice", unit="percent", share=value)
    assert value.shown.startswith("+")
    assert twice.derivation.inputs[0].kind == "derived"
    bundle = made._repr_mimebundle_()
    assert derivations_from({DERIVATIONS_MIME: bundle[DERIVATIONS_MIME]}) == (
        value.derivation,
        twice.derivation,
    )
    assert value._repr_mimebundle_()[VALUE_MIME] == {
        "kind": "derived",
        "id": "a.b",
        "form": "shown",
    }


def test_an_id_is_derived_in_one_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tieout.notebook.registry.in_build", lambda: True)
    for _ in range(2):
        derive("x.y", "a", title="t", unit="count:boats", a=facts[BOATS])
    with pytest.raises(DerivedTwice, match=r"x\.y is derived above in another way; give"):
        derive("x.y", "a + a", title="t", unit="count:boats", a=facts[BOATS])


def test_a_cell_that_someone_runs_again_replaces_what_it_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tieout.notebook.registry.in_build", lambda: False)
    for formula in ("a", "a + a"):
        derive("x.y", formula, title="t", unit="count:boats", a=facts[BOATS])
    assert [it.formula for it in made.by_id.values()] == ["a + a"]


@pytest.mark.parametrize(
    ("id", "formula", "inputs", "message"),
    [
        ("A B", "a", {"a": BOATS}, "'A B' is no id"),
        ("x.y", "a", {"a": 5}, "the input a of x.y is no fact and no derivation"),
        ("x.y", "a +", {"a": BOATS}, "'a +' is not a formula"),
        ("x.y", "a + b", {"a": BOATS}, "names b, which is no input"),
        ("x.y", "a / (a - a)", {"a": BOATS}, "may be zero"),
        (
            "x.y",
            "a - b",
            {"a": "ferries.punctuality.2023", "b": "ferries.punctuality.2022"},
            'differ in period (2023, 2022): name what the comparison runs across, across="period"',
        ),
        (
            "x.y",
            "max(a, b)",
            {"a": "ferries.passengers.2023", "b": "ferries.passengers.2025"},
            "differ in period (2023, 2025) and status (actual, plan)",
        ),
        (
            "x.y",
            "a / b - 1",
            {"a": COST, "b": "ferries.subsidy.2023"},
            "differ in indicator (repairs, subsidy)",
        ),
        (
            "x.y",
            "a * (1 + b)",
            {"a": COST, "b": "ferries.passengers-growth.2023"},
            "b of x.y is the growth of passengers (data/indicators.csv, column of), and is applied "
            "to repairs",
        ),
    ],
)
def test_a_derivation_that_cannot_be_made(
    id: str, formula: str, inputs: dict[str, object], message: str
) -> None:
    given = {name: facts[it] if isinstance(it, str) else it for name, it in inputs.items()}
    with pytest.raises(FormulaError, match=re.escape(message)):
        derive(id, formula, title="t", unit="", **given)  # type: ignore[arg-type]
    assert made.by_id == {}


def test_what_inputs_differ_in_is_named_neither_less_nor_more() -> None:
    now, then = facts["ferries.punctuality.2023"], facts["ferries.punctuality.2022"]
    gain = derive("x.g", "a - b", title="t", unit="pp", across="period", a=now, b=then)
    assert gain.derivation.across == ("period",)
    with pytest.raises(FormulaError, match="across names area, and the inputs of"):
        derive("x.h", "a - b", title="t", unit="pp", across="period, area", a=now, b=then)
    with pytest.raises(FormulaError, match=r"across takes indicator, .*, and not time"):
        derive("x.i", "a - b", title="t", unit="pp", across="time", a=now, b=then)
    with pytest.raises(FormulaError, match=re.escape("period (from 2023 + 2022, 2023)")):
        derive("x.j", "a + b", title="t", unit="percent", a=gain, b=now)


def test_a_count_takes_each_fact_once() -> None:
    assert count("n.a", facts.frame, title="t").value == 9
    assert count("n.b", [BOATS, COST, BOATS], title="t").value == 2
    with pytest.raises(UnknownFact):
        count("n.c", ["no.such"], title="t")


def test_a_table_holds_ties_and_says_what_is_not_reported() -> None:
    total = count("n.a", [BOATS], title="t")
    frame = pl.DataFrame(
        {"who": ["a", None], "id": [BOATS, None], "more": [[COST, total.id], []]},
        schema={"who": pl.String, "id": pl.String, "more": pl.List(pl.String)},
    )
    shown = table(frame, {"who": "Who", "id": "N", "more": "M"}, tied=("id", "more"))
    data = shown._repr_mimebundle_()[TABLE_MIME]
    empty = {"kind": "empty", "text": "not reported"}
    assert data["header"] == ["Who", "N", "M"]
    assert data["numeric"] == [False, True, True]
    first, second = data["rows"]
    assert first[0] == "a"
    assert (first[1]["kind"], first[1]["id"]) == ("fact", BOATS)
    assert [(it["kind"], it["id"]) for it in first[2]] == [("fact", COST), ("derived", "n.a")]
    assert second == ["", empty, empty]


def test_a_table_of_columns_that_are_not_there() -> None:
    with pytest.raises(ValueError, match="the frame has no column area, year"):
        table(facts.frame.select("id"), {"id": "N", "area": "A"}, tied=("id", "year"))


def test_a_table_of_ids_that_are_no_facts() -> None:
    with pytest.raises(UnknownFact):
        table(pl.DataFrame({"id": ["no.such"]}))
