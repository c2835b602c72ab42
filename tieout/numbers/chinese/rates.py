"""What a quantity is per: 每周5班 is `count:班/week`, 每万人…110件 is `count:件/万人`."""

import re
from typing import Final

from tieout.numbers.chinese.context import REACH, begins_clause, clause_before
from tieout.numbers.chinese.reading import Page, Reading
from tieout.numbers.chinese.units import unit_at

_WORDS: Final = (
    "(?:[^0-9零〇一二三四五六七八九十百千万亿两几数每均，。；：]|零(?=[售部食担])|(?<=统)一)"
)
#: 92号, 5A级, C30, 62%品位: a number that is part of a name.
_NAMED: Final = (
    r"(?<![A-Z0-9])(?:[0-9]{1,3}(?:号|#|[A-Z]{1,2}(?![A-Za-z0-9])|%(?=[品浓纯含规]))"
    r"|[A-Z]{1,3}-?[0-9]{1,4}(?![A-Z0-9]))"
)
#: 每 with a unit of time or measure, or with what is counted, and words up to the number.
_RATE: Final = re.compile(
    r"每个?(?P<unit>工作日|[人车班架台批户辆航场件例剂]次|标箱|小时|分钟|季度|平方公里|平方米|平米|立方厘米|立方米|千瓦时|公里|公顷|公斤|千克|毫升|盎司|市斤|磅|千瓦|人次|[天日周月秒亩吨斤克桶度瓦股人户名家台辆"
    rf"件套株头只羽枚匹册粒艘架张份箱柜单票盒瓶袋筐捆笼碗盘杯位间座平米升方])(?P<words>(?:{_WORDS}|{_NAMED}|均(?=价|重|产)){{0,12}})$"
)
#: 每平方米每月12元: what a rate is per before it is per a time.
_ABOVE: Final = "平方米|平米|吨|公斤|人|孩|生|床|名|位|户|亩|辆|台|间|套|头|只|株|床|千瓦"
_PER_ABOVE: Final = re.compile(f"每({_ABOVE})$|([人户亩生])均$")
_PER_TIME: Final = re.compile("每个?(?P<time>月|天|日|小时)$")
#: 每人每年350元, 每年每人补助400元.
_EACH_A_YEAR: Final = re.compile(
    rf"(?:每(?P<of>{_ABOVE})每学?年|每学?年每(?P<of2>{_ABOVE})|(?P<of3>[人户亩生])均每年)"
    rf"(?P<words>{_WORDS}{{0,12}})$"
)
#: A year may be what a change or a sum follows from: only verbs of output, of saving and of
#: spending make it a rate.
_PER_YEAR: Final = re.compile(
    r"每年(?:可|能|能够|平均|约|超|超过|近|达|达到|的|仅|需|要|至少|最多|均)?"
    r"(?:加工|生产|处理|运行|开行|发送|运送|产出|产|消耗|新增)(?:约|超|超过|近|达)?$"
    r"|每年(?:可以?|能够?|平均|都|将)?(?:[为给让向帮][^0-9，。；：]{1,8}?)?(?:节约|节省|省下|投入|安排|培训|输送|供应|接待|支付|缴纳)"
    rf"{_WORDS}{{0,8}}$"
    r"|(?:能力|规模|产能|产量|标准|补[助贴]|津贴|租金|费用?|工资|学费|待遇)[\u4e00-\u9fff]{0,5}每年(?:约|超|超过|近|达)?$"
    r"|[到至达为由从](?:原来?的?|目前的?|现在的?)?每年(?:约|超|超过|近|达)?$"
)
#: What makes of 日 and 年 a certain day or year: 7月8日发电量, 假日接待.
_DAYS_AND_YEARS: Final = (
    "零〇一二三四五六七八九十今昨明去全当前本近往历上常次同半某节假生工首平休终单末即翌连度周庆念"
)
#: 人均, 亩均, 日均: what the average is over.
_AVERAGE: Final = re.compile(
    r"(?:(?P<unit>[人户亩日月周])均"
    r"|(?P<short>(?<![0-9一二三四五六七八九十上下当本今昨次同])[日月]|亩|(?<![0-9零〇一二三四五六七八九十今去全当明前本近往历上常次同半])年)"
    r"(?:产(?!业|品|权|房|值|出|线|生)|处理|供应|加工|生产)(?:能力|能|量)?"
    # 年产8英寸硅片360万片: what is made has a size.
    r"(?:[0-9.]{1,5}(?:英寸|毫米|微米|纳米|厘米|千瓦|克)级?)?"
    rf"|(?P<flow>(?<![0-9{_DAYS_AND_YEARS}])[日年])"
    r"(?:[用供耗售输制加][水电气煤油热粮氢氧]|发电|客流|车流|用能|送电|外送|吞吐|开行|发送|接待|配送|运送|成交|排放|处置|消纳|节[水电能煤])(?:量|能力)?)"
    rf"(?P<words>{_WORDS}{{0,12}})$"
)
#: 年均发电量: a yearly average of what flows; of a change it is no rate, and of a level none.
_YEARLY_AVERAGE: Final = re.compile(
    rf"年均(?!增|新|减|降低|下降|提|上升)(?P<words>{_WORDS}{{1,12}})$"
)
_NO_FLOW: Final = re.compile("温|浓度|余额|存量|[增降减]|水平|人口")
_NO_RATE: Final = re.compile("连续|气温|寿命|年龄|次数|[前后起止内]$|由上年")
_RATE_UNITS: Final = {
    "生": "生",
    "度": "kWh",
    "桶": "barrel",
    "月": "month",
    "平米": "m2",
    "方": "m3",
}
_BASE: Final = re.compile(
    r"(?P<base>十万|百万|千|百|万)(?P<what>人口?|户|名)(?=[^0-9一二三四五六七八九十百千万亿两，。；：]{0,12}"
    r"(?:拥有|居民|[养托]|专利|床位|医[师生]|护士|[数率量]|保有|口))"
)
#: 万元GDP能耗 and （单位：万元） tell no sum.
_WORTH: Final = re.compile(
    r"[百千]?[万亿]元(?=(?:GDP|(?:地区|国内)?生产总值|工业增加值|增加值|工业产值|产值)"
    r"[\u4e00-\u9fff]{0,8}(?:能耗|水耗|电耗|用水|耗水|排放|事故))|(?<=每)[百千万亿]{1,2}(?:元(?=[\u4e00-\u9fff])|(?=[A-Za-z]))|百公里(?=[电油能氢]耗|加速)|(?<=[电油能氢]耗)百公里"
    r"|[十百千]?[百千万](?:车|人|户|工时|公里|台|吨)(?=[\u4e00-\u9fff]{0,4}(?:死亡|事故|发案|成讼|伤害|投诉|犯罪|伤亡|故障)[\u4e00-\u9fff]{0,2}[率数])"
    r"|(?<=单位:)[百千]?[万亿](?:元|美元|吨|人)|(?<=\()[百千]?[万亿](?:元|美元|吨|人|户|千瓦时)(?=\))"
)
_PER_BASE: Final = re.compile(
    r"(?:每(?P<base>十万|百万|千|百|万)(?P<what>人|户|名)"
    r"|^(?P<base2>十万|百万|千|百|万)(?P<what2>人|户|名)口?"
    r"[^0-9一二三四五六七八九十百千万亿两]{0,12}?(?:拥有|专利|床位|医[师生]|护士|[数率量]|保有))"
)

_RATED: Final = frozenset({"amount", "count", "range"})
_NEVER_RATED: Final = frozenset(
    {"", "year", "quarter", "month", "percent", "pp", "inch", "mm", "um", "nm", "V", "kV"}
)
#: Without one of these the words before a number tell no rate.
_MAY_BE_RATE: Final = re.compile("[每均日月亩年十百千万]")
_MAY_BE_PER: Final = re.compile(
    "每|均|[日月亩年](?:产|处|供|加|生|用|耗|售|输|制|发|客|车|吞|开|接|配|运|成|排|消|节)"
)
_MAY_BE_BASE: Final = re.compile("[千百万]")


def with_rate(text: str, reading: Reading) -> Reading:
    """The reading with what it is per: 每周5班 is `count:班/week`, 每万人…12件 `count:件/万人`."""
    if reading.kind not in _RATED or "/" in reading.unit or reading.unit in _NEVER_RATED:
        return reading
    start = reading.start
    if begins_clause(text, start) or not _MAY_BE_RATE.search(text, max(0, start - REACH), start):
        return reading
    clause = clause_before(text, start)
    code = _rate_code(clause) if _MAY_BE_PER.search(clause) else ""
    if code:
        return reading._replace(unit=f"{reading.unit}/{code}")
    counted = reading.unit.startswith("count:") and _MAY_BE_BASE.search(clause)
    base = _PER_BASE.search(clause) if counted else None
    if base:
        code = f"{base['base'] or base['base2']}{base['what'] or base['what2']}"
        return reading._replace(unit=f"{reading.unit}/{code}")
    return reading


def _rate_code(clause: str) -> str:
    """The code of what the number at the end of a clause is per, or empty."""
    yearly = "每年" in clause or "每学年" in clause
    each = _EACH_A_YEAR.search(clause) if yearly else None
    if each and not _NO_RATE.search(each["words"]):
        return f"{_code_of(each['of'] or each['of2'] or each['of3'])}/year"
    if yearly and _PER_YEAR.search(clause):
        return "year"
    found = _RATE.search(clause) or _AVERAGE.search(clause)
    average = _YEARLY_AVERAGE.search(clause) if not found and "年均" in clause else None
    if (
        average
        and "每" not in clause
        and not _NO_FLOW.search(average["words"].removeprefix("降水"))
    ):
        return "year"
    if not found or _NO_RATE.search(found["words"]):
        return ""
    told = found.groupdict()
    printed = told.get("unit") or told.get("short") or told.get("flow") or ""
    above = _PER_ABOVE.search(clause, 0, found.start())
    of = above[1] or above[2] if above else ""
    each_time = None if above else _PER_TIME.search(clause, 0, found.start())
    if each_time and printed in _ABOVE.split("|"):  # 每月每平方米2.8元
        return f"{_code_of(printed)}/{_code_of(each_time['time'])}"
    return (f"{_code_of(of)}/" if of else "") + _code_of(printed)


def _code_of(printed: str) -> str:
    """The code of a unit that a rate is told by, empty for none."""
    below = unit_at(printed, 0)
    return _RATE_UNITS.get(printed) or (below.code.removeprefix("count:") if below else "")


#: 由5万吨提升至12万吨, 从1.2万元增加到1.9万元: both are told of the same.
_FROM_TO: Final = re.compile(
    r"(?:[\u4e00-\u9fff]{0,4}[升高加扩增降减少短缩低涨展跃大小跌一整改变换调][至到为成])(?:了|[\u4e00-\u9fff]{0,4}的)?[超约近]?"
    # 0.43/0.58/0.77元, 200元、300元和400元
    r"|[/、和及与或至到]"
    # 年产乙烯120万吨、丙烯60万吨, 每千人口拥有医师3.62人、护士4.15人
    r"|(?<=[吨件台套辆只人张米元克斤方户个座])、(?:(?![最累总共占高低率比其全同增减新])[\u4e00-\u9fff]){1,6}"
)

#: 每百户拥有汽车52.8辆、移动电话268.4部: what else so many have; behind a comma only what has
#: decimals, as no count of things has.
_OF_MANY: Final = re.compile("/(?:十万|百万|千|百|万)[人户名]$")
_NEXT_OF_MANY: Final = re.compile(
    "(?P<mark>[、，；])(?:(?![累总共占高低率比其])[\u4e00-\u9fff]){1,10}"
)


def as_before(text: str, previous: Reading, reading: Reading) -> Reading:
    """The reading with what the one before it is per, where that grew or fell to it, or where
    they are told in a list."""
    if not reading.unit or "/" in reading.unit:
        return reading
    same = previous.unit.startswith(f"{reading.unit}/")
    if same and _FROM_TO.fullmatch(text, previous.end, reading.start):
        return reading._replace(unit=previous.unit)
    of_many = _OF_MANY.search(previous.unit)
    if of_many is None or not reading.unit.startswith("count:"):
        return reading
    listed = _NEXT_OF_MANY.fullmatch(text, previous.end, reading.start)
    if listed is None or (listed["mark"] != "、" and (reading.step is None or reading.step >= 1)):
        return reading
    return reading._replace(unit=reading.unit + of_many[0])


def read_base(page: Page, start: int) -> Reading | None:
    """万人 in 每万人有效发明专利达到110件, 万元 in 万元GDP能耗: what a rate is per, and no
    number of its own."""
    if found := _WORTH.match(page.text, start):
        return Reading(start, found.end(), "name")
    before = page.text[start - 1 : start] if start else ""
    if before and before not in "每，。；：、（(“年市省县区":
        return None
    found = _BASE.match(page.text, start)
    if not found or (
        before != "每" and not re.search(r"[0-9]", page.text[found.end() : found.end() + 24])
    ):
        return None
    return Reading(start, found.end(), "name")
