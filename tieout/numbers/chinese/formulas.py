"""What only looks like a number: policy formulas, set phrases, names.

A formula is told by its form: in quotation marks and beginning with a numeral (“四篇文章”,
“1+3+X”), or two numerals with a character after each (两主一特, 七上八下).
"""

import re
from typing import Final

from tieout.numbers.chinese.numerals import read_numeral
from tieout.numbers.chinese.reading import Page, Reading
from tieout.numbers.chinese.units import unit_at

_NUMERAL: Final = "一二两三四五六七八九十百千万"
_NO_WORD = _NUMERAL + "亿"
_FORMULA: Final = re.compile(
    rf"(?P<first>[{_NUMERAL}])(?P<x>(?![{_NO_WORD}])[\u4e00-\u9fff])"
    rf"(?P<second>[{_NUMERAL}])(?P<y>(?![{_NO_WORD}])[\u4e00-\u9fff])"
    rf"(?:[{_NUMERAL}](?![{_NUMERAL}])[\u4e00-\u9fff]){{0,4}}"
)
#: Words after which a numeral counts, even in the form of a formula: 一年两次, 三省五市.
_COUNTS: Final = frozenset(
    "年月周天日次回个家项人名元吨倍成省市县区国州镇村省亩里岁张台辆艘件种类条届死伤男女大分点米层块毛角"
)
#: 一部四册: things that are counted, unless there is one of them.
_COUNTED_THINGS: Final = frozenset("册卷页张块只头匹名位幅棵株瓶碗斤")
#: 百看不厌, 万劫不复; 颠三倒四, 说三道四: set phrases by their form.
_PHRASE: Final = re.compile(
    rf"[百千万](?![{_NO_WORD}余多分元吨倍米里])(?P<x>[\u4e00-\u9fff])[不无莫难][\u4e00-\u9fff]"
    r"|(?<![第至到每周初高大后前0-9零一二三四五六七八九十百千万亿])(?<=[\u4e00-\u9fff])"
    r"(?:三(?![至到和或、与第周零十百千万成点分倍块毛元角度])[\u4e00-\u9fff]四|七(?![至到和或、与第周零十百千万成点分倍块毛元角度])[\u4e00-\u9fff]八|二连三)"
    rf"(?![{_NO_WORD}个家项年月日号天人名分点成])"
)
#: 五十年一遇: how rare a flood is.
_ONCE_IN: Final = re.compile("[0-9一二三四五六七八九十百千万]{1,5}年一遇")
#: 一箭9星: so many satellites by one rocket.
_ROCKET: Final = re.compile("一箭[0-9一二两三四五六七八九十]{1,3}星")
_QUOTED: Final = re.compile(r"(?P<inside>[^“”‘’\"。；，？！\n]{1,18})[”’\"]")
_PLUS: Final = re.compile(
    r"[0-9NX](?:[+＋][0-9A-Za-z]{1,4}){1,9}(?:(?:[>=<]|大于|等于)[0-9N]{1,3}(?![0-9.%]))?"
)
_SCALED: Final = re.compile(r"[亿%‰]|万[元吨亩辆人平公千]")

_LATIN: Final = re.compile(
    r"(?:https?://|www\.)[A-Za-z0-9./?=&_%#:~+-]{1,400}"
    r"|[A-Za-z0-9._-]{1,64}@[A-Za-z0-9.-]{1,64}"
    r"|(?:GB|GB/T|ISO|DB|QB|YY|HJ|ASTM|IEC|EN|T/[A-Z]{2,6})[ /]?[A-Z]?[ ]?[0-9][0-9.:—-]{1,20}"
    r"|(?:COVID|ISBN|ISSN|IP|DNA|Web|V|v|No\.?|NO\.?)[ -]?[0-9Xx.-]{1,20}"
    r"|[A-Z]·[0-9A-Z]{5,6}"
    # T+1日: so many days after a deal.
    r"|[TDNX]\+[0-9]{1,3}(?:个?(?:工作|交易)?日)?"
    r"|[A-Za-z][A-Za-z.&-]{0,24}[0-9][A-Za-z0-9.+-]{0,24}(?<![.+-])(?:[+](?![A-Za-z0-9]))?"
)
_DIGITS_FIRST: Final = re.compile(
    r"[0-9]{1,4}(?![xX][0-9.]{1,6}(?:[米厘毫公]|[cm]?m))(?P<letters>[A-Za-z][A-Za-z0-9+-]{0,9})(?<!-)(?:级|店|型)?"
)
#: 3·15, 12·5: a day or a case that is named by its date.
_NAMED_DAY: Final = re.compile(
    r"(?:[0-9]{1,2}·[0-9]{1,2}(?![0-9])|[一二三四五六七八九十]{1,2}·[一二三四五六七八九十]{1,2})(?:省道|国道|县道|线)?"
)
#: 运-20, 歼-10C, 东风-41: a model by its number, after its name and a dash. Aircraft are named by
#: one character, other things by two.
_MODEL: Final = re.compile(r"-[0-9]{1,4}[A-Z]{0,2}(?![0-9.,%‰年月日号时点万亿倍至到-])")
_AIRCRAFT: Final = frozenset("歼运直轰强教苏米图伊安空预警武")
_NAME_BEFORE: Final = re.compile(
    r"(?![的和与及、是在为将把用对了型]|[0-9一二两三四五六七八九十])[\u4e00-\u9fff]{2}-"
)
_NO_MODEL: Final = re.compile(
    r"[0-9年月日号时分秒点一二三四五六七八九十百千万亿比为率幅长降升涨跌温至到]"
)
#: 一二九师, 三五九旅: a unit of troops by its number.
_TROOPS: Final = re.compile(
    r"[一二三四五六七八九〇零十]{2,5}(?:师(?!生|傅|范|资)|旅(?!客|游|行|馆)|团(?![队体结员建购场长组次])|军(?!民|人|事|队|工|营|车)|部队|高地|医院|所(?!有)|厂|组合)"
)
#: 九一八事变, 一二八抗战: what happened, by its month and day.
#: 三十六中, 十七冶: a school or a builder by its number.
_BY_ORDER: Final = re.compile(
    r"[一二三四五六七八九十]{1,3}(?:中(?=$|[、，。；)”]|学校|高[一二三]|初[一二三]|校[区园长]|老师|毕业)|冶(?![炼金]))"
    r"|[一二三四五六七八九十]{1,2}[大中]队(?![伍员])"
    r"|(?<=[局建冶院])[一二三四五六七八九十]{1,2}公司|[一二三四五六七八九]建(?=公司|集团)"
    r"|(?<=[省市县州军雅])[一二三四五六七八九](?:医?院)(?![子校所长])"
)
_EVENT: Final = re.compile(
    r"[一二三四五六七八九十]{2,4}(?=抗战|抗日|事变|运动(?!员|会|队)|惨案|起义|暴动|大罢工|兵变|革命|空战|地震|洪灾|大火|事件|讲话)"
)
#: Model 3, Mate 70: a word in letters of both sizes, and a number behind a space.
_NAMED_MODEL: Final = re.compile(
    r"(?=[A-Za-z]{0,3}[a-z])(?=[a-z]{0,3}[A-Z])[A-Za-z]{2,16} [0-9]{1,4}(?![0-9.,:%‰/+-])"
    r"[A-Za-z]{0,3}(?![A-Za-z0-9])"
)
#: 五A级景区
#: 1080P: what a screen shows.
_RESOLUTION: Final = re.compile("(?:480|720|1080|1440|2160)[Pp](?![A-Za-z0-9])")
_GRADED: Final = re.compile("[一二三四五六七八九十]A(?:级|景区)")
_BY_NUMBER: Final = (_NAMED_DAY, _TROOPS, _EVENT, _GRADED, _BY_ORDER)
_CURRENCY_CODE: Final = re.compile(r"(?:RMB|USD|CNY|EUR|JPY|GBP|HKD|US\$|HK\$) ?[0-9]")
#: “百日千万”, “万人百企”: scales that count nothing.
_ROUND: Final = re.compile(
    "[百千万](?![百千万亿])[\u4e00-\u9fff]{1,2}[百千万](?:[百千万]|[\u4e00-\u9fff]{0,2})"
)
_SEVERAL: Final = re.compile(
    rf"[{_NUMERAL}](?![{_NUMERAL}])[^{_NUMERAL}、]{{1,4}}[{_NUMERAL}][^{_NUMERAL}]{{1,4}}"
)
#: What a formula in quotation marks follows.
QUOTES = '“‘"'
_IN_QUOTES: Final = re.compile(r"[“‘](?P<before>[\u4e00-\u9fff]{0,6})$")
_CLOSING: Final = re.compile(r"(?P<after>[\u4e00-\u9fff]{1,8})[”’]")
_QUOTED_NAME: Final = re.compile(r"[“‘](?P<name>[\u4e00-\u9fff]{1,7})$")
_ENDS_QUOTED: Final = re.compile(r"[0-9]{1,4}(?=[”’])")
#: A numeral that counts nothing, a character or two, and what places are named by.
_PLACE_NAME: Final = re.compile(
    rf"[{_NUMERAL}](?![{_NO_WORD}是要则的了来可就])[\u4e00-\u9fff]{{1,2}}?"
    r"(?:[市县区镇乡村州盟旗溪河江湖湾岛闸坝港沟坪坡岭峰寨堡屯峡崖潭泉桥路街巷坊庄店铺屯墩寺庙胡同炕垭堰湃塘洼窑塬浦冲畈山庵宫观]|水库|电站|水电站|国家公园|隧道|大桥)"
)
#: 九芝堂, 三联斋: an old shop or a hall.
_HALL: Final = re.compile(
    rf"[{_NUMERAL}](?![{_NO_WORD}是要则的了来可就])[\u4e00-\u9fff](?:[堂斋居阁轩记]"
    # 三黄片, 四喜丸子, 六君子: medicines, dishes, and those who are told together.
    r"|[\u4e00-\u9fff]?(?:[汤丸散膏丹饮糕饼粥羹]|片(?!区|子|面)|丸子|饺子|君子|连阳|连阴))"
)
#: 九堡, 三墩: a place of two characters.
_SHORT_PLACE: Final = re.compile(rf"[{_NUMERAL}][堡墩渡屯埠圩庄铺坊桥坪坝滩浦塘泾]")
_COMPOUND: Final = re.compile("[一二三四五六七八九十][氢氯氟溴碘硝羟氨胺烯烷硫磷甲乙丙丁]")
_LIST_NAME: Final = re.compile(
    r"(?:[0-9]{1,4}|[一二三四五六七八九]?[十百千]|[四八]|十六|三十二)[强佳](?![势大劲于化烈调者度])"
)
_COMPANY: Final = re.compile(
    rf"(?P<run>[{_NO_WORD}]{{1,2}})(?!大|分|多|余)(?P<x>[\u4e00-\u9fff]{{0,2}}?)"
    r"(?:集团|股份|重工|重能|科技|控股|实业|药业|电子|生物|机械|环保|汽车|置业|传媒|证券|乳业|酒业|钢铁"
    r"|光电|智能|软件|化工|化学|医药|制药|食品|珠宝|味业|锂能|轮胎|茶业|厨卫|家居|电气|电器|新材|能源"
    r"|药房|酒店|广场|影城|商城|地产|服饰)"
)
#: Nouns with numerals before them that begin a company's name as well: 六国化工, 七天酒店.
_IN_NAMES: Final = frozenset("国天匹环星江河湖山海岛洲州园圣和方友")
#: 百度, 万科, 千禾: a scale alone before a character that nothing counts with begins a name.
_SCALE_NAME: Final = re.compile(
    rf"(?<![零几数近超逾约上过成第每十{_NO_WORD}0-9.])[百千万亿](?![{_NO_WORD}余多把来几分])[\u4e00-\u9fff]"
)


def read_latin(page: Page, start: int) -> Reading | None:
    """A name of letters and digits: 5G, G20, PM2.5, GN700, 4S店. Units are none."""
    text = page.text
    if text[start].isdigit():
        day = _NAMED_DAY.match(text, start)
        if day and text[start - 1 : start] not in tuple("0123456789."):
            return Reading(start, day.end(), "name")
        shown = _RESOLUTION.match(text, start)
        if shown:
            return Reading(start, shown.end(), "name")
        found = _DIGITS_FIRST.match(text, start)
        if not found or unit_at(text, found.start("letters")) or found["letters"] in ("P", "E"):
            return None
        return Reading(start, found.end(), "name")
    if not text[start].isascii():
        held = next(filter(None, (it.match(text, start) for it in _BY_NUMBER)), None)
        return Reading(start, held.end(), "name") if held else None
    if _CURRENCY_CODE.match(text, start):
        return None
    if text[start - 1 : start].isascii() and text[start - 1 : start].isalnum() and start:
        return None
    found = _LATIN.match(text, start) or _NAMED_MODEL.match(text, start)
    if found and " " in found[0] and _is_measured(text, found.end()):
        return None
    return Reading(start, found.end(), "name") if found else None


def _is_measured(text: str, end: int) -> bool:
    """Whether a scale or a measure follows: then it is no number of a model."""
    unit = unit_at(text, end)
    return text[end : end + 1] in tuple("万亿多余") or (unit is not None and unit.kind != "count")


def read_model(page: Page, start: int) -> Reading | None:
    """运-20, 歼-10C: the number of a model, with the character that it follows."""
    text = page.text
    found = _MODEL.match(text, start) if start > page.begin else None
    before = text[start - 1] if start else ""
    if not found or not ("\u4e00" <= before <= "\u9fff") or _NO_MODEL.match(before):
        return None
    is_longer = before not in _AIRCRAFT and _NAME_BEFORE.match(text, max(page.begin, start - 2))
    flies = text[start - 2 if is_longer else start - 1] in _AIRCRAFT
    unit = unit_at(text, found.end())  # 运油-20组成编队
    if unit_at(before, 0) or (unit and not (flies and unit.kind == "count")):
        return None
    return Reading(start - (2 if is_longer else 1), found.end(), "name")


def read_once_in(page: Page, start: int) -> Reading | None:
    """百年一遇: what happens once in so many years; 一箭三星."""
    once = _ONCE_IN.match(page.text, start) or _ROCKET.match(page.text, start)
    return Reading(start, once.end(), "idiom") if once else None


def read_sum(page: Page, start: int) -> Reading | None:
    """1+3+N: a formula whose parts are added."""
    plus = _PLUS.match(page.text, start)
    return Reading(start, plus.end(), "slogan") if plus else None


def read_in_whole_quotes(page: Page, start: int) -> Reading | None:
    """“一主三高”, “618”: a formula that stands alone in quotation marks."""
    if not start or page.text[start - 1] not in QUOTES:
        return None
    quoted = _QUOTED.match(page.text, start)
    if not quoted or not _is_formula(quoted["inside"]):
        return None
    return Reading(start, start + len(quoted["inside"]), "slogan")


def read_formula(page: Page, start: int) -> Reading | None:
    """A formula of numerals with a character after each: 四梁八柱."""
    text = page.text
    phrase = _PHRASE.match(text, start)
    if phrase and not (phrase["x"] and unit_at(text, start + 1)):
        begin = start if phrase["x"] else max(page.begin, start - 1)
        return Reading(begin, phrase.end(), "idiom")
    found = _FORMULA.match(text, start)
    if not found or found["x"] in _COUNTS or found["y"] in _COUNTS:
        return None
    if found["y"] in _COUNTED_THINGS and found["second"] != "一":
        return None
    counted, other = unit_at(text, found.start("x")), unit_at(text, found.start("y"))
    if counted and counted.kind == "amount" and found["first"] != "一":
        return None
    if (
        counted
        and other
        and (found["first"] != "一" or (counted.kind == "amount" and found["second"] != "一"))
    ):
        return None
    if any(mark in found[0] for mark in "第分点、的与和及在了是至到比几多余来数"):
        return None
    return Reading(start, found.end(), "slogan")


def read_quoted_formula(page: Page, start: int) -> Reading | None:
    """A formula of several numerals in quotation marks: “一产业一园区一走廊”."""
    text = page.text
    if not start or text[start - 1] not in QUOTES:
        return None
    quoted = _QUOTED.match(text, start)
    if not quoted:
        return None
    several = _SEVERAL.match(quoted["inside"]) and _is_formula(quoted["inside"])
    if not several and not _ROUND.fullmatch(quoted["inside"]):
        return None
    return Reading(start, start + len(quoted["inside"]), "slogan")


def read_in_quotes(page: Page, start: int) -> Reading | None:
    """A numeral that nothing else reads, inside a few words in quotation marks: “新三样”."""
    found = _IN_QUOTES.search(page.text[max(0, start - 7) : start])
    closing = _CLOSING.match(page.text, start)
    if not found or not closing or start - len(found["before"]) < page.begin:
        return None
    return Reading(start - len(found["before"]), closing.end("after"), "slogan")


def read_quoted_name(page: Page, start: int) -> Reading | None:
    """“海巡16”: a name in quotation marks that ends with a number."""
    found = _QUOTED_NAME.search(page.text, max(page.begin, start - 8), start)
    closing = _ENDS_QUOTED.match(page.text, start) if found else None
    return Reading(found.start("name"), closing.end(), "name") if found and closing else None


def read_name(page: Page, start: int) -> Reading | None:
    """五强溪, 七星关区, 二氢: what nothing else reads and has the form of a place's name or is a
    word of chemistry; a person's after 阿."""
    text = page.text
    if start > page.begin and text[start - 1] == "阿":
        return Reading(start - 1, start + 1, "name")
    named = (form.match(text, start) for form in (_PLACE_NAME, _HALL, _SHORT_PLACE))
    found = next(filter(None, named), None)
    if found:
        return Reading(start, found.end(), "name")
    if in_title(text, start):
        return Reading(start, start + 1, "name")
    compound = _COMPOUND.match(text, start)
    return Reading(start, compound.end(), "word") if compound else None


def read_list_name(page: Page, start: int) -> Reading | None:
    """500强, 百强, 50佳, 四强: the name of a list."""
    found = _LIST_NAME.match(page.text, start)
    return Reading(start, found.end(), "name") if found else None


def read_company(page: Page, start: int) -> Reading | None:
    """A company's name by its form: a numeral that counts nothing before 集团, 重工 or 科技."""
    text = page.text
    found = _COMPANY.match(text, start)
    if not found or found["run"] == "一":
        return None
    unit = unit_at(text, found.end("run"))
    spelt = len(found["run"]) > 1 and not found["x"] and "十" not in found["run"]  # 三一集团
    if unit and not spelt and not (found["x"] in _IN_NAMES and unit.end == found.end("x")):
        return None
    return Reading(start, found.end(), "name")


def read_scale_name(page: Page, start: int) -> Reading | None:
    """百度, 万科: what nothing else reads and begins with 百, 千, 万 or 亿 is a name."""
    found = _SCALE_NAME.match(page.text, start)
    if not found or unit_at(page.text, start + 1):
        return None
    return Reading(start, found.end(), "name")


def _is_formula(inside: str) -> bool:
    """Whether what stands in quotation marks is a formula and not a measured quantity."""
    if _SCALED.search(inside):
        return False
    numeral = read_numeral(inside, 0)
    if numeral is None or numeral.loose or numeral.scale != 1:
        return False
    if numeral.end == len(inside):  # “618”, “十一”
        return numeral.digits or numeral.end == 2
    unit = unit_at(inside, numeral.end)
    if unit and unit.kind not in ("count",) and not _more_numerals(inside[unit.end :]):
        return False
    return numeral.value <= 60 or not unit


def _more_numerals(rest: str) -> bool:
    return any(char in _NUMERAL for char in rest)


def in_title(text: str, start: int) -> bool:
    """Whether `start` stands in the title of a work: 《…》."""
    opened = text.rfind("《", max(0, start - 60), start)
    return opened >= 0 and text.find("》", opened, start) < 0
