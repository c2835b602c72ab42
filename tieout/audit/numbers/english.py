"""English number words: `two hundred and fifty`, `fifteenth`, `a third`, `doubled`."""

import re
from decimal import Decimal
from typing import Final

from tieout.audit.numbers.numeral import Flavour, Numeral

_ONES_NAMES: Final = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
fifteen sixteen seventeen eighteen nineteen
"""
_TENS_NAMES: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
_ONES: Final = {word: number for number, word in enumerate(_ONES_NAMES.split())}
_TENS: Final = {word: 10 * number for number, word in enumerate(_TENS_NAMES.split(), start=2)}
SCALES: Final = {
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
#: Words that a hyphen may follow (`two-thirds`) and that begin few others, as `ten` does.
BEFORE_HYPHENS: Final = (*(word for word in _ONES if word != "ten"), *_TENS, *SCALES)
_ORDINALS: Final = {
    "first": "one", "second": "two", "third": "three", "fifth": "five", "eighth": "eight",
    "ninth": "nine", "twelfth": "twelve",
    **{f"{word}th": word for word in [*_ONES, *SCALES] if word not in
       ("zero", "one", "two", "three", "five", "eight", "nine", "twelve")},
    **{f"{word[:-1]}ieth": word for word in _TENS},
}  # fmt: skip
_DENOMINATORS: Final = {
    "half": 2, "halves": 2, "quarter": 4, "quarters": 4,
    **{word + ending: value for word, value in {
        "third": 3, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
        "twentieth": 20, "hundredth": 100, "thousandth": 1000}.items() for ending in ("", "s")},
}  # fmt: skip
_MULTIPLES: Final = {
    "twice": 2, "thrice": 3,
    **{stem + ending: value for stem, value in {"doubl": 2, "tripl": 3, "trebl": 3,
        "quadrupl": 4, "quintupl": 5}.items() for ending in ("e", "ed", "es", "ing")},
}  # fmt: skip
_HALVINGS: Final = ("halve", "halved", "halving")
_VAGUE: Final = ("tens", "dozens", "hundreds", "thousands", "millions", "billions", "trillions")

_WORDS: Final = {
    *_ONES, *_TENS, *SCALES, *_ORDINALS, *_DENOMINATORS, *_MULTIPLES, *_HALVINGS, *_VAGUE,
    "dozen",
}  # fmt: skip
_ALTERNATIVES: Final = "|".join(sorted(_WORDS, key=len, reverse=True))
_FOLD: Final = "|".join(sorted([*_ONES, *_TENS, *SCALES], key=len, reverse=True))
_CHAIN: Final = re.compile(
    rf"(?<![A-Za-z])(?:(?P<article>an?)\s+)?(?:(?P<fold>{_FOLD})-?fold|"
    rf"(?P<chain>(?:{_ALTERNATIVES})(?:(?:\s*-\s*|\s+(?:and\s+)?)(?:{_ALTERNATIVES}))*))"
    r"(?![A-Za-z])",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[A-Za-z]+")
_ONE: Final = Decimal(1)
_Reading = tuple[Decimal | None, Decimal, Flavour]
#: Words that number nothing where they stand so.
_PRONOUN_BEFORE: Final = re.compile(
    r"\b(?:no|any|some|every|each|this|that|the|which|another|such an?"
    r"|first|second|third|last|next|other)[ -]$",
    re.IGNORECASE,
)
_PRONOUN_AFTER: Final = re.compile(
    r"\s+(?:another|of|by one|or (?:the )?other)\b|[ -](?:stop|sided|off|click|way|size)\b"
    r"|['’]s\b",
    re.IGNORECASE,
)
_COUNTED_SCALE: Final = re.compile(r"\b(?:an?|several|few|many|some)\s+$", re.IGNORECASE)
_MOMENT_BEFORE: Final = re.compile(r"\b(?:per|every|each)\s+$", re.IGNORECASE)
_NAMED_QUARTER: Final = re.compile(r"^quarters?$", re.IGNORECASE)


def find_words(text: str) -> list[Numeral]:
    """The English number words of a text, longest readings first, in order. `one of`, `no
    one`, `per second`, `the last quarter` hold none."""
    found: list[Numeral] = []
    for match in _CHAIN.finditer(text):
        if match["fold"]:
            word = match["fold"].lower()
            value = _ONES.get(word) or _TENS.get(word) or SCALES.get(word) or 0
            found.append(
                _numeral(match.start("fold"), match.end(), (Decimal(value), _ONE, "times"))
            )
            continue
        start, end = match.span("chain")
        whole = _read(text[start:end], article=bool(match["article"]))
        if whole is not None:
            found.append(_numeral(start, end, whole))
            continue
        for word_match in _WORD.finditer(text, start, end):
            single = _read(word_match[0], article=False)
            if single is not None:
                found.append(_numeral(*word_match.span(), single))
    return [word for word in found if _counts(text, word)]


def _numeral(start: int, end: int, said: _Reading) -> Numeral:
    value, step, flavour = said
    return Numeral(start, end, value, step, step, flavour, scale=max(step, _ONE))


def _counts(text: str, word: Numeral) -> bool:
    said = text[word.start : word.end].lower()
    if said == "one":
        before, after = text[: word.start], text[word.end :]
        return not (_PRONOUN_BEFORE.search(before[-12:]) or _PRONOUN_AFTER.match(after))
    if said in SCALES:  # `CNY million` at the head of a column is a unit
        return bool(_COUNTED_SCALE.search(text[: word.start]))
    if said == "second":
        return not _MOMENT_BEFORE.search(text[: word.start])
    return True


def _read(chain: str, *, article: bool) -> _Reading | None:
    """The value, step and flavour of a chain of number words, `None` when they make none."""
    words = [word.lower() for word in _WORD.findall(chain)]
    *front, last = words
    if not front:
        if last in _VAGUE:
            return None, _ONE, "plain"
        if last in _MULTIPLES:
            return Decimal(_MULTIPLES[last]), _ONE, "times"
        if last in _HALVINGS:
            return Decimal("0.5"), Decimal("0.1"), "times"
        if last in ("half", "halves"):
            return Decimal("0.5"), Decimal("0.1"), "fraction"
        if last in _DENOMINATORS and article:
            return _ONE / _DENOMINATORS[last], Decimal("0.01"), "fraction"
        if _NAMED_QUARTER.match(last):
            return None if not article else (Decimal("0.25"), Decimal("0.01"), "fraction")
        if last in _DENOMINATORS and last.endswith("s"):
            return None, _ONE, "fraction"
    count = _cardinal(front) if front else None
    if count is not None and last in _DENOMINATORS and (count == 1 or last.endswith("s")):
        return Decimal(count) / _DENOMINATORS[last], Decimal("0.01"), "fraction"
    if last == "dozen":
        dozens = count if front else 1
        return None if dozens is None else (Decimal(12 * dozens), _ONE, "plain")
    if last in _ORDINALS:
        place = _cardinal([*front, _ORDINALS[last]])
        return None if place is None else (Decimal(place), _ONE, "rank")
    number = _cardinal(words)
    if number is None:
        return None
    return Decimal(number), Decimal(SCALES.get(last, 1)), "plain"


def _cardinal(words: list[str]) -> int | None:
    """`two hundred and fifty thousand` as 250000; `None` for words that make no number."""
    total = current = 0
    largest = 10**15
    previous = ""
    for word in words:
        if word == "and":
            if previous not in SCALES:
                return None
        elif word in _ONES:
            fits = current % 100 == 0 or (current % 100 >= 20 and current % 10 == 0)
            if not fits or (current % 100 and _ONES[word] > 9) or (word == "zero" and previous):
                return None
            current += _ONES[word]
        elif word in _TENS:
            if current % 100:
                return None
            current += _TENS[word]
        elif word == "hundred":
            if current > 99:
                return None
            current = max(current, 1) * 100
        elif word in SCALES:
            if SCALES[word] >= largest:
                return None
            largest = SCALES[word]
            total += max(current, 1) * largest
            current = 0
        else:
            return None
        previous = word
    return total + current if words else None
