"""Periods as readers see them."""

from datetime import date

import pytest

from tieout.ledger.periods import first_day, show_period


@pytest.mark.parametrize(
    ("period", "english", "chinese"),
    [
        ("", "", ""),
        ("2025", "2025", "2025年"),
        ("2025-H1", "first half of 2025", "2025年上半年"),
        ("2025-H2", "second half of 2025", "2025年下半年"),
        ("2025-Q3", "third quarter of 2025", "2025年第三季度"),
        ("2025-06", "June 2025", "2025年6月"),
        ("2023-07-05", "5 July 2023", "2023年7月5日"),
        ("2020/2025", "2020–2025", "2020年至2025年"),
        ("2023-05/2025", "May 2023 to 2025", "2023年5月至2025年"),
        ("2025-01/2025-09", "January 2025 to September 2025", "2025年1月至2025年9月"),
    ],
)
def test_a_period_in_words(period: str, english: str, chinese: str) -> None:
    assert show_period(period, "en") == english
    assert show_period(period, "zh") == chinese


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024", date(2024, 1, 1)),
        ("2024-02", date(2024, 2, 1)),
        ("2024-03-14", date(2024, 3, 14)),
    ],
)
def test_a_file_is_dated_by_the_first_day_that_its_date_can_be(text: str, day: date) -> None:
    assert first_day(text) == day
