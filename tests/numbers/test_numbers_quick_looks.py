"""What spares the Chinese grammar a costly look never hides what that look would have found."""

from evaluation.wanted import load
from hypothesis import given, settings
from hypothesis import strategies as st

from tieout.numbers.chinese import GRAMMAR, calendar, context
from tieout.numbers.chinese.grammar import _NUMBERS, _PLAIN_BEGINS, _read_in_order, pieces_at
from tieout.numbers.chinese.plain import _AFTER, _BEFORE, _ROWS, read_plain
from tieout.numbers.chinese.reading import Page
from tieout.numbers.chinese.view import view_of

_PIECES = st.sampled_from(
    """
    2025 12 1 3.5 1,286 400 138 十 二十 一 三 两 百 万 亿 千 〇 零 年 月 日
    号 个 多 余 几 来 半 上 下 前 后 第 至 到 - — ~ : / . , 、 。 ， 和 + · (
    ) “ ” 季度 世纪 年代 时 点 分 小时 周 天 期 级 届 成 折 强 比 倍 分之 路 国道 以来
    至少 最少 起码 至多 不低于 超过 最高 可 约 近 破 上 不足 的 了 为 人民币 美元 家 元 % G
    A 表 附件 电话 增长 增加 下降 压缩 时间 缩短为 分别 平均 左右 以上 以下简称 之多 出头 许多
    """.split()  # noqa: SIM905 a list of so many would be a column
)
_TEXTS = st.lists(_PIECES, min_size=1, max_size=16).map("".join)
_SENTENCES = [view_of(case.text).text for case in load()]


def _check_pieces(text: str) -> None:
    for start, char in enumerate(text):
        asked = pieces_at(text, start)
        before = text[start - 1 : start]
        for piece in GRAMMAR:
            if char not in piece.first:
                continue
            if piece not in asked or (piece.before and (not before or before not in piece.before)):
                assert piece.read(Page(text), start) is None, (piece.name, text, start)


def _check_plain(text: str) -> None:
    """What `read_plain` takes, the pieces in their order would have read alike."""
    for start, char in enumerate(text):
        plain = read_plain(Page(text), start) if char in _PLAIN_BEGINS else None
        if plain is not None and not (start and text[start - 1] in _NUMBERS):
            assert plain == _read_in_order(Page(text), start), (text, start)


def _check_calendar(text: str) -> None:
    for start, char in enumerate(text):
        if char not in calendar._NUMERALS | set("去今明前后上下本同当该次翌来元第"):
            continue
        if char in calendar._MAY_END_WORD and calendar._NO_YEAR.search(
            text, max(0, start - 1), start + 3
        ):
            continue  # 以上年产值: the end of another word
        found = next(
            filter(None, (read(Page(text), start) for _, _, read in calendar._READERS)), None
        )
        assert calendar.read_calendar(Page(text), start) == found, (text, start)


def _check_bounds(text: str) -> None:
    for start in range(1, len(text)):
        before = text[max(0, start - 14) : start + 1]
        if context._bound_before(text, max(0, start - 14), start):
            ends = before[-2] in context._BEFORE_ENDS
            assert ends or context._BEFORE_OPEN.search(before), before
        clause = context.clause_before(text, start)
        if context._CHANGE.search(clause):
            assert context._MAY_CHANGE.search(clause), clause
            assert clause[-1] in context._CHANGE_ENDS, clause
        if context._CHANGE_OF.search(clause):
            assert context._CHANGED.search(clause), clause
            assert context._MAY_CHANGE.search(clause), clause
        if context._BOUND_AFTER.match(text, start):
            assert text[start] in context._AFTER_BEGINS, text[start:]


_AROUND = st.sampled_from(
    """
    至 - 到 半 多 余 级 / 每 以上 成 人民币 亿 的 ， 。 吨 家 个 年 月 电话 手机 航班 编号 代表
    见表 全国前 超 约 增长
    下降 过去 近 每周 每天 日均 港币 投资 突破 “ ” ( ) 《 》 、 和 第 零下 负 · G 双
    一 三 内 来 前 以来
    """.split()  # noqa: SIM905 a list of so many would be a column
)
_DIGITS = st.sampled_from(
    [
        "两",
        "三",
        "十",
        "十二",
        "四十",
        "5",
        "30",
        "2019",
        "3",
        "0.5",
        "36.8",
        "1,286.5",
        "400",
        "2025",
        "12345",
        "13000000000",
    ]
)


@settings(max_examples=400, deadline=None)
@given(
    st.one_of(st.sampled_from(sorted(_BEFORE)), st.lists(_AROUND, max_size=3).map("".join)),
    _DIGITS,
    st.sampled_from(
        ["", "", "", "万", "亿", "千万", "百", "千", "万亿", "个", "多", "余", "余万", "万多"]
    ),
    st.sampled_from(sorted(_ROWS)),
    st.one_of(
        st.sampled_from(
            [*sorted(_AFTER), *"前后来间代零又个度底初份一三十", "以来", "之后", "/年", "/吨"]
        ),
        st.lists(_AROUND, max_size=3).map("".join),
    ),
)
def test_a_plain_quantity_is_what_the_grammar_reads(
    before: str, digits: str, scale: str, unit: str, after: str
) -> None:
    _check_plain(view_of(before + digits + scale + unit + after).text)


@settings(max_examples=100, deadline=None)
@given(_TEXTS)
def test_no_quick_look_hides_a_reading(text: str) -> None:
    folded = view_of(text).text
    _check_pieces(folded)
    _check_plain(folded)
    _check_calendar(folded)
    _check_bounds(folded)


def test_no_quick_look_hides_a_reading_of_the_evaluation_set() -> None:
    for text in _SENTENCES[::3]:
        _check_pieces(text)
        _check_plain(text)
        _check_calendar(text)
        _check_bounds(text)
