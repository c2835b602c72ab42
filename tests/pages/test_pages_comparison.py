"""The pages on what may be compared and on contradictions, of a report that has both."""

from pathlib import Path

import pytest

from tieout.check import check
from tieout.compare.notes import computed
from tieout.findings import Stopped
from tieout.gate.gate import inspect
from tieout.pages.comparability_page import comparability_page
from tieout.pages.conflicts_page import conflicts_page
from tieout.pages.words import words
from tieout.quantities.units import Language
from tieout.report import open_report
from tieout.weave.links import Links
from tieout.weave.page import Page, fragment

REPAIRS, SUBSIDY = "ferries.repairs.2023", "ferries.subsidy.2023"
NOTE = "More is spent than is paid,The years may be other years,Both are shown"


@pytest.fixture
def contradicting(ferries: Path) -> Path:
    """The tiny report, whose council heard of a harbour, and whose repairs are taken to be paid
    from a subsidy that is smaller."""
    data = ferries / "data"
    areas = (data / "areas.csv").read_text("utf-8")
    (data / "areas.csv").write_text(f"{areas}harbour,The harbour,港口,area,,\n", "utf-8")
    facts = (data / "facts.csv").read_text("utf-8")
    old = "about,passengers,ferries,2023"
    assert old in facts
    (data / "facts.csv").write_text(facts.replace(old, "about,passengers,harbour,2023"), "utf-8")
    relation = f"fact,{REPAIRS},part,{SUBSIDY},The subsidy is for repairs"
    (data / "relations.csv").write_text(f"what,one,kind,other,reason\n{relation}\n", "utf-8")
    note = f"part-whole,{SUBSIDY} {REPAIRS},{NOTE}"
    (data / "conflicts.csv").write_text(
        f"rule,facts,title,explanation,treatment\n{note}\n", "utf-8"
    )
    family = "who,Passengers,乘客,passengers passengers-growth,no,They were asked in unlike ways"
    (data / "comparability.csv").write_text(
        f"id,name_en,name_zh,indicators,limit,note\n{family}\n", "utf-8"
    )
    return ferries


def _pages(root: Path, language: Language = "en") -> tuple[Page, Page, Links]:
    report = open_report(root)
    checked = check(report)
    links = Links(
        ledger=checked.ledger,
        facts={it.fact.id: it for it in checked.tied},
        derivations={id: made for id, (made, _) in computed(checked.conflicts).items()},
        account=checked.account,
        language=language,
    )
    own = words(language)
    return (
        comparability_page(checked.families, links, own),
        conflicts_page(checked.conflicts, links, own),
        links,
    )


def _texts(page: Page, path: str) -> list[str]:
    return [" ".join(it.text_content().split()) for it in fragment(page.body).xpath(path)]


def test_a_card_shows_both_statements_the_computation_and_the_note(contradicting: Path) -> None:
    _, page, _ = _pages(contradicting)
    (card,) = fragment(page.body).xpath(".//section[@class='conflict']")
    assert [it.get("data-fact") for it in card.xpath(".//ul[@class='statements']//a")] == [
        REPAIRS,
        SUBSIDY,
    ]
    told = dict(zip(_texts(page, ".//section//dt"), _texts(page, ".//section//dd"), strict=True))
    assert told == {
        "Computation": "GBP 2.6 million is larger than GBP 1.86 million",
        "Supposing that": "The subsidy is for repairs",
        "What could explain it": "The years may be other years",
        "What the report does": "Both are shown",
    }


def test_a_rule_that_finds_nothing_says_so(contradicting: Path) -> None:
    _, page, _ = _pages(contradicting)
    found = _texts(page, ".//tbody/tr/td[2]")
    assert sorted(set(found)) == ["1", "nothing"]
    assert found.count("nothing") == len(found) - 1


def test_a_family_shows_its_facts_its_verdict_and_what_is_against_it(contradicting: Path) -> None:
    page, _, _ = _pages(contradicting)
    assert _texts(page, ".//table[contains(@class, 'comparability')]//td") == [
        "Harbour Ferries; The harbour",
        "Not comparable",
    ]
    assert _texts(page, ".//div[@class='comparison']/p") == [
        "Not comparable",
        "They were asked in unlike ways",
    ]
    (pair,) = _texts(page, ".//details[1]//li")
    assert pair == (
        "Not comparable: Harbour Ferries – The harbour. They agree in measure, period, unit, "
        "standing; an analyst says so."
    )


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_pages_pass_the_gate(contradicting: Path, language: Language) -> None:
    comparable, conflicts, _ = _pages(contradicting, language)
    assert inspect([comparable, conflicts]).findings == []


def test_a_number_that_an_editor_types_is_found_in_its_cell(contradicting: Path) -> None:
    table = contradicting / "data/conflicts.csv"
    table.write_text(table.read_text("utf-8").replace("Both are", "All 7 are"), "utf-8")
    _, page, _ = _pages(contradicting)
    (finding,) = inspect([page]).findings
    column = table.read_text("utf-8").splitlines()[1].index("All") + 1
    assert (finding.code, str(finding.place)) == (
        "number-untied",
        f"data/conflicts.csv:2:{column}",
    )


def test_a_contradiction_without_a_note_stops_the_check(contradicting: Path) -> None:
    (contradicting / "data/conflicts.csv").unlink()
    with pytest.raises(Stopped, match="conflict-unexplained: the rule part-whole finds"):
        check(open_report(contradicting))
