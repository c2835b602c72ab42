"""What a source says around a fact: its words, with links in the place of its numbers."""

import re
from functools import cache
from pathlib import Path

import pytest

from tieout.check import check
from tieout.pages.excerpt import excerpt
from tieout.report import open_report
from tieout.weave.links import Links

ROOT = Path(__file__).resolve().parents[2]
FERRIES = ROOT / "tests/reports/ferries"


@cache
def _links(root: Path) -> Links:
    checked = check(open_report(root))
    facts = {it.fact.id: it for it in checked.tied}
    return Links(checked.ledger, facts, {}, checked.account, "en")


def _told(root: Path, id: str) -> str | None:
    """The excerpt with links in brackets and waivers in braces."""
    made = excerpt(id, _links(root))
    if made is None:
        return None
    text = re.sub(r"<a [^>]*>(.*?)</a>", r"[\1]", made)
    return re.sub(r"<span [^>]*>(.*?)</span>", r"{\1}", text)


@pytest.mark.parametrize(
    ("id", "told"),
    [
        (
            "ferries.passengers.2023",
            "Last year the ferries of Port Ellery carried [1.24 million] passengers, [8.3%] more "
            "than in 2022.",
        ),
        (
            "ferries.passengers-reported.2023",
            "The officer reported that the ferries had carried [about 1.2 million] passengers in "
            "2023.",
        ),
        (
            "ferries.passengers.2025",
            "For 2025 the company plans [at least 1.4 million] passengers.",
        ),
        # a number behind it is in no ledger
        ("ferries.repairs.2023", "Repairs cost [GBP 2.6 million] …"),
        ("ferries.boats.2023", "The fleet grew to [seven] …"),
    ],
)
def test_a_sentence_is_shown_as_far_as_its_numbers_are_tied(id: str, told: str) -> None:
    assert _told(FERRIES, id) == told


@pytest.mark.parametrize(
    ("id", "told"),
    [
        (
            "yueyang.tax-saved.2025",
            "Through this alone, taxes on Yueyang’s enterprises were cut by [over CNY 50 million] "
            "last year.",
        ),
        (
            "zone.innovations-first-in-country.2020-2025",
            "Of these, [51] were the {first} of their kind in the country.",
        ),
        # read with what follows, the growth would be of a year
        (
            "chenzhou.nonferrous-output.2025-h1",
            "In the first half of 2025, the output value of non-ferrous industry enterprises above "
            "designated size reached [CNY 14.9 billion], up [65%] …",
        ),
        # a hyphen would join a word to the number
        (
            "yueyang-city.grain-oil-tier.2025",
            "This model last year drove the development of Yueyang’s [CNY 20 billion] class grain "
            "and oil industry, and trade with Africa grew by [412.76%].",
        ),
        # a number before it is the name of something
        ("yiyang.above-size-firms.2025", None),
        (
            "lingang.tech-firms.undated",
            "[405] quality technology-based enterprises have been fostered",
        ),
        (
            "zone.areas.undated",
            "In 2020, the China (Hunan) Pilot Free Trade Zone was officially inaugurated, covering "
            "the [three] areas of Changsha, Yueyang and Chenzhou.",
        ),
    ],
)
def test_a_translation_stands_for_a_sentence_in_another_language(id: str, told: str | None) -> None:
    assert _told(ROOT, id) == told


def test_every_link_of_an_excerpt_is_of_its_sentence() -> None:
    links = _links(ROOT)
    shown = 0
    for id, fact in links.facts.items():
        made = excerpt(id, links)
        linked = re.findall(r'data-fact="([^"]*)"', made or "")
        shown += bool(linked)
        assert not linked or id in linked
        assert {links.facts[it].sentence.id for it in linked} <= {fact.sentence.id}
    assert shown > len(links.facts) / 2, "most sentences can be shown"
