"""Numbers in a list that share what only the last is told with: 3、15、48家, 1.2万和1.5万元."""

import re
from typing import Final

from tieout.numbers.chinese.context import bound_around
from tieout.numbers.chinese.numerals import Numeral, read_numeral
from tieout.numbers.chinese.reading import Reading
from tieout.numbers.chinese.unit_in_context import unit_of
from tieout.numbers.chinese.units import Unit, unit_at

#: 个 of 0.2个和0.3个百分点, and the units that it may stand for.
_LISTED_UNIT: Final = re.compile("个(?=[、和及与])")
_LONGEST_LIST: Final = 8


def read_in_list(text: str, numeral: Numeral) -> Reading | None:
    """The first of 3、15、48家 and of 1.2万和1.5万元: the unit is that of the last, and the scale
    where none of the others has one."""
    position, last = numeral.end, numeral
    scaled = numeral.scale != 1
    if not (numeral.digits or scaled) or numeral.loose or numeral.high is not None:
        return None
    for _ in range(_LONGEST_LIST):
        if not text.startswith(("、", "和", "及", "与", "/"), position):
            return None
        following = read_numeral(text, position + 1)
        if following is None or following.loose or following.high is not None:
            return None
        if (scaled and following.scale == 1) or not (scaled or following.digits):
            return None
        last, position = following, following.end
        if not scaled and text.startswith("号", position):
            return Reading(numeral.start, numeral.end, "ordinal", value=numeral.value)
        unit = unit_of(text, last)
        if unit and unit.kind == "count" and text[numeral.end] == "/":
            return None  # 6/18层
        if unit:
            factor = unit.factor if scaled else unit.factor * last.scale
            value, step = numeral.value * factor, numeral.step * factor
            shared = bound_around(text, unit.end, unit.end)[0]  # 5、20和35毫克以下
            listed = Reading(numeral.start, numeral.end, unit.kind, unit.code, value, step=step)
            return listed._replace(bound=shared)
        if last.scale != 1 and not scaled:
            return None
    return None


def shared_unit(text: str, numeral: Numeral) -> Unit | None:
    """The unit of the first of 0.2个和0.3个百分点, whose 个 stands for that of the last."""
    if not _LISTED_UNIT.match(text, numeral.end):
        return None
    end = position = numeral.end + 1
    for _ in range(_LONGEST_LIST):
        following = read_numeral(text, position + 1)
        unit = unit_at(text, following.end) if following else None
        if following is None or unit is None or not text.startswith("个", following.end):
            return None
        if unit.kind != "count":
            return unit._replace(end=end)
        if not _LISTED_UNIT.match(text, following.end):
            return None
        position = following.end + 1
    return None
