"""Translations: missing, stale, orphaned, or with other numbers, each one line."""

import pytest
from ledger_samples import SENTENCES, document, good_ledger, read

from tieout.ledger.tie import tie
from tieout.ledger.translations import check_translations

HEADER = "sentence,original,translation\n"
GOOD = {
    "s-01": "In 2025 the port handled 656,000 TEU.",
    "s-02": "Foreign trade was over 5000万元, up 12.5%.",
    "s-03": "35家 new firms, 3家 of them foreign.",
    "s-04": "3至5万人次 visited.",
    "s-06": "Throughput of 656,000 TEU was a record.",
}


def disagreements(original, translation):
    """A stand-in for the real comparison: the values must be the same."""
    values = [[m.value for m in mentions if m.value] for mentions in (original, translation)]
    return [] if values[0] == values[1] else [f"{values[0]} and {values[1]}".replace("Decimal", "")]


def row(id_: str, original: str, translation: str) -> str:
    return f'{id_},"{original}","{translation}"\n'


def check(tmp_path, rows: list[str], into: str = "en") -> list[str]:
    table = {"data/translations/river.csv": HEADER + "".join(rows)} if rows else {}
    ledger = good_ledger(tmp_path, table)
    documents = {"river": document()}
    tied, _ = tie(ledger, documents, read)
    found = check_translations(ledger, documents, tied, read, disagreements, into=into)
    return list(map(str, found))


def rows_but(id_: str = "") -> list[str]:
    return [row(i, SENTENCES[i], text) for i, text in GOOD.items() if i != id_]


def test_translations_that_agree_say_nothing(tmp_path):
    assert check(tmp_path, rows_but()) == []


def test_a_source_in_the_reports_language_needs_none(tmp_path):
    assert check(tmp_path, [], into="zh") == []


def test_missing(tmp_path):
    assert check(tmp_path, rows_but("s-03")) == [
        "data/facts.csv:4:23: translation-missing: sentence s-03 is cited and has no translation: "
        "新设企业35家，其中外资企业3家。; add a row for it to data/translations/river.csv"
    ]


def test_every_cited_sentence_is_missing_where_there_is_no_table(tmp_path):
    found = check(tmp_path, [])
    assert len(found) == 5
    assert all(": translation-missing: " in line for line in found)


def test_a_sentence_that_no_fact_cites_needs_no_translation_but_may_have_one(tmp_path):
    rows = [*rows_but(), row("s-05", SENTENCES["s-05"], "Trade reached a new high.")]
    assert check(tmp_path, rows) == []


def test_stale(tmp_path):
    rows = [*rows_but("s-03"), row("s-03", "新设企业36家，其中外资企业3家。", GOOD["s-03"])]
    assert check(tmp_path, rows) == [
        "data/translations/river.csv:6:6: translation-stale: `original` is not the sentence s-03 "
        "as it stands; translate it again; "
        "as [row→source]: s-03 新设企业3[6→5]家，其中外资企业3家。"
    ]


@pytest.mark.parametrize(
    ("original", "hint"),
    [
        (SENTENCES["s-03"], "the sentence is s-03 now"),
        (
            "新设企业36家，外资企业3家。",
            "nearest, as [row→source]: s-03 新设企业3[6→5]家，[→其中]外资企业3家。",
        ),
        ("毫不相干", "remove the row"),
    ],
)
def test_orphan(tmp_path, original, hint):
    rows = [*rows_but(), row("s-0f", original, "x")]
    assert check(tmp_path, rows) == [
        f"data/translations/river.csv:7:1: translation-orphan: there is no sentence s-0f; {hint}"
    ]


def test_numbers(tmp_path):
    rows = [*rows_but("s-03"), row("s-03", SENTENCES["s-03"], "35家 new firms.")]
    assert check(tmp_path, rows) == [
        "data/translations/river.csv:6:26: translation-numbers: the numbers of s-03 disagree: "
        "[('35'), ('3')] and [('35')]; the original is '新设企业35家，其中外资企业3家。'"
    ]


def test_both_texts_are_read_in_their_language_with_the_day_of_publication(tmp_path):
    ledger = good_ledger(
        tmp_path,
        {"data/translations/river.csv": HEADER + row("s-01", SENTENCES["s-01"], GOOD["s-01"])},
    )
    calls = []

    def listening(text, *, language, published, terms):
        calls.append((text, language, published))
        return read(text)

    documents = {"river": document()}
    check_translations(ledger, documents, (), listening, disagreements, into="en")
    assert calls == [(SENTENCES["s-01"], "zh", "2026-01"), (GOOD["s-01"], "en", "2026-01")]
