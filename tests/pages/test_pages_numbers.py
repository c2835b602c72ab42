"""The page of every number in the sources, and an editor's decision beside its fact."""

import csv
from pathlib import Path

from lxml import html

from tieout.build import Built
from tieout.check import Checked, check
from tieout.gate.gate import inspect
from tieout.pages.numbers_page import numbers_page
from tieout.pages.source_pages import evidence, source_page
from tieout.pages.words import words
from tieout.report import open_report
from tieout.weave.page import Page, fragment

WORDS = words("en")


def _page(checked: Checked, language: str = "en") -> Page:
    documents = list(checked.documents.values())
    return numbers_page(documents, checked.numbers, language, words(language))  # type: ignore[arg-type]


def _rows(table: html.HtmlElement) -> list[list[str]]:
    return [[" ".join(cell.text_content().split()) for cell in row] for row in table.iter("tr")]


def test_the_page_counts_every_fate_of_every_source(ferries: Path) -> None:
    page = _page(check(open_report(ferries)))
    assert (page.path, page.title, page.quoted) == (
        "numbers/index.md", "Every number in the sources", False,
    )  # fmt: skip
    tree = fragment(page.body)
    overview, review, minutes = tree.iter("table")
    assert _rows(overview) == [
        ["Source", "Numbers", "Facts", "Said again", "Set aside", "Explained by kind", "Open"],
        ["Harbour Ferries: the year 2024 in review", "18", "7", "0", "4", "7", "0"],
        ["Council of Port Ellery, minutes of 14 March 2024", "9", "2", "0", "3", "4", "0"],
        ["All sources", "27", "9", "0", "7", "11", "0"],
    ]
    assert _rows(minutes) == [
        ["Facts", "2"],
        ["Said again", "0"],
        ["Set aside", "3"],
        ["says facts in another form", "1"],
        ["not this report’s subject", "2"],
        ["Explained by kind", "4"],
        ["dates and periods", "3"],
        ["numbers of documents and models", "1"],
        ["Open", "0"],
    ]
    assert [row[0] for row in _rows(review) if row[1] == "2"] == [
        "part of what another number means", "not this report’s subject",
    ]  # fmt: skip


def test_bars_are_as_long_as_their_sources_have_numbers(ferries: Path) -> None:
    tree = fragment(_page(check(open_report(ferries))).body)
    bars = [
        [(part.get("class"), part.get("style").split(":")[1]) for part in bar]
        for bar in tree.xpath(".//div[@class='bar']")
    ]
    assert bars == [
        [("fate-fact", "7"), ("fate-set_aside", "4"), ("fate-explained", "7")],
        [("fate-fact", "2"), ("fate-set_aside", "3"), ("fate-explained", "4"), ("room", "9")],
    ]


def test_what_is_set_aside_leads_to_its_sentence_and_says_why(ferries: Path) -> None:
    checked = check(open_report(ferries))
    items = fragment(_page(checked).body).xpath(".//ul[@class='asides']/li")
    told = [" ".join(item.text_content().split()) for item in items]
    assert told[0] == "two Why the fleet grew; its size is a fact"
    assert len(told) == 7
    sentences = {s.id: s for document in checked.documents.values() for s in document.sentences}
    for item in items:
        (link,) = item.iter("a")
        source, _, sentence = link.get("href").removeprefix("../sources/").partition("/index.html#")
        assert link.text_content() in sentences[sentence].text
        assert sentences[sentence].source == source
        (waived,) = link.iter("span")
        assert waived.get("data-why") == "quoted"


def test_a_number_in_a_reason_is_found_at_its_cell(ferries: Path) -> None:
    path = ferries / "data/set_aside.csv"
    path.write_text(path.read_text().replace("its size is a fact", "its size is 7"))
    (finding,) = inspect([_page(check(open_report(ferries)))]).findings
    line = path.read_text().splitlines()[1]
    assert str(finding.place) == f"data/set_aside.csv:2:{line.index('7') + 1}"
    assert finding.code == "number-untied"


def test_the_page_passes_the_gate_in_both_languages(ferries: Path) -> None:
    checked = check(open_report(ferries))
    assert inspect([_page(checked)]).findings == []
    assert _page(checked, "zh").title == "来源中的每个数字"


def test_an_editors_decision_stands_beside_its_fact(ferries: Path) -> None:
    path = ferries / "data/facts.csv"
    path.write_text(path.read_text().replace(",2600000,GBP", ",26000000,GBP"))
    with (ferries / "data/decisions.csv").open("w", newline="") as file:
        csv.writer(file).writerows(
            [
                ["fact", "field", "reason"],
                ["ferries.repairs.2023", "value", "a misprint, says <he>"],
            ]
        )
    checked = check(open_report(ferries))
    known = evidence(
        checked.ledger, checked.tied, checked.mentions, checked.numbers, (), "en", WORDS
    )
    page = source_page(checked.documents["annual-review-2024"], known)
    (told,) = fragment(page.body).xpath(".//span[@class='decision']")
    assert told.text_content() == "editor’s decision on the value: a misprint, says <he>"
    assert "GBP 26 million" in told.getparent().text_content()


def test_source_pages_list_what_is_set_aside(ferries_built: tuple[Path, Built]) -> None:
    page = html.parse(ferries_built[0] / "site/sources/council-minutes/index.html").getroot()
    (mark,) = page.xpath("//mark[contains(@class, 'aside') and contains(., '21 days')]")
    reason = "The weather is no subject of the report"
    assert mark.get("title") == f"set aside: {reason}"
    (item,) = page.xpath("//aside//li[contains(., 'weather')]")
    assert " ".join(item.text_content().split()) == f"21 days set aside: {reason}"
