"""The unit of a number where the word after it does not tell it alone: 度, 方, 里, 节, 桶, and
money without its currency."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Final

from tieout.numbers.chinese.context import (
    REACH,
    clause_before,
    currency_before,
    currency_sign,
    is_counted,
    is_money,
    is_price,
)
from tieout.numbers.chinese.numerals import Numeral
from tieout.numbers.chinese.units import Unit, unit_at

#: Electricity that is sold, some way before 度: 第二档201至350度.
_METERED: Final = re.compile("电[价费量]|用电|度电|每度")
_SENTENCE: Final = 60
#: What no fever reaches.
_FEVER: Final = 45
#: What a sum in coins follows: 贵了三毛, 只要五角.
_COIN: Final = re.compile("毛(?![利坯重衣竹线皮巾])|角(?![形星度色落])")
_COINS: Final = re.compile(
    "[贵涨降跌便宜省赚收付出多少要卖花][了约近到至]{0,2}$|[0-9一二三四五六七八九十][元块]$"
)
_COIN_ALONE: Final = re.compile("毛(?=$|[^\u4e00-\u9fff]|[的左以起一每])")
_PER_GOODS: Final = re.compile(
    "每(?:斤|公斤|千克|度|千瓦时|升|方|立方米|吨|桶|股)[\u4e00-\u9fff]{0,8}$"
)
#: 87金64银59铜: medals.
_MEDAL: Final = re.compile("[金银铜](?=[0-9一二两三四五六七八九十，。、；]|$)")
#: 27银24铜, 32胜17负: the last of them, whatever follows.
_TOLD_LAST: Final = re.compile(
    "(?:(?<=[金银][0-9])|(?<=[金银][0-9]{2}))[银铜]|(?:(?<=[战胜平][0-9])|(?<=[战胜平][0-9]{2}))[胜平负]"
)
#: 五儿三女, 2死7伤, 6战2胜4负.
_TOLD_TOGETHER: Final = re.compile(
    "[儿子](?=[0-9一二两三四五六七八九]女)"
    "|[死伤亡](?=[0-9一二两三四五六七八九十]{1,3}[死伤亡]|(?<=[伤亡])(?:[，。！；、的]|$))"
    "|[投罚](?=[0-9]{1,2}中)|(?:(?<=[投罚][0-9])|(?<=[投罚][0-9]{2}))中"
    "|[战胜平负](?=[0-9一二两三四五六七八九]{1,2}[胜平负]|(?<=[胜平负])(?:[，。积的]|$))"
)
#: 88平三室两厅: square metres, as flats are told.
_FLOOR_SPACE: Final = re.compile("平(?=[一二两三四五1-5][室居房]|[的大左以，。、；]|$)")
_HOUSE: Final = re.compile("[房屋铺店院室宅墅]|面积|户型")
_HALL: Final = re.compile("的?[\u4e00-\u9fff]{0,3}[厅房屋店铺馆室仓厂院墅]")
_LEAST_SPACE: Final = 20
#: What is told by the cubic metre: 三千多方水.
_IN_CUBES: Final = re.compile("[水土砂沙石气木料]|混凝土")
#: A price in 块: 才一百八十九块, 一晚三百块.
_YUAN: Final = re.compile(
    "块(?=$|[^\u4e00-\u9fff]|[的左上以多出就到一每起封打开往不没买卖搞涨跌降升都也能要还够请退租是掉回提]"
    # 三百多块成本
    "|(?:成本|本钱|工钱|工资|生活费|运费|彩礼|礼金|押金|奖金|补贴|补助|路费|车费|饭钱|房租|学费|药费|利润|电费|水费|话费|罚款|定金|现金|零钱|零花|份子|红包))"
)
#: 安装显示屏12块, 共50块: things that are told in pieces, before their number.
_IN_PIECES: Final = re.compile(
    "[板屏牌碑田地表匾石砖池盘幕玻璃布糕饼肉腐毯席][\u4e00-\u9fff]{0,4}$"
    "|(?:电路|芯片|器件|组件|电池|硬盘)$|(?<!一)共(?:[有计建设装挂][了着有]?)?$|(?:合计|总计|[分切]成|划[分为]|安装|新建|设置|拥有|更换|增设)[了着出]?$"
)
_PER_NIGHT: Final = re.compile("块[一每][晚天斤份张年月瓶杯碗位人桌亩吨]")
#: 每平方米三万五: nothing else is told so.
_FOR_EACH: Final = re.compile(
    "每(?:平方米|平米|平|公?斤|吨|亩|晚|桌|瓶|克|股)(?:[卖涨跌要到至近超约才]|均价){0,3}$"
)
_OF_SCALE: Final = re.compile("个多?亿$")
_PEOPLE: Final = re.compile("人|次|用户|的?(?:人口|用户|粉丝|流量|播放|点击)")
#: 八百一斤
_PER_ONE: Final = re.compile(
    "一(?:斤|瓶|碗|晚|张|个?月|年|天|个人|只|件|桌|位|平|吨|亩|桶|箱|盒|份|间|头|套)"
)
_PRICED: Final = re.compile(
    "[价元钱卖买花费才贵宜省赚挣赔亏利罚欠借掏凑剩值找付补涨降薪资票本](?:[了只就是到要得给的约近超过上下]|才|最低|最高|不到|不过|差不多|起步){0,3}$"
    "|(?:每|一)[斤瓶杯碗晚天次张份月年个桶箱件公亩米吨人盘笼盒串把只头羽枚条株支根袋册户]{1,2}"
    r"(?:(?![零一二两三四五六七八九十百千万])[\u4e00-\u9fff]){0,6}$"
)


_CALL: Final = re.compile(
    "通(?![过信车道关报知常用行航电缉胀货宵州辽][\u4e00-\u9fff]|电)|通(?=电话|电报)"
)
_CALLED: Final = re.compile(
    "通(?:市民|群众|求助|报警|投诉|咨询|客服|回访|骚扰|诈骗|未接|视频){0,2}(?:电话|来电|热线|电报|录音|视频|求助|语音)"
)
_CALLED_BEFORE: Final = re.compile(
    "(?:电话|来电|热线|话务|稿件|接听|接到|拨出|拨打|呼叫|咨询|求助|投诉|擂鼓|锣鼓|信件)[^，。；]{0,8}$"
)
#: 3个点 of a rate, and not of a place.
_POINTS: Final = re.compile("个多?点(?![位心名评击球赞长子数儿上])")
_RATE_BEFORE: Final = re.compile(
    "(?:[率息速幅]|利差|比例|比重|占比|份额|毛利|净利|税|返利|返点|佣金|手续费|抽成|提成|折扣|首付|通胀)"
    "(?:(?![指股])[\u4e00-\u9fff]){0,8}$"
)
_MOST_POINTS: Final = 60
#: Oil in barrels is told by the hundred, or as what is traded.
_BARRELS: Final = 100
#: 加速3.8s: a second in a letter, of what has decimals.
_SECONDS: Final = re.compile("s(?![A-Za-z0-9])")
_CRUDE: Final = re.compile("原油|石油|油价|油田|布伦特|欧佩克|WTI|美油|[产出]油|[/每]桶|桶/")
#: 15.6×10⁹/L: so many in a litre.
_POWER: Final = re.compile("[×xX*]10")
_FLOPS: Final = re.compile("[PE](?:FLOPS|Flops|算力|的算力|$|[^A-Za-z0-9])")


def unit_of(text: str, numeral: Numeral) -> Unit | None:
    """The unit after a numeral, told by its context where the word alone does not."""
    end = numeral.end
    unit = unit_at(text, end)
    if unit and unit.code == "count:起" and is_price(text, numeral.start):
        unit = None  # 首付九十万起
    by_context = _BY_CONTEXT.get(text[end : end + 1])
    told = by_context(text, numeral, unit) if by_context else None
    if told is not None:
        return told
    if unit is None:
        sign = currency_sign(text, numeral.start)
        return Unit(end, sign[1], "amount") if sign else None
    if unit.code == "CNY" and (named := currency_before(text, numeral.start)):
        return unit._replace(code=named)
    return unit


def _degrees(text: str, numeral: Numeral, _unit: Unit | None) -> Unit | None:
    if text.startswith(("度电", "度假"), numeral.end):
        return None
    before = text[max(0, numeral.start - _SENTENCE) : numeral.start]
    around = text[max(0, numeral.start - 10) : numeral.end + 6]
    if re.search("近视|远视|散光|老花|弱视", around):
        return Unit(numeral.end + 1, "degree", "amount")
    fever = numeral.value < _FEVER and "烧" in text[max(0, numeral.start - REACH) : numeral.start]
    if fever or re.search("温|冷|热|零下|寒|高烧", around):
        return Unit(numeral.end + 1, "degC", "amount")
    if numeral.scale != 1 or numeral.value > 360 or "电" in around or _METERED.search(before):
        return Unit(numeral.end + 1, "kWh", "amount")
    return Unit(numeral.end + 1, "degree", "amount")


def _calls(text: str, numeral: Numeral, unit: Unit | None) -> Unit | None:
    """接听电话380通: calls, and what else is told in 通."""
    start, end = numeral.start, numeral.end
    if unit is not None or not _CALL.match(text, end):
        return None
    told = _CALLED.match(text, end) or _CALLED_BEFORE.search(text, max(0, start - 16), start)
    return Unit(end + 1, "count:通", "count") if told else None


def _seconds(text: str, numeral: Numeral, unit: Unit | None) -> Unit | None:
    told = unit is None and numeral.step < 1 and _SECONDS.match(text, numeral.end)
    return Unit(numeral.end + 1, "second", "amount") if told else None


def _points(text: str, numeral: Numeral, _unit: Unit | None) -> Unit | None:
    """负债率压降3个点: of a rate or a share, percentage points."""
    found = _POINTS.match(text, numeral.end)
    if not found or numeral.value > _MOST_POINTS or numeral.scale != 1:
        return None
    rate = _RATE_BEFORE.search(clause_before(text, numeral.start))
    return Unit(found.end(), "pp", "pp") if rate else None


def _knots(text: str, numeral: Numeral, _unit: Unit | None) -> Unit | None:
    fast = re.search("[航时]速", text[max(0, numeral.start - 8) : numeral.end])
    return Unit(numeral.end + 1, "knot", "amount") if fast else None


def _coins(text: str, numeral: Numeral, unit: Unit | None) -> Unit | None:
    start, end = numeral.start, numeral.end
    if unit is not None or not _COIN.match(text, end):  # 毛钱 is told by the word
        return None
    told = (numeral.digits and text[end] == "毛") or _COINS.search(text, max(0, start - 4), start)
    if not told and text[end] == "毛" and text[start] not in "三一":  # 三毛 is a name
        told = _COIN_ALONE.match(text, end)
    return Unit(end + 1, "CNY", "amount", Decimal("0.1")) if told else None


def _hundredths(text: str, numeral: Numeral, unit: Unit | None) -> Unit | None:
    """每斤涨了五分: of what is told by the pound, a hundredth of a yuan."""
    clause = clause_before(text, numeral.start)
    if unit is None or unit.code != "count:分" or not _PER_GOODS.search(clause):
        return None
    return Unit(unit.end, "CNY", "amount", Decimal("0.01"))


def _yuan(text: str, numeral: Numeral, _unit: Unit | None) -> Unit | None:
    start, end = numeral.start, numeral.end
    if _PER_NIGHT.match(text, end):
        return Unit(end + 1, "CNY", "amount")
    if not _YUAN.match(text, end):
        return None
    round_sum = numeral.loose or (numeral.high is not None and numeral.value >= 100)
    if not (round_sum or _PRICED.search(text, max(0, start - 10), start)):
        one = numeral.value == 1 and not numeral.digits
        made = numeral.scale > 1 and numeral.step < numeral.scale  # 集成电路12.8亿块
        if one or made or _IN_PIECES.search(clause_before(text, start)):
            return None
    return Unit(end + 1, "CNY", "amount")  # 一百来块, 三四千块, 才八块


def _level(text: str, numeral: Numeral, unit: Unit | None) -> Unit | None:
    room = numeral.digits or (
        numeral.value >= _LEAST_SPACE
        and (
            _HOUSE.search(clause_before(text, numeral.start)) or _HALL.match(text, numeral.end + 1)
        )
    )
    if room and _FLOOR_SPACE.match(text, numeral.end):
        return Unit(numeral.end + 1, "m2", "amount")
    return _told_together(text, numeral, unit)


def _months(text: str, numeral: Numeral, _unit: Unit | None) -> Unit | None:
    both = text[numeral.start] in "俩仨"
    return Unit(numeral.end + 1, "month", "amount") if both else None


def _magnitude(_text: str, numeral: Numeral, _unit: Unit | None) -> Unit | None:
    return Unit(numeral.end + 1, "count:级", "count") if numeral.step < 1 else None


def _told_together(text: str, numeral: Numeral, _unit: Unit | None) -> Unit | None:
    forms = (_TOLD_TOGETHER, _MEDAL, _TOLD_LAST)
    told = next(filter(None, (form.match(text, numeral.end) for form in forms)), None)
    return Unit(numeral.end + 1, f"count:{told[0]}", "count") if told else None


def _li(_text: str, numeral: Numeral, unit: Unit | None) -> Unit | None:
    whole = unit is None or unit.end == numeral.end + 1
    return Unit(numeral.end + 1, "li", "amount") if whole and numeral.value >= 3 else None


def _square_or_cubic(text: str, numeral: Numeral, _unit: Unit | None) -> Unit | None:
    if not numeral.digits and numeral.scale == 1:
        poured = numeral.value >= _LEAST_SPACE and _IN_CUBES.match(text, numeral.end + 1)
        return Unit(numeral.end + 1, "m3", "amount") if poured else None
    around = text[max(0, numeral.start - 8) : numeral.end]
    if "混凝土" in around or "土方" in around or _IN_CUBES.match(text, numeral.end + 1):
        return Unit(numeral.end + 1, "m3", "amount")
    built = re.search("房|建筑|面积|楼|场地|仓", around)
    return Unit(numeral.end + 1, "m2" if built else "m3", "amount")


def _barrels(text: str, numeral: Numeral, unit: Unit | None) -> Unit | None:
    around = text[max(0, numeral.start - 24) : numeral.end + 6]
    if unit is None or "油" not in around:
        return None
    if numeral.scale == 1 and numeral.value < _BARRELS and not _CRUDE.search(around):
        return None  # 两桶油、一袋米
    return unit._replace(code=unit.code.replace("count:桶", "barrel"), kind="amount")


def _flops(text: str, numeral: Numeral, unit: Unit | None) -> Unit | None:
    if unit is not None or not _FLOPS.match(text, numeral.end):
        return None
    return Unit(numeral.end + 1, f"{text[numeral.end]}FLOPS", "amount")


def _in_each(text: str, numeral: Numeral, unit: Unit | None) -> Unit | None:
    end = numeral.end
    if unit is not None or not _POWER.search(text, numeral.start, end):
        return None
    each = unit_at(f"个{text[end : end + 8]}", 0)
    return each._replace(end=end + each.end - 1) if each and each.end > 1 else None


#: What tells the unit by its context, under the character that follows the numeral.
_BY_CONTEXT: dict[str, Callable[[str, Numeral, Unit | None], Unit | None]] = {
    "度": _degrees, "节": _knots, "毛": _coins, "角": _coins, "块": _yuan, "平": _level,
    "分": _hundredths, "月": _months, "级": _magnitude, "里": _li, "方": _square_or_cubic,
    "桶": _barrels, "个": _points, "s": _seconds, "通": _calls,
    "P": _flops, "E": _flops, "/": _in_each,
    **dict.fromkeys("儿子死伤亡投罚中战胜负金银铜", _told_together),
}  # fmt: skip


def code_of(text: str, start: int, end: int, numeral: Numeral, unit: Unit | None) -> str:
    """The code of a unit, or the currency of a number in 万 or 亿 that is told without one."""
    if unit:
        return unit.code
    named = currency_before(text, start)
    if numeral.scale >= 10**4 and (named or is_money(text, start, end)):
        return named or "CNY"
    if _OF_SCALE.search(text, start, end):  # 4.5个亿
        return "" if _PEOPLE.match(text, end) or is_counted(text, start) else "CNY"
    if numeral.value >= 100 and (
        is_price(text, start)
        or _PER_ONE.match(text, end)
        or (not numeral.digits and _FOR_EACH.search(clause_before(text, start)))
    ):
        return "CNY"
    return ""
