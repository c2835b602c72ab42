"""Periods as spans of days."""

from datetime import date

import pytest

from tieout.compare.spans import is_before, lies_in, may_be_one, span, year_before


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2025-H1", date(2025, 1, 1), date(2025, 6, 30)),
        ("2025-H2", date(2025, 7, 1), date(2025, 12, 31)),
        ("2025-Q3", date(2025, 7, 1), date(2025, 9, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-07-05", date(2023, 7, 5), date(2023, 7, 5)),
        ("2020/2025", date(2020, 1, 1), date(2025, 12, 31)),
        ("2023-05/2025", date(2023, 5, 1), date(2025, 12, 31)),
    ],
)
def test_a_period_has_a_first_and_a_last_day(period: str, first: date, last: date) -> None:
    assert span(period) == (first, last)


def test_no_period_has_no_days() -> None:
    assert span("") is None


@pytest.mark.parametrize(
    ("inner", "outer", "lies"),
    [
        ("2025-H1", "2025", True),
        ("2025", "2025", True),
        ("2025", "2025-H1", False),
        ("2024", "2020/2025", True),
        ("2025", "2024", False),
        ("", "2025", False),
        ("2025", "", False),
    ],
)
def test_a_period_lies_in_another(inner: str, outer: str, lies: bool) -> None:
    assert lies_in(inner, outer) is lies


@pytest.mark.parametrize(
    ("a", "b", "before"),
    [
        ("2023-07-05", "2024", True),
        ("2024", "2023-07-05", False),
        ("2025-H1", "2025-H2", True),
        ("2025-H1", "2025", False),
        ("", "2025", False),
        ("2024", "", False),
    ],
)
def test_a_period_ends_before_another_begins(a: str, b: str, before: bool) -> None:
    assert is_before(a, b) is before


def test_what_counts_up_to_a_day_may_be_of_any() -> None:
    assert may_be_one("2025", "2025", "flow")
    assert may_be_one("2025", "", "flow")
    assert not may_be_one("2025", "2024", "flow")
    assert may_be_one("2025", "2024", "cumulative")


@pytest.mark.parametrize(
    ("period", "before"),
    [("2025", "2024"), ("2025-H1", "2024-H1"), ("2025-06", "2024-06"), ("", "")],
)
def test_the_year_before(period: str, before: str) -> None:
    assert year_before(period) == before
