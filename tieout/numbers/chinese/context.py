"""What the words around a number say of it: its bound, its direction, its currency."""

import re
from functools import lru_cache
from typing import Final, cast

from tieout.numbers.chinese.units import MONEY_NAMES, money_code
from tieout.numbers.mention import BOUNDS, Bound, Direction

#: How far the words that govern a number may stand from it.
REACH: Final = 24
#: What stands aside within a clause: 执业（助理）医师.
_ASIDE: Final = re.compile(r"(?<=[\u4e00-\u9fff])\([^()，。；]{1,12}\)")
#: A few words in quotation marks within a clause: 压减“三公”经费15%.
_IN_QUOTES: Final = re.compile(
    r"(?<=[\u4e00-\u9fff])[“‘]([^“”‘’，。；0-9]{1,6})[”’](?=[\u4e00-\u9fff])"
)
_CLAUSE_ENDS: Final = frozenset("，。；：！？、…,;!?()（）《》“”")
#: Those at which a clause ends for certain: brackets and quotation marks may stand within one.
_PARTS_CLAUSES = _CLAUSE_ENDS - {")", "”"}
#: All up to the last end of a clause.
_ENDED: Final = re.compile(f".*[{re.escape(''.join(sorted(_CLAUSE_ENDS)))}]", re.DOTALL)

#: What a number is part of, between its bound and the number: 不到原方案的六成.
_WHOLE: Final = (
    "(?:上一(?=年)|(?![零〇一二两三四五六七八九十百千万亿元至到])[\u4e00-\u9fff]){2,11}的"
)
#: What turns a bound round: 不得超过, 没超过, 未低于.
_NOT: Final = "(?:不[得应宜能可会许]?|未曾?|没有?|不曾|从未)"
#: Words before a number, each alternative named after the bound that it sets. The first
#: two characters of the numeral close the text, for those that only stand before 百 or 千.
_BEFORE: Final = re.compile(
    r"(?=[不至最起≥≧上未没顶封≤≦低少小接将逼直近乎几跌<超逾突冲高大多迈跨>破过约≈限快差越达])"
    rf"(?:(?P<at_least>{_NOT}(?:低于|少于|小于)|[大高多]于(?:或者?|且)?等于|不下于?|不亚于|最低|达到或者?超过"
    r"|(?:至少|最少(?![的者时]|一[天年次月场户家人个][\u4e00-\u9fff]))[\u4e00-\u9fff]{0,4}|起码[\u4e00-\u9fff]{0,2}"
    r"|不[得应宜能可会许]?(?:低于|少于|小于)[\u4e00-\u9fff]{2,8}的|不[得应宜能可会许]?[短早]于|不弱于|[≥≧]|最短(?:为)?|少说[也都]?[有得]?"
    r"|(?<![以之至向线海路网往加再跨迈登站踏走升])上(?=[百千万亿]))"
    rf"|(?P<at_most>{_NOT}超过[\u4e00-\u9fff]{{2,8}}的|{_NOT}(?:超过?|超出|高于|大于|多于|长于|晚于|迟于|逾|突破)|没过(?=[百千万亿])"
    r"|[小低少]于(?:或者?|且)?等于"
    r"|(?:至多|最多(?![的者时]|一[天年次月场户家人个][\u4e00-\u9fff]))[\u4e00-\u9fff]{0,4}|顶多[\u4e00-\u9fff]{0,3}|顶天|封顶(?:[为价]|不超过)?|限(?:[高速重载宽长购时额量员]|制在)为?"
    r"|最高(?:[可能将]?(?:给予|收取?|收费|奖励?|补助?|补贴|支持|报销|赔付?|资助|奖补|减免|优惠|授信|处以?|罚款?)|可[达贷获享领得借]?)?"
    r"|最长(?:可达?|为)?|[≤≦])"
    r"|(?P<under>不[足到]"
    + _WHOLE
    + r"|不[足到](?:全[国省市球]|世界)?|(?:未|没有?)(?:到|达到?|满)|不满"
    r"|低于|少于|小于|(?:(?<=[了都已经龄])|(?<![\u4e00-\u9fff]))快(?=[0-9一二两三四五六七八九十百千万半])|接近|将近|逼近|直逼|近乎|几乎|跌破|<"
    r"|(?<![大小中从幼矮弱窄细缩最较减更])小(?=[二三四五六七八九十]|[一两][百千万亿])"
    r"|(?<![最附临靠邻亲就远新相接将逼])近)"
    r"|(?P<over>超过" + _WHOLE + r"|超过(?:规定|法定|额定|标准|核定|限定|警戒)[\u4e00-\u9fff]{0,6}"
    r"|不止|越过|超过|超出|超越|(?<![赶反英高])(?<!(?<!其)中)超|逾|突破|冲破|高于|大于|多于|迈过|跨过|跨越"
    r"|>"
    r"|(?<![打突冲跌])破(?=[0-9一二两三四五六七八九十百千万亿廿卅])|(?<![通超经不越渡度])过(?=[百千万亿半])"
    r"|(?<=[，。；、了他她已人均]年)过(?=[三四五六七八九]))"
    r"|(?P<about>(?:大约|大概|(?<![大节集签条合契预制公特邀履违毁相缔失誓简])约)"
    r"(?:[多少]?[花用付缴交]|[多少](?:[赚挣省收]|(?=..$))|需要?|要|持续|耗时|历时)|(?:大约|大概|大致|差不多)[有为占]?|大体|约莫|近似|≈|(?<=[折综]合)约"
    r"|(?<![大节集签条合契预制公特邀履违毁相缔失誓简])约(?:[为占合是]|相当于)"
    + _WHOLE
    + r"|(?<![大节集签条合契预制公特邀履违毁相缔失誓简])约"
    r"(?:每[\u4e00-\u9fff]{1,4}|[为占合有达需])?(?:全[国省市球]|世界)?))"
    r"(?:了|于|到|至|过|人民币|美元|港币|欧元|日元)?(?:每[\u4e00-\u9fff]{1,4})?(?=..$)",
    re.DOTALL,
)
#: Where a match of `_BEFORE` may end, and the words that let it end with any character: most
#: numbers have neither before them.
_BEFORE_ENDS: Final = frozenset(
    "止于下顶少低的≥上超过说也都得逾破多高可贷获享领得予励助贴持≤续时要用花国省市球界足到达满近逼乎<出越>约莫概致体似≈为占合有需了至币元长短小高速重载宽购时额量员在快取费奖补销付免惠信处罚款借缴交赚挣省收天≧≦"
)
_BEFORE_OPEN: Final = re.compile(
    "超过(?:规定|法定|额定|标准|核定|限定|警戒)|至少|最少|起码|至多|最多|顶多|每"
)
_BOUND_AFTER: Final = re.compile(
    r"(?:\(含\))?(?:(?P<at_least>(?:\(含\))?(?:及|或|和)?(?:其)?以上|之上|开外|往上(?=$|[^\u4e00-\u9fff]|[的了]))"
    r"|(?P<at_most>(?:及|或)?以下(?!简称|几|方面|内容|措施|问题|任务|同)|以内|之内|之下|封顶(?![0-9为价])|往下(?=$|[^\u4e00-\u9fff]|[的了]))"
    r"|(?P<about>左右|上下(?![游班车楼学])|许(?![多可昌])|来(?=[地路长高深宽远厚粗重](?:$|[^\u4e00-\u9fff]|的)))"
    r"|(?P<under>不到(?=$|[，。、；的就])|(?:整数)?(?:关口|大关)?下方)"
    r"|(?P<over>有余|出头|还多|还?不止|挂点?零|冒头|(?:整数)?(?:关口|大关)?上方))"
)
_AFTER_BEGINS: Final = frozenset("(及或和其以之开封左上许来不有出还往下关大整挂冒")

_UP: Final = (
    "增长|提升|提高|上升|增加|上涨|上浮|攀升|升高|跃升|增幅|涨幅|升幅|扩大|净增|递增|回升|走高|"
    "激增|猛增|大增|暴增|增收|增产|多增|提速|加快|提价|涨价|上调|调升|调高|加息|(?<![播投排释])放量|升温|偏高|偏多|偏大|多出|高出|多了|"
    "(?<![倍少转连])增|(?<![高看飞连])涨"
)
_DOWN: Final = (
    "少增|下降|减少|降低|压缩|缩短|下滑|回落|降幅|跌幅|减幅|下跌|缩减|精减|精简|压减|缩小|收窄|下调|"
    "下浮|放缓|减慢|减排|调低|萎缩|递减|负增长|锐减|骤降|减产|减收|降价|调降|降准|降息|缩量|降温|偏低|偏少|偏小|少了|"
    "(?<![直空霜起升连])降|(?<![暴连])跌|(?<![加增])减"
)
_CHANGE_FILLER: Final = (
    r"(?:率|幅度?|量|额)?"
    r"(?:了|达到?|均|都|分别|各|仅|只|将|可|约|近|也|累计|平均|为|就|整整|最高|最多|高)*"
)
_CHANGE: Final = re.compile(
    f"(?=[少增提上攀升跃涨扩净递回走激猛大暴多高偏调下减降压缩滑跌精收萎负锐骤加放])(?:(?P<up>{_UP})|(?P<down>{_DOWN})){_CHANGE_FILLER}$"
)
#: A verb of change with its object between: 压缩货物运输时间40%.
_CHANGE_OF: Final = re.compile(
    r"(?:(?P<up>提升|提高|增加|上调|调高)|(?P<down>降低|减少|压缩(?!空气|机|包)|缩短|缩减|压减|削减|减排|下调|调低))"
    r"(?P<object>(?:[0-9]{1,2}(?:天|个月|年)期(?:以上)?)?[\u4e00-\u9fffA-Z]{1,10})$"
)
#: 缩短为50秒 tells what was reached; 降幅为3% the size of the change.
_REACHED: Final = re.compile(r"^[^幅率度量额]{1,6}为$")
#: What a verb of change holds, and its end or that of what may follow it: most clauses do not.
_MAY_CHANGE: Final = re.compile("[增提升涨扩递高浮降减压缩滑落跌窄调萎简快缓慢多少偏加放]")
#: What anything that governs a number holds, be it a bound that may end in any way or a change.
_GOVERNS: Final = re.compile("[每增提升涨扩递高浮降减压缩滑落跌窄调萎简快缓慢多少偏加放码]")
_CHANGE_ENDS: Final = frozenset(
    "长升高加涨浮幅大增收产速价率度量额了达到均都别各仅只将可约近也计为就整多降低少缩短小滑落跌减简窄调萎快缓慢排出息准温"
)
#: What `clause_before` takes away from the end of a clause.
_QUOTE_ENDS: Final = (")", "”", "’")
_CHANGED: Final = re.compile("[提增降减压缩削调]")
_LEVEL: Final = re.compile(r"[至到达为于由从的]|以上$|以下|^值|平均[亩单日月年]")

_CODES: Final = ("USD", "CNY", "EUR", "JPY", "GBP", "HKD")
SIGNS: Final = {code: code for code in _CODES} | {
    "¥": "CNY",
    "US$": "USD",
    "HK$": "HKD",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "RMB": "CNY",
}
_SIGN: Final = re.compile(rf"(?:US\$|HK\$|RMB|{'|'.join(_CODES)}|[¥$€£])$")
_SIGN_ENDS: Final = frozenset("$¥€£BDYRP")
_CURRENCY: Final = re.compile(f"(?:{MONEY_NAMES})$")
_CURRENCY_ENDS: Final = frozenset(name[-1] for name in MONEY_NAMES.split("|"))

#: Nouns that are told in money, before a number without a currency.
_MONEY_NOUN: Final = re.compile(
    r"(?:额|产值|投资|投入|货值|报价|售价|薪资|[花赚挣赔亏欠]|盈利|亏损|损失|花费|拨款|捐款|罚款|赔偿|总投|营收|收入|资金|利润|税收?|GDP|生产总值|贷款|融资|存款|余额|注资|成本|"
    r"订单|市值|价值|资产|支出|增加值|让利|补贴|奖金|造价|预算|资本金?|流水|积蓄|家底|债务|外债|净流[入出]|净[买卖][入出]|到位|独得|[分奖]得|便宜了?|(?<![宝珍])贵了?|(?<![全本外各])省下?了?"
    r"|(?<![出口])(?<!借)贷|凑[够齐足]|拿出|拨付?|募[集资]|筹[集资到了]|补了|捐[赠出]?|判赔|索赔|理赔|赔付|[骗挪][走取用]|转账|汇款|充值|打赏|套现|中标|身家|共享)(?:总量|总额|规模)?"
    r"(?:分别|各|合计|累计|共|已|均|首次|历史性地?|年|再|将|可|蒸发|缩水|增加|减少|增长|一度|站上|升至|增至|降至|跌至|重返|迈上|跨上)*(?:达到?|为|是|有|到|至)?(?:了)?$"
)
#: What is told in so many yuan each month, or for each: 月供五千, 房租涨到两千五.
_PRICE: Final = re.compile(
    r"(?:月供|[年月日时底起周]薪|工资|工钱|薪水|[月年房]租|租金|房贷|车贷|彩礼|[押定订]金|学费|首付|[月年]入|(?<![评物代造])价|立减|直降|券后|退休金|养老金|奖金|净?[挣赚赔]|净落|(?<![开])花)"
    r"(?:(?:[为是才就只要卖有在约近超涨降减增加提高到了至每月个天]|不到|大概|左右|也就){0,4})$"
)
#: What is said of a bare 千亿 or 百亿 when yuan are meant.
_MONEY_TIER: Final = re.compile(
    r"(?:级|元|量级|规模|以上|大)?(?:的)?(?:产业|企业|集群|园区|项目|投资|产值|大关|台阶|门槛|俱乐部|"
    r"县|镇|强县|级|市值|营收|订单|资金|基金|市场|赛道|板块|工业|物流|贸易)"
    r"|的?(?:启动|周转|流动|专项|注册|扶持|奖励|创业){0,2}(?:资金|资本|贷款|彩礼|奖金|补助|补贴|存款|债务|欠款|货款|年薪|利润|赔偿|罚单|大奖|家产|身家|外债|学费|房款|首付|巨款|现金|善款|保费|保单|合同)"
)
#: What is counted and no money, whatever tier it reaches: 用户破10亿大关.
_COUNTED_NOUN: Final = re.compile(
    "用户|人口|粉丝|人次|客流|[产销运]量|流量|播放|点击|下载|业务量|保有量|吞吐量"
)


def begins_clause(text: str, start: int) -> bool:
    """Whether nothing of its clause stands before `start`."""
    return not start or text[start - 1] in _PARTS_CLAUSES


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no word next to `text[start:end]` can set a bound or tell of a change: most numbers
    of a list stand so."""
    before = text[start - 1] if start else "，"
    if text[end : end + 1] in _AFTER_BEGINS or before in _SIGN_ENDS:
        return False
    if before in _PARTS_CLAUSES:
        return before not in "(（"
    if before in _BEFORE_ENDS:
        return False
    return not _GOVERNS.search(text, start - REACH if start > REACH else 0, start)


def clause_before(text: str, start: int) -> str:
    """The words before `start` in its clause, no further back than `REACH` characters."""
    if begins_clause(text, start):
        return ""
    return _last_clause(text[max(0, start - REACH) : start])


# Several pieces ask for the words before one number.
@lru_cache(maxsize=16)
def _last_clause(before: str) -> str:
    if before.find(")") > 0:
        before = _ASIDE.sub("", before)
    if "”" in before or "’" in before:
        before = _IN_QUOTES.sub(r"\1", before)
    ended = _ENDED.match(before)
    return before[ended.end() :] if ended else before


def bound_around(text: str, start: int, end: int) -> tuple[Bound, int]:
    """The bound that the words around `text[start:end]` set, and where the words before it
    begin. 以上 and 以下 after it weigh more than what stands in front."""
    bound: Bound = "exact"
    begin = start
    window = max(0, start - 18)
    if start and (text[start - 1] in _BEFORE_ENDS or _BEFORE_OPEN.search(text, window, start)):
        found = _bound_before(text, window, start)
        if found:
            bound, begin = _bound(found), window + found.start()
    if text[end : end + 1] not in _AFTER_BEGINS:
        return bound, begin
    after = _BOUND_AFTER.match(text, end)
    if after and (bound in ("exact", "about") or after.lastgroup == "at_least"):
        bound = _bound(after)
    return bound, begin


def _bound_before(text: str, window: int, start: int) -> re.Match[str] | None:
    return _BEFORE.search(text[window : start + 1] + (text[start + 1 : start + 2] or " "))


def _bound(found: re.Match[str]) -> Bound:
    if found.lastgroup not in BOUNDS:
        raise LookupError(found.lastgroup)
    return cast(Bound, found.lastgroup)


def direction_of(text: str, begin: int, *, with_object: bool) -> Direction:
    """`up` or `down` when the number that `begin` leads up to is the size of a change: of
    增长2.1倍, not of 增长到2.1倍. `with_object` also takes 压缩运输时间40%, where what is
    changed stands between."""
    if begins_clause(text, begin):
        return ""
    last = text[begin - 1]
    if not (with_object or last in _CHANGE_ENDS or last in _QUOTE_ENDS):
        return ""
    if not _MAY_CHANGE.search(text, max(0, begin - REACH), begin):
        return ""
    clause = clause_before(text, begin)
    found = _CHANGE.search(clause) if clause[-1:] in _CHANGE_ENDS else None
    if not found and with_object and _CHANGED.search(clause):
        found = _CHANGE_OF.search(clause)
        if found and _LEVEL.search(found["object"]):
            return ""
    if not found or _REACHED.search(found[0]):
        return ""
    if not with_object and found["up"] == "增" and clause[: found.start()].endswith("新"):
        return ""  # 新增10家 counts new ones, 新增300亿元 is an increase
    return "up" if found["up"] else "down"


def is_money(text: str, begin: int, end: int) -> bool:
    """Whether a number in 万 or 亿 without a unit is told in yuan: 投资30亿, 千亿产业."""
    start = begin
    _, begin = bound_around(text, start, end)
    clause = clause_before(text, begin)
    if _MONEY_NOUN.search(clause) or _MONEY_NOUN.search(text, begin, start):  # 最高补贴10万
        return True
    return bool(_MONEY_TIER.match(text, end)) and not _COUNTED_NOUN.search(clause)


def is_counted(text: str, start: int) -> bool:
    """Whether a number of 亿 counts users or views, and no money."""
    return bool(_COUNTED_NOUN.search(clause_before(text, start)))


def is_price(text: str, start: int) -> bool:
    """Whether a number without a unit is a wage, a rent or a price: 月供五千."""
    return bool(_PRICE.search(clause_before(text, start)))


def currency_before(text: str, start: int) -> str:
    """The code of a currency that is named right before a number: 港币5亿元."""
    if text[start - 1 : start] not in _CURRENCY_ENDS:
        return ""
    found = _CURRENCY.search(text[max(0, start - 6) : start])
    return money_code(found[0]) if found else ""


def currency_sign(text: str, start: int) -> tuple[int, str] | None:
    """Where a sign of currency begins that ends at `start`, and its code: ¥1299, US$3亿."""
    if text[start - 1 : start] not in _SIGN_ENDS:
        return None
    found = _SIGN.search(text[max(0, start - 3) : start])
    return (start - len(found[0]), SIGNS[found[0]]) if found else None


#: What makes 突破 a breakthrough in so many technologies, and no bound.
_BREAKTHROUGH: Final = re.compile(
    r"[0-9一二两三四五六七八九十百]{1,6}[余多]?[项个道类种大](?:[\u4e00-\u9fff“”]{0,8}?)(?:技术|难题|瓶颈|壁垒|难关|障碍|关键|核心|卡脖子)"
)


def is_breakthrough(text: str, begin: int, start: int) -> bool:
    """Whether 突破 before a number of technologies means that they were mastered."""
    return text.startswith("突破", begin) and bool(_BREAKTHROUGH.match(text, start))
