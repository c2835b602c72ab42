"""Sentences with marks and notes, formulas as readers see them, the account."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import pytest
from lxml import html

from tieout.derive.derivation import Derivation, Input
from tieout.findings import Place
from tieout.gate.gate import Waived
from tieout.ledger.records import SetAside
from tieout.ledger.tie import TiedFact
from tieout.numbers.mention import Mention
from tieout.pages.account import fill_account, has_slot
from tieout.pages.derivations_page import derivations_page
from tieout.pages.marked_sentence import marked_sentence
from tieout.pages.words import words
from tieout.quantities.quantity import Quantity
from tieout.text.document import Note, Sentence
from tieout.text.mapped import MappedText
from tieout.weave.links import Links
from tieout.weave.page import Page, Use, fragment

WORDS = words("en")


@dataclass(frozen=True)
class _Fact:
    id: str


@dataclass(frozen=True)
class _Tied:
    """As much of a tied fact as a sentence's marks need."""

    fact: _Fact
    start: int
    end: int


def _marked(
    text: str,
    *facts: tuple[str, str],
    notes: tuple[Note, ...] = (),
    mentions: tuple[Mention, ...] = (),
) -> str:
    """A sentence with facts given as (id, the text that they mark)."""
    tied = [_Tied(_Fact(id), text.index(it), text.index(it) + len(it)) for id, it in facts]
    sentence = Sentence("s-1", "minutes", MappedText.of(text), notes)
    return marked_sentence(sentence, cast("list[TiedFact]", tied), mentions, WORDS)


def _mention(text: str, part: str, kind: str = "count") -> Mention:
    start = text.index(part)
    return Mention(start, start + len(part), part, cast("Any", kind))


def test_a_fact_is_marked_in_its_sentence() -> None:
    assert _marked("It had 5 < 6 boats.", ("a.b", "6 boats")) == (
        '<span class="sentence" id="s-1" data-source="minutes">It had 5 &lt; '
        '<mark class="mention" data-fact="a.b">6 boats</mark>.</span>'
    )


def test_a_fact_says_what_chapters_show_of_it_and_its_text_stays_the_sources() -> None:
    sentence = Sentence("s-1", "minutes", MappedText.of("共有5艘船和6名船员。"))
    tied = [_Tied(_Fact("a.b"), 2, 5), _Tied(_Fact("a.c"), 6, 9)]
    shown = {"a.b": '5 "boats"'}
    made = marked_sentence(sentence, cast("list[TiedFact]", tied), (), WORDS, shown=shown)
    assert '<mark class="mention" data-fact="a.b" data-shown="5 &quot;boats&quot;">' in made
    assert '<mark class="mention" data-fact="a.c">' in made
    assert _text(made) == "共有5艘船和6名船员。"


def test_a_quantity_that_is_no_fact_is_marked_otherwise() -> None:
    text = "In 2023 it had 5 boats and 6 crews."
    mentions = (
        _mention(text, "2023", "period"),
        _mention(text, "5 boats"),
        _mention(text, "6 crews"),
    )
    made = _marked(text, ("a.b", "6 crews"), mentions=mentions)
    assert made.count("<mark") == 2
    assert '<mark class="mention unused">5 boats</mark>' in made
    assert '<mark class="mention" data-fact="a.b">6 crews</mark>' in made


def test_what_is_set_aside_is_marked_with_its_reason() -> None:
    text = "In 2023 it had 5 boats and 6 crews."
    mentions = (_mention(text, "2023", "period"), _mention(text, "5 boats"))
    aside = SetAside(source="a", quote="x", number="x", kind="outside", reason='no "subject"')
    sentence = Sentence("s-1", "minutes", MappedText.of(text))
    spans = {(it.start, it.end): aside for it in mentions}
    made = marked_sentence(sentence, [], mentions, WORDS, spans)
    title = 'title="set aside: no &quot;subject&quot;"'
    assert f'<mark class="mention unused aside" {title}>5 boats</mark>' in made
    assert f'<mark class="mention unused aside" {title}>2023</mark>' in made
    assert _text(made) == text


def test_a_mention_that_overlaps_a_fact_is_not_marked_twice() -> None:
    text = "It had 5 million boats."
    made = _marked(text, ("a.b", "5 million"), mentions=(_mention(text, "5 million boats"),))
    assert made.count("<mark") == 1
    assert _text(made) == text


def _text(made: str) -> str:
    return str(html.fragment_fromstring(made).text_content())


@pytest.mark.parametrize(
    ("note", "shown"),
    [
        (Note(7, 7, "removed", "spam", printed="BUY <now>"), "It had BUY <now>5 boats."),
        (Note(7, 8, "sic", "misprint", reading="6"), "It had 5[sic: so printed; we read 6] boats."),
        (Note(7, 8, "sic", "misprint"), "It had 5[sic] boats."),
        (Note(7, 8, "masked", "a phone number"), "It had 5 boats."),
    ],
)
@pytest.mark.parametrize("facts", [(), (("a.b", "5 boats"),), (("a.b", "5"),), (("a.b", "had 5"),)])
def test_a_note_stands_where_it_belongs_and_no_text_is_lost(
    note: Note, shown: str, facts: tuple[tuple[str, str], ...]
) -> None:
    made = _marked("It had 5 boats.", *facts, notes=(note,))
    assert _text(made) == shown
    assert f'title="{"" if note.kind == "sic" else WORDS[note.kind] + ": "}{note.reason}"' in made
    assert made.count("<mark") == len(facts)


def test_several_notes_and_marks_in_one_sentence() -> None:
    notes = (Note(20, 20, "removed", "spam", printed="!"), Note(0, 2, "sic", "x", reading="They"))
    made = _marked("It had 5 boats and 6 crews.", ("a", "5 boats"), ("b", "6 crews"), notes=notes)
    assert _text(made) == "It[sic: so printed; we read They] had 5 boats and 6! crews."
    assert made.count("<mark") == 2


# --- derivations ----------------------------------------------------------------------------


def _entry(
    formula: str, quantity: Quantity, uses: tuple[Use, ...] = (), **inputs: str
) -> html.HtmlElement:
    made = {
        id: Derivation(id, f"The {id}", "1", (), Quantity(*[quantity.value] * 3))
        for id in inputs.values()
    }
    given = tuple(Input(name, "derived", id) for name, id in inputs.items())
    made["x.y"] = Derivation("x.y", "A title", formula, given, quantity, note="Mind < this")
    links = Links(cast("Any", _NoLedger()), {}, made, {}, "en")
    places: Mapping[str, Place] = {id: Place("chapters/a.qmd", 3, 4) for id in made}
    page = derivations_page(
        {"A chapter": [made["x.y"]], "None": []}, places, links, {"x.y": uses}, WORDS
    )
    assert [it.text for it in fragment(page.body).iter("h2")] == ["A chapter"]
    return fragment(page.body).get_element_by_id("d-x.y")


class _NoLedger:
    """A ledger of which only the units are asked for."""

    def __init__(self) -> None:
        from tieout.quantities.units import STANDARD  # noqa: PLC0415

        self.units = STANDARD


def _quantity(value: int, low: int | None, high: int | None) -> Quantity:
    from decimal import Decimal  # noqa: PLC0415

    ends = [None if it is None else Decimal(it) for it in (low, high)]
    return Quantity(Decimal(value), ends[0], ends[1], "", "exact", Decimal(1))


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ("100 * a / b", "100 × a ÷ b"),
        ("(a - b) / b", "(a − b) ÷ b"),
        ("(a / b) ** (1 / 2) - 1", "(a ÷ b) ^ (1 ÷ 2) − 1"),
        ("-a + b", "−a + b"),
        ("sum() / count()", "sum() ÷ count()"),
    ],
)
def test_a_formula_is_shown_from_the_text_that_computes_it(formula: str, shown: str) -> None:
    entry = _entry(formula, _quantity(5, 4, 6), a="a.a", b="b.b")
    (formula_shown,) = entry.xpath(".//dd[@class='formula']")
    assert formula_shown.text_content() == shown
    waived = formula_shown.xpath(".//span[@class='waived']")
    assert all(it.get("data-why") == "constant" for it in waived)
    assert [it.get("data-derived") for it in entry.xpath(".//ul//a")] == ["a.a", "b.b"]


def test_a_page_that_uses_a_number_twice_is_named_once() -> None:
    uses = tuple(
        Use("derived", "x.y", page, title, anchor)
        for page, title, anchor in (
            ("b.html", "B", "near"),
            ("b.html", "B", "far"),
            ("a.html", "A", ""),
            ("derivations/index.html", "Derivations", ""),
        )
    )
    entry = _entry("a", _quantity(5, 4, 6), uses, a="a.a")
    (used,) = entry.xpath(".//dt[.='Used on']/following-sibling::dd")
    assert [(it.get("href"), it.text) for it in used.iter("a")] == [
        ("../b.html#near", "B"),
        ("../a.html", "A"),
    ]


def test_a_count_is_told_in_words_and_lists_what_it_counts_once() -> None:
    entry = _entry("count()", _quantity(2, 2, 2), a="a.a", b="b.b")
    (formula,) = entry.xpath(".//dd[@class='formula']")
    assert formula.text_content() == "the number of these facts: count()"
    assert [it.text_content() for it in entry.iter("dt", "summary")] == [
        "Formula",
        "Inputs",
        "Show them",
        "Note",
    ]


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (4, 6, "from 4 to 6"),
        (5, None, "from 5; no upper end: an input is a lower bound"),
        (None, 5, "to 5; no lower end: an input is an upper bound"),
        (5, 5, None),
    ],
)
def test_the_interval_is_told_where_there_is_one(
    low: int | None, high: int | None, told: str | None
) -> None:
    entry = _entry("a", _quantity(5, low, high), a="a.a")
    terms = [it.text_content() for it in entry.iter("dt")]
    assert ("Interval" in terms) == (told is not None)
    if told is not None:
        shown = entry.xpath(".//dt[.='Interval']/following-sibling::dd")[0].text_content()
        assert " ".join(shown.replace(".0", "").split()) == told


# --- the account ----------------------------------------------------------------------------


def _slotted(body: str = '<div class="tieout-account"></div><p>After</p>') -> Page:
    return Page("method.md", "Method", "Method", body, "chapters/method.qmd", "Method")


def test_the_account_counts_and_lists_every_waiver() -> None:
    waivers = [
        Waived("port.html", "The port", "5G", "name"),
        Waived("port.html", "The port", "5G", "name"),
        Waived("trade.html", "Trade & all", "5G", "name"),
        Waived("trade.html", "Trade & all", "3", "label"),
    ]
    page = fill_account(_slotted(), {"sources": 5, "facts": 1200}, waivers, WORDS)
    rows = [
        [" ".join(cell.text_content().split()) for cell in row.iter("td")]
        for row in fragment(page.body).iter("tr")
    ]
    assert [row for row in rows if row] == [
        ["Sources", "5"],
        ["Facts in the ledger", "1,200"],
        ["—", "the number of a figure, a table or a note", "Trade & all", "1"],
        ["5G", "a name that holds a numeral", "The port; Trade & all", "3"],
    ]
    assert page.body.endswith("<p>After</p>")


def test_a_page_without_a_slot_stays_as_it_is() -> None:
    page = _slotted("<p>No slot</p>")
    assert not has_slot(page)
    assert fill_account(page, {}, [], WORDS) is page
