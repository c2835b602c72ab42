"""Units of measure in English, as they are printed, and their codes."""

import re
from decimal import Decimal

from tieout.numbers.english.numerals import SPACE

#: Measures: the pattern as printed, the unit's code (pint reads all of them but `TEU`).
MEASURES = (
    (r"TEUs?|twenty-foot equivalent units?|standard containers?", "TEU"),
    (r"square[ -]kilomet(?:re|er)s?|sq\.? ?km|km²|km2|km\^2", "km2"),
    (r"square[ -]centimet(?:re|er)s?|sq\.? ?cm|cm²|cm2", "cm2"),
    (r"square[ -]millimet(?:re|er)s?|sq\.? ?mm|mm²|mm2", "mm2"),
    (r"square[ -]miles?|sq\.? ?mi(?:les?)?", "square_mile"),
    (r"square[ -]met(?:re|er)s?|sq\.? ?m|sqm|m²|m2|m\^2|㎡", "m2"),
    (r"square[ -](?:feet|foot)|sq\.? ?ft|sqft", "square_foot"),
    (r"cubic[ -]met(?:re|er)s?|cu\.? ?m|m³|m3|m\^3", "m3"),
    (r"cubic[ -]kilomet(?:re|er)s?|km³|km3", "km3"),
    (r"cubic[ -]centimet(?:re|er)s?|cm³|cm3", "cm3"),
    (r"cubic[ -](?:feet|foot)|cu\.? ?ft", "cubic_foot"),
    (r"hectares?|ha", "hectare"),
    (r"acres?", "acre"),
    (r"mu", "mu"),
    (r"deadweight tonnes?|deadweight tons?|DWT|dwt", "dwt"),
    (r"tonnes of (?:standard coal|coal equivalent)", "tonne_coal_equivalent"),
    (r"(?:metric )?ton(?:ne)?s of (?:CO₂|CO2|carbon dioxide)", "tonne_CO2"),
    (r"(?:metric )?(?:tonnes?|tons?)|t", "tonne"),
    (r"MMT|Mt", "Mt"),
    (r"kt", "kt"),
    (r"kilograms?|kilogrammes?|kilos?|kgs?", "kg"),
    (r"milligrams?|milligrammes?|mg", "mg"),
    (r"micrograms?|microgrammes?|mcg|μg|µg|ug", "ug"),
    (r"grams?|grammes?|g", "g"),
    (r"(?:troy )?ounces?|oz", "ounce"),
    (r"lbs?|(?<=-)pound(?! (?:note|coin)s?\b)", "pound"),
    (r"carats?", "carat"),
    (r"km/h|kmh|km/hr|kph|kilomet(?:re|er)s an hour|kilomet(?:re|er)s per hour", "km/hour"),
    (r"mph|miles an hour|miles per hour", "mile/hour"),
    (r"knots?", "knot"),
    (r"kilomet(?:re|er)s?|kms?", "km"),
    (r"centimet(?:re|er)s?|cm", "cm"),
    (r"millimet(?:re|er)s?|mm", "mm"),
    (r"micromet(?:re|er)s?|microns?|μm|µm", "um"),
    (r"nanomet(?:re|er)s?|nm", "nm"),
    (r"nautical miles?", "nautical_mile"),
    (r"light[- ]years?", "light_year"),
    (r"met(?:re|er)s?|m", "m"),
    (r"miles?", "mile"),
    (r"yards?|yds?", "yard"),
    (r"feet|foot|ft", "foot"),
    (r"inch(?:es)?|(?<=\d)in", "inch"),
    (r"bpd|b/d|barrels a day|barrels per day", "barrel/day"),
    (r"barrels?|bbl", "barrel"),
    (r"bushels?", "bushel"),
    (r"bcm", "bcm"),
    (r"bcf", "bcf"),
    (r"FEUs?|feus?", "FEU"),
    (r"MMBtu|mmBtu|mmbtu", "MMBtu"),
    (r"ppm", "ppm"),
    (r"ppb", "ppb"),
    (r"gallons?", "gallon"),
    (r"pints?", "pint"),
    (r"millilit(?:re|er)s?|ml|mL", "ml"),
    (r"lit(?:re|er)s?|l|L", "liter"),
    (r"kilowatt[- ]?hours?|kWh|KWh", "kWh"),
    (r"megawatt[- ]?hours?|MWh", "MWh"),
    (r"gigawatt[- ]?hours?|GWh|GWH", "GWh"),
    (r"terawatt[- ]?hours?|TWh", "TWh"),
    (r"kilowatts?|kW|KW", "kW"),
    (r"megawatts?|MW", "MW"),
    (r"gigawatts?|GW", "GW"),
    (r"terawatts?|TW", "TW"),
    (r"watts?|W", "W"),
    (r"horsepower|b?hp", "hp"),
    (r"kilojoules?|kJ", "kJ"),
    (r"kilocalories?|kcal", "kcal"),
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
    (r"kilohertz|kHz", "kHz"),
    (r"decibels?|dB", "dB"),
    (r"kilopascals?|kPa", "kPa"),
    (r"(?:degrees? )?Celsius|degrees? (?:C|centigrade)|° ?C|℃", "degC"),
    (r"(?:degrees? )?Fahrenheit|degrees? F|° ?F|℉", "degF"),
    (r"degrees?(?! (?:of (?:freedom|separation)|in|from)\b)|°", "degree"),
    (r"terabytes?|TB", "TB"),
    (r"gigabytes?|GB", "GB"),
    (r"megabytes?|MB", "MB"),
    (r"petabytes?|PB", "PB"),
    (r"kilobytes?|KB", "KB"),
    (r"milliseconds?|ms", "ms"),
    (r"seconds?|secs?|s", "second"),
    (r"minutes?|mins?", "minute"),
    (r"hours?|hrs?|h", "hour"),
    (r"working days?|workdays?|business days?", "workday"),
    (r"(?:calendar |natural )?days?", "day"),
    (r"weeks?", "week"),
    (r"fortnights?", "fortnight"),
    (r"months?", "month"),
    (r"years?", "year"),
    (r"decades?", "decade"),
)
#: Short symbols that are also words or suffixes: read after digits alone.
_AFTER_DIGITS_ONLY = frozenset(
    {"t", "ha", "g", "m", "l", "L", "W", "V", "s", "h", "mu", "ms", "TB", "GB", "in", "oz", "hp"}
)
#: What is told in another unit: a decade is ten years.
_FACTORS = {
    "decade": ("year", Decimal(10)),
    "fortnight": ("week", Decimal(2)),
    "kt": ("tonne", Decimal(10**3)),
    "Mt": ("tonne", Decimal(10**6)),
    "bcm": ("m3", Decimal(10**9)),
    "bcf": ("cubic_foot", Decimal(10**9)),
}
#: Symbols that digits are glued to, `40ft`: no letters of a name.
GLUED_SYMBOLS = (
    "k|m|mn|mln|bn|bln|tn|trn|km|kms|kg|kgs|g|t|h|s|mm|cm|nm|kW|KW|kWh|KWh|MW|MWh|GW|GWh|GWH|TW|TWh|V|W|kV"
    "|L|l|ml|mL|ha|hp|bhp|st|nd|rd|th|TB|GB|MB|KB|PB|mg|mcg|ug|ms|min|mins|hrs?|mAh|GHz|MHz|kHz|Hz|x|X|pp"
    "|ppt|ppts|pps|pc|pct|bps?|km2|m2|m3|cm2|mm2|TEUs?|ft|in|lbs?|oz|mph|kph|kmh|bpd|sqm|sqft|p|dB|yd|yds"
    "|Gbps|Mbps|cr|am|pm|dwt|DWT|bcm|bcf|kt|Mt|ppm|ppb"
)

_MEASURE = re.compile(
    rf"(?:{SPACE}{{1,2}}|-)?(?:"
    + "|".join(f"(?P<u{i}>{pattern})" for i, (pattern, _) in enumerate(MEASURES))
    + r")(?![A-Za-z²³])"
)
#: A unit as it stands after `per` or a slash: one, by its name or symbol.
_PER_ONE = re.compile(
    "(?:"
    + "|".join(f"(?P<u{i}>{pattern})" for i, (pattern, _) in enumerate(MEASURES))
    + r")(?![A-Za-z²³])"
)
_HEAT = re.compile(
    r"temperature|degree|heat|warm|cold|hot\b|cool|thermometer|mercury|oven|celsius|°"
    r"|\b(?:at|to) -?\d{1,3}$"
    r"|\b(?:high|low)s? of",
    re.IGNORECASE,
)
_GLUED_HEAT = re.compile(r"(?<=\d)(?:C|F)(?!\w)")
_DECIMAL_HEAT = re.compile(r"(?<=\.\d)(?:C|F)(?!\w)")
_WEIGHED = re.compile(r"weigh|heav|lift|carr(?:y|ies|ied)|\bcatch|caught|load", re.IGNORECASE)
_POUNDS = re.compile(rf"{SPACE}{{1,2}}(pound|stone)s?(?![A-Za-z])(?! sterling)")
_POUNDS_OF = re.compile(r" (?:heavier|lighter|in weight|of (?:body|force|thrust|pressure))\b")
_LOOKS_BACK = 60


def measure_after(text: str, end: int, in_digits: bool) -> tuple[str, int, Decimal] | None:
    """The measure printed right after offset `end`, where a number ends: its code, where it
    ends, and the factor of the number."""
    if heat := _heat_after(text, end):
        return (*heat, Decimal(1))
    match = _MEASURE.match(text, end)
    if match is None or match.lastgroup is None:
        return None
    if not in_digits and match[match.lastgroup] in _AFTER_DIGITS_ONLY:
        return None
    code = MEASURES[int(match.lastgroup[1:])][1]
    code, factor = _FACTORS.get(code, (code, Decimal(1)))
    return code, match.end(), factor


def measure_at(text: str, start: int) -> tuple[str, int] | None:
    """The measure whose name or symbol begins at `start`: its code and where it ends."""
    match = _PER_ONE.match(text, start)
    if match is None or match.lastgroup is None:
        return None
    return MEASURES[int(match.lastgroup[1:])][1], match.end()


def _heat_after(text: str, end: int) -> tuple[str, int] | None:
    """`46.6C`: a letter after digits is a degree in talk of heat."""
    match = _GLUED_HEAT.match(text, end)
    if match is None:
        return None
    if not (_DECIMAL_HEAT.match(text, end) or _HEAT.search(text, max(0, end - _LOOKS_BACK), end)):
        return None
    return f"deg{match[0]}", match.end()


def weight_after(text: str, end: int) -> tuple[str, int] | None:
    """Pounds are money, and stone is a stuff, but where something is weighed."""
    match = _POUNDS.match(text, end)
    if match is None:
        return None
    is_weight = _WEIGHED.search(text, max(0, end - _LOOKS_BACK), end)
    if is_weight or _POUNDS_OF.match(text, match.end()):
        return match[1], match.end()
    return None
