"""Tying facts to sentences: exact or refused, and every refusal is one line at its cell."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_samples import SENTENCES, document, facts_table, good_ledger, read

from tieout.ledger.nearest import nearest_sentences
from tieout.ledger.quotes import occurrences
from tieout.ledger.tie import tie
from tieout.text.document import Block, Document, Sentence
from tieout.text.mapped import MappedText

CASES = tomllib.loads((Path(__file__).parent / "cases/tie.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_tying_reports(case, tmp_path):
    ledger = good_ledger(tmp_path, {"data/facts.csv": facts_table(*case["rows"])})
    tied, findings = tie(ledger, {"river": document()}, read)
    assert list(map(str, findings)) == case["expected"]
    assert [one.fact.id for one in tied] == case.get("tied", [])


def test_the_sample_ties_out_and_knows_every_place(tmp_path):
    ledger = good_ledger(tmp_path)
    river = document()
    tied, findings = tie(ledger, {"river": river}, read)
    assert findings == []
    assert [one.fact.id for one in tied] == list(ledger.facts)
    for one in tied:
        text = one.sentence.text
        assert text[one.start : one.end] == one.fact.number == one.mention.text
        assert text.startswith(one.fact.quote, one.quote_start)
        assert river.source.raw[one.raw_start : one.raw_end] == one.fact.number
    trade = next(one for one in tied if one.fact.id == "port.trade.2025")
    assert (trade.quantity.low, trade.quantity.high) == (50000000, None)


def test_raw_spans_leave_out_what_cleaning_took_out(tmp_path):
    raw = "吞吐量65.6\n万标箱创\n新高"
    text = MappedText.of(raw).keep([(0, 7), (8, 12), (13, 15)])
    sample = document()
    torn = Document(sample.source, (Block("paragraph", (Sentence("s-01", "river", text),)),))
    row = "a,river,吞吐量65.6万标箱创,65.6万标箱,656000,TEU,exact,containers,port,,none,actual,,"
    ledger = good_ledger(tmp_path, {"data/facts.csv": facts_table(row)})
    (one,), findings = tie(ledger, {"river": torn}, read)
    assert findings == []
    assert one.raw_spans == ((3, 7), (8, 11))
    assert "".join(raw[a:b] for a, b in one.raw_spans) == one.fact.number
    assert (one.raw_start, one.raw_end) == (3, 11)


def test_facts_of_an_unknown_source_are_left_to_the_ledger(tmp_path):
    ledger = good_ledger(tmp_path)
    assert tie(ledger, {}, read) == ((), [])


def test_each_sentence_is_read_once_with_language_date_and_terms(tmp_path):
    names = {"data/names.csv": "text,kind,note\n三江集团,name,\n"}
    ledger = good_ledger(tmp_path, names)
    calls = []

    def listening(text, *, language, published, terms):
        calls.append((text, language, published, [term.text for term in terms]))
        return read(text)

    tie(ledger, {"river": document()}, listening)
    texts = [text for text, *_ in calls]
    assert sorted(texts) == sorted({SENTENCES[f"s-0{n}"] for n in (1, 2, 3, 4, 6)})
    assert {tuple(map(str, rest)) for _, *rest in calls} == {("zh", "2026-01", "['三江集团']")}


@pytest.mark.parametrize(("before", "nearly"), [("近", True), ("不到", False), ("接近 ", True)])
def test_nearly_is_said_only_where_the_source_says_so(tmp_path, before, nearly):
    sentences = {"s-01": f"新设企业{before}35家。"}
    row = f"a,river,新设企业{before}35家,35家,35,count:家,exact,firms,port,,none,actual,,"
    ledger = good_ledger(tmp_path, {"data/facts.csv": facts_table(row)})
    (one,), _ = tie(ledger, {"river": document(sentences=sentences)}, read)
    assert one.nearly is nearly


def test_a_tied_fact_shows_itself_in_both_languages(tmp_path):
    tied, _ = tie(good_ledger(tmp_path), {"river": document()}, read)
    assert [one.shown() for one in tied[:3]] == ["656,000 TEU", "over CNY 50 million", "35"]
    assert [one.shown("zh") for one in tied[:3]] == ["65.6万标箱", "超5000万元", "35家"]


@given(st.text("ab", min_size=1, max_size=3), st.text("ab", max_size=12))
def test_occurrences_are_every_place_where_the_part_stands(part, text):
    expected = [i for i in range(len(text)) if text.startswith(part, i)]
    assert list(occurrences(part, text)) == expected


def test_nearest_sentences_come_nearest_first_and_not_more_than_asked():
    sentences = list(document().sentences)
    near = nearest_sentences("全年进出口额超6", sentences, 2)
    assert near[0] == "s-02 全年进出口额超[6→5]000万元，…"
    assert near[1].startswith("s-05 全年进出口额")
    assert len(nearest_sentences("全年进出口额超6", sentences, 1)) == 1


@given(st.text("全年进出口额超万元15", min_size=1, max_size=8))
def test_a_mark_shows_the_whole_quote(quote):
    for shown in nearest_sentences(quote, list(document().sentences)):
        kept = "".join(
            part.partition("→")[0] if i % 2 else part
            for i, part in enumerate(shown.replace("]", "[").split("["))
        )
        assert quote in kept
