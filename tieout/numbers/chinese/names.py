"""Names that hold a numeral: of letters and digits, of models, troops, schools, places, companies.

A name is told by its form; what has none stands in the lexicon.
"""

import re
from typing import Final

from tieout.numbers.chinese.formulas import NO_WORD, NUMERAL
from tieout.numbers.chinese.reading import Page, Reading
from tieout.numbers.chinese.units import unit_at

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
#: 三十六中, 十七冶: a school or a builder by its number.
_BY_ORDER: Final = re.compile(
    r"[一二三四五六七八九十]{1,3}(?:中(?=$|[、，。；)”]|学校|高[一二三]|初[一二三]|校[区园长]|老师|毕业)|冶(?![炼金]))"
    r"|[一二三四五六七八九十]{1,2}[大中]队(?![伍员])"
    r"|(?<=[局建冶院])[一二三四五六七八九十]{1,2}公司|[一二三四五六七八九]建(?=公司|集团)"
    r"|(?<=[省市县州军雅])[一二三四五六七八九](?:医?院)(?![子校所长])"
)
#: 九一八事变, 一二八抗战: what happened, by its month and day.
_EVENT: Final = re.compile(
    r"[一二三四五六七八九十]{2,4}(?=抗战|抗日|事变|运动(?!员|会|队)|惨案|起义|暴动|大罢工|兵变|革命|空战|地震|洪灾|大火|事件|讲话)"
)
#: Model 3, Mate 70: a word in letters of both sizes, and a number behind a space.
_NAMED_MODEL: Final = re.compile(
    r"(?=[A-Za-z]{0,3}[a-z])(?=[a-z]{0,3}[A-Z])[A-Za-z]{2,16} [0-9]{1,4}(?![0-9.,:%‰/+-])"
    r"[A-Za-z]{0,3}(?![A-Za-z0-9])"
)
#: 1080P: what a screen shows.
_RESOLUTION: Final = re.compile("(?:480|720|1080|1440|2160)[Pp](?![A-Za-z0-9])")
#: 五A级景区
_GRADED: Final = re.compile("[一二三四五六七八九十]A(?:级|景区)")
_BY_NUMBER: Final = (_NAMED_DAY, _TROOPS, _EVENT, _GRADED, _BY_ORDER)
_CURRENCY_CODE: Final = re.compile(r"(?:RMB|USD|CNY|EUR|JPY|GBP|HKD|US\$|HK\$) ?[0-9]")
_QUOTED_NAME: Final = re.compile(r"[“‘](?P<name>[\u4e00-\u9fff]{1,7})$")
_ENDS_QUOTED: Final = re.compile(r"[0-9]{1,4}(?=[”’])")
#: A numeral that counts nothing, a character or two, and what places are named by.
_PLACE_NAME: Final = re.compile(
    rf"[{NUMERAL}](?![{NO_WORD}是要则的了来可就])[\u4e00-\u9fff]{{1,2}}?"
    r"(?:[市县区镇乡村州盟旗溪河江湖湾岛闸坝港沟坪坡岭峰寨堡屯峡崖潭泉桥路街巷坊庄店铺屯墩寺庙胡同炕垭堰湃塘洼窑塬浦冲畈山庵宫观]|水库|电站|水电站|国家公园|隧道|大桥)"
)
#: 九芝堂, 三联斋: an old shop or a hall.
_HALL: Final = re.compile(
    rf"[{NUMERAL}](?![{NO_WORD}是要则的了来可就])[\u4e00-\u9fff](?:[堂斋居阁轩记]"
    # 三黄片, 四喜丸子, 六君子: medicines, dishes, and those who are told together.
    r"|[\u4e00-\u9fff]?(?:[汤丸散膏丹饮糕饼粥羹]|片(?!区|子|面)|丸子|饺子|君子|连阳|连阴))"
)
#: 九堡, 三墩: a place of two characters.
_SHORT_PLACE: Final = re.compile(rf"[{NUMERAL}][堡墩渡屯埠圩庄铺坊桥坪坝滩浦塘泾]")
_COMPOUND: Final = re.compile("[一二三四五六七八九十][氢氯氟溴碘硝羟氨胺烯烷硫磷甲乙丙丁]")
_LIST_NAME: Final = re.compile(
    r"(?:[0-9]{1,4}|[一二三四五六七八九]?[十百千]|[四八]|十六|三十二)[强佳](?![势大劲于化烈调者度])"
)
_COMPANY: Final = re.compile(
    rf"(?P<run>[{NO_WORD}]{{1,2}})(?!大|分|多|余)(?P<x>[\u4e00-\u9fff]{{0,2}}?)"
    r"(?:集团|股份|重工|重能|科技|控股|实业|药业|电子|生物|机械|环保|汽车|置业|传媒|证券|乳业|酒业|钢铁"
    r"|光电|智能|软件|化工|化学|医药|制药|食品|珠宝|味业|锂能|轮胎|茶业|厨卫|家居|电气|电器|新材|能源"
    r"|药房|酒店|广场|影城|商城|地产|服饰)"
)
#: Nouns with numerals before them that begin a company's name as well: 六国化工, 七天酒店.
_IN_NAMES: Final = frozenset("国天匹环星江河湖山海岛洲州园圣和方友")
#: 百度, 万科, 千禾: a scale alone before a character that nothing counts with begins a name.
_SCALE_NAME: Final = re.compile(
    rf"(?<![零几数近超逾约上过成第每十{NO_WORD}0-9.])[百千万亿](?![{NO_WORD}余多把来几分])[\u4e00-\u9fff]"
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


def in_title(text: str, start: int) -> bool:
    """Whether `start` stands in the title of a work: 《…》."""
    opened = text.rfind("《", max(0, start - 60), start)
    return opened >= 0 and text.find("》", opened, start) < 0
