"""Laws of the Chinese grammar: offsets, order, coverage, spaces, and no text that breaks it."""

import random
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tieout.numbers import KINDS, Mention, Term
from tieout.numbers.chinese import plain_words, read_chinese
from tieout.numbers.chinese.numerals import COUNTING, chinese_value, read_numeral

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
COUNTING_OR_DIGIT = frozenset(COUNTING + "0123456789０１２３４５６７８９")

_ALPHABET = (
    "0123456789０１９一二两三五十百千万亿零〇几数半余多第超近约以上至到"
    "年月日号元吨家个项件倍成折番分之点位级期届区大前后来去今同比增长下降翻每"
    "—-~％%.,，。、；：（）“”《》 \n\u3000"
    "人美平方米公里陆伍叁拾TEUGWh/+"
)
_PIECES = st.sampled_from(
    """
    5.4万家 超 近 2000多万元 增长 10—15% 三成 五百至六百亿元 第一 2025年 上半年 1至9月 十四五 ， 。
    翻一番 百分之五 三大片区 一片繁忙 “四个环境” GN700 5G 13800000000 以上 左右 同比 三高四新 万人
    去年 30个
    """.split()  # noqa: SIM905 a list of so many would be a column
)
_TEXTS = st.one_of(
    st.text(alphabet=_ALPHABET, max_size=80),
    st.lists(_PIECES, max_size=14).map("".join),
    st.text(max_size=60),
)


def _check(text: str, mentions: list[Mention]) -> None:
    end = 0
    for mention in mentions:
        assert end <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.text
        assert mention.kind in KINDS
        assert (mention.low is None) == (mention.high is None)
        if mention.low is not None and mention.high is not None:
            assert mention.value is None
            assert mention.low < mention.high
        end = mention.end


def _uncovered(text: str, terms: tuple[Term, ...] = ()) -> list[str]:
    covered = {
        offset
        for start, end in [
            *((mention.start, mention.end) for mention in read_chinese(text, "", terms)),
            *plain_words(text, terms),
        ]
        for offset in range(start, end)
    }
    return [
        text[max(0, i - 8) : i + 8]
        for i, char in enumerate(text)
        if char in COUNTING_OR_DIGIT and i not in covered
    ]


@settings(max_examples=150, deadline=None)
@given(_TEXTS, st.sampled_from(["", "2026", "2026-04", "2026-04-09"]))
def test_a_mention_is_the_stretch_of_text_that_it_says(text: str, published: str) -> None:
    _check(text, read_chinese(text, published))


@settings(max_examples=150, deadline=None)
@given(_TEXTS)
def test_every_numeral_is_covered(text: str) -> None:
    assert _uncovered(text) == []


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_every_numeral_of_a_source_is_covered(path: Path) -> None:
    text = path.read_text("utf-8")
    assert _uncovered(text) == []
    _check(text, read_chinese(text, "2026-04"))


def _values(text: str) -> list[tuple[object, ...]]:
    return [
        (m.kind, m.unit, m.value, m.low, m.high, m.bound, m.direction, m.period)
        for m in read_chinese(text, "2026-04")
    ]


def _spaced(text: str, seed: int) -> str:
    """Spaces and line ends between characters, none between two of digits, stops or letters."""
    chance = random.Random(seed)
    parts = [text[:1]]
    for before, after in pairwise(text):
        inside = before.isascii() and after.isascii()
        if not inside and chance.random() < 0.4:
            parts.append(chance.choice([" ", "\n", "\n\n", "\u3000", " \n"]))
        parts.append(after)
    return "".join(parts)


_SENTENCES = [
    "超5.4万家新设企业活力奔涌，575个重大项目落地生根，7673.7亿元投资激发澎湃动能。",
    "2025年1-6月，完成规模工业总产值201.69亿元，同比增长8.2%；降低超40%。",
    "万人有效发明专利达到110件，总量居全国第一，稳居前十。",
    "投资3至5亿元，五百至六百亿元，下降2.3个百分点，翻一番，占三成以上。",
    "“两主一特”产业集群，年产50万吨，150万套/年，十四五收官，去年65.6万标箱。",
]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(_SENTENCES), st.integers(0, 10**6))
def test_spaces_between_characters_change_nothing(sentence: str, seed: int) -> None:
    spaced = _spaced(sentence, seed)
    assert _values(spaced) == _values(sentence)
    _check(spaced, read_chinese(spaced))


_DIGITS = "零一二三四五六七八九"


def _written(number: int) -> str:
    """A whole number below 10**12 in characters, by the rules of the language."""
    if number >= 10**8:
        return _joined(number, 10**8, "亿")
    if number >= 10**4:
        return _joined(number, 10**4, "万")
    parts, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            parts += ("零" if zero else "") + _DIGITS[digit] + name
            zero = False
        else:
            zero = bool(parts)
    return parts


def _joined(number: int, unit: int, name: str) -> str:
    high, low = divmod(number, unit)
    zero = "零" if low and low < unit // 10 else ""
    return _written(high) + name + (zero + _written(low) if low else "")


@given(st.integers(1, 10**12 - 1))
def test_a_number_written_in_characters_is_read_back(number: int) -> None:
    written = _written(number)
    assert chinese_value(written) == Decimal(number), written
    numeral = read_numeral(written + "吨", 0)
    assert numeral is not None
    assert numeral.end == len(written)
    assert numeral.value == Decimal(number)


@given(st.decimals(min_value=0, max_value=10**6, places=2), st.sampled_from(["", "万", "亿"]))
def test_a_number_written_in_digits_is_read_back(number: Decimal, scale: str) -> None:
    (mention,) = read_chinese(f"完成{number:,}{scale}元")
    assert mention.value == number * {"": 1, "万": 10**4, "亿": 10**8}[scale]
    assert mention.unit == "CNY"
    assert mention.step == Decimal("0.01") * {"": 1, "万": 10**4, "亿": 10**8}[scale]


_HOSTILE = "1 一 万 1, 1. 1: 1- (1 “一 1+ a1 十十 一、 每 第一 1年 《 约 ¥ 1/ 周一".split()  # noqa: SIM905


@pytest.mark.parametrize("unit", _HOSTILE)
def test_a_hostile_text_is_read_to_its_end(unit: str) -> None:
    text = unit * (4_000 // len(unit))
    _check(text, read_chinese(text))


@pytest.mark.parametrize("unit", ["1,", "1.", "〇", "几", "五9", "亿", "1九三", "2025.1.1—"])
def test_a_number_without_end_is_reported_in_one_piece(unit: str) -> None:
    text = f"共有{unit * 4000}家。"
    mentions = read_chinese(text)
    assert [it.kind for it in mentions][:1] == ["unparsed"]
    assert mentions[0].start == len("共有")
    assert len(mentions) < 20


def test_terms_go_before_everything_and_the_longest_first() -> None:
    terms = (Term("三一重工", "name"), Term("三一", "name"), Term("1376", "slogan"))
    found = read_chinese("三一重工与三一，贯彻1376思路，共13760元", "", terms)
    assert [(m.text, m.kind) for m in found] == [
        ("三一重工", "name"),
        ("三一", "name"),
        ("1376", "slogan"),
        ("13760元", "amount"),
    ]


def test_a_term_goes_before_what_begins_in_front_of_it() -> None:
    terms = (Term("058号提案", "identifier"), Term("三一重工", "name"))
    found = read_chinese("答复第058号提案，第三一重工，第三批", "", terms)
    assert [(m.text, m.kind) for m in found] == [
        ("058号提案", "identifier"),
        ("三一重工", "name"),
        ("第三批", "ordinal"),
    ]


def test_the_lexicon_lists_each_expression_once_and_no_company() -> None:
    folder = Path(__file__).parents[2] / "tieout" / "numbers" / "chinese"
    lines = (folder / "lexicon.txt").read_text("utf-8").splitlines()
    rows = [line.partition(": ") for line in lines if line and not line.startswith("#")]
    words = [word for _, _, printed in rows for word in printed.split()]
    assert sorted(word for word in set(words) if words.count(word) > 1) == []
    assert {kind for kind, _, _ in rows} <= {*KINDS, "word", "number"}
    assert [word for word in words if word.endswith(("公司", "股份", "科技", "重工"))] == []
