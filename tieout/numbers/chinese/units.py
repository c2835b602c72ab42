"""Units as printed: their codes, their factors to the code's unit, and the classifiers.

Codes are ISO 4217 for money, pint's names for measures, `TEU`, `percent`, `pp`, `permille`,
and `count:` with the classifier or noun as printed. A rate joins two codes with a slash.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from tieout.numbers.mention import Kind


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that ends at `end` of a text: its code, its kind of quantity, and what one of
    it is worth in the code's unit."""

    end: int
    code: str
    kind: Kind
    factor: Decimal = Decimal(1)


def _table(kind: Kind, rows: str) -> dict[str, tuple[str, Kind, Decimal]]:
    """Rows of `code[*factor] printed printed …`, one to a line."""
    table: dict[str, tuple[str, Kind, Decimal]] = {}
    for row in rows.strip().splitlines():
        head, *printed = row.split()
        code, _, factor = head.partition("*")
        for name in printed:
            table[name] = (code, kind, Decimal(factor or 1))
    return table


_MONEY = _table(
    "amount",
    """
    CNY 元人民币 人民币元 人民币 元 圆 块钱 块人民币 RMB CNY
    CNY*0.1 角钱 毛钱
    USD 美元 美金 美刀 USD
    EUR 欧元 EUR
    JPY 日元 日圆 JPY
    GBP 英镑 GBP
    HKD 港元 港币 港币元 HKD
    MOP 澳门元 澳门币
    TWD 新台币 新台币元 台币
    KRW 韩元 韩圆
    AUD 澳元 澳大利亚元
    CAD 加元 加拿大元
    SGD 新加坡元 新元
    CHF 瑞士法郎 瑞郎
    XOF 西非法郎
    RUB 卢布
    INR 印度卢比 卢比
    THB 泰铢
    VND 越南盾
    IDR 印尼盾
    MYR 林吉特 令吉 马币
    AED 迪拉姆
    SAR 里亚尔 沙特里亚尔
    ZAR 兰特
    BRL 雷亚尔
    """,
)
_MEASURES = _table(
    "amount",
    """
    tonne 吨 公吨 t
    tonne_coal_equivalent 吨标准煤 吨标煤
    tonne_CO2 吨二氧化碳 吨二氧化碳当量
    kg 公斤 千克 kg
    g 克 g
    mg 毫克 mg
    ug 微克
    jin 斤 市斤
    carat 克拉
    ounce 盎司
    pound 磅
    km 公里 千米 km
    m 米 公尺 m
    cm 厘米 公分 cm
    mm 毫米 mm
    um 微米
    nm 纳米 nm
    nautical_mile 海里
    mile 英里
    inch 英寸
    foot 英尺
    km*0.5 华里
    li 里地 里路
    zhang 丈
    chi 尺
    cun 寸
    km2 平方公里 平方千米 km² km2 ㎢
    m2 平方米 平米 m² m2 ㎡
    cm2 平方厘米
    mm2 平方毫米
    square_mile 平方英里
    square_foot 平方英尺
    mu 亩 亩地
    hectare 公顷
    m3 立方米 立方 m³ m3 ㎥ 标方 标准立方米
    km3 立方公里 立方千米
    cm3 立方厘米
    liter 升 公升 L
    ml 毫升
    acre 英亩
    kWh 千瓦时 度电 kWh KWh kwh KWH
    MWh 兆瓦时 MWh MWH
    GWh 吉瓦时 GWh GWH
    TWh 太瓦时 TWh TWH
    Wh 瓦时
    Ah 安时 Ah
    W 瓦 W
    kW 千瓦 kW KW kw
    MW 兆瓦 MW MWp
    GW 吉瓦 GW GWp
    kVA 千伏安 kVA KVA
    V 伏 伏特
    kV 千伏 kV KV
    J 焦耳
    kJ 千焦
    kcal 大卡 千卡
    hp 马力
    Pa 帕
    kPa 千帕
    MPa 兆帕 MPa
    Hz 赫兹 Hz
    kHz 千赫 千赫兹 kHz
    MHz 兆赫 兆赫兹 MHz
    GHz 吉赫 吉赫兹 GHz
    dB 分贝
    degC 摄氏度 ℃ °C
    lumen 流明
    KB KB
    MB 兆字节 MB
    GB GB
    TB TB
    PB PB
    Mbps Mbps 兆比特每秒
    Gbps Gbps
    PFLOPS PFLOPS PFlops Pflops
    EFLOPS EFLOPS EFlops Eflops
    TEU 标准箱 标箱 个标准箱 个标箱 国际标准箱 个国际标准箱 TEU
    year 年 周年 周岁 岁 载 个年头 个春秋
    quarter 个季度
    month 个月 个多月
    week 周 个星期 星期 个礼拜 个多星期
    day 天 日 昼夜 个昼夜 个自然日 自然日
    workday 个工作日 工作日 个工作天
    hour 小时 h 个小时 个钟头 学时 课时 个多小时
    minute 分钟 min
    second 秒 秒钟
    ms 毫秒
    us 微秒
    dwt 载重吨
    person_day 人天 人日
    """,
)
_PARTS: dict[str, tuple[str, Kind, Decimal]] = (
    _table("percent", "percent %\npermille ‰")
    | _table("pp", "pp 个百分点 百分点\npp*0.01 个基点 基点 个BP BP bp")
    | _table("share", "percent*10 成")
    | {"倍": ("", "multiple", Decimal(1))}
)

#: Classifiers, and nouns that follow a numeral without one.
_COUNTED = """
个 家 项 件 种 类 条 张 台 辆 艘 架 套 座 栋 幢 间 所 处 场 次 人 名 位 户 只 头 匹 株 棵 粒 颗 根
支 枝 把 本 册 篇 份 封 幅 部 款 批 班 列 节 届 轮 期 起 宗 单 笔 票 例 门 科 层 道 片 块 段 组 队
对 双 副 枚 口 孔 尾 羽 盏 面 扇 顶 箱 柜 包 袋 瓶 桶 罐 盒 盘 碗 杯 卷 筐 捆 串 束 群 股 席 站 点
代 辈 环 步 回 趟 遍 声 句 字 词 页 章 行 排 格 分 跨 榀 床 垛 窝 炉 炮 针 剂 剂次 帧 发 滴 波 拨 伙
帮 簇 丛 阵 轴 缸 舱 宿 桌 台套 台件 台次 套件 件套 盆 池 桩 箱次 标段 人次 架次 车次 班次 船次 航次 场次
批次 户次 辆次 件次 例次 家次 门次 艘次 列次 单次 吨次 趟次 笔次 户家庭 人份 床位 张床位 个床位 席位 泊位 车位
机位 工位 岗位 航班 班列 省 市 县 区 州 镇 乡 村 国 校 院 地 方 党 市州 县区 区县 县市 县市区 镇街 乡镇 街道
社区 村镇 省份 省市 国家 城市 部门 单位 企业 园区 片区 港区 口岸 港口 机场 高校 医院 学校 学院 银行 机构 专业
学科 领域 行业 产业 平台 基地 中心 板块 集群 组团 工程 项目 行动 任务 举措 措施 指标 系列 侧 端 旁 边 岸 线
山 江 湖 岛 桥 隧 路 街 巷 楼 院所 司 厂 店 馆 庭 案 证 网 通道 航线 线路 车间 产线 生产线 童 女 男 孩
胎 嫂 晚 夜 餐 菜 味 人口 员工 职工 居民 村民 农户 群众 名额 学生 师生 党员 干部 客户 用户 商户 车 船 机
""".split()
_COUNTS = _table("count", "\n".join(f"count:{name} {name}" for name in _COUNTED))

#: A single character that follows a numeral as a bare noun, and not as a classifier.
NOUNS = frozenset("省市县区州镇乡村国校院地党侧端旁边岸线山江湖岛桥隧路街巷楼司厂店馆庭案证网")

_UNITS = _COUNTS | _MONEY | _MEASURES | _PARTS
_LONGEST = max(map(len, _UNITS))
_LATIN = re.compile(r"[A-Za-z]{1,9}[23²³]?")
_PER = re.compile(r"(?:/|每|／)(?P<times>[百千万亿]{0,2})")
#: What a rate may be per, beside the units themselves.
_RATE_KINDS = ("amount", "count")


def unit_at(text: str, start: int) -> Unit | None:
    """The longest unit that is printed at `start`, with what it is per: 万套/年 after its
    scale is `count:套/year`."""
    unit = _single(text, start)
    if unit is None or unit.kind not in _RATE_KINDS:
        return unit
    per = _PER.match(text, unit.end)
    if not per:
        return unit
    below = _single(text, per.end())
    if below is None or below.kind not in _RATE_KINDS or below.factor != 1:
        return unit
    code = f"{unit.code}/{per['times']}{below.code.removeprefix('count:')}"
    return Unit(below.end, code, "amount" if unit.kind == "amount" else "count", unit.factor)


def _single(text: str, start: int) -> Unit | None:
    latin = _LATIN.match(text, start)
    if latin:
        row = _UNITS.get(latin[0])
        return Unit(latin.end(), *row) if row else None
    for end in range(min(start + _LONGEST, len(text)), start, -1):
        row = _UNITS.get(text[start:end])
        if row:
            return Unit(end, *row)
    return None


def money_code(text: str) -> str:
    """The code of a currency by its name, or empty."""
    row = _MONEY.get(text)
    return row[0] if row else ""


MONEY_NAMES = "|".join(sorted((name for name in _MONEY if len(name) > 1), key=len, reverse=True))
