"""Whether what an author waives is what the reason says: a form for each, and no quantity.

Forms alone would let `[656000]{.waived why="ordinal"} boxes` pass, so a waived text is read
where it stands as well: what the recognisers take for money, a percentage or a measure there,
or for a number of things that are counted, states a number.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator

from tieout.gate.lines import HOLE
from tieout.numbers.chinese import read_chinese
from tieout.numbers.english import read_english
from tieout.numbers.english.orders import ORDINAL
from tieout.numbers.mention import Mention
from tieout.numbers.visible import visible_numerals
from tieout.numbers.visible.roman import roman_spans

#: How long a name, a set phrase or an example may be, in characters.
LONGEST = 60
#: How far the words reach that make a quantity of a waived text.
_REACH = 60
_LARGE = 1000
#: A number that recognisers read, in the place of one that they do not.
_STAND_IN = "17"
_CHINESE = re.compile("[\u3400-\u9fff]")
_MEASURED = {"amount", "percent", "pp"}
_RELATIVE = {"ratio", "multiple", "share", "rank"}
#: Reasons whose numbers never count things, whatever stands behind them.
_COUNTS_NOTHING = {"year", "period", "ordinal", "version", "identifier", "address"}
_OF_TIME = {"year", "period"}
#: Reasons whose texts are whole: no number of what is named behind them.
_PHRASES = {"name", "idiom"}
#: Digits with a scale behind them are an amount and no part of a name.
_SCALED = re.compile(
    r"\d\s?-?(?:hundred|thousand|million|billion|trillion|bn|[百千万亿])|\d,\d{3}|[%％‰]",
    re.IGNORECASE,
)
_JOINERS = re.compile(
    r"[\s,.;:()（）“”–—/-]|\b(?:and|to|of|the|in|early|mid|late|end|circa|ca?)\b|[年月日至到、和期间]"
)
#: Dates that need a waiver: eras, decades, centuries, years before 1900, times of the day.
_DATE = re.compile(
    r"\bAD ?\d{1,4}\b|\b\d{1,4} ?(?:BCE?|CE|AD)\b"
    r"|(?:\b(?:1\d{3}|20\d\d)|[’']\d\d)(?:s\b|(?!\w))"
    r"|\bFY ?\d{2,4}\b|\b\d{1,2}[:.]\d\d(?: ?[ap]\.?m\b\.?)?"
    r"|(?:[一二三四五六七八九十]{1,3}|\d{1,2})世纪(?:[一二三四五六七八九]十年代)?"
    r"|[〇一二三四五六七八九]{4}年"
)
_PERIOD = re.compile(
    r"\b(?:first|second|third|fourth|fifth|last|\d{1,2}(?:st|nd|rd|th)|[\w-]+th) (?:half|quarter"
    r"|trimester|semester|term|week|month|decade|century|(?:five|ten)-year plan(?: period)?)\b"
    r"|\b[HQ][1-4]\b|\b(?:week|quarter|month) \d{1,2}\b|“?十[一二三四五六七八九]五”?(?:时期|规划)?"
    r"|[上下]半年|[一二三四]季度|[前][一二三四]季度",
    re.IGNORECASE,
)
_SMALL = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    "|sixteen|seventeen|eighteen|nineteen|twenty"
)
_CARDINAL = re.compile(rf"\d+|{_SMALL}", re.IGNORECASE)
_ORDINAL = re.compile(
    rf"(?:[A-Za-z]+ )?(?:{ORDINAL}|\d{{1,3}}(?:\.\d{{1,2}}){{0,3}}|[A-Z]\d{{0,2}}|[IVXivx]{{1,6}}"
    rf"|{_SMALL})[.):]?|[（(](?:\d{{1,2}}|[a-z]|[ivx]{{1,4}}|[一二三四五六七八九十]{{1,3}})[）)]"
    r"|[①-⑳⑴-⒇Ⅰ-ⅿ]|第[\d一二三四五六七八九十百]{1,4}\w{0,2}|其[一二三四五六七八九十]",
    re.IGNORECASE,
)
_VERSION = re.compile(
    r"(?:(?:[Vv]ersion|[Rr]elease|[A-Z][\w.+#-]*)(?: [A-Z][\w+#-]*)? v?|v|[a-z]+-)\d{1,4}"
    r"(?:\.\d{1,5}){0,4}[\w.-]{0,8}|\d{1,4}(?:\.\d{1,5}){1,4}(?:[a-z]+\d*)?"
)
_NUMBERED = re.compile(r"[^\W\d_]|号|第|\b0\d|\d[-–/]\d|[#№]\d")
_HOST = re.compile(r"(?=.*[^\W\d_])[\w.:/?#@=&+~-]+|\d+(?:\.\d+){3}(?::\d+)?|:\d{2,5}")
_PLAIN = re.compile(r"[\w\s.,:;/#№&+()（）〔〕\[\]“”'’–—-]+")
_JOINED = re.compile(r"[^\W\d_]\d|\d[^\W\d_]")
_WORD = re.compile(r"[A-Za-z\d’'-]+")


def misfit(why: str, text: str, before: str, behind: str) -> str:
    """What is wrong with a waived text, empty if nothing is. `why` is an author's reason;
    `before` and `behind` is the rest of the line."""
    if HOLE in text:
        return "a number in it is tied"
    if not visible_numerals(text):
        return "it holds no number"
    fits, form = _FORMS[why]
    if len(text) > LONGEST:
        return f"it is longer than {LONGEST} characters"
    if not fits(text.strip()):
        return f"it is not {form}"
    plain = _in_digits(text)
    problem = _quantity(why, plain, before[-_REACH:], behind[:_REACH])
    return problem if plain == text else problem.replace(_STAND_IN, text.strip())


def _in_digits(text: str) -> str:
    """A text that is wholly a Roman numeral or a sign such as ⑫, which the recognisers do not
    read, as a number that they do; any other as it is."""
    bare = text.strip()
    is_sign = all(unicodedata.category(it) in ("No", "Nl") for it in bare)
    is_roman = next(roman_spans(bare), None) == (0, len(bare))
    return text.replace(bare, _STAND_IN) if bare and (is_sign or is_roman) else text


def _quantity(why: str, text: str, before: str, behind: str) -> str:
    """What of the text is a quantity, read by itself and where it stands."""
    start, end = len(before), len(before) + len(text)
    among = _read(before + text + behind)
    here = [it for it in among if it.start < end and start < it.end]
    if why in _OF_TIME:  # 1870s by itself are no seconds
        here = [it for it in here if it.start < start or end < it.end]
    alone = [] if why in _OF_TIME else _read(text)
    if why == "name" and not _JOINED.search(text):
        alone += _read(text.lower())  # Five Kilometres
    longer = [it for it in here if it.start <= start and end < it.end]  # seven, of seven boats
    if why == "ordinal" and _CARDINAL.fullmatch(text.strip()) and re.match(r"\s+of\b", behind):
        return f"“{text} of” states a part"
    for mention in [*here, *alone]:
        states = mention.kind in _MEASURED or mention.unit == "percent"
        states |= mention.kind in _RELATIVE and why != "name"
        is_counted = why in _COUNTS_NOTHING or (why in _PHRASES and mention in longer)
        states |= is_counted and bool(mention.unit) and mention.kind == "count"
        if states:
            return f"“{mention.text}” states a quantity"
    for mention in alone:
        if mention.bound != "exact" and why in _COUNTS_NOTHING:
            return f"“{text}” puts a bound on a number"
        whole = mention.kind == "count" and mention.unit and mention.text == text.strip()
        if whole and why == "name" and _CHINESE.search(text):
            return f"“{text}” counts something"
        if why in ("idiom", "example") and (mention.value or 0) >= _LARGE:
            return f"“{mention.text}” is too large for it"
    return ""


def _read(text: str) -> list[Mention]:
    mentions = read_english(text)
    return mentions + read_chinese(text) if _CHINESE.search(text) else mentions


def _is_dates(text: str, *others: re.Pattern[str]) -> bool:
    """Whether a text is wholly dates and the words that join them."""
    for pattern in (*others, _DATE):
        text = pattern.sub(" ", text)
    rest = list(text)
    for seen in visible_numerals(text):
        if seen.kind == "date":
            rest[seen.start : seen.end] = " " * (seen.end - seen.start)
    return not _JOINERS.sub("", "".join(rest))


def _is_year(text: str) -> bool:
    return _is_dates(text)


def _is_period(text: str) -> bool:
    return _is_dates(text, _PERIOD)


def _is_name(text: str) -> bool:
    """Letters in upper case or joined with digits, and no word of prose among them."""
    if _SCALED.search(text):
        return False
    if _CHINESE.search(text):
        return not re.search(r"\d\s?[\u3400-\u9fff]", text)
    words = list(_prose(text))
    return not words and bool(_JOINED.search(text) or re.search(r"[A-Z]", text))


def _prose(text: str) -> Iterator[str]:
    """The Latin words of a text in lower case, but for the short ones that join a name."""
    for match in _WORD.finditer(text):
        word = match[0]
        if len(word) > 3 and word.islower() and not re.search(r"\d", word):
            yield word


def _is_identifier(text: str) -> bool:
    is_plain = _PLAIN.fullmatch(text) and not _SCALED.search(text)
    return bool(is_plain and _NUMBERED.search(text)) and not any(_prose(text))


def _is_address(text: str) -> bool:
    return bool(_HOST.fullmatch(text)) or _is_identifier(text)


def _is_idiom(text: str) -> bool:
    return not re.search(r"\d", text) and not _SCALED.search(text)


def _is_example(text: str) -> bool:
    return not _SCALED.search(text)


def _matches(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: pattern.fullmatch(text) is not None


#: For each reason the form that its texts have, and what it is called.
_FORMS: dict[str, tuple[Callable[[str], bool], str]] = {
    "year": (_is_year, "a year or another date of the calendar"),
    "period": (_is_period, "a span of time that a calendar names"),
    "name": (_is_name, "a name, such as 5G or the Five-Step Method"),
    "identifier": (_is_identifier, "the number of a document, a model or a rule, such as No. 17"),
    "ordinal": (_matches(_ORDINAL), "a place in the text's own order, such as Step 3"),
    "example": (_is_example, "a small plain number"),
    "idiom": (_is_idiom, "a set phrase in words"),
    "version": (_matches(_VERSION), "a version, such as 3.11"),
    "address": (_is_address, "a part of an address"),
}
