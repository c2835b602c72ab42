"""Chinese numerals that count, and the dates that hold them.

The recogniser of Chinese tells what counts nothing: names (三一重工), set phrases (一片繁忙)
and words (统一). Every other numeral is visible, whether the recogniser explains it or not.
"""

import re
from collections.abc import Iterator

from tieout.numbers.chinese import read_chinese
from tieout.numbers.chinese.names import in_title
from tieout.numbers.chinese.reader import plain_words
from tieout.numbers.mention import Mention

#: Of the formal numerals 陆, 伍 and 拾 are words when they stand alone.
_FORMAL = "壹贰貳叁參肆柒捌玖"
_RUN = re.compile(
    rf"(?:[〇零一二三四五六七八九十百千万亿兆两俩仨半双廿卅萬億兩{_FORMAL}]"
    rf"|[{_FORMAL}陆陸伍拾佰仟](?=[{_FORMAL}陆陸伍拾佰仟万亿])"
    rf"|(?<=[{_FORMAL}陆陸伍拾佰仟万亿])[陆陸伍拾佰仟])+"
)
#: Not in the recogniser's care: 半 and 双 are words more often than numbers.
_WORDS = re.compile(
    "半导体|半岛|半球|半径|半决赛|双方|双向|双边|双重|双赢|双语|双手|双碳|双循环|双创"
)
_ZERO = re.compile("[为是]?[零〇]")
_COUNTING = re.compile("[二三四五六七八九十百千万亿两]")
_CALENDAR = re.compile(r"[年月]|季度|^十[一二三四五六七八九]五$")
#: 8年前 and 过去五年 are numbers of years and no dates.
_SPAN_OF_TIME = re.compile(
    r"(?![一二][〇零一二三四五六七八九]{3}年)(?:\d{1,3}|[〇零一二两三四五六七八九十百]{1,4})\s?(?:多|余|几)?(?:年|个)(?!代|度)"
)
_CHINESE = re.compile("[〇\u4e00-\u9fff]")
_JOINED = frozenset({"share", "range", "ratio", "percent"})


def chinese_mentions(text: str) -> list[Mention]:
    """What the recogniser of Chinese reads, if there is any Chinese in the text."""
    return read_chinese(text) if _CHINESE.search(text) else []


def hanzi_spans(text: str, mentions: list[Mention]) -> Iterator[tuple[int, int]]:
    """The spans of Chinese numerals that count; 五百至六百亿 and 三分之二 are one each."""
    if not _RUN.search(text):
        return
    idle = _idle(text, mentions)
    for match in _RUN.finditer(text):
        start, end = match.span()
        while start < end and idle[start]:
            start += 1
        while start < end and idle[end - 1]:
            end -= 1
        if start < end:
            yield start, end
    for mention in mentions:
        runs = list(_RUN.finditer(mention.text)) if mention.kind in _JOINED else []
        if len(runs) > 1:
            yield mention.start + runs[0].start(), mention.start + runs[-1].end()


def hanzi_dates(mentions: list[Mention]) -> Iterator[tuple[int, int]]:
    """The spans of dates and periods in Chinese that hold a numeral."""
    for mention in mentions:
        if mention.kind not in ("date", "period") or not _CALENDAR.search(mention.text):
            continue
        holds_numeral = _RUN.search(mention.text) or re.search(r"\d", mention.text)
        if holds_numeral and not _SPAN_OF_TIME.fullmatch(mention.text.rstrip("以来之前后间内里")):
            yield mention.start, mention.end


def _idle(text: str, mentions: list[Mention]) -> bytearray:
    """Marks the characters that belong to an expression which counts nothing."""
    spans = [(mention.start, mention.end) for mention in mentions if _counts_nothing(text, mention)]
    spans += plain_words(text)
    spans += [match.span() for match in _WORDS.finditer(text)]
    idle = bytearray(len(text))
    for start, end in spans:
        idle[start:end] = b"\x01" * (end - start)
    return idle


def _counts_nothing(text: str, mention: Mention) -> bool:
    """Names and idioms, and slogans such as 一带一路 that hold no numeral but 一. A zero by
    itself is a number."""
    if _ZERO.fullmatch(mention.text):
        return False
    if mention.kind == "slogan":
        return not _COUNTING.search(mention.text)
    if mention.kind == "name":
        return not in_title(text, mention.start)
    return mention.kind == "idiom"
