"""No digit and no Chinese numeral of a source is dropped: each lies in a mention, or in a word
that holds no number (统一, 百姓)."""

from pathlib import Path

import pytest

from tieout.ledger.ledger import load_ledger
from tieout.numbers import read
from tieout.numbers.chinese import plain_words
from tieout.text import clean, load_sources
from tieout.text.origin import Source

ROOT = Path(__file__).parents[2]
NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿兆两俩廿卅萬億兩")
SOURCES = load_sources(ROOT)[0]


def test_the_sources_are_all_there() -> None:
    assert len(SOURCES) == 5


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.id)
def test_every_numeral_of_a_source_is_read_or_known_to_be_none(source: Source) -> None:
    terms = load_ledger(ROOT)[0].terms
    document, findings = clean(source)
    assert findings == []
    seen = 0
    for sentence in document.sentences:
        text = sentence.text
        published = source.origin.published.date
        found = read(text, language="zh", published=published, terms=terms)
        spans = [(it.start, it.end) for it in found] + plain_words(text, terms)
        covered = {i for start, end in spans for i in range(start, end)}
        numerals = {i for i, it in enumerate(text) if it.isdigit() or it in NUMERALS}
        assert [f"{text[i]} in {text}" for i in sorted(numerals - covered)] == []
        seen += len(numerals)
    assert seen > 50
