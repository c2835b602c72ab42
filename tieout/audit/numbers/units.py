"""The units that a page shows and the ledger stores, told apart by dimension."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: what it measures, and what one of it is worth in that dimension's own unit.

    Money has one dimension for each currency, since no rate of exchange is ours to choose.
    """

    dimension: str
    factor: Decimal = Decimal(1)


#: No unit: what is counted is told by the words around the number.
COUNT: Final = Unit("count")
RANK: Final = Unit("rank")
PERCENT: Final = Unit("percent")
TIMES: Final = Unit("times")
FRACTION: Final = Unit("fraction")

# Code of the ledger; dimension; factor; how pages write it. A spelling with a capital or a
# sign counts as it stands, all others in any case; plurals and American spellings are made.
_TABLE = """
CNY       | CNY       | 1          | CNY, RMB, CN¥, yuan, 元, 人民币
USD       | USD       | 1          | USD, US$, $, US dollar, dollar, 美元
EUR       | EUR       | 1          | EUR, €, euro, 欧元
GBP       | GBP       | 1          | GBP, £, pounds sterling, 英镑
JPY       | JPY       | 1          | JPY, yen, 日元
HKD       | HKD       | 1          | HKD, HK$, 港元, 港币
MOP       | MOP       | 1          | MOP, 澳门元
TWD       | TWD       | 1          | TWD, NT$, 新台币
KRW       | KRW       | 1          | KRW, ₩, won, 韩元
RUB       | RUB       | 1          | RUB, ₽, rouble, ruble, 卢布
CHF       | CHF       | 1          | CHF, Swiss franc, 瑞士法郎
AUD       | AUD       | 1          | AUD, A$, 澳元
CAD       | CAD       | 1          | CAD, C$, 加元
SGD       | SGD       | 1          | SGD, S$, 新加坡元
INR       | INR       | 1          | INR, ₹, rupee, 卢比
ZAR       | ZAR       | 1          | ZAR, rand, 兰特
percent   | percent   | 1          | %, ％, percent, per cent
permille  | percent   | 0.1        | ‰, per mille, permille
pp        | pp        | 1          | pp, p.p., percentage point, 个百分点, 百分点
times     | times     | 1          | times, ×, x, fold, -fold, 倍
TEU       | TEU       | 1          | TEU, 标箱, 标准箱, 个标箱, 个标准箱, 国际标准箱
DWT       | DWT       | 1          | DWT, 载重吨
tonne_km  | tonne_km  | 1          | tonne-kilometre, 吨公里
mg        | mass      | 0.000001   | mg, 毫克
gram      | mass      | 0.001      | g, gram, 克
kg        | mass      | 1          | kg, kilogram, kilogramme, 公斤, 千克
tonne     | mass      | 1000       | t, tonne, ton, metric ton, 吨
nm        | length    | 0.000000001| nm, nanometre, 纳米
um        | length    | 0.000001   | μm, um, micrometre, 微米
mm        | length    | 0.001      | mm, millimetre, 毫米
cm        | length    | 0.01       | cm, centimetre, 厘米
m         | length    | 1          | m, metre, 米
km        | length    | 1000       | km, kilometre, 公里, 千米
mile      | length    | 1609.344   | mile, 英里
nautical_mile | length | 1852      | nautical mile, 海里
inch      | length    | 0.0254     | inch, inches, 英寸
m2        | area      | 1          | m², m2, sq m, sqm, square metre, 平方米
km2       | area      | 1000000    | km², km2, sq km, square kilometre, 平方公里
hectare   | area      | 10000      | ha, hectare, 公顷
mu        | mu        | 1          | mu, 亩
m3        | volume    | 1          | m³, m3, cubic metre, 立方米
litre     | volume    | 0.001      | L, litre, 升
ml        | volume    | 0.000001   | ml, millilitre, 毫升
second    | time      | 1          | s, second, 秒
minute    | time      | 60         | min, minute, 分钟
hour      | time      | 3600       | h, hour, 小时, 个小时
day       | time      | 86400      | d, day, 天, 日
week      | time      | 604800     | week, 周
workday   | workday   | 1          | working day, workday, business day, 个工作日, 工作日
month     | months    | 1          | month, 个月
quarter   | months    | 3          | quarter, 个季度
year      | months    | 12         | year, yr, 年
Wh        | energy    | 1          | Wh, watt-hour, 瓦时
kWh       | energy    | 1000       | kWh, kilowatt-hour, kilowatt-hour, kilowatt_hour, 千瓦时
MWh       | energy    | 1000000    | MWh, megawatt-hour, 兆瓦时
GWh       | energy    | 1000000000 | GWh, GWH, gigawatt-hour, 吉瓦时
W         | power     | 1          | W, watt, 瓦
kW        | power     | 1000       | kW, kilowatt, 千瓦
MW        | power     | 1000000    | MW, megawatt, 兆瓦
GW        | power     | 1000000000 | GW, gigawatt, 吉瓦
V         | voltage   | 1          | V, volt, 伏
kV        | voltage   | 1000       | kV, kilovolt, 千伏
Ah        | charge    | 1          | Ah, 安时
tce       | coal      | 1          | tce, tonnes of coal equivalent, 吨标准煤
degC      | degC      | 1          | °C, ℃, 摄氏度
degree    | degree    | 1          | °, degree, 度
bit       | bit       | 1          | bit, 比特
byte      | byte      | 1          | byte, 字节
GB        | byte      | 1000000000 | GB
TB        | byte      | 1000000000000 | TB
PB        | byte      | 1000000000000000 | PB
PFLOPS    | PFLOPS    | 1          | PFLOPS
knot      | knot      | 1          | knot, 节
"""


_CURRENCY_CODES: Final = "CNY USD EUR GBP JPY HKD MOP TWD KRW RUB CHF AUD CAD SGD INR ZAR"
_CURRENCIES: Final = frozenset(_CURRENCY_CODES.split())


@cache
def _tables() -> tuple[dict[str, Unit], dict[str, Unit]]:
    """Units by their code in the ledger, and by what pages write."""
    codes: dict[str, Unit] = {}
    spellings: dict[str, Unit] = {}
    for row in _TABLE.strip().splitlines():
        code, dimension, factor, written = (part.strip() for part in row.split("|"))
        unit = Unit(dimension, Decimal(factor))
        codes[code] = unit
        for spelling in _forms(written):
            spellings[spelling] = unit
            codes.setdefault(spelling.replace(" ", "_"), unit)
    return codes, spellings


def _forms(written: str) -> list[str]:
    """The spellings of a row with their plurals and their American forms."""
    forms = []
    for spelling in (part.strip() for part in written.split(",")):
        american = spelling.replace("metre", "meter").replace("litre", "liter")
        for form in dict.fromkeys((spelling, american)):
            takes_s = re.search(r"[a-z]{3}$|TEU$|[a-z]t$", form) and not form.endswith("s")
            forms += [form, f"{form}s"] if takes_s else [form]
    return forms


def unit_of_code(code: str) -> Unit:
    """The unit of a code as `facts.json` holds it: `CNY`, `percent`, `TEU`, `count:家`,
    `rank`, empty. A rate is known by what stands above its line: `count:套/year`. A code
    that is not known is a dimension of its own."""
    above = code.partition("/")[0].strip()
    if above in ("", "count", "ratio", "1", "dimensionless") or above.startswith("count:"):
        return COUNT
    if above == "rank":
        return RANK
    return _tables()[0].get(above, Unit(above))


def per_of_code(code: str) -> Decimal | None:
    """The number below the line of a rate's code: 10,000 of `count:件/万人`; `None` for a
    code that tells none."""
    below = code.partition("/")[2].strip().removeprefix("count:")
    digits = re.match(r"\d*", below)
    number = Decimal(digits[0]) if digits and digits[0] else Decimal(1)
    scale = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
    factor = scale.get(below[len(digits[0]) if digits else 0 :][:1], 1)
    return number * factor if below else None


def unit_of_spelling(text: str) -> Unit | None:
    """The unit that a page writes so, `None` when the words are no unit."""
    spellings = _tables()[1]
    return spellings.get(text) or spellings.get(text.lower())


@cache
def spelling_pattern() -> str:
    """A regular expression that matches a written unit, longest first; letters end where
    the word ends."""
    written = sorted(_tables()[1], key=lambda spelling: (-len(spelling), spelling))
    return "|".join(
        re.escape(spelling) + (r"(?![A-Za-z])" if re.search(r"[A-Za-z]$", spelling) else "")
        for spelling in written
    )


@cache
def currency_pattern() -> str:
    """The same for currencies, which stand before their number as well."""
    written = [form for form, unit in _tables()[1].items() if unit.dimension in _CURRENCIES]
    return "|".join(re.escape(form) for form in sorted(written, key=lambda it: (-len(it), it)))
