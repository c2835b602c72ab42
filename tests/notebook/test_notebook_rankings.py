"""Rankings: only of what may be compared, and whose order can be told."""

import polars as pl
import pytest

from tieout.notebook import derive, facts, ranked
from tieout.notebook.comparable import NotComparable

NOW, THEN = "ferries.punctuality.2023", "ferries.punctuality.2022"

pytestmark = pytest.mark.usefixtures("in_the_report")


def test_the_largest_comes_first_or_last() -> None:
    frame = facts.frame.filter(pl.col("indicator") == "punctuality")
    assert ranked(frame, across="period") == [NOW, THEN]
    assert ranked([THEN, NOW, THEN], across=["period"], ascending=True) == [THEN, NOW]


def test_what_differs_unnamed_is_not_ranked() -> None:
    with pytest.raises(
        NotComparable, match=r"cannot be ranked: they differ in period \(2023, 2022\)"
    ):
        ranked([NOW, THEN])
    with pytest.raises(NotComparable, match=r"differ in indicator .* and unit"):
        ranked([NOW, "ferries.repairs.2023"])
    with pytest.raises(NotComparable, match="across names area"):
        ranked([NOW, THEN], across="period, area")


def test_an_order_that_cannot_be_told_is_none() -> None:
    with pytest.raises(NotComparable, match=r"which of .* is the larger cannot be told"):
        ranked(["ferries.passengers.2023", "ferries.passengers-reported.2023"])


def test_derived_numbers_are_ranked_by_what_they_stand_on() -> None:
    share = derive(
        "x.share", "repairs / subsidy", title="t", unit="percent",
        repairs=facts["ferries.repairs.2023"], subsidy=facts["ferries.subsidy.2023"],
    )  # fmt: skip
    with pytest.raises(NotComparable, match="period"):
        ranked([share.id, NOW], across="indicator")
    assert ranked([NOW, share.id], across="indicator, period") == [share.id, NOW]
