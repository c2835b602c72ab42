"""English words that are numbers."""

import re
from collections.abc import Iterator

from tieout.numbers.english.names import IDIOMS
from tieout.numbers.english.numerals import TENS, UNITS, word_list
from tieout.numbers.english.orders import ORDINALS

_CARDINALS = [*UNITS, *TENS]
#: The large numbers: million, billion, quintillion, and a zillion.
_ILLIONS = (
    r"(?:m|b|tr|qu(?:adr|int)|sext|sept|oct|non|(?:un|duo|tre)?dec|vigint|cent|z|gaz|baj)illion"
)
_SCALES = rf"(?:hundred|thousand|{_ILLIONS}|dozen)s?"
_FRACTIONS = "|".join(
    f"{word}s"
    for word in ORDINALS
    if word not in ("first", "second")  # seconds are a unit of time
)
_WORD = (
    rf"(?:{_SCALES}|{'|'.join(sorted([*_CARDINALS, *ORDINALS], key=len, reverse=True))}"
    rf"|{_FRACTIONS}|half|halves)"
)
_GLUE = r"(?:[ \u00a0\n]{1,3}|-)(?:(?<=hundred )and |(?<=thousand )and |(?<=million )and )?"
#: Number words run together: twentyone, onehundredandtwo.
_JOINED = "|".join([_ILLIONS, *sorted([*_CARDINALS, "hundred", "thousand"], key=len, reverse=True)])
#: What makes another word of a cardinal: fourscore, sixpence, twentysomething.
_ENDINGS = "score|some(?:thing)?|pence|ish"
_NO_QUARTER_OF_A_YEAR = r"(?! of (?:the (?:fiscal )?year|\d{4}))"
#: Number words joined by spaces or hyphens: `twenty-five`, `two hundred and six`,
#: `four-fifths`, `three quarters`.
_RUN = re.compile(
    rf"{_WORD}(?:{_GLUE}{_WORD})*(?:[ -]quarters?{_NO_QUARTER_OF_A_YEAR})?(?![A-Za-z])",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"(?:twice|thrice|once(?= (?:an?|every|per|each)\b)"
    r"|doubl(?:e|es|ed|ing)|tripl(?:e|es|ed|ing)|trebl(?:e|es|ed|ing)"
    r"|(?:quadr|quint|sext|sept|oct|non|dec)upl(?:e|es|ed|ing)|halv(?:e|es|ed|ing)"
    rf"|(?:{'|'.join(_CARDINALS)}|hundred|thousand|million)-?fold"
    rf"|(?:(?<=\ba )|(?<=\bA )|(?<=\ba-)|(?<=\d )|(?<=\d-))quarters?{_NO_QUARTER_OF_A_YEAR}"
    r"|quarters?(?= of (?:an?|the(?! year)|all|its|their|this|these|those|that)\b)"
    r"|(?:tens|scores)(?= of\b)|(?<=\ba )(?:score|gross)(?= of\b)|(?:couple|pair)(?= of\b)"
    rf"|(?:{'|'.join(_CARDINALS)})(?:{_ENDINGS})|(?<=\ba )brace(?= of\b)"
    r"|(?:duo|trio|qu(?:art|int)et|sextet|septet|octet|nonet)s?|zeroth|googols?"
    r"|(?:tri|quadru|quintu|sextu|septu|octu)plets?"
    r"|lakhs?|crores?|decades?|fortnights?|centuries|(?<=\ba )century|nil|nought"
    r"|(?<=\ba )millennium|millennia"
    r"|(?:bi|ter|tri|quater|quin|sesqui|semi)?cente(?:nar(?:y|ies)|nnials?)"
    rf"|(?:{_JOINED})(?:(?:and)?(?:{_JOINED}))*(?:and)?(?:(?:{_JOINED})s?|{'|'.join(ORDINALS)})"
    r"|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties"
    r")(?![A-Za-z])",
    re.IGNORECASE,
)
#: The first three letters of every number word: most words need no second look.
_STARTS = frozenset(
    word[:3]
    for word in (
        *_CARDINALS,
        *ORDINALS,
        *word_list(
            "hundred thousand million billion trillion quadrillion dozen half halves halve twice "
            "thrice once double triple treble quadruple quintuple sextuple septuple octuple "
            "nonuple decuple quarter tens scores gross couple pair brace duo trio quartet quintet "
            "sextet septet octet nonet triplet quadruplet quintuplet lakh crore decade fortnight "
            "century nil nought millennium googol centenary bicentenary tercentenary "
            "quatercentenary sesquicentennial semicentennial unillion duodecillion tredecillion "
            "vigintillion zillion gazillion bajillion twenties thirties forties fifties sixties "
            "seventies eighties nineties"
        ),
    )
)
_ANY_WORD = re.compile(r"[A-Za-z]+")
#: Letters set apart: f i v e, t-w-o. Where they spell a number word, they are one.
_SPELLED = re.compile(r"(?<![\w.'’-])[A-Za-z](?:([ .\u00a0-])[A-Za-z](?:\1[A-Za-z])+)(?![\w'’-])")


def word_spans(text: str) -> Iterator[tuple[int, int]]:
    """The spans of number words, without those of set phrases in which nothing counts.

    The list of set phrases is `tieout.numbers.english.names.IDIOMS`: `one another`, `no
    one`, `at first sight`; anything else that looks like a number is one.
    """
    idle = bytearray(len(text))
    for idiom in IDIOMS.finditer(text):
        idle[idiom.start() : idiom.end()] = b"\x01" * (idiom.end() - idiom.start())
    end = 0
    for word in _ANY_WORD.finditer(text):
        start = word.start()
        if start < end or word[0][:3].lower() not in _STARTS:
            continue
        match = _OTHERS.match(text, start) or _RUN.match(text, start)
        if match and not all(idle[start : match.end()]):
            end = match.end()
            yield start, end
    for spelled in _SPELLED.finditer(text):
        letters = spelled[0].replace(spelled[1], "")
        if _RUN.fullmatch(letters) or _OTHERS.fullmatch(letters):
            yield spelled.span()
