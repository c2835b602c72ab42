"""Numbers that order: ranks, ordinals, list markers, numbered places.

第一 after 居全国 is a rank, as is 第15位 and 前十; 第三批, 058号, 二期, 九届二次会议 and the
一是 of a list order without ranking; 18号工厂 is a name.
"""

import re
from decimal import Decimal
from typing import Final

from tieout.numbers.chinese.context import clause_before
from tieout.numbers.chinese.numerals import read_numeral
from tieout.numbers.chinese.reading import Page, Reading
from tieout.numbers.chinese.units import unit_at

_RANKED: Final = re.compile(
    r"(?:居|列|排|名列|跻身|进入|挺进|稳居|跃居|获得?|夺得?|升[至到]|跃升|位次|保持|蝉联|荣获|勇夺|名次|并列|"
    r"(?:全国|全省|全市|全球|世界|亚洲|全区|中西部|中部|西部|东部|国内|国际|同类|[省区市县]|行业|总量|增速|规模|"
    r"指数|排名|评价|考核|水平|量|额|度|值|率))[^，。；：、0-9]{0,8}$"
)
_ORDERED: Final = re.compile(
    r"(?:批次?|届|次|个|期|轮|天|日|章|条|款|项|号|类|代|级|季|部|卷|册|篇|集|场|站|棒|阶段|层|段|步|辆|台|家|艘|架|座|"
    r"只|支|条|张|件|例|组|年|回|局|节|分钟|小时|枪|种|大道|医院|中学|小学|师|军|包|标段|产业|课堂|方阵|梯队|档|财季|单元|关(?![键于注])|排(?![名放除查水])|页|讲)"
)
_NUMBERED_SPAN: Final = re.compile(r"(?:-{1,2}|—{1,2}|~|至|到)第?")
#: 第2.1.3条
_SECTION: Final = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2}){2,4}[条节款项章]?(?![0-9.])")
#: 第90+3分钟
_ADDED_TIME: Final = re.compile(r"\+[0-9]{1,2}(?=分钟)")
_PLACE: Final = re.compile(r"(?:位次?|名|席|大)")
_AFTER_ALONE: Final = re.compile(
    r"$|分别|依次|跃|上?升(?!级)|提升|前移|下[降滑]|滑|晋|跌|[^\u4e00-\u9fff]|[的和及与并为，长高大深快宽强]|且|或|以|在|位"
)
_MARKER: Final = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.](?![一二三四五六七八九十0-9])|[0-9]{1,2}[、.](?=[\u4e00-\u9fff《“])"
    r"|[一二三四五六七八九]{1}(?:是|要|则)(?=[\u4e00-\u9fff“]))"
)
_ITEM: Final = re.compile(
    "(?:问题|方案|范围|标段|案例|选项|情形|步骤|途径|措施|附件|附录|附表|附图)$"
)
_ITEM_NUMBER: Final = re.compile(r"[一二三四五六七八九十]{1,2}(?=$|[，。、；：:）)是和])")
_PARENTHESISED: Final = re.compile(r"(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})(?=\))")
_SERIES: Final = re.compile(
    r"(?P<session>[一二三四五六七八九十]{1,4}|[0-9]{1,2})届"
    r"(?:(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})次(?:全体|代表)?(?:会议|大会|全会)?"
    r"|[二三四五六七一](?:中?[、和及][一二三四五六七]){0,4}中全会"
    r"|[^0-9一二三四五六七八九十，。、；：]{1,6}[一二三四五六七八九十]{1,2}次(?:全体)?(?:会议|大会|全会))"
    r"|[一二三四五六七八九十]{1,2}次全(?:会|体会议)"
)
#: 十八大以来: a congress, whatever stands before it.
_SINCE_CONGRESS: Final = re.compile(
    "(?:十[四五六七八九]|二十[一二]?)大(?=报告|以来|精神|召开|胜利|代表|[、，。；”)]|$)"
)
_CONGRESS: Final = re.compile(
    r"(?:十[四五六七八九]|二十[一二]?)大(?=报告|精神|以来|胜利|召开|部署|[和，。、”及])"
)
_NUMBERED: Final = re.compile(
    r"号(?:(?P<place>工厂|线|楼|馆|门|院|厂房|厂|仓|库|机组|机|泵站|码头|泊位|地块|高炉|井|车间|炉|桥|隧道|路|街|"
    r"航站楼|公馆|矿|平台|洞|坑|墓|展厅|厅|店|栋|公路|干线|国道|住宅|基地|站|标段|产业园|园|卫星|火箭|船|舰|汽油|柴油|选手|种子)|)(?<!号(?=人))"
)
_ROAD: Final = re.compile(
    r"[0-9]{2,4}(?:国道|省道|县道|乡道)|(?:(?<=公交)|(?<=[0-9]路[、和及]))[0-9]{1,4}路|(?<=[路交、]旅)[0-9]{1,2}路|[0-9]{1,4}路(?=公交|车(?!道)|巴士)|[一二三四五六七]环(?:路|线|高速)|[一二三四五六七八九十]{1,3}马路|(?<=[经纬东南西北山民放设华新江京海])[一二三四五六七八九十]{1,2}[路街](?!公交|人马)"
)
#: 三楼, 12楼: a floor; buildings are counted with 栋, storeys with 层.
_FLOOR: Final = re.compile("楼(?![宇盘市房栋])")
#: 16—20号窗口: numbers from one to another.
_TO_NUMBER: Final = re.compile("(?:-{1,2}|—{1,2}|~|至|到)[0-9]{1,4}号(?!人)")
#: 5站台, 12检票口: where a train or a plane leaves from.
_GATE: Final = re.compile("站台|检票口|登机口")
_STAGE: Final = re.compile(
    r"(?:单元|(?<=[一二三四五])等(?=[\u4e00-\u9fff])(?![于待到了着的地都也各人我你他一二三四五六七八九十几多数])"
    r"|(?<=[(（][一二三四五])等(?=[，)])|类(?=创新药|新药|化药|医疗器械|改良型|水[质体域源])|期(?!限|间|货|权|望)|级(?!联|配)|等奖|等功|届|周年|年级|等座|审(?!批)|读)"
)
#: 3到4级风: grades from one to another.
_TO_GRADE: Final = re.compile(r"(?:至|到|-|~|—)[0-9一二三四五六七八九十]{1,2}(?:级(?!别|联)|年级)")
#: 一、二、三等奖: what orders is told once, after the last.
_LISTED_STAGES: Final = re.compile(
    r"[一二三四五六七八九十]{1,2}(?:[、和及与][一二三四五六七八九十]{1,2}){1,6}"
    r"(?:等奖|等功|年级|期(?!限|间|货|权|望)|级(?!联)|号线|类|审(?!批)|产业|车间|标段|环|线城市|楼|产)"
)
_GRADUATES: Final = re.compile(
    "(?:19|20)[0-9]{2}(?:届|级(?=新生|学生|本科|硕士|博士|研究生|同学|学员|校友))"
)
_COUNTED_STAGE: Final = re.compile(
    r"(?:连续|共|历时|举办了?|分|分为|已|经|经过|前|成功举办|任|过|[干做当]了|就是)$"
)
#: 已实施六期, 实施了三期: so many at the end of a clause.
_HELD_SO_FAR: Final = re.compile(
    "(?:已|已经|累计|连续|陆续|先后|成功)(?:实施|发行|举办|开展|推出|开办|出版|开设|刊发|培训|运行|办)了?$"
    "|(?:实施|发行|举办|开展|推出|开办|出版|办|出|完成)了$"
)
_ENDS_CLAUSE: Final = re.compile("$|[^\u4e00-\u9fff]")
_TOP_CONTEXT: Final = re.compile(
    r"(?:居|列|进入?|跻身|入围|入选|闯入|冲进|全国|全省|全球|世界|全市|行业|排名|位)[^，。；]{0,8}$"
)
_TOP: Final = re.compile(r"(?:位|名|强|甲|列(?!车))?")
#: 票房前十的影片, 销量前三: what is told by so few characters needs no words before it.
_TOP_ALONE: Final = re.compile(r"(?:强|甲|(?=$|[^\u4e00-\u9fff0-9/-]|[的者之]|分别|依次))")
_NO_TOP: Final = re.compile("[提目以之此日年月周天当事战]前$")
_MOST_FLOORS: Final = 200
_LONGEST_TOP: Final = 200
_CIRCLED: Final = re.compile("[①-⑳㈠-㈩⑴-⒇⒈-⒛❶-❿]")
STARTS: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽❶❷❸❹❺❻❼❽❾❿"


def read_numbered(page: Page, start: int) -> Reading | None:
    """第 with what it orders: 第一, 第15位, 第三批."""
    text = page.text
    if text[start] != "第":
        return None
    numeral = read_numeral(text, start + 1)
    if numeral is None or numeral.loose:
        return None
    section = _SECTION.match(text, start + 1)
    if section:
        return _ordinal(start, section.end())
    span = _NUMBERED_SPAN.match(text, numeral.end)
    last = read_numeral(text, span.end()) if span else None
    ordered = last and (_ORDERED.match(text, last.end) or _PLACE.match(text, last.end))
    if last and ordered and not last.loose and last.value > numeral.value:
        return _ordinal(start, ordered.end() if ordered else last.end)
    clause = clause_before(text, start)
    place = _PLACE.match(text, numeral.end)
    if place and clause.endswith("小数点后"):
        return _ordinal(start, place.end(), numeral.value)
    if place and (place[0] != "大" or _RANKED.search(clause)):
        return _rank(start, place.end(), numeral.value)
    added = _ADDED_TIME.match(text, numeral.end)
    ordered = _ORDERED.match(text, added.end() if added else numeral.end)
    if ordered:
        return _ordinal(start, ordered.end(), numeral.value)
    if _RANKED.search(clause) and _AFTER_ALONE.match(text, numeral.end):
        return _rank(start, numeral.end, numeral.value)
    return _ordinal(start, numeral.end, numeral.value)


def _rank(start: int, end: int, value: Decimal) -> Reading:
    return Reading(start, end, "rank", "rank", value, step=Decimal(1))


def _ordinal(start: int, end: int, value: Decimal | None = None) -> Reading:
    return Reading(start, end, "ordinal", value=value)


def read_top(page: Page, start: int) -> Reading | None:
    """前十, 前50强, 前三名: a rank at most that high. 前十大 is the name of a list."""
    text = page.text
    if text[start - 1 : start] != "前":
        return None
    numeral = page.numeral(start)
    if numeral is None or numeral.value > 1000 or numeral.scale != 1:
        return None
    if text.startswith("大", numeral.end):  # 前十大股东
        return Reading(start, numeral.end + 1, "name")
    if not _TOP_CONTEXT.search(clause_before(text, start - 1)) and (
        not _TOP_ALONE.match(text, numeral.end)
        or _NO_TOP.search(text, max(0, start - 2), start)
        or numeral.value > _LONGEST_TOP
    ):
        return None
    if text.startswith(("%", "‰", "分之"), numeral.end):
        return None
    top = _TOP.match(text, numeral.end)
    end = top.end() if top else numeral.end
    if end == numeral.end and not _AFTER_ALONE.match(text, end):
        return None
    return Reading(start, end, "rank", "rank", numeral.value, step=Decimal(1), bound="at_most")


def read_marker(page: Page, start: int) -> Reading | None:
    """The number of an item of a list: 一、 一是 （二） 3. ②"""
    text = page.text
    if _CIRCLED.match(text, start):
        return _ordinal(start, start + 1)
    before = text[start - 1 : start]
    if before in ("(", "（") and (found := _PARENTHESISED.match(text, start)):
        return _ordinal(start, found.end())
    if _ITEM.search(text[max(0, start - 3) : start]) and (item := _ITEM_NUMBER.match(text, start)):
        return _ordinal(start, item.end())
    if before and before not in "。；：:！？”\n;!，、":
        return None
    found = _MARKER.match(text, start)
    if not found or (before in "，、" and before and found[0][-1] not in "是要"):
        return None
    return _ordinal(start, found.end() - 1)


def read_series(page: Page, start: int) -> Reading | None:
    """九届二次会议, 二十届三中全会: a meeting's number."""
    held = _SINCE_CONGRESS.match(page.text, start)
    if not held and page.text[start - 1 : start] in ("的", "“"):
        held = _CONGRESS.match(page.text, start)
    if held:
        return _ordinal(start, held.end())
    found = _SERIES.match(page.text, start)
    return _ordinal(start, found.end()) if found else None


def read_place(page: Page, start: int) -> Reading | None:
    """18号工厂 and 3号线 are names; 5号 alone orders."""
    text = page.text
    road = _ROAD.match(text, start)
    if road:
        return Reading(start, road.end(), "name")
    numeral = page.numeral(start)
    found = numeral and _NUMBERED.match(text, numeral.end)
    floor = _FLOOR.match(text, numeral.end) if numeral and numeral.value < _MOST_FLOORS else None
    if numeral and floor and not numeral.loose:
        return _ordinal(start, floor.end(), numeral.value)
    gate = _GATE.match(text, numeral.end) if numeral and numeral.digits else None
    if numeral and gate and numeral.value < _MOST_FLOORS and numeral.step == 1:
        return _ordinal(start, gate.end(), numeral.value)
    if numeral and (ordered := _TO_NUMBER.match(text, numeral.end)) and not numeral.loose:
        return _ordinal(start, ordered.end())
    if not numeral or not found or numeral.loose or numeral.scale != 1:
        return None
    if found["place"]:
        return Reading(start, found.end(), "name")
    return _ordinal(start, found.end(), numeral.value)


def read_stage(page: Page, start: int) -> Reading | None:
    """二期, 三级, 一等奖: a stage, a grade or a class, unless so many were held."""
    text = page.text
    numeral = page.numeral(start)
    found = numeral and _STAGE.match(text, numeral.end)
    listed = _LISTED_STAGES.match(text, start)
    if listed:
        return _ordinal(start, numeral.end if numeral else start + 1)
    span = _TO_GRADE.match(text, numeral.end) if numeral and not numeral.loose else None
    if span and not unit_at(text, span.end() - 1):
        return _ordinal(start, span.end())
    if not numeral or not found or numeral.loose or numeral.scale != 1:
        return None
    if found[0] in ("届", "级") and _GRADUATES.match(text, start):  # 2025届毕业生
        return Reading(start, found.end(), "period", period=text[start : start + 4])
    if numeral.value > 100 and found[0] != "周年":
        return None
    if numeral.step < 1:  # 5.2级 is a magnitude
        return None
    if numeral.digits and found[0] in ("期", "届"):
        return None
    if found[0] in ("期", "届") and (
        _COUNTED_STAGE.search(text[max(0, start - 4) : start])
        or (
            _HELD_SO_FAR.search(text, max(0, start - 6), start)
            and _ENDS_CLAUSE.match(text, found.end())
        )
    ):
        return None
    return _ordinal(start, found.end(), numeral.value)
