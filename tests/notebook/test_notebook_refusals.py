"""What cannot be derived is tried, and refused for a reason that readers can read."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tieout.chapters.handover import FACTS_VARIABLE, Handover, save
from tieout.check import check
from tieout.derive.dimensions import UnitError
from tieout.derive.formula import FormulaError
from tieout.notebook import UnknownFact, count, derive, derived_table, facts, refused, reported
from tieout.notebook.refusals import NotRefused
from tieout.notebook.registry import made
from tieout.report import open_report

FERRIES = Path(__file__).parents[1] / "reports" / "ferries"
PASSENGERS, PLAN = "ferries.passengers.2023", "ferries.passengers.2025"
COST, GROWTH = "ferries.repairs.2023", "ferries.passengers-growth.2023"


@pytest.fixture(scope="module")
def handed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The tiny report's facts in files, for readers of each language."""
    report = open_report(FERRIES)
    checked = check(report)
    folder = tmp_path_factory.mktemp("handed")
    for language in ("en", "zh"):
        save(
            Handover(checked.ledger, checked.tied, language, checked.account),  # type: ignore[arg-type]
            folder / language,
        )
    return {language: folder / language for language in ("en", "zh")}


@pytest.fixture(autouse=True)
def handed_over(handed: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """A kernel's state as a build starts it."""
    monkeypatch.setenv(FACTS_VARIABLE, str(handed["en"]))


def _attempt(formula: str, unit: str, **inputs: str) -> Callable[[], object]:
    return lambda: derive(
        "x.y",
        formula,
        title="T",
        unit=unit,
        **{name: facts[id] for name, id in inputs.items()},
    )


@pytest.mark.parametrize(
    ("attempt", "said"),
    [
        (
            lambda: reported("repairs", "ferries", "2022"),
            "No source reports it: Cost of repairs, Harbour Ferries, 2022.",
        ),
        (
            lambda: reported("repairs", "ferries", status="target"),
            "No source reports it: Cost of repairs, Harbour Ferries.",
        ),
        (
            _attempt("now / then - 1", "percent", now=PLAN, then=PASSENGERS),
            "What it would be made of differs in period (2025; 2023) and standing "
            "(plan; reported).",
        ),
        (
            _attempt("a - b", "GBP", a=COST, b="ferries.subsidy.2023"),
            "What it would be made of differs in what is measured (Cost of repairs; Subsidy).",
        ),
        (
            _attempt("cost / (1 + growth)", "GBP", cost=COST, growth=GROWTH),
            "Change in passengers is the growth of something else: Passengers carried.",
        ),
        (
            _attempt("cost * (1 + share)", "GBP", cost=COST, share="ferries.punctuality.2023"),
            "Punctual sailings is not the growth of a level that a source gives.",
        ),
        (
            _attempt("cost / boats", "GBP", cost=COST, boats="ferries.boats.2023"),
            "The units do not work out: cost / boats gives GBP per boats, and not GBP.",
        ),
    ],
)
def test_a_refusal_is_told_to_readers(attempt: Callable[[], object], said: str) -> None:
    assert refused("What they look for", attempt) == said
    assert made.by_id == {}


def test_a_refusal_is_told_in_the_readers_language(
    handed: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FACTS_VARIABLE, str(handed["zh"]))
    said = refused("甲", lambda: reported("repairs", "ferries", "2022"))
    assert said == "没有来源报告这一数字：港口渡轮2022年的维修费用。"
    said = refused("乙", _attempt("now / then - 1", "percent", now=PLAN, then=PASSENGERS))
    assert said == "所需各数的时期（2025年；2023年）、性质（计划；已报告）不一致。"


def test_what_can_be_derived_is_none_of_what_cannot() -> None:
    with pytest.raises(NotRefused, match="Repairs per boat: it can be derived"):
        refused(
            "Repairs per boat",
            _attempt("cost / boats", "GBP/boats", cost=COST, boats="ferries.boats.2023"),
        )
    with pytest.raises(NotRefused):
        refused("Repairs", lambda: reported("repairs", "ferries", "2023"))


@pytest.mark.parametrize(
    ("attempt", "error"),
    [
        (lambda: facts["ferries.repair.2023"], UnknownFact),
        (lambda: reported("repair", "ferries"), KeyError),
        (lambda: reported("repairs", "ferry"), KeyError),
        (_attempt("cost +", "GBP", cost=COST), FormulaError),
        (
            lambda: derive(
                "x.y", "a * b", title="T", unit="GBP", across="area", a=facts[COST], b=facts[COST]
            ),
            FormulaError,
        ),
    ],
)
def test_a_mistaken_attempt_is_no_refusal(
    attempt: Callable[[], object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        refused("What they look for", attempt)


def test_what_is_reported_is_found_by_what_it_measures() -> None:
    assert reported("punctuality", "ferries", "2022").id == "ferries.punctuality.2022"
    assert reported("passengers", "ferries", status="plan").id == PLAN


def test_derivations_are_told_with_their_conditions() -> None:
    share = derive(
        "x.share",
        "a / b",
        title="Share of the subsidy",
        unit="percent",
        assumes=("all of it is spent on repairs", "none is paid back"),
        a=facts["ferries.subsidy.2023"],
        b=facts[COST],
    )
    boats = derive(
        "x.boats", "a / b", title="Repairs of a boat", unit="GBP/boats",
        a=facts[COST], b=facts["ferries.boats.2023"],
    )  # fmt: skip
    told = derived_table(share, boats)
    assert told.header == ("What", "Number", "Holds if")
    assert [row[0] for row in told.rows] == ["Share of the subsidy", "Repairs of a boat"]
    assert [row[1]["id"] for row in told.rows] == ["x.share", "x.boats"]
    assert [row[2] for row in told.rows] == [
        "all of it is spent on repairs; none is paid back",
        "–",
    ]
    assert derived_table(boats).header == ("What", "Number")


def test_what_an_input_assumes_its_result_assumes_too() -> None:
    share = derive(
        "x.share", "a / b", title="Share", unit="percent", assumes="none is paid back",
        a=facts["ferries.subsidy.2023"], b=facts[COST],
    )  # fmt: skip
    rest = derive(
        "x.rest", "1 - share", title="Rest", unit="percent",
        assumes=("nothing else paid for it", "none is paid back"), share=share,
    )  # fmt: skip
    assert rest.derivation.assumes == ("nothing else paid for it", "none is paid back")
    again = derive("x.again", "1 - rest", title="Share again", unit="percent", rest=rest)
    assert again.derivation.assumes == ("nothing else paid for it", "none is paid back")
    assert count("x.count", ["ferries.boats.2023"], title="One").derivation.assumes == ()


def test_growth_over_growth_is_that_of_a_ratio() -> None:
    ratio = derive(
        "x.ratio", "(1 + part) / (1 + whole) - 1", title="T", unit="percent",
        part=facts[GROWTH], whole=facts["ferries.punctuality.2023"],
    )  # fmt: skip
    assert ratio.value == pytest.approx(100 * (1.083 / 1.964 - 1))


def test_only_what_is_said_of_each_is_multiplied() -> None:
    cost = facts[COST]
    a_boat = replace(
        cost, tied=replace(cost.tied, fact=cost.tied.fact.model_copy(update={"status": "tier"}))
    )
    boats = facts["ferries.boats.2023"]
    all_boats = derive(
        "x.all", "boats * cost", title="T", unit="GBP", across="status",
        boats=boats, cost=a_boat.each("count:boats"),
    )  # fmt: skip
    assert all_boats.value == 7 * 2_600_000
    with pytest.raises(UnitError):
        derive("x.sum", "boats * cost", title="T", unit="GBP", across="status",
               boats=boats, cost=a_boat)  # fmt: skip
    with pytest.raises(FormulaError, match="no threshold and no class"):
        facts[COST].each("count:boats")
