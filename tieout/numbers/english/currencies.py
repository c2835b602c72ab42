"""Money in English: the signs, codes and names of currencies, and their hundredth parts."""

import re
from decimal import Decimal
from typing import NamedTuple

from tieout.numbers.english.numerals import SPACE

#: Currency symbols and what they stand for. ¥ is taken for yuan unless it says otherwise.
SYMBOLS = {
    "US$": "USD", "HK$": "HKD", "NT$": "TWD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD",
    "S$": "SGD", "NZ$": "NZD", "R$": "BRL", "Mex$": "MXN", "CN¥": "CNY", "RMB¥": "CNY",
    "JP¥": "JPY", "$": "USD", "€": "EUR", "£": "GBP", "¥": "CNY", "￥": "CNY", "₩": "KRW",
    "₹": "INR", "₽": "RUB", "₦": "NGN", "₫": "VND", "฿": "THB", "₱": "PHP", "₪": "ILS", "₺": "TRY",
    "₴": "UAH", "₸": "KZT", "₡": "CRC", "₵": "GHS",
}  # fmt: skip
#: Letters that stand before a sum as a symbol does, and are no code.
_LETTERS = {
    "Rs.": "INR", "Rs": "INR", "RM": "MYR", "Bt": "THB", "Rmb": "CNY", "rmb": "CNY", "SFr": "CHF",
    "SKr": "SEK", "NKr": "NOK", "DKr": "DKK", "Rp": "IDR",
}  # fmt: skip
CODES = (
    "CNY|RMB|USD|EUR|GBP|JPY|HKD|MOP|TWD|KRW|INR|AUD|CAD|CHF|SGD|VND|THB|MYR|IDR|RUB|BRL|ZAR"
    "|NGN|KES|EGP|ETB|GHS|TZS|AED|SAR|SEK|NOK|DKK|PLN|TRY|MXN|NZD|PHP|ILS|CZK|HUF|CLP|COP|ARS"
    "|QAR|KWD|PKR|BDT|LKR|UAH|KZT"
)
#: Names of currencies, longest first where one begins another.
CURRENCY_NAMES = (
    (r"yuan(?: renminbi)?|renminbi", "CNY"),
    (r"(?:Hong Kong|HK) dollars?", "HKD"),
    (r"Australian dollars?", "AUD"),
    (r"Canadian dollars?", "CAD"),
    (r"Singapore dollars?", "SGD"),
    (r"New Zealand dollars?", "NZD"),
    (r"(?:New )?Taiwan dollars?", "TWD"),
    (r"(?:US |U\.S\. |American )?dollars?", "USD"),
    (r"euros?", "EUR"),
    (r"pounds sterling|(?:British )?pounds", "GBP"),
    (r"(?:Japanese )?yen", "JPY"),
    (r"(?:South )?Korean won", "KRW"),
    (r"Pakistani rupees?", "PKR"),
    (r"Sri Lankan rupees?", "LKR"),
    (r"(?:Indian )?rupees?", "INR"),
    (r"(?:Russian )?roubles?|rubles?", "RUB"),
    (r"(?:Swiss )?francs?", "CHF"),
    (r"Danish (?:kroner|kronor|krone)", "DKK"),
    (r"(?:Norwegian )?(?:kroner|krone)", "NOK"),
    (r"(?:Swedish )?(?:kronor|krona)", "SEK"),
    (r"rand", "ZAR"),
    (r"naira", "NGN"),
    (r"(?:Kenyan )?shillings?", "KES"),
    (r"(?:Thai )?baht", "THB"),
    (r"(?:Malaysian )?ringgit", "MYR"),
    (r"(?:Indonesian )?rupiah", "IDR"),
    (r"(?:Vietnamese )?dong", "VND"),
    (r"Philippine pesos?", "PHP"),
    (r"Argentine pesos?", "ARS"),
    (r"Chilean pesos?", "CLP"),
    (r"Colombian pesos?", "COP"),
    (r"(?:Mexican )?pesos?", "MXN"),
    (r"(?:Brazilian )?reais", "BRL"),
    (r"(?:Emirati )?dirhams?", "AED"),
    (r"(?:Saudi )?riyals?", "SAR"),
    (r"(?:Polish )?zlotys?", "PLN"),
    (r"(?:Hungarian )?forints?", "HUF"),
    (r"(?:Czech )?koruna", "CZK"),
    (r"(?:Israeli )?shekels?", "ILS"),
    (r"(?:Turkish )?liras?", "TRY"),
    (r"(?:Ukrainian )?hryvnias?", "UAH"),
)
#: Hundredth parts: cents are of the dollar where no other currency is named.
_HUNDREDTHS = (
    (r"pence|penny", "GBP"),
    (r"euro cents?", "EUR"),
    (r"(?:US |U\.S\. )?cents?", "USD"),
    (r"paise", "INR"),
)
_NAMES = "|".join(f"(?:{pattern})" for pattern, _ in CURRENCY_NAMES)
#: Codes and letters that stand before a sum, as a pattern.
PREFIXES = rf"{'|'.join(map(re.escape, _LETTERS))}|{CODES}"
_BEFORE = re.compile(
    rf"(?:{'|'.join(map(re.escape, SYMBOLS))}"
    rf"|(?<![A-Za-z])(?:{PREFIXES}))(?:{SPACE}?)$"
)
_AFTER = re.compile(
    rf"(?:{SPACE}{{1,2}}|-)?(?:(?P<part>{'|'.join(pattern for pattern, _ in _HUNDREDTHS)})"
    rf"|(?P<code>{CODES})|(?P<name>{_NAMES}))(?![A-Za-z])|[€£元¢]"
)
#: `324p` is pence; 1080p and the like are pictures, which `names` takes.
_GLUED_PENCE = re.compile(r"(?<=\d)p(?!\w)")
#: `won` is a verb as well, and a 14-pound baby weighs: money in thousands alone.
_LARGE = re.compile(rf"(?:{SPACE}{{1,2}}|-)(?:(?P<KRW>won)|(?P<GBP>pound))(?![A-Za-z])")
_HUNDREDTH = Decimal("0.01")


class Money(NamedTuple):
    """A currency that follows a number: its code, where it ends, and the number's factor."""

    code: str
    end: int
    factor: Decimal = Decimal(1)


def currency_before(text: str, start: int) -> tuple[str, int] | None:
    """The currency printed right before offset `start`, with where it begins."""
    match = _BEFORE.search(text, max(0, start - 6), start)
    if match is None:
        return None
    printed = match[0].strip()
    return _LETTERS.get(printed) or SYMBOLS.get(printed) or _of_code(printed), match.start()


def currency_after(text: str, end: int, value: Decimal = Decimal(0)) -> Money | None:
    """The currency printed right after offset `end`, where a number of that value ends."""
    match = _AFTER.match(text, end)
    if match is None:
        return _rare_after(text, end, value)
    if match["code"]:
        return Money(_of_code(match["code"]), match.end())
    if match["name"]:
        return Money(currency_named(match["name"]), match.end())
    if match["part"]:
        return Money(_named(match["part"], _HUNDREDTHS), match.end(), _HUNDREDTH)
    if match[0] == "¢":
        return Money("USD", match.end(), _HUNDREDTH)
    return Money(SYMBOLS.get(match[0], "CNY"), match.end())


def currency_named(printed: str) -> str:
    """The code of a currency by its name or code in print."""
    return _named(printed, CURRENCY_NAMES) or _of_code(printed)


def _rare_after(text: str, end: int, value: Decimal) -> Money | None:
    if match := _GLUED_PENCE.match(text, end):
        return Money("GBP", match.end(), _HUNDREDTH)
    if value >= 1000 and (match := _LARGE.match(text, end)):
        return Money(str(match.lastgroup), match.end())
    return None


def _named(printed: str, names: tuple[tuple[str, str], ...]) -> str:
    return next((code for pattern, code in names if re.fullmatch(pattern, printed)), "")


def _of_code(printed: str) -> str:
    return "CNY" if printed == "RMB" else printed
