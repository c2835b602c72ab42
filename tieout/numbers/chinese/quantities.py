"""Amounts, counts, percentages, multiples and ranges: a numeral with its unit.

A count's unit is the classifier as printed (`count:家`), or the noun where there is none
(两省: `count:省`). With 大 the noun goes along when it is one that follows 大 often: 三大片区 is
`count:片区`; else the count is of 大. 一 with a classifier is mostly an article (一座码头): an
idiom, unless the words before it count.
"""

import re
from decimal import Decimal
from typing import Final

from tieout.numbers.chinese.context import clause_before, direction_of, is_money
from tieout.numbers.chinese.counted import AFTER_SCALE, TIERED
from tieout.numbers.chinese.durations import NEXT, read_compound, read_days_and_nights
from tieout.numbers.chinese.in_tenths import read_in_tenths
from tieout.numbers.chinese.lists import read_in_list, shared_unit
from tieout.numbers.chinese.numerals import Numeral
from tieout.numbers.chinese.rates import with_rate
from tieout.numbers.chinese.reading import Page, Reading
from tieout.numbers.chinese.signs import read_second, read_signed, read_tolerance
from tieout.numbers.chinese.unit_in_context import code_of, unit_of
from tieout.numbers.chinese.units import PERSONS, Unit, unit_at
from tieout.numbers.chinese.year_names import names_year
from tieout.numbers.mention import Kind

_RANGE: Final = re.compile(r"(?:-{1,2}|—{1,2}|~|至|到)")
#: 从398元到2980元不等: a range, whatever stands before it.
_DIFFERING: Final = re.compile("不等|之间")
_MORE: Final = re.compile(r"[多余](?=$|[^\u4e00-\u9fff]|[的时以年吨元人]|时间)")
_AND_HALF: Final = re.compile(r"个半(?P<unit>小时|月|钟头|百分点)|分半(?P<minutes>钟)|倍半")
_TIER: Final = re.compile(r"级(?![别联配差次])")

_GREAT_NOUNS: Final = (
    "产业集群|支柱产业|主导产业|特色产业|优势产业|产业链|产业|片区|板块|领域|集群|基地|中心|优势|行动|工程|体系|平台|任务|"
    "战略|民生实事|实事|目标|重点|方面|园区|都市圈|城市群|经济体|举措|措施|抓手|支撑|功能区|功能|定位|品牌|环节|类别|系列|专项|项目|"
    "关键|场景|模块|经济区|经济带|高地|枢纽|通道|市场|要素|机制|原则|特点|特征|亮点|指标|阵地|银行|电商|运营商|港口|实验室|"
    "机场|航线|洲|洋|湖|国|城市|省份|区域|地区|组团|攻坚战|战役|革命|变化|难题|保卫战|链条|展区|攻坚|支柱|赛道|要点|问题|挑战|机遇|矛盾|行业|企业|集团|品类|理念|专题|主题|系统|粮仓|巨头|厂商|工序|指数|股指|案例|新闻|事件|人物|成果|商圈|产区|赛事|门类|难点|风险|热点|险种|主粮|作物|流域|草原|平原|水系|山脉|菜系|车企|航司|联赛|超市|石窟|剧种|门户|卖场|湖泊|油料|央企"
)
_GREAT_KINDS: Final = "|".join(noun for noun in _GREAT_NOUNS.split("|") if len(noun) > 1)
_GREAT_QUALITIES: Final = (
    "先导|新兴|未来|战略性|传统|重点|核心|标志性|主要|公共|综合|创新|开放|生态|民生|基础|高端|科技|文化|"
    "工业|农业|现代|国家级?|国有"
)
_GREAT: Final = re.compile(
    rf"大(?:(?P<noun>(?:{_GREAT_QUALITIES}){{0,2}}(?:{_GREAT_NOUNS})"
    # 六大高耗能行业: a quality of a few characters before the noun.
    rf"|(?:(?![的和与及是在了步洲洋湖国零一二两三四五六七八九十百千万亿])[\u4e00-\u9fff]){{1,4}}?(?:{_GREAT_KINDS}))|(?!桥|学|道|街|厦|会|类|卡|[碗杯盘袋包桶箱锅盆块勺]))"
)
_COUNTING_BEFORE: Final = re.compile(
    r"(?:仅|只|只需|仅需|只有|仅有|共|共有|各|不到|至少|增加|减少|少|多|另有|新增|新设|新建|新开|增设|建成|设立|拥有|现有|"
    r"其中|连续|第|剩下?|跑|最多|每人|每户|每村|每县|每年|只跑|和|及|与|、)$"
)
_COUNTED_TOGETHER: Final = re.compile(
    r"[^，。；、]{0,6}[、和及与][二两三四五六七八九十0-9]|(?<=[次轮瓶圈碗箱桶车层页])半(?![导径岛价年数成决场球钟途路夜天山地封自挂坡拉透干露个])"
)
_EACH: Final = re.compile(r"每[^，。；：]{0,12}$|每隔[^。；：]{0,12}，$")
#: 一千五百到一千八 is a range without a unit, 三至五 may be anything.
_PLAINLY: Final = 100
_CJK: Final = re.compile("[\u4e00-\u9fff]")
_HALF_MORE: Final = re.compile(
    "半(?![导径岛价年数成决场球钟途路夜天山封自挂坡拉透干露个]|(?<!亩半)地)"
)
#: How many times its low end the high end of a range of changes may be.
_WIDEST: Final = 4
#: What is told with 半 after digits too: 1吨半.
_HALVED: Final = frozenset(
    {"year", "day", "hour", "month", "tonne", "jin", "kg", "mu", "km", "li"}
    | {f"count:{thing}" for thing in "分层圈页碗瓶箱盘袋杯桶筐车步次轮句条口遍趟场"}
)
#: Before a classifier two are 两, and 二 is the second (二套房), but for these.
_TWO_OF: Final = frozenset(f"count:{noun}" for noun in "人位国省市州县区者女男子次杯")
#: What may follow a numeral that goes on in other units, or is of something great.
_COMPOUNDS: Final = frozenset("吨大个分倍秒度块米尺斤丈亩元圆角毛天")
_LOOSER: Final = ("多", "余")
_HALF: Final = Decimal("0.5")
_MOST_TENTHS: Final = 10
_YEARLIKE: Final = re.compile(r"(?:19|20)[0-9]{2}(?![0-9.,])")


def read_quantity(page: Page, start: int) -> Reading | None:
    """A numeral with its unit, or a range of two with a shared unit."""
    numeral = read_signed(page, start)
    if numeral is None:
        return None
    unit = unit_of(page.text, numeral)
    reading = read_tolerance(page, numeral, unit) or _read_range(page, numeral, unit)
    if reading is None:
        reading = _read_single(page, numeral, unit)
    if reading is None or reading.kind in ("idiom", "period", "unparsed"):
        return reading
    return with_rate(page.text, reading)


def _read_range(page: Page, first: Numeral, unit: Unit | None) -> Reading | None:
    """3至5亿元, 10—15%, 五百至六百亿元, 3亿元到5亿元: one reading with both ends."""
    text = page.text
    middle = _RANGE.match(text, unit.end if unit else first.end)
    if middle is None or first.loose or first.high is not None:
        return None
    second = read_second(text, middle.end(), first)
    if (
        second is None
        or second.high is not None
        or (unit and first.value >= abs(second.value) * 10**9)
    ):
        return None
    last = unit_of(text, second)
    if unit and (last is None or last.code != unit.code):
        return None
    if unit and _is_change_to(text, first, second, unit):
        return None
    parted = text[first.start - 1 : first.start] in ("从", "由") and bool(first.start)
    if unit and parted and not (last and _DIFFERING.match(text, last.end)):
        return None
    bare = last is None and not (first.digits and second.digits) and second.scale == 1
    if bare and first.value < _PLAINLY:
        return None
    low, high = _ends(first, second, shared=unit is None)
    if high < low < 0:
        low, high = high, low
    end = last.end if last else second.end
    factor = last.factor if last else Decimal(1)
    if low > high and text[max(0, first.start - 5) : first.start].endswith(
        ("距今", "距今约", "公元前")
    ):
        low, high = high, low
    if low >= high:
        return None
    code, step = code_of(text, first.start, end, second, last), min(first.step, second.step)
    if not unit:
        step = second.step
    reading = Reading(first.start, end, "range", code, step=step * factor)
    return reading._replace(low=low * factor, high=high * factor)


def _is_change_to(text: str, first: Numeral, second: Numeral, unit: Unit) -> bool:
    """Whether 增加3.2万手至189.6万手 tells a change and what it led to: no range is so wide."""
    if unit.kind in ("percent", "multiple") or second.value < first.value * _WIDEST:
        return False
    return bool(direction_of(text, first.start, with_object=False))


def _ends(first: Numeral, second: Numeral, *, shared: bool) -> tuple[Decimal, Decimal]:
    """Both ends, the scale of the second shared where the first has none."""
    low = first.value
    if shared and first.scale == 1 and second.scale != 1 and low < second.bare:
        low *= second.scale
        if not first.digits and low < 10 * second.scale:
            low = _hundreds(low, second)
    elif shared and not first.digits and first.scale == 1 and low < 10:
        low = _hundreds(low, second)
    return low, second.value


def _hundreds(low: Decimal, second: Numeral) -> Decimal:
    """三到五百: the 百 of the second belongs to the first as well."""
    for unit in (1000, 100):
        digit, rest = divmod(second.bare, unit)
        if not rest and 1 < digit < 10 and low / second.scale < digit:
            return low * unit
    return low


def _read_single(page: Page, numeral: Numeral, unit: Unit | None) -> Reading | None:
    text, start = page.text, numeral.start
    if numeral.digits and names_year(text, start):
        return _read_bare(page, numeral)
    after = text[numeral.end : numeral.end + 1]
    if after in _COMPOUNDS or (unit is not None and unit.code in NEXT):
        compound = (
            (_read_great(text, numeral) if after == "大" else _read_and_half(text, numeral))
            or read_in_tenths(text, numeral)
            or read_days_and_nights(text, numeral)
            or read_compound(text, numeral, unit)
        )
        if compound:
            return compound
        unit = shared_unit(text, numeral) or unit
    if (
        unit is None
        or (unit.kind == "share" and numeral.value > _MOST_TENTHS)
        or (unit.code in TIERED and numeral.scale >= 10**8)
        or (unit.code in PERSONS and (numeral.value >= _PLAINLY or numeral.loose))
        or (unit.kind == "count" and unit.code != "count:人" and text[start] in "俩仨")
    ):
        return _read_bare(page, numeral)
    if _is_word(text, numeral, unit):
        told = start and text[start - 1] in "近超逾约破"  # 破亿品牌
        return _read_bare(page, numeral) if told else None
    if unit.kind == "count":
        if _is_article(text, numeral, unit):
            return Reading(start, unit.end, "idiom")
        if text[start : numeral.end] == "二" and unit.code not in _TWO_OF:
            return Reading(start, unit.end, "ordinal", value=numeral.value)
    return _with_unit(text, numeral, unit)


def _read_great(text: str, numeral: Numeral) -> Reading | None:
    """三大片区: a number of what is great."""
    great = _GREAT.match(text, numeral.end)
    if not great or text[numeral.start] in "俩仨" or numeral.value > 100:
        return None
    if numeral.value <= 1 and not numeral.digits:
        return None
    code = f"count:{great['noun'] or '大'}"
    return Reading(numeral.start, great.end(), "count", code, numeral.value, step=numeral.step)


def _read_and_half(text: str, numeral: Numeral) -> Reading | None:
    """一个半小时, 两分半钟, 三倍半."""
    found = _AND_HALF.match(text, numeral.end)
    if not found:
        return None
    told = "分钟" if found["minutes"] else f"个{found['unit']}" if found["unit"] else "倍"
    unit = unit_at(told, 0)
    if unit is None:
        return None
    value, step = numeral.value + _HALF, _HALF
    return Reading(numeral.start, found.end(), unit.kind, unit.code, value, step=step)


def _with_unit(text: str, numeral: Numeral, unit: Unit) -> Reading:
    """A numeral with its unit, and what goes on behind it: 半, 多, 级."""
    value, end, bound = numeral.value, unit.end, numeral.bound
    after = text[end : end + 1]
    if after == "半" and numeral.scale == 1 and _HALF_MORE.match(text, end):
        halved = unit.code in _HALVED
        if (not numeral.digits and (halved or unit.kind == "amount")) or (
            numeral.step == 1 and halved
        ):
            value, end = value + _HALF, end + 1
            after = text[end : end + 1]
    if unit.kind == "amount" and text.startswith(("个多", "个来", "个把"), numeral.end):
        bound = "over" if text[numeral.end + 1] == "多" else "about"
    if after in _LOOSER and unit.kind in ("amount", "multiple") and _MORE.match(text, end):
        end, bound = end + 1, "over"
        after = text[end : end + 1]
    if after == "级" and unit.kind == "amount" and _TIER.match(text, end):
        end += 1
    step = numeral.step * unit.factor
    low, high = value * unit.factor, numeral.high
    if high is not None:
        high *= unit.factor
        return Reading(numeral.start, end, "range", unit.code, None, low, high, step, bound)
    return Reading(numeral.start, end, unit.kind, unit.code, low, None, None, step, bound)


def _read_bare(page: Page, numeral: Numeral) -> Reading | None:
    """A numeral without a unit: money where the words say so, a year, else a bare count."""
    text, start, end = page.text, numeral.start, numeral.end
    if _YEARLIKE.match(text, start) and numeral.end - start == 4 and _CJK.match(text, end):
        page.name_year(int(numeral.value))
        return Reading(start, end, "period", period=text[start:end])
    if start and text[start - 1] == "遥":  # 长征二号F遥二十三
        return Reading(start, end, "name")
    listed = read_in_list(text, numeral)
    if listed:
        return listed
    code = code_of(text, start, end, numeral, None)
    tier = _TIER.match(text, end)
    if text[start] in "俩仨":
        return Reading(start, end, "count", "", numeral.value, step=numeral.step)
    single = not numeral.digits and numeral.end - start == 1
    told = numeral.value >= 100 and text[start - 1 : start] in tuple("近上超过逾约破")  # 近万农民工
    if single and not code and not tier and not told:
        return None
    if tier and (numeral.scale != 1 or not numeral.digits):
        end += 1
        code = code or ("CNY" if numeral.scale >= 10**8 and is_money(text, start, end - 1) else "")
    kind: Kind = "amount" if code else "count"
    if numeral.high is not None:
        return Reading(
            start, end, "range", code, low=numeral.value, high=numeral.high, step=numeral.step
        )
    return Reading(start, end, kind, code, numeral.value, step=numeral.step, bound=numeral.bound)


def _is_word(text: str, numeral: Numeral, unit: Unit) -> bool:
    """Whether 百, 千 or 万 alone makes a word or a name with a rare classifier: 万科, 百度."""
    if numeral.digits or numeral.end - numeral.start != 1 or numeral.value < 100:
        return False
    if unit.code in ("degree", "kWh", "li", "chi", "cun", "zhang"):
        return True
    return unit.code.startswith("count:") and unit.code[6:] not in AFTER_SCALE


def _is_article(text: str, numeral: Numeral, unit: Unit) -> bool:
    """Whether 一 with a classifier counts nothing: 一座码头, and not 只需一次."""
    if numeral.digits or numeral.value != 1 or numeral.end - numeral.start != 1 or "/" in unit.code:
        return False
    clause = clause_before(text, numeral.start)
    if _COUNTING_BEFORE.search(clause) or _COUNTED_TOGETHER.match(text, unit.end):
        return False
    return not _EACH.search(text[max(0, numeral.start - 20) : numeral.start])
