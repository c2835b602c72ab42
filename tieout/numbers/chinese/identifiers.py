"""Telephone numbers, and numbers that only identify: of documents, versions, codes, addresses."""

import re
from typing import Final

from tieout.numbers.chinese.numerals import read_numeral
from tieout.numbers.chinese.reading import Page, Reading
from tieout.numbers.chinese.units import PRINTED, unit_at

_PHONE: Final = re.compile(
    r"(?:(?:\+?86-?)?1[3-9][0-9]{9}|(?:\(?0[0-9]{2,3}\)?-?)[2-9][0-9]{6,7}|[48]00-?[0-9]{3}-?[0-9]{4})(?:转[0-9]{1,6})?(?![0-9])"
)
_PHONE_WORD: Final = re.compile(
    r"(?:电话|传真|热线|手机|拨打|致电|TEL|Tel|tel)(?:号码)?[:：为]?\(?$"
)
_PHONE_AFTER_WORD: Final = re.compile(
    r"[0-9]{3,12}\)?(?:-?[0-9]{1,8}){0,3}(?:转[0-9]{1,6})?(?![0-9通余多])"
)
#: 110、119和120: short numbers in a list after such a word, or before 热线.
_CALLED_LIST: Final = re.compile(
    r"(?:电话|热线|拨打|致电)(?:号码)?[:：为]?\(?(?:[0-9]{3,5}[、和或及]){1,8}$"
)
#: 拨打110或12345反映: the last of those that are called.
_ALSO_CALLED: Final = re.compile(r"(?:拨打|致电|热线)[0-9]{3,6}[、或和]$")
#: 110、119、120三台合一: the numbers for emergencies, more than one.
_EMERGENCIES: Final = re.compile(
    r"1(?:1[09]|2[02])[、和与及/](?:1(?:1[09]|2[02])|12[0-9]{3})(?![0-9.,%])"
)
_AFTER_EMERGENCY: Final = re.compile(r"(?<=1[12][029][、和与及/])(?<=(?:110|119|120|122).)$")
_SHORT: Final = re.compile("[0-9]{3,5}(?![0-9.,])")
_MAY_LIST: Final = re.compile("[、和及或等政服便急报应公热电专，。；）)]|$")
_IN_LIST: Final = re.compile("(?<![0-9.,])[0-9]{3,5}[、和或及]$")
_TO_HOTLINES: Final = re.compile(
    r"(?P<list>(?:[、和或及][0-9]{3,5}(?![0-9])){0,8})等?(?:政务|服务|便民|急救|报警|应急|公共){0,2}(?:热线|电话|专线)"
)
_VERSION: Final = re.compile(
    r"[0-9]{1,3}\.[0-9]{1,3}(?:\.[0-9]{1,3}){1,3}(?![0-9])|[0-9]\.0(?=版|时代|模式|升级|阶段|产品)版?"
)
_DOCUMENT: Final = re.compile(r"(?:[〔\[(（【])?(?:19|20)[0-9]{2}[〕\])）】]第?[0-9]{1,5}号")
#: （2025）某0101民初123号: a case before a court.
_CASE: Final = re.compile(
    r"(?:[〔\[(]?(?:19|20)[0-9]{2}[〕\])])[\u4e00-\u9fff]{1,3}[0-9]{0,6}[\u4e00-\u9fff]{1,4}[0-9]{1,7}号"
)
#: 3栋2单元, 5号楼1203室: an address within a housing estate.
_ADDRESS: Final = re.compile(
    r"[0-9]{1,3}(?:栋|幢|座|号楼)(?:[0-9]{1,2}单元)?(?:[0-9]{3,4}[室号房]|(?<=单元))|(?<=[0-9]号)[0-9]{1,2}层"
)
#: 4×100米接力, 1+3 is a formula: a race.
_RELAY: Final = re.compile(
    r"[0-9]{1,2}[×xX*][0-9]{2,5}(?:米|公里|千伏安|万千瓦|千瓦|兆瓦|MW|吨|小时)"
    # 1.2×0.8米: how long and how wide.
    r"|[0-9]{1,5}(?:\.[0-9]{1,3})?(?:[×xX*][0-9]{1,5}(?:\.[0-9]{1,3})?){1,2}(?:米|厘米|毫米|公分|mm|cm|m)(?![A-Za-z0-9])"
)
#: 10派3转4: what is given on ten shares.
_BONUS: Final = re.compile(r"10[派转送][0-9.]{1,5}(?:[派转送][0-9.]{1,5}){0,2}元?(?![0-9万亿])")
#: 301会议室; 05 among the numbers that were drawn.
_ROOM: Final = re.compile(
    r"[0-9]{3,4}(?=(?:会议室|教室|病房|房间|诊室|包厢|宿舍))|(?<=[楼层座栋幢号])[0-9]{3,4}(?:室(?![内外温])|号?房)|0[0-9]{1,5}(?![0-9.,:]|[年月日时分秒%])"
)
#: 科创50, 沪深300: an index of so many shares.
_INDEX: Final = re.compile("(?:科创|沪深|上证|中证|北证|深证|标普|日经|富时|达克)$")
#: 价格200指数
_OF_INDEX: Final = re.compile("[1-9][0-9]{1,3}(?=指数(?![级点增]))")
_INDEX_NUMBER: Final = re.compile("[0-9]{2,4}(?![0-9.,点万亿家只元])")
#: 112°58′, 2772×1240, 4室2厅: a place on the map, a resolution, a flat's rooms.
_BY: Final = re.compile(
    r"[0-9]{1,3}°[0-9]{1,2}′(?:[0-9.]{1,6}″)?|(?<=[经纬])[0-9]{1,3}度[0-9]{1,2}分(?:[0-9.]{1,6}秒)?"
    # 11选5, 8进4, 1/8决赛
    # 跨境电商1210模式, 9810出口
    r"|(?:9[678]10|12(?:10|39))(?=模式|出口|进口|海外仓|保税|监管|业务|[、和及]9)"
    # 92#汽油, 3#楼
    r"|[0-9]{1,4}#(?:[楼栋仓炉机井]组?)?(?![0-9A-Za-z])"
    r"|[0-9]{1,2}[选进][0-9]{1,2}(?![0-9.%万亿家个名年月])|1/[0-9]{1,2}(?=决赛)"
    r"|[0-9]{2,5}[×xX*][0-9]{2,5}(?![0-9.^⁰¹²³⁴⁵⁶⁷⁸⁹%]|[万亿元])|[0-9]室(?:[0-9]厅)?(?:[0-9]卫)?(?<=[厅卫])"
)
#: 138****5678, 4301**********1234: what is hidden in part.
_MASKED: Final = re.compile(r"[0-9]{3,8}[*×xX]{3,14}[0-9]{1,4}[0-9X](?![0-9])")
_MOBILE_LENGTH: Final = 11
#: 2.1 工作目标: the number of a heading.
_HEADING: Final = re.compile(
    rf"(?<![^。；！？])[0-9]{{1,2}}\.[0-9]{{1,2}}(?=(?!{PRINTED}(?<=[一-龥]))(?![万亿千百十多余级度成折倍])[一-龥]{{2,12}}[:：。])"
)
_MIXED: Final = re.compile(r"(?=[0-9]{1,14}[A-Z])[0-9A-Z]{15,30}(?![0-9A-Za-z])")
_LONG: Final = re.compile(r"[0-9]{9,40}(?:[0-9A-Z]{0,12})(?![.%‰])")
_HOTLINE: Final = re.compile(
    r"(?:1(?:1[0-9]|2[02])|12[0-9]{3}|9[56][0-9]{3,4})(?=平台|系统|法律|举报|预警|专线|客服|投诉|消费|小程序|APP|客户端)|"
    r"[0-9]{3,6}(?=(?:政务|服务|便民|热线|市民|工程|高校|大学|计划|院校|购物|大促|电商节|订票|铁路|网站|指挥中心|接警|接处警|报警|急救|网(?![点络格次]))|(?:公共)?服务热线)"
)
_CODE_WORD: Final = re.compile(
    r"(?:QQ群?|ID|(?:群|微信|抖音|快手|小红书|会议|房间?|户|分机|学籍|病历|保单|公众|频道|直播间|店铺|门牌|座位|柜台|会员|用户|客户)号|代码|编号|批号|批次号|序列号|合同号|订单号|证书号|执照号|编码|邮编|邮政编码|证号|文号|案号|单号|密码|账号|卡号|车牌|车次|航班|号码|尾号|工号|学号|票号)"
    r"(?:(?:为|是)?:?|:[\u4e00-\u9fff]{0,2})$"
)
_CODE_LIST: Final = re.compile(
    r"(?:代码|编号|批号|序列号|编码|证号|账号|卡号|车牌|车次|航班)(?:分别)?[为是]?:?(?:[0-9A-Z.-]{2,20}[、,，/和及]){1,8}$"
)
#: 麒麟9020芯片, 座舱芯片8155: the number of a model.
_MODEL_NUMBER: Final = re.compile(
    r"[0-9]{3,5}(?=芯片|处理器|机型|系列|显卡|发动机|合约)|[0-9]{1,2}价(?=[\u4e00-\u9fffA-Z]{0,4}疫苗)"
)
_MODEL_WORD: Final = re.compile(
    r"(?:芯片|处理器|型号|机型|显卡|骁龙|天玑|麒麟|波音|空客|酷睿|锐龙|昇腾)$"
)
_BARE_MODEL: Final = re.compile(
    r"[0-9]{3,5}(?![0-9.,%‰\u4e00-\u9fff]|[万亿])|[0-9]{3,5}(?=[、，和及与的])"
)
_ATTACHED: Final = re.compile(
    r"(?:附件|附表|附录|附图|图表|专栏|表格|(?<![报代])表|(?<![地企试])图)$"
)
_PARTED: Final = re.compile(r"[0-9]{1,3}(?:[-—][0-9]{1,3}){1,3}(?![0-9.%])")
_ATTACHED_NUMBER: Final = re.compile(r"[0-9]{1,3}(?:[-—.][0-9]{1,3}){0,3}")
_LISTING: Final = tuple("、,，/和及")
_CODE: Final = re.compile(
    r"[0-9]{3,30}(?:-[0-9]{1,8}|[A-Za-z]{1,3}(?![A-Za-z0-9])|(?: [0-9]{3,4}(?![0-9.,])){1,3})?"
)
_FIRST_DIGITS: Final = re.compile("[0-9]{1,8}+")
_PLACED: Final = re.compile(f"{_ADDRESS.pattern}|{_RELAY.pattern}")
_BY_FORM: Final = re.compile(
    "|".join(
        form.pattern
        for form in (
            _PLACED,
            _CASE,
            _DOCUMENT,
            _VERSION,
            _HOTLINE,
            _MIXED,
            _ROOM,
            _BONUS,
            _BY,
            _HEADING,
        )
    )
)
#: What an annex, a table or a picture ends with: 附件, 附表, 附图.
_ATTACHING: Final = frozenset("件表录图栏格")
#: How a telephone number and an identifier begin: most numbers are shorter than any of them.
_PHONE_START: Final = re.compile(r"[0-9]{3}|[+(]")
_IDENTIFIER_START: Final = re.compile(r"[0-9]{2}|[^0-9]|0[0-9]|[0-9]{1,2}[.#A-Z室选进/]")


def read_phone(page: Page, start: int) -> Reading | None:
    """A telephone number."""
    text = page.text
    if not _PHONE_START.match(text, start) or (start and text[start - 1].isdigit()):
        return None
    masked = _MASKED.match(text, start)
    if masked:
        mobile = masked[0][0] == "1" and masked.end() - start == _MOBILE_LENGTH
        return Reading(start, masked.end(), "phone" if mobile else "identifier")
    found = _PHONE.match(text, start)
    called = _PHONE_WORD.search(text[max(0, start - 6) : start])
    if not found and called and not _HOTLINE.match(text, start):
        found = _PHONE_AFTER_WORD.match(text, start)
    found = found or _short_in_list(text, start)
    if not found or unit_at(text, found.end()) or read_scaled(text, start):
        return None
    return Reading(start, found.end(), "phone")


def _short_in_list(text: str, start: int) -> re.Match[str] | None:
    """A short number of a list of those that are called: 110、119等热线."""
    short = _SHORT.match(text, start)
    if not short:
        return None
    listed = _EMERGENCIES.match(text, start)
    if listed and not unit_at(text, listed.end()):
        return short
    if _AFTER_EMERGENCY.search(text, max(0, start - 4), start):
        return short
    if not _MAY_LIST.match(text, short.end()):
        return short if _ALSO_CALLED.search(text, max(0, start - 14), start) else None
    to_hotlines = _TO_HOTLINES.match(text, short.end())
    if to_hotlines and (to_hotlines["list"] or _IN_LIST.search(text, max(0, start - 7), start)):
        return short
    return short if _CALLED_LIST.search(text, max(0, start - 60), start) else None


def read_identifier(page: Page, start: int) -> Reading | None:
    """A document number, a version, a code, an address, a model."""
    text = page.text
    begins = _IDENTIFIER_START.match(text, start)
    by_form = (_BY_FORM if begins else _PLACED).match(text, start)
    if by_form:
        return Reading(start, by_form.end(), "identifier")
    before = text[start - 1] if start else ""
    if before in _ATTACHING and _ATTACHED.search(text, max(0, start - 3), start):
        parted = _PARTED.match(text, start)
        if parted:  # 表3-2分县区
            return Reading(start, parted.end(), "identifier")
        attached = _alone(text, start, _ATTACHED_NUMBER)
        if attached:
            return attached
    if not begins:
        return None
    found = _OF_INDEX.match(text, start)
    if not found and _INDEX.search(text, max(0, start - 2), start):
        found = _INDEX_NUMBER.match(text, start)
    if found:
        return Reading(start, found.end(), "identifier")
    model = _MODEL_NUMBER.match(text, start)
    if not model and _MODEL_WORD.search(text, max(0, start - 4), start):
        model = _BARE_MODEL.match(text, start)
    if model:
        return Reading(start, model.end(), "name")
    if _CODE_WORD.search(text, max(0, start - 8), start) or (
        before in _LISTING and _CODE_LIST.search(text, max(0, start - 60), start)
    ):
        code = _alone(text, start, _CODE)
        if code:
            return code
    return _alone(text, start, _LONG)


def _alone(text: str, start: int, pattern: re.Pattern[str]) -> Reading | None:
    """What the pattern finds, unless a scale or a unit follows."""
    found = pattern.match(text, start)
    if not found or unit_at(text, found.end()) or read_scaled(text, start):
        return None
    digits = _FIRST_DIGITS.match(text, start)
    if digits and unit_at(text, digits.end()):  # 2019AED
        return None
    return Reading(start, found.end(), "identifier")


def read_scaled(text: str, start: int) -> bool:
    """Whether the digits at `start` have a scale: then they are no code."""
    numeral = read_numeral(text, start)
    return numeral is not None and (numeral.scale != 1 or numeral.loose)
