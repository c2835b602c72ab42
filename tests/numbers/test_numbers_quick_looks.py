"""What spares the Chinese grammar a costly look never hides what that look would have found."""

from evaluation.wanted import load
from hypothesis import given, settings
from hypothesis import strategies as st

from tieout.numbers.chinese import GRAMMAR, calendar, context
from tieout.numbers.chinese.reader import _AFTER_ANY, _BY_AFTER, _DIGIT_RUN
from tieout.numbers.chinese.reading import Page
from tieout.numbers.chinese.view import view_of

_PIECES = st.sampled_from(
    """
    2025 12 1 3.5 1,286 400 138 十 二十 一 三 两 百 万 亿 千 〇 零 年 月 日
    号 个 多 余 几 来 半 上 下 前 后 第 至 到 - — ~ : / . , 、 。 ， 和 + · (
    ) “ ” 季度 世纪 年代 时 点 分 小时 周 天 期 级 届 成 折 强 比 倍 分之 路 国道 以来
    至少 最少 起码 至多 不低于 超过 最高 可 约 近 破 上 不足 的 了 为 人民币 美元 家 元 % G
    A 表 附件 电话
    """.split()  # noqa: SIM905 a list of so many would be a column
)
_TEXTS = st.lists(_PIECES, min_size=1, max_size=16).map("".join)
_SENTENCES = [view_of(case.text).text for case in load()]


def _check_pieces(text: str) -> None:
    for start, char in enumerate(text):
        run = _DIGIT_RUN.match(text, start)
        asked = _BY_AFTER.get(text[run.end() : run.end() + 1], _AFTER_ANY) if run else GRAMMAR
        before = text[start - 1 : start]
        for piece in GRAMMAR:
            if char not in piece.first:
                continue
            if piece not in asked or (piece.before and (not before or before not in piece.before)):
                assert piece.read(Page(text), start) is None, (piece.name, text, start)


def _check_calendar(text: str) -> None:
    for start, char in enumerate(text):
        if char not in calendar._NUMERALS | set("去今明前后上下本同当该次翌来元第"):
            continue
        found = next(filter(None, (read(Page(text), start) for _, read in calendar._READERS)), None)
        assert calendar.read_calendar(Page(text), start) == found, (text, start)


def _check_bounds(text: str) -> None:
    for start in range(1, len(text)):
        before = text[max(0, start - 14) : start + 1]
        if context._BEFORE.search(before):
            ends = before[-2] in context._BEFORE_ENDS
            assert ends or context._BEFORE_OPEN.search(before), before


@settings(max_examples=100, deadline=None)
@given(_TEXTS)
def test_no_quick_look_hides_a_reading(text: str) -> None:
    folded = view_of(text).text
    _check_pieces(folded)
    _check_calendar(folded)
    _check_bounds(folded)


def test_no_quick_look_hides_a_reading_of_the_evaluation_set() -> None:
    for text in _SENTENCES[::3]:
        _check_pieces(text)
        _check_calendar(text)
        _check_bounds(text)
