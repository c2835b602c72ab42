"""Places in an order: ranks (`ranked first`, `15th in the country`) and ordinals."""

import re
from collections.abc import Iterator
from decimal import Decimal

from tieout.numbers.english.numerals import TENS, UNITS
from tieout.numbers.mention import Mention

_IRREGULAR = {
    "first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12,
}  # fmt: skip
ORDINALS: dict[str, int] = {
    **{f"{word}th": value for word, value in UNITS.items() if value},
    **{f"{word[:-1]}ieth": value for word, value in TENS.items()},
    "hundredth": 100,
    "thousandth": 1000,
    "millionth": 10**6,
    "billionth": 10**9,
    **_IRREGULAR,
}
for _wrong in ("oneth", "twoth", "threeth", "fiveth", "eightth", "nineth", "twelveth"):
    ORDINALS.pop(_wrong, None)

_WORDS = "|".join(sorted(ORDINALS, key=len, reverse=True))
_TENS = "|".join(TENS)
#: An ordinal in digits or words: `15th`, `first`, `twenty-first`.
ORDINAL = rf"(?:\d{{1,6}}(?:st|nd|rd|th)|(?:(?:{_TENS})[- ])?(?:{_WORDS}))"
_NUMBER = r"(?:\d{1,6}|" + "|".join([*UNITS, *TENS]) + r")"
_SUPERLATIVE = r"(?:[a-z]{2,12}est|most|best|top)\b"  # third-largest, second most
_WHERE = (
    r"(?: (?:in|among|of|across|amongst) (?:the )?(?:its |all |these |those |similar )?"
    r"(?:country|province|nation|city|world|region|zone|state|county|national|provincial|state-level"
    r"|free|pilot|high-tech|parks?|zones?|[A-Z][a-z]+)"
    r"| (?:nationwide|nationally|worldwide|globally|province-wide|provincewide))"
)
_RANKED = (
    r"(?i:rank(?:s|ed|ing)?|plac(?:es|ed|ing)|came|comes?|coming|finish(?:es|ed)?|st(?:ands|ood))"
)
_TOP_N = r"top (?:\d{1,5}|three|five|ten|twenty)"
_RANKS = (
    rf"{_RANKED}(?: (?:joint|again|the|at|in|as|consistently|steadily|number)){{0,3}}"
    rf" (?P<rank>(?i:{ORDINAL}))\b",
    rf"\b(?P<rank>(?i:{ORDINAL}))"
    rf"(?=(?i:[- ](?:place[ds]?|position|rank(?:ed|ing)?|{_SUPERLATIVE})))",
    rf"\b(?P<rank>(?i:{ORDINAL}))(?={_WHERE}\b)",
    rf"\b(?P<rank>(?i:no\. ?|number ){_NUMBER})(?={_WHERE}\b)",
    r"\b(?P<rank>(?i:no\. ?1|number[- ]one|number 1))(?![\w-])"
    r"(?! [A-Z]| (?:blast|unit|plant|line))",
    rf"(?:{_RANKED}|at|is|the) (?P<rank>(?i:no\. ?|number ){_NUMBER})(?=[,.;:)]|$)",
    rf"{_RANKED}(?: (?:at|in|on|the|of)){{0,2}} (?P<rank>(?i:top))\b(?! \d)",
    r"(?P<rank>(?i:topp(?:ed|ing)|tops|at the top of)) the\b",
    rf"{_RANKED}(?: (?:among|in|within|the)){{0,3}} (?P<rank>{_TOP_N})\b",
)
_RANK_PATTERNS = tuple(re.compile(pattern) for pattern in _RANKS)
#: `1 second`, `45-second` and `one second` are a time.
_ORDINAL_PATTERN = re.compile(
    rf"(?<![\w.,])(?<!\d[ -])(?<!\bone )(?<!\bper )(?P<o>{ORDINAL})(?!\w)(?!-?fold)", re.IGNORECASE
)


def read_ranks(text: str) -> Iterator[Mention]:
    """Places in an order of merit. The span is the number or ordinal alone."""
    for pattern in _RANK_PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span("rank")
            value = ordinal_value(match["rank"])
            yield Mention(
                start, end, text[start:end], "rank", "rank", Decimal(value), step=Decimal(1)
            )


def read_ordinals(text: str) -> Iterator[Mention]:
    """Ordinals that rank nothing: `the third batch`."""
    for match in _ORDINAL_PATTERN.finditer(text):
        value = Decimal(ordinal_value(match["o"]))
        yield Mention(match.start(), match.end(), match[0], "ordinal", "", value, step=Decimal(1))


def ordinal_value(printed: str) -> int:
    """What an ordinal or a numbered place counts: `twenty-first` 21, `No. 3` 3, `top` 1."""
    digits = re.search(r"\d+", printed)
    if digits:
        return int(digits[0])
    words = re.findall(r"[a-z]+", printed.lower())
    value = sum(ORDINALS.get(word, 0) or UNITS.get(word, 0) or TENS.get(word, 0) for word in words)
    return value or 1
