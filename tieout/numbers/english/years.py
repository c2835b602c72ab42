"""When four digits are a year, and when they are a quantity.

`2025` is a year; `2,025`, `2025 tonnes`, `CNY 2025`, `2025%`, `a total of 2025` and `2025
companies` are not. In doubt it is a quantity: a year taken for a number costs its author a
comma, a number taken for a year would go unseen.
"""

import re
from bisect import bisect_right
from operator import itemgetter

from tieout.numbers.english.numerals import word_list

YEAR = re.compile(r"(?:19\d\d|20\d\d|2100)(?!\d)", re.ASCII)

_NAMED = re.compile(r"(?<![\d.,/-])(?:19\d\d|20\d\d|2100)(?!\d)(?!/\d{3}| =)", re.ASCII)
#: What stands right before a number and makes it a quantity or a reference.
_QUANTIFIED = re.compile(
    r"(?:[#$€£¥￥₩₹=≈~<>≥≤×*/\\@_^·+−±&.,:'’–—-]|\w\(|(?<![A-Za-z])(?:"
    r"CNY|RMB|USD|EUR|GBP|JPY|HKD|US\$|total of|sum of|exceed(?:s|ed|ing)?|more than"
    r"|less than|fewer than|at least|at most|nearly|almost|about|approximately|roughly|some"
    r"|exactly|another|these|those|additional|further"
    r"|no|nos|no\.|nos\.|number|numbers|article|articles|page|pages|p\.|pp\.|line|lines|item|row|section"
    r"|room|table|figure|chapter|id|code|version|step|rank|ranks|ranked|times|worth"
    r"|ISO|GB|GB/T|RFC|EN|IEC|DIN|HS|ISSN|ISBN|CN|tel|phone|fax|postcode|zip"
    r")[ \u00a0]?)$",
    re.IGNORECASE,
)
#: What a dash may join to a year: `mid-2025`, `July-2025`.
_JOINED = re.compile(
    r"(?<![A-Za-z])(?:mid|early|late|end|pre|post|year-end|[JFMASOND][a-z]{2,8})-$"
)
_UNITS = (
    r"hundred|thousand|million|billion|trillion|dozen|per|percent|percentage|pct|points?|times|fold"
    r"|yuan|renminbi|RMB|CNY|USD|EUR|dollars?|euros?|pounds?|yen|TEUs?|tonnes?|tons?|t|kg|g|mg"
    r"|km|m|cm|mm|nm|km²|km2|m²|m2|m³|m3|ha|hectares?|acres?|mu|square|sq|cubic|kilomet\w+"
    r"|met(?:re|er)s?|miles?|feet|litres?|liters?|barrels?|kWh|MWh|GWh|TWh|kW|MW|GW|W|V|GB|TB|MB"
    r"|seconds?|minutes?|hours?|days?|weeks?|months?|years?|degrees?|bn|mn|tn|k"
)
_UNIT_AFTER = re.compile(
    rf"(?:[ \u00a0\u202f]?[%％‰℃°€£元]|[,.'’]\d|[ \u00a0\u202f]\d{{3}}(?!\d)|[+×*=]"
    r"|[-–—/]\d"
    rf"|[ \u00a0\u202f-](?:{_UNITS})(?![\w²³])"
    r"|[ \u00a0](?:of (?:them|these|those|the|its|which|whom)|or (?:more|less|fewer|so)"
    r"|and (?:more|above))\b)"
)
_NEXT_WORDS = re.compile(r"[ \u00a0\n]([a-z][a-z'-]*)(?:[ \u00a0\n]([a-z][a-z-]*))?")
#: Plural nouns that a year goes before: `2025 figures` are the figures of that year.
_YEARLY = frozenset(
    word_list(
        "figures exports imports values levels prices results targets statistics sales "
        "revenues totals rates returns goals rules regulations guidelines editions reports "
        "documents news earnings accounts data amendments sources forecasts estimates "
        "elections games standards policies measures plans budgets talks"
    )
)
#: Words in -s that are no plural noun.
_NOT_PLURAL = frozenset(
    word_list(
        "is was has does its this his as us thus plus minus versus less across perhaps always "
        "besides process access progress success loss business analysis basis status census "
        "shows marks brings sees ends begins starts remains stands means gives makes"
    )
)
#: Nouns counted so often that an adjective may stand between: `2025 new companies`.
_COUNTED = frozenset(
    word_list(
        "companies firms enterprises businesses projects people workers staff jobs containers "
        "ships vessels vehicles cars trucks trains flights patents cases visits visitors trips "
        "households homes residents employees students talents experts items products measures "
        "contracts deals orders licences licenses permits applications shops stores sets units "
        "pieces copies parks ports cities counties towns villages countries men women children "
        "samples respondents answers questions pages sentences numbers events meetings sites "
        "farms farmers schools hospitals beds seats boxes lorries buses planes boats berths "
        "cranes machines robots devices factories plants workshops lines routes roads bridges "
        "stations shares bonds loans funds investors clients customers users members partners "
        "suppliers teachers doctors engineers scientists researchers volunteers tourists guests"
    )
)
#: After a preposition a word in -s is a verb as often (`the page of 2026 speaks`): there only
#: what ends like a noun is one, but for these verbs.
_NOUN_ENDING = re.compile(r"(?:ers|ors|ists|ants|ents|ees|ies|ions|ings|ships|ards|ances|ences)$")
_VERBS = frozenset(
    word_list(
        "covers offers considers enters differs refers answers remembers carries applies varies "
        "implies relies mentions presents represents prevents records rewards regards orders "
        "features concerns brings agrees sees"
    )
)
_PREPOSITION = re.compile(
    r"(?<![A-Za-z])(?:of|for|from|since|until|till|during|after|before|by|on|to|than|and|with)"
    r"[ \u00a0\n]$",
    re.IGNORECASE,
)
_BREAKS = frozenset(
    word_list(
        "the a an its their his her our and or but in on at by of to for from with was were "
        "is are has had have when while as than that which who after before until since"
    )
)


def counts_something(text: str, end: int) -> bool:
    """Whether what follows a number that ends at `end` makes it a quantity: a unit, further
    digits, or a noun that is counted."""
    after = text[end : end + 1]
    if after.isalnum() and not _is_chinese_year_mark(after):
        return True
    if _UNIT_AFTER.match(text, end):
        return True
    words = _NEXT_WORDS.match(text, end)
    if words is None:
        return False
    first, second = words[1], words[2] or ""
    if first.rpartition("-")[2] in _COUNTED or (first not in _BREAKS and second in _COUNTED):
        return True
    start = end - 4
    return _is_plural(first, bool(_PREPOSITION.search(text, max(0, start - 9), max(0, start))))


def stands_free(text: str, start: int) -> bool:
    """Whether nothing before the year at `start` makes it a quantity or a reference."""
    before = text[max(0, start - 14) : start]
    if before[-1:].isalnum() and not _is_cjk(before[-1:]):
        return False
    return bool(_JOINED.search(before)) or not _QUANTIFIED.search(before)


def _is_plural(word: str, after_preposition: bool) -> bool:
    if not word.endswith("s") or word.endswith(("ss", "us", "'s")):
        return False
    if word in _NOT_PLURAL or word in _YEARLY:
        return False
    return not after_preposition or (bool(_NOUN_ENDING.search(word)) and word not in _VERBS)


def _is_cjk(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def _is_chinese_year_mark(char: str) -> bool:
    return char == "年"


def named_years(text: str) -> list[tuple[int, str]]:
    """The years that a text names, with where each ends."""
    return [(match.end(), match[0]) for match in _NAMED.finditer(text)]


def year_named_before(named: list[tuple[int, str]], start: int) -> str:
    """The last of the named years before an offset."""
    before = bisect_right(named, start, key=itemgetter(0))
    return named[before - 1][1] if before else ""
