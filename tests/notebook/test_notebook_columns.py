"""Whole columns of tied numbers, and their way to a page."""

import polars as pl
import pytest

from tieout.derive.dimensions import UnitError
from tieout.derive.formula import FormulaError
from tieout.notebook import facts, publish, table
from tieout.notebook.columns import TiedFrame
from tieout.notebook.comparable import NotComparable
from tieout.notebook.registry import made

pytestmark = pytest.mark.usefixtures("in_the_report")


def _wide() -> pl.DataFrame:
    return facts.frame.filter(pl.col("restates") == "", pl.col("status") == "actual").pivot(
        on="indicator", index=["area", "period"], values="quantity", aggregate_function="first"
    )


def _tied(frame: pl.DataFrame) -> TiedFrame:
    return TiedFrame(frame)


def _row(frame: pl.DataFrame, column: str, period: str = "2023") -> dict[str, object]:
    found: dict[str, object] = frame.row(by_predicate=pl.col("period") == period, named=True)[
        column
    ]
    return found


def test_a_frame_derives_shares_rates_and_bases() -> None:
    wide = _tied(_wide()).share("share", "repairs", "subsidy")
    wide = _tied(wide).per("each", "subsidy", "boats")
    wide = _tied(wide).implied_base("before", "passengers", "passengers-growth")
    assert _row(wide, "share")["value"] == pytest.approx(100 * 2.6 / 1.86)
    assert _row(wide, "each")["unit"] == "GBP/boats"
    assert _row(wide, "before")["value"] == pytest.approx(1_240_000 / 1.083)
    assert _row(wide, "share", "2022")["value"] is None
    ids = _tied(wide).ids("before").to_list()
    assert ["ferries.passengers.2023", "ferries.passengers-growth.2023"] in ids


def test_a_column_over_a_derived_one_knows_what_they_share() -> None:
    wide = _tied(_wide()).implied_base("before", "passengers", "passengers-growth")
    wide = _tied(wide).growth("again", "passengers", "before")
    again = _row(wide, "again")
    assert again["value"] == pytest.approx(8.3)
    assert (again["low"], again["high"]) == (pytest.approx(8.25), pytest.approx(8.35))


def test_published_rows_are_derivations_and_a_table_shows_them() -> None:
    wide = _tied(_wide()).share("share", "repairs", "subsidy")
    shown = publish(wide, "share", id="share.{period}", title="Repairs over subsidy, {period}")
    assert set(shown["share"].to_list()) == {"share.2023", None}
    derivation = made.by_id["share.2023"]
    assert derivation.formula == "100 * part / whole"
    assert derivation.title == "Repairs over subsidy, 2023"
    assert {it.id for it in derivation.inputs} == {"ferries.repairs.2023", "ferries.subsidy.2023"}
    cells = [
        row[1] for row in table(shown, {"period": "Year", "share": "Share"}, tied=["share"]).rows
    ]
    assert {"kind": "derived", "id": "share.2023", "form": "shown", "period": False} in cells


def test_publishing_refuses_what_derive_refuses() -> None:
    wide = _wide().with_columns(
        then=pl.Series(
            [_row(_wide(), "punctuality", "2022")] * 2, dtype=_wide()["punctuality"].dtype
        )
    )
    gain = _tied(wide.filter(pl.col("period") == "2023")).derive(
        "gain", "punctuality - then", unit="pp"
    )
    with pytest.raises(NotComparable, match="period"):
        publish(gain, "gain", id="gain.{period}", title="Gain")
    shown = publish(gain, "gain", id="gain.{period}", title="Gain", across="period", signed=True)
    assert made.by_id[shown["gain"][0]].signed


def test_what_columns_refuse() -> None:
    wide = _tied(_wide())
    with pytest.raises(UnitError, match="puts passengers"):
        wide.derive("x", "passengers + boats", unit="count:boats")
    with pytest.raises(FormulaError, match="holds 2, which no source states"):
        wide.derive("x", "2 * boats", unit="count:boats")
    with pytest.raises(FormulaError, match="the frame has no column 'trains'"):
        wide.derive("x", "trains", unit="")
    with pytest.raises(FormulaError, match="holds facts: show their ids"):
        publish(_wide(), "boats", id="b.{period}", title="Boats")
    bare = _wide().with_columns(bare=pl.lit(1.0))
    with pytest.raises(FormulaError, match="holds no quantities"):
        publish(bare, "bare", id="b.{period}", title="Bare")


@pytest.mark.parametrize(
    ("whole", "part", "error"),
    [
        ("2025", "2025-H1", ""),
        ("2025", "2025-01/2025-09", ""),
        ("2025", "2025-H2", "2025-H2 is no first part of 2025"),
        ("2025", "2024-H1", "2024-H1 is no first part of 2025"),
        ("2025", "2025", "2025 is no first part of 2025"),
        ("2025", "", "a dated period is needed, and the source does not say when"),
    ],
)
def test_a_rest_needs_the_first_part(whole: str, part: str, error: str) -> None:
    frame = _dated(whole=(100.0, whole), part=(40.0, part))
    if error:
        with pytest.raises(FormulaError, match=error):
            _tied(frame).since("rest", "whole", "part")
        return
    assert _tied(frame).since("rest", "whole", "part")["rest"][0]["value"] == 60


@pytest.mark.parametrize(
    ("period", "year", "error"),
    [
        ("2025-H1", 200.0, ""),
        ("2025-Q3", 400.0, ""),
        ("2025-01/2025-08", 150.0, ""),
        ("2025", None, "is no part of a year"),
        ("2025-01-05/2025-03-31", None, "does not last whole months"),
        ("", None, "the source does not say when"),
    ],
)
def test_a_part_of_a_year_as_a_year(period: str, year: float | None, error: str) -> None:
    frame = _dated(number=(100.0, period))
    if error:
        with pytest.raises(FormulaError, match=error):
            _tied(frame).annualised("year", "number")
        return
    assert _tied(frame).annualised("year", "number")["year"][0]["value"] == pytest.approx(year)


def test_sums_and_conversions() -> None:
    frame = _dated(a=(30.0, "2025"), b=(15.0, "2025"), unit="mu").with_columns(g=pl.lit(1))
    assert _tied(frame).convert("ha", "a", "hectare")["ha"][0]["value"] == pytest.approx(2)
    assert _tied(frame).sum("a", "g")["a"][0]["value"] == 30
    both = pl.concat([frame.select("g", q="a"), frame.select("g", q="b")])
    total = _tied(both).sum("q", ["g"])
    assert _tied(total).ids("q").to_list() == [["a", "b"]]


def _dated(unit: str = "CNY", **columns: tuple[float, str]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            name: [
                {
                    "value": value,
                    "low": value,
                    "high": value,
                    "unit": unit,
                    "period": period,
                    "id": name,
                }
            ]
            for name, (value, period) in columns.items()
        }
    )
