"""What a number is a number of: money, percentages, measures, and counted nouns."""

import re
from dataclasses import dataclass
from decimal import Decimal

from tieout.numbers.english.numerals import SPACE, word_list
from tieout.numbers.mention import Kind

#: Currency symbols and what they stand for. ¥ is taken for yuan unless it says otherwise.
SYMBOLS = {
    "US$": "USD", "HK$": "HKD", "NT$": "TWD", "A$": "AUD", "C$": "CAD", "S$": "SGD",
    "CN¥": "CNY", "RMB¥": "CNY", "JP¥": "JPY", "$": "USD", "€": "EUR", "£": "GBP", "¥": "CNY",
    "￥": "CNY", "₩": "KRW", "₹": "INR", "₽": "RUB", "₦": "NGN", "₫": "VND", "฿": "THB",
}  # fmt: skip
CODES = (
    "CNY|RMB|USD|EUR|GBP|JPY|HKD|MOP|TWD|KRW|INR|AUD|CAD|CHF|SGD|VND|THB|MYR|IDR|RUB|BRL|ZAR"
    "|NGN|KES|EGP|ETB|GHS|TZS|AED|SAR|SEK|NOK|DKK|PLN|TRY|MXN"
)
#: Names of currencies, longest first where one begins another.
CURRENCY_NAMES = (
    (r"yuan(?: renminbi)?|renminbi", "CNY"),
    (r"Hong Kong dollars?", "HKD"),
    (r"Australian dollars?", "AUD"),
    (r"Canadian dollars?", "CAD"),
    (r"Singapore dollars?", "SGD"),
    (r"(?:US |U\.S\. |American )?dollars?", "USD"),
    (r"euros?", "EUR"),
    (r"pounds sterling|(?:British )?pounds", "GBP"),
    (r"(?:Japanese )?yen", "JPY"),
    (r"(?:South )?Korean won", "KRW"),
    (r"(?:Indian )?rupees?", "INR"),
    (r"(?:Russian )?roubles?|rubles?", "RUB"),
    (r"Swiss francs?", "CHF"),
    (r"Norwegian kroner", "NOK"),
    (r"Danish kroner", "DKK"),
    (r"(?:Swedish )?kronor", "SEK"),
    (r"rand", "ZAR"),
    (r"naira", "NGN"),
    (r"(?:Kenyan )?shillings?", "KES"),
)
#: Measures: the pattern as printed, the unit's code (pint reads all of them but `TEU`).
MEASURES = (
    (r"TEUs?|twenty-foot equivalent units?|standard containers?", "TEU"),
    (r"square kilomet(?:re|er)s?|sq\.? ?km|km²|km2|km\^2", "km2"),
    (r"square met(?:re|er)s?|sq\.? ?m|m²|m2|m\^2|㎡", "m2"),
    (r"square miles?", "square_mile"),
    (r"square (?:feet|foot)|sq\.? ?ft", "square_foot"),
    (r"cubic met(?:re|er)s?|m³|m3|m\^3", "m3"),
    (r"hectares?|ha", "hectare"),
    (r"acres?", "acre"),
    (r"mu", "mu"),
    (r"deadweight tonnes?|deadweight tons?|DWT|dwt", "dwt"),
    (r"tonnes of (?:standard coal|coal equivalent)", "tonne_coal_equivalent"),
    (r"tonnes of (?:CO₂|CO2|carbon dioxide)", "tonne_CO2"),
    (r"(?:metric )?(?:tonnes?|tons?)|t", "tonne"),
    (r"kilograms?|kilogrammes?|kilos?|kg", "kg"),
    (r"milligrams?|mg", "mg"),
    (r"grams?|grammes?|g", "g"),
    (r"kilomet(?:re|er)s?|kms?", "km"),
    (r"centimet(?:re|er)s?|cm", "cm"),
    (r"millimet(?:re|er)s?|mm", "mm"),
    (r"micromet(?:re|er)s?|microns?|μm|µm", "um"),
    (r"nanomet(?:re|er)s?|nm", "nm"),
    (r"nautical miles?", "nautical_mile"),
    (r"met(?:re|er)s?|m", "m"),
    (r"miles?", "mile"),
    (r"feet|foot|ft", "foot"),
    (r"inch(?:es)?", "inch"),
    (r"barrels?", "barrel"),
    (r"lit(?:re|er)s?|l|L", "liter"),
    (r"kilowatt[- ]?hours?|kWh", "kWh"),
    (r"megawatt[- ]?hours?|MWh", "MWh"),
    (r"gigawatt[- ]?hours?|GWh|GWH", "GWh"),
    (r"terawatt[- ]?hours?|TWh", "TWh"),
    (r"kilowatts?|kW", "kW"),
    (r"megawatts?|MW", "MW"),
    (r"gigawatts?|GW", "GW"),
    (r"watts?|W", "W"),
    (r"volts?|V", "V"),
    (r"milliamp(?:ere)?[- ]?hours?|mAh", "mAh"),
    (r"amp(?:ere)?[- ]?hours?|Ah", "Ah"),
    (r"kilovolts?|kV", "kV"),
    (r"kilovolt-amperes?|kVA", "kVA"),
    (r"MWp", "MW"),
    (r"GWp", "GW"),
    (r"hertz|Hz", "Hz"),
    (r"EFLOPS|exaflops", "EFLOPS"),
    (r"PFLOPS|petaflops", "PFLOPS"),
    (r"Gbps", "Gbps"),
    (r"Mbps", "Mbps"),
    (r"gigahertz|GHz", "GHz"),
    (r"megahertz|MHz", "MHz"),
    (r"(?:degrees? )?Celsius|degrees C|°C|℃", "degC"),
    (r"terabytes?|TB", "TB"),
    (r"gigabytes?|GB", "GB"),
    (r"megabytes?|MB", "MB"),
    (r"petabytes?|PB", "PB"),
    (r"milliseconds?|ms", "ms"),
    (r"seconds?|s", "second"),
    (r"minutes?|mins?", "minute"),
    (r"hours?|hrs?|h", "hour"),
    (r"working days?|workdays?|business days?", "workday"),
    (r"(?:calendar |natural )?days?", "day"),
    (r"weeks?", "week"),
    (r"months?", "month"),
    (r"years?", "year"),
    (r"decades?", "decade"),
)
#: Short symbols that are also words or suffixes: read after digits alone.
_AFTER_DIGITS_ONLY = {"t", "ha", "g", "m", "l", "L", "W", "V", "s", "h", "mu", "ms", "TB", "GB"}
#: A decade is ten years; the others are their own unit.
_FACTORS = {"decade": ("year", Decimal(10))}

_BEFORE = re.compile(
    rf"(?:{'|'.join(map(re.escape, SYMBOLS))}|(?<![A-Za-z])(?:{CODES}))(?:{SPACE}?)$"
)
_CURRENCY_AFTER = re.compile(
    rf"(?:{SPACE}{{1,2}}|-)?(?:{CODES}|"
    + "|".join(f"(?:{pattern})" for pattern, _ in CURRENCY_NAMES)
    + r")(?![A-Za-z])|[€£元]"
)
_PERCENT = re.compile(
    rf"{SPACE}?(?:(?P<pp>(?:percentage|percent|per{SPACE}cent){SPACE}points?|%{SPACE}points?"
    rf"|pps|ppts?|p\.p\.|pp)|(?P<bp>basis points?|bps)"
    rf"|(?P<percent>[%％﹪]|-?per{SPACE}?cent|pct|pc)"
    r"|(?P<permille>‰|per mille))(?![A-Za-z])",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    rf"(?:{SPACE}{{1,2}}|-)?(?:"
    + "|".join(f"(?P<u{i}>{pattern})" for i, (pattern, _) in enumerate(MEASURES))
    + r")(?![A-Za-z²³])"
)
_PER = re.compile(
    rf"(?:{SPACE}per{SPACE}|/{SPACE}?|{SPACE}an?{SPACE}|{SPACE}every{SPACE})"
    r"(year|month|week|day|hour|minute|second|kWh|hectare|mu|tonne|ton|kg|km)\b"
    rf"|{SPACE}(annually|yearly|monthly|weekly|daily)\b"
    rf"|{SPACE}per{SPACE}(?:(?P<base>\d[\d,]{{0,12}}|(?:(?:ten|one|a|hundred){SPACE})?"
    rf"(?:hundred|thousand|million)){SPACE})?(?P<noun>[a-z]{{3,16}})\b"
)
#: A rate of exchange: so much of one currency per unit of another.
_PER_CURRENCY = re.compile(
    rf"(?:{SPACE}per{SPACE}|/{SPACE}?)(?:(?P<code>{CODES})|"
    + "|".join(f"(?P<c{i}>{pattern})" for i, (pattern, _) in enumerate(CURRENCY_NAMES))
    + r")(?![A-Za-z])"
)
_BASES = {
    "hundred": 100,
    "thousand": 1000,
    "ten thousand": 10**4,
    "hundred thousand": 10**5,
    "million": 10**6,
}
_ADVERBS = {
    "annually": "year",
    "yearly": "year",
    "monthly": "month",
    "weekly": "week",
    "daily": "day",
}
_NOUN = re.compile(
    rf"{SPACE}{{1,2}}([a-z][a-z-]{{1,24}}s|people|women|men|children|staff)\b(?!['’])"
)
#: Words in -s after a number that are no noun in the plural.
NO_NOUNS = frozenset(
    word_list(
        "is was has does its this his hers ours theirs yours as us thus plus minus versus "
        "less across perhaps always besides towards afterwards sometimes unless whereas makes "
        "shows gives means comes goes takes says says remains stands lies includes covers "
        "leads follows exceeds equals business process access progress success loss analysis "
        "basis status focus bonus surplus previous various numerous serious continuous famous "
        "census campus virus gas bus class overseas business-as times percents ones others"
    )
)


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit of a number: its code, the kind of mention it makes, a factor to the code's
    unit, and where it ends in the text."""

    code: str
    kind: Kind
    end: int
    factor: Decimal = Decimal(1)


def currency_before(text: str, start: int) -> tuple[str, int] | None:
    """The currency printed right before offset `start`, with where it begins."""
    match = _BEFORE.search(text, max(0, start - 6), start)
    if match is None:
        return None
    printed = match[0].strip()
    return SYMBOLS.get(printed, "CNY" if printed == "RMB" else printed), match.start()


def unit_after(text: str, end: int, in_digits: bool) -> Unit | None:
    """The unit printed right after offset `end`; None where the next word is no unit."""
    unit = _percent_after(text, end) or _currency_after(text, end)
    return unit or _measure_after(text, end, in_digits) or _noun_after(text, end)


def rate_after(text: str, end: int) -> tuple[str, int] | None:
    """The `per …` after a unit: what it is per, and where it ends."""
    if money := _PER_CURRENCY.match(text, end):
        code = money["code"] or CURRENCY_NAMES[int(str(money.lastgroup)[1:])][1]
        return ("CNY" if code == "RMB" else code), money.end()
    match = _PER.match(text, end)
    if match is None:
        return None
    per = match[1] or _ADVERBS.get(match[2] or "") or match["noun"]
    if base := match["base"]:
        words = re.sub(r"\s", " ", base).removeprefix("one ").removeprefix("a ")
        per = f"{_BASES.get(words, base.replace(',', ''))} {per}"
    return ("tonne" if per == "ton" else per), match.end()


def _percent_after(text: str, end: int) -> Unit | None:
    match = _PERCENT.match(text, end)
    if match is None:
        return None
    if match["bp"]:
        return Unit("pp", "pp", match.end(), Decimal("0.01"))
    if match["pp"]:
        return Unit("pp", "pp", match.end())
    code = "permille" if match["permille"] else "percent"
    return Unit(code, "percent", match.end())


def _currency_after(text: str, end: int) -> Unit | None:
    match = _CURRENCY_AFTER.match(text, end)
    if match is None:
        return None
    printed = match[0].strip(" \t\n\u00a0\u202f\u2009-")
    if printed in ("RMB", "元"):
        return Unit("CNY", "amount", match.end())
    if printed in SYMBOLS or printed in CODES.split("|"):
        return Unit(SYMBOLS.get(printed, printed), "amount", match.end())
    for pattern, code in CURRENCY_NAMES:
        if re.fullmatch(pattern, printed):
            return Unit(code, "amount", match.end())
    return None


def _measure_after(text: str, end: int, in_digits: bool) -> Unit | None:
    match = _MEASURE.match(text, end)
    if match is None or match.lastgroup is None:
        return None
    if not in_digits and match[match.lastgroup] in _AFTER_DIGITS_ONLY:
        return None
    code = MEASURES[int(match.lastgroup[1:])][1]
    code, factor = _FACTORS.get(code, (code, Decimal(1)))
    return Unit(code, "amount", match.end(), factor)


def _noun_after(text: str, end: int) -> Unit | None:
    match = _NOUN.match(text, end)
    if match is None or match[1].endswith("ss"):
        return None
    if match[1] in NO_NOUNS and not (match[1] == "times" and _PER.match(text, match.end())):
        return None
    return Unit(f"count:{match[1]}", "count", match.end())
