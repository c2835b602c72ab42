"""The plain quantity: digits, a scale and a unit, with nothing around them that tells more.

Most numbers of a text are told so (36.8%, 5.4万家, 1,286.5亿元). One expression reads them, and
what it takes the grammar would have read alike: that is a law with a test. It declines whatever
another piece of the grammar might want, by the character before, the unit, or the character
after.
"""

import re
from decimal import Decimal
from functools import lru_cache

from tieout.numbers.chinese.context import currency_before
from tieout.numbers.chinese.numerals import last_digit, scale_value
from tieout.numbers.chinese.quantities import TIERED
from tieout.numbers.chinese.rates import with_rate
from tieout.numbers.chinese.reading import Page, Reading, plain
from tieout.numbers.chinese.units import PRINTED, Row, printed_units

_PLAIN = re.compile(
    r"(?P<digits>[1-9][0-9]{0,2}(?:,[0-9]{3}){1,4}(?:\.[0-9]{1,8})?"
    r"|(?:[1-9][0-9]{0,7}|0(?=\.))(?:\.[0-9]{1,8})?)"
    rf"(?P<scale>[十百千]?[万亿]|万亿)?(?P<unit>(?>{PRINTED}))"
)
#: After these a numeral may belong to a range, a title, a code, a telephone or a rank.
_BEFORE = frozenset('“‘"·前图表件录.,:/-—第〔[$¥€£双')
#: These make of a unit a range, a rate, a tier, or a looser or larger number.
_AFTER = frozenset("-—~至到/每半多余级亿0123456789")
#: Units that begin so may be a date, a road, a stage, a share, an angle: other pieces know.
_OTHERWISE = frozenset("号国省县乡路环期级等届周年月日天时点季审读分强佳成折度节里方桶块大岁载星世")
_TIMES = frozenset({"year", "quarter", "month", "week", "day", "workday", "hour", "minute"})
_HOTLINES = frozenset({"工程", "高校"})
_ROWS: dict[str, Row] = {
    printed: row
    for printed, row in printed_units()
    if printed[0] not in _OTHERWISE
    and printed not in _HOTLINES
    and row[0] not in _TIMES
    and row[0] not in TIERED
}
_UPGRADE = ("升", "级")


def read_plain(page: Page, start: int) -> Reading | None:
    """The plain quantity at `start`, or `None` where it is none or may be something else."""
    text = page.text
    found = _PLAIN.match(text, start)
    if not found or (start and text[start - 1] in _BEFORE):
        return None
    digits, scale, printed = found.groups()
    row = _ROWS.get(printed)
    end = found.end()
    after = text[end : end + 1]
    if row is None or (after and after in _AFTER) or (printed, after) == _UPGRADE:
        return None
    code, kind, factor = row
    if code == "CNY":
        code = currency_before(text, start) or code
    value, step = _worth(digits, scale, factor)
    return with_rate(text, Reading(start, end, kind, code, value, None, None, step))


@lru_cache(maxsize=2048)
def _worth(digits: str, scale: str | None, factor: Decimal) -> tuple[Decimal, Decimal]:
    """The value of a numeral in its unit, and what one unit of its last digit is worth."""
    bare = digits.replace(",", "")
    times = scale_value(scale or "") * factor
    return plain(Decimal(bare) * times), plain(last_digit(bare) * times)
