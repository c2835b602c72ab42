"""Chinese numerals that count."""

import re
from collections.abc import Iterator

_NUMERALS = "〇零一二三四五六七八九十百千万亿兆两半双廿卅壹贰叁肆伍陆柒捌玖拾佰仟萬億兩"
_RUN = re.compile(rf"[{_NUMERALS}]+")
_IDLE = re.compile(
    "一带一路|统一|一体|一片|长三角|珠三角|三角|一些|一般|一样|一起|一定|一直|一切|一律|一旦|一致"
    "|一贯|一向|一流|一方面|另一|同一|唯一|万一|进一步|之一|一站式|十分|百姓|千方百计|万事|三一重工"
    "|九三学社|内陆|半导体|星期[一二三四五六]|周[一二三四五六]|礼拜[一二三四五六]"
)


def hanzi_spans(text: str) -> Iterator[tuple[int, int]]:
    """The spans of Chinese numerals, without those of words and names that count nothing."""
    idle = bytearray(len(text))
    for match in _IDLE.finditer(text):
        idle[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    for match in _RUN.finditer(text):
        start, end = match.span()
        while start < end and idle[start]:
            start += 1
        while start < end and idle[end - 1]:
            end -= 1
        if start < end:
            yield start, end
