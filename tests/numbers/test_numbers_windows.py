"""A text that comes in pieces is read as it is read whole, and memory holds a window of it."""

import tracemalloc
from collections.abc import Iterable, Iterator
from itertools import cycle, pairwise

import pytest
from evaluation.wanted import load
from hypothesis import given, settings
from hypothesis import strategies as st

from tieout.numbers import Mention, find, read
from tieout.numbers.chinese import reader as chinese
from tieout.numbers.english import reader as english
from tieout.numbers.windows import BEFORE, SIZE, Window, windows

_SENTENCES = [case.text for case in load()]
_LONG = "".join(
    f"{sentence}{end}"
    for sentence, end in zip(_SENTENCES * 3, cycle(("", "\n", "\n\n")), strict=False)
)
_PARTS = st.lists(
    st.sampled_from([*"一3五年0亿。！，、 \n.!?aZ”", "。\n", "\n\n", "1,286.5亿元", "word ", "第"]),
    max_size=60,
).map("".join)


def _cut(text: str, cuts: Iterable[int]) -> Iterator[str]:
    places = sorted({0, *(cut % (len(text) + 1) for cut in cuts), len(text)})
    return (text[start:end] for start, end in pairwise(places))


@given(_PARTS, st.lists(st.integers(0, 500), max_size=6), st.integers(1, 12))
def test_windows_are_the_text_however_it_comes(text: str, cuts: list[int], size: int) -> None:
    found = list(windows([text], size))
    assert list(windows(_cut(text, cuts), size)) == found
    assert "".join(window.text for window in found) == text
    for window in found:
        assert 0 < len(window.text) <= 2 * size
        end = window.start + len(window.text)
        assert text[window.start : end] == window.text
        assert text[max(0, window.start - BEFORE) : window.start] == window.before


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("甲乙丙丁。戊己庚辛。\n壬癸子丑寅卯", ["甲乙丙丁。戊己庚辛。\n", "壬癸子丑寅卯"]),
        ("甲乙丙丁戊己“庚。”辛壬癸子丑寅卯辰巳午", ["甲乙丙丁戊己“庚。”", "辛壬癸子丑寅卯辰巳午"]),
        (
            "甲乙丙丁戊己庚辛，1亿壬癸、子丑寅卯辰巳午未",
            ["甲乙丙丁戊己庚辛，1亿壬癸、", "子丑寅卯辰巳午未"],
        ),
        ("abcdefghij klm 5 million", ["abcdefghij ", "klm 5 million"]),
    ],
)
def test_a_window_ends_where_a_sentence_does_or_a_line_a_clause_a_word(
    text: str, ends: list[str]
) -> None:
    assert [window.text for window in windows([text], 8)] == ends


def test_a_long_text_is_read_in_windows_as_it_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(_LONG) > 2 * SIZE
    pieces = list(_cut(_LONG, range(0, len(_LONG), 777)))
    found = list(find(pieces, language="zh", published="2026-04"))
    assert found == read(_LONG, language="zh", published="2026-04")
    monkeypatch.setattr(chinese, "windows", lambda pieces: [Window(0, "".join(pieces))])
    assert read(_LONG, language="zh", published="2026-04") == found


def test_small_windows_keep_what_the_text_has_named(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "2024年开工。" + "各项工作有序推进。" * 40 + "同年12月，完成投资3亿元。"
    whole = read(text, language="zh")
    monkeypatch.setattr(chinese, "windows", lambda pieces: windows(pieces, 20))
    assert read(text, language="zh") == whole
    assert [it.period for it in whole] == ["2024", "2024-12", ""]


@settings(deadline=None)
@given(_PARTS, st.sampled_from(["zh", "en"]))
def test_no_window_breaks_the_law_of_offsets(text: str, language: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for module in (chinese, english):
            patch.setattr(module, "windows", lambda pieces: windows(pieces, 5))
        end = 0
        for mention in read(text, language=language):
            assert end <= mention.start < mention.end
            assert text[mention.start : mention.end] == mention.text
            end = mention.end


def _peak(mentions: Iterator[Mention]) -> tuple[int, int]:
    """How many mentions, and the most memory that was held while they came."""
    next(mentions)
    tracemalloc.start()
    try:
        number = sum(1 for _ in mentions)
        return number, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("zh", "2025年，全市完成产值1,286.5亿元，同比增长8.2%，新增企业三十余家。\n"),
        ("en", "In 2025 the port handled 1.24 million tonnes, 8.2% more than a year before.\n"),
    ],
)
def test_memory_does_not_grow_with_the_length_of_the_text(
    language: str, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (chinese, english):
        monkeypatch.setattr(module, "windows", lambda pieces: windows(pieces, 1_000))

    def pieces(lines: int) -> Iterator[str]:
        return (line for _ in range(lines))

    few, little = _peak(find(pieces(800), language=language))
    many, much = _peak(find(pieces(3_200), language=language))
    assert many > 3 * few
    assert much < 1.5 * little
