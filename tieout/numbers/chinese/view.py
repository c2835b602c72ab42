"""The text as the grammar reads it: folded to half width, without spaces that mean nothing.

Newspapers set characters apart (`货 流 、资 金 流`), put spaces around digits (`58 众创`) and
break a line inside `149 亿⏎元`. The grammar reads a view without them and the view knows
where each of its characters stands in the text that was given, so that no offset moves.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, NamedTuple

SPACE: Final = r"[\s\u00ad\u200b-\u200d\u2060\ufeff]"
_SPACES: Final = re.compile(f"{SPACE}++")

_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
#: A full-width comma, semicolon or question mark ends a clause: it stays what it is.
for _mark in "，；？！":
    del _FOLD[ord(_mark)]
_FOLD |= str.maketrans(
    "萬億兩餘個點○％﹪〜～∼−–﹣－￥圓「」『』﹝﹞", "万亿两余个点〇%%~~~----¥元“”“”〔〕"
)

#: Without one of these a text is folded already.
_MAY_FOLD: Final = re.compile(f"[{''.join(map(chr, _FOLD))}]")
_MAY_BE_THOUSANDS: Final = re.compile("，(?=[0-9])(?:(?<=[0-9]，)|(?<=[0-9] ，))")

#: Between full-width digits the full-width comma and stop are separators.
_WIDE_SEPARATOR: Final = re.compile(
    r"(?<=[０-９])[，．](?=[０-９])"
    # …and between half-width ones where thousands and a unit of money follow: `1，896.3亿元`.
    r"|(?<=[0-9])(?<![0-9]{4})，(?=[0-9]{3}(?:，[0-9]{3}){0,3}(?:[.．][0-9]{1,4})?[万亿]?元)"
    # …and where a space stands before it and none after: `3 ，216 人`.
    r"|(?<=[0-9] )(?<![0-9]{4} )，(?=[0-9]{3}(?:\.[0-9]{1,4})? ?[\u4e00-\u9fff])"
)
#: A middle dot that is a point, as older newspapers print it: ６·５％, 2·47万. 3·15 alone is a day
#: that has a name.
_MIDDLE_POINT: Final = re.compile(
    "(?<=[0-9])·(?=[0-9]{1,4}(?:[%‰亿]|万(?!人坑)|[元米吨]|公[里斤顷]|平方|立方|千[瓦克米]|亩|倍|美元|英[镑里尺寸]))"
)
#: A dash that is printed as 一 between two numbers: 2021一2025年, 1月一9月.
_DASH: Final = re.compile(
    r"一(?:(?<=[0-9]一)|(?<=[0-9] 一)|(?<=[0-9][年月日号%]一))"
    r"(?: ?[0-9]{1,4}[年月日号%]|(?<=[0-9]一)[0-9])"
)
#: Each character set apart: `6 2 . 0 8`.
_APART: Final = re.compile(r"(?<![0-9.,])[0-9](?:[ \u3000]{1,3}[0-9.](?![0-9.,])){2,40}")
#: Two digits set apart, and from their unit: `月增 5 8 元`, where another number is set apart too.
_TWO_APART: Final = re.compile(
    r"(?:(?<=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff] ))(?<![第图表件录] )(?<![第图表件录])"
    r"[1-9] [0-9](?= [%‰\u4e00-\u9fff])"
)
#: Thousands set apart before a unit: `1 286.5亿`, `12 000家`.
_GROUPED: Final = re.compile(
    r"(?<![0-9.,])[0-9]{1,3}(?:[ \u00a0\u2009\u202f][0-9]{3}){1,6}"
    r"(?:\.[ \u3000\n]{0,3}[0-9]{1,9})?(?![0-9])(?=[ \u3000]?[%‰\u4e00-\u9fff])"
)
#: A number broken at the end of a line: `完成产值20⏎1.69亿元`.
_BROKEN: Final = re.compile(
    r"(?:(?<=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff][ \u3000])(?<![第图表件录].))"
    r"(?!(?:19|20)[0-9]{2}\s)"
    r"(?:[0-9]{1,4}[.,]?|[0-9]{1,4}\.[0-9]{1,2}(?=[ \u3000]?\n[ \u3000]?[0-9]{1,2}[^0-9.]))"
    r"[ \u3000]?\n[ \u3000]?[0-9]{1,4}"
    r"(?:\.[0-9]{1,9})?(?![0-9])"
    r"(?=[ \u3000]?[余多]?(?:[%‰万亿元个家项人户吨亩名位次台辆套件条座所株头只米平公千立]|小时))"
)
#: A year broken at the end of a line: `202⏎5年`.
_BROKEN_YEAR: Final = re.compile(
    r"(?<![0-9.,])(?:[12] ?\n ?[0-9]{3}|(?:19|20) ?\n ?[0-9]{2}|(?:19|20)[0-9] ?\n ?[0-9])(?= ?年)"
)
#: Separators set apart: `2 , 318 . 4 万元`.
_SEPARATED: Final = re.compile(
    r"(?<![0-9.,])[0-9]{1,3}(?: ?, ?[0-9]{3}){1,4}(?: ?\. ?[0-9]{1,9})?(?![0-9])"
    r"(?= ?[%‰\u4e00-\u9fff])"
)
#: A first digit set apart: `总额 3 47.6 亿`. Two numbers in a row would have a word between.
_FIRST_APART: Final = re.compile(
    r"[1-9](?= [0-9]{1,2}\.)(?:(?<=[\u4e00-\u9fff].)|(?<=[\u4e00-\u9fff] .))"
    r"(?<![第图表件录].)(?<![第图表件录] .) [0-9]{1,2}\.[0-9]{1,3}(?![0-9])"
    r"(?= ?(?:[万亿元吨]|美 ?元))"
)
#: A number broken after its point: `38.⏎6亿`; `下滑 0. 9 个` follows a word, as no item of a list
#: does.
_BROKEN_POINT: Final = re.compile(
    r"(?<![0-9.,])[0-9]{1,4}\.(?:[ \u3000]?\n)?[ \u3000]?[0-9]{1,4}(?![0-9.])"
    r"(?=[ \u3000]?[%‰万亿元])"
    r"|(?:(?<=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff] ))(?<![第图表件录章节].)(?<![第图表件录章节])"
    r"[0-9]{1,4}\. [0-9]{1,4}(?![0-9.])(?= [\u4e00-\u9fff])"
    # 容积率2.⏎5，
    r"|(?<=[率为值比达])[0-9]{1,3}\.\n[0-9]{1,4}(?![0-9.])(?=[，。；、）)])"
)
#: A point with a space before it: `785 . 6 万 吨`.
_SPACED_POINT: Final = re.compile(
    r"(?<![0-9.,])[0-9]{1,6} \. ?[0-9]{1,4}(?![0-9.])(?= ?[%‰\u4e00-\u9fff])"
)
#: Digits apart among characters that are set apart: `占 计 划 的 7 5 %`.
_APART_AMONG: Final = re.compile(
    r"(?<=[\u4e00-\u9fff] [\u4e00-\u9fff] )[0-9]{1,3}(?: [0-9.]{1,6}){1,6}(?= ?[%‰万亿元个家项])"
)
#: 1 2月3 1日: a month and a day set apart.
_APART_DAY: Final = re.compile(r"(?<=[年月])[1-3] [0-9](?= ?[月日])")
#: 3 0 G W h: letters of a unit apart as well.
_APART_LATIN: Final = re.compile(
    r"(?<=[\u4e00-\u9fff] )[0-9](?: [0-9.]){0,6}(?: [kKMGTW])(?: [WVhAm]){0,3}(?= ?[^A-Za-z ])"
)
#: A space within the last three digits: `1,02 3.6万`.
_BROKEN_GROUP: Final = re.compile(
    r"(?<![0-9.,])[0-9]{1,3}(?:,[0-9]{3}){0,3},"
    r"(?:[0-9][ \n]{1,2}[0-9]{2}|[0-9]{2}[ \n]{1,2}[0-9])(?![0-9,])"
    r"(?:\.[0-9]{1,4})?(?= ?[%‰\u4e00-\u9fff])"
)
#: Latin units that may stand apart from their number.
_LATIN_UNIT: Final = re.compile(
    r"(?:TEU|[kKMGTmup]?(?:Wh|WH|Wp|W|Hz|V|VA|Pa|B|bps|m|g|L|l|N|J)|GWp|MWp|km2|m2|m3|mm|cm|nm|°C|t|Wh|rpm|ppm)"
    r"(?![A-Za-z0-9])"
)

#: Without one of these no space stands inside a number.
_BETWEEN_DIGITS: Final = re.compile(rf"[0-9][.,]?{SPACE}++[0-9.,]")
_INSIDE: Final = (
    _APART,
    _APART_LATIN,
    _APART_DAY,
    _BROKEN_GROUP,
    _APART_AMONG,
    _SEPARATED,
    _GROUPED,
    _BROKEN,
    _BROKEN_YEAR,
    _BROKEN_POINT,
    _SPACED_POINT,
    _FIRST_APART,
)
_CURRENCY_CODE: Final = re.compile("(?:RMB|CNY|USD|EUR|JPY|GBP|HKD)$")


class View(NamedTuple):
    """A folded text and where its characters come from.

    `offsets[i]` is the offset in `source` of the character that `text[i]` stands for; `moved`
    tells whether it is ever another than `i`.
    """

    source: str
    text: str
    offsets: Sequence[int]
    moved: bool = True

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the source, spaces inside included, that `text[start:end]` covers."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def place_of(self, offset: int) -> int:
        """Where the view goes on from an offset in the source."""
        return bisect_left(self.offsets, offset) if self.moved else offset


def view_of(source: str) -> View:
    """The view of a text. Takes time and memory in proportion to its length."""
    folded = source
    if _MAY_FOLD.search(source) or _MAY_BE_THOUSANDS.search(source):
        folded = _WIDE_SEPARATOR.sub(lambda m: "," if m[0] == "，" else ".", source)
        folded = folded.translate(_FOLD)
    if "·" in folded:
        folded = _MIDDLE_POINT.sub(".", folded)
    if "一" in folded:
        folded = _DASH.sub(lambda m: "-" + m[0][1:], folded)
    # Of the characters that are printed only the plain space is one.
    if " " not in folded and folded.isprintable():
        return View(source, folded, range(len(folded)), moved=False)
    joined = _joined(folded)
    parts: list[str] = []
    offsets: list[int] = []
    position = 0
    for space in _SPACES.finditer(folded):
        start, end = space.span()
        parts.append(folded[position:start])
        offsets.extend(range(position, start))
        if start not in joined and _keeps_apart(folded, start, end):
            parts.append(" ")
            offsets.append(start)
        position = end
    parts.append(folded[position:])
    offsets.extend(range(position, len(folded)))
    return View(source, "".join(parts), offsets)


def _joined(folded: str) -> frozenset[int]:
    """The starts of the spaces that stand inside a number."""
    if not _BETWEEN_DIGITS.search(folded):
        return frozenset()
    apart = (_TWO_APART,) if _APART.search(folded) else ()
    return frozenset(
        found.start() + space.start()
        for pattern in (*_INSIDE, *apart)
        for found in pattern.finditer(folded)
        for space in _SPACES.finditer(found[0])
    )


def _keeps_apart(folded: str, start: int, end: int) -> bool:
    """Whether a space stands between two Latin words or two numbers."""
    before, after = folded[start - 1 : start], folded[end : end + 1]
    if not (before.isascii() and before.isalnum() and after.isascii() and after.isalnum()):
        return bool(before and after) and before in ".,;" and after.isascii() and after.isalnum()
    if after.isdigit() and _CURRENCY_CODE.search(folded, max(0, start - 3), start):
        return False
    return not (before.isdigit() and _LATIN_UNIT.match(folded, end))
