"""Pairs of areas in few lists: none is lost, none is added."""

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tieout.pages.area_pairs import Beside, told_together
from tieout.pages.comparability_page import in_words
from tieout.pages.words import words
from tieout.quantities.units import Language

pairs = st.lists(
    st.tuples(st.sampled_from("ABCDEFGH"), st.sampled_from("ABCDEFGH")).filter(
        lambda it: it[0] < it[1]
    ),
    unique=True,
)


def _one_by_one(told: list[Beside]) -> list[tuple[str, str]]:
    return [
        (min(pair), max(pair))
        for it in told
        for pair in (product(it.areas, it.others) if it.others else combinations(it.areas, 2))
    ]


@given(pairs)
def test_each_pair_is_told_once(wanted: list[tuple[str, str]]) -> None:
    assert sorted(_one_by_one(told_together(wanted))) == sorted(wanted)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("", ""),
        ("AB", "A|B"),
        ("AB AC", "A|B C"),
        ("BA CA", "B C|A"),
        ("AB AC BC", "A B C"),
        ("AC AD BC BD", "A B|C D"),
        ("AB AC BC AD BD CD AE", "A|B C D E / B C D"),
        ("AB CD", "A|B / C|D"),
        ("AB BC CD DE", "B|A C / D|C E"),
    ],
)
def test_areas_of_like_company_are_told_together(given: str, wanted: str) -> None:
    told = told_together((it[0], it[1]) for it in given.split())
    shown = {"|".join(" ".join(part) for part in (it.areas, it.others) if part) for it in told}
    assert shown == set(filter(None, wanted.split(" / ")))


def test_many_equal_areas_are_one_list() -> None:
    areas = [f"area {it}" for it in range(300)]
    assert told_together(combinations(areas, 2)) == [Beside(tuple(areas))]


@pytest.mark.parametrize(
    ("told", "language", "wanted"),
    [
        (Beside(("A", "B"), ("C", "D")), "en", "A / B – C / D"),
        (Beside(("A", "B", "C")), "en", "A / B / C, each beside each other"),
        (Beside(("甲", "乙", "丙")), "zh", "甲、乙、丙，两两之间"),
    ],
)
def test_lists_are_told_so_that_none_runs_into_another(
    told: Beside, language: Language, wanted: str
) -> None:
    assert in_words(told, words(language)) == wanted
