"""Numerals that belong to a name, an identifier, a policy slogan or a set phrase."""

import re
from collections.abc import Iterator, Sequence

from tieout.numbers.english.currencies import CODES, PREFIXES
from tieout.numbers.english.measures import GLUED_SYMBOLS
from tieout.numbers.english.orders import ordinal_value
from tieout.numbers.mention import Kind, Mention, Term

_ORDINAL_WORD = (
    r"(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
    r"|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth)"
)
#: Plans of the state, by number: dates to a reader, slogans to the ledger.
FIVE_YEAR_PLAN = re.compile(
    rf"\b{_ORDINAL_WORD}(?:(?:,? and |, ){_ORDINAL_WORD})? [Ff]ive-[Yy]ear [Pp]lans?\b"
    r"(?: period)?",
    re.IGNORECASE,
)
#: Phrases in which a numeral counts nothing. Strict on purpose: only what is always so.
IDIOMS = re.compile(
    r"(?<![A-Za-z-])(?:"
    r"one another|no[ -]one|one by one|one after another|one or another|one way or another"
    r"|one (?:day|thing) or another|on (?:the )?one hand|for one thing|at one with|square one"
    r"|one and the same|one of|one['’]s|back to square one|once and for all"
    # `one` as a pronoun
    r"|one (?:can|could|may|might|must|should|would|cannot|has to|needs to|sees|reads|finds)"
    r"|the one (?:that|which|who|in|of|at|on|from|for|with)"
    r"|(?:this|that|each|every|which|another|either|neither|any) one"
    r"(?=[.,;:!?)\]]|$| (?:is|was|has|had|can|does|did|in|of|on|at|to|and|or|from|with|for|as|by"
    r"|but|that|which|who)\b)"
    # `first`, `second`, `third` in set phrases
    r"|at first(?: sight| glance)?(?! (?:place|half|quarter))|first and foremost|first of all"
    r"|in the first place|first[- ]hand|first[- ]class|first[- ]rate|per second|split second"
    r"|second[- ](?:hand|guess)(?:ed|ing)?|second to none|third[- ]part(?:y|ies)|third world"
    r"|double[- ](?:check|click)(?:ed|ing|s)?|half[- ]hearted|better half"
    r"|24/7|at sixes and sevens|nine times out of ten|ten to one|zero in on|zeroes in on"
    r")(?![A-Za-z-])",
    re.IGNORECASE,
)
#: What has so many of something is no count of it: one-stop, a two-bedroom flat, four-wheel drive.
_COMPOUNDS = re.compile(
    r"\b(?:one-(?:stop|off|sided|way|time|size|man|woman)|two-(?:way|sided|fold(?!\w)|tier|pronged)|all-in-one"
    r"|(?:four|six|two|three)-(?:wheel(?:ed|er)?|stroke|letter|piece|ply|star)"
    r"|(?:one-in-a-million|million-to-one|one-to-one|one-on-one|two-by-four))(?![\w])",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"(?<![\w-])(?:(?:net|ground|sub|patient|absolute)[- ]zero"
    r"|9-to-5|nine-to-five|20/20(?= vision)|zero[- ](?:tolerance|sum|carbon|hours?|day))(?![\w])",
    re.IGNORECASE,
)
#: A house: 1600 Main Street.
_ADDRESS = re.compile(
    r"(?<![\w.,$€£¥%-])\d{1,5}[A-Z]? (?:[NSEW]\. )?(?:[A-Z][a-z]{1,15} ){1,3}(?:Street|St|Road|Rd"
    r"|Avenue|Ave|Lane|Drive|Boulevard|Blvd|Square|Place|Terrace|Crescent)\b"
)
_GROUPS = re.compile(
    r"\b(?:Group of (?:[A-Z][a-z]+|\d{1,2})|Big (?:Two|Three|Four|Five|Six)|Five Eyes"
    r"|(?:Formula|Channel|Force|Day|Phase|Part|Chapter|Article|Group|Stage|Act|Volume|Level|Tier"
    r"|World War)"
    r" (?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten))\b"
)
_TOP_LISTS = re.compile(
    r"\b(?:Fortune|Global|World|Forbes)(?: Global| Top)? (?:500|1000|1,000|2000)\b"
    r"|\b(?:S&P|FTSE|Nasdaq|Nikkei|CSI|CAC|DAX|MDAX|(?:Stoxx|STOXX)(?: Europe)?|Russell|ASX"
    r"|IBEX|Ibex|Kospi|KOSPI|Nifty|SSE|TSX|SMI|AEX|OMX|Topix|BSE)[ -]\d{2,4}\b(?![.,]\d)"
    r"|\bTop (?:10|50|100|500)(?: [A-Z][a-z]+)?\b"
)
#: Parts of documents and steps by their number: Chapter 3, section 2.1, Phase 2.
_PARTS = re.compile(
    r"\b(?:(?:[Cc]hapter|[Ss]ection|[Pp]aragraph|[Tt]able|[Ff]igure|[Pp]age|[Aa]nnex|[Aa]ppendix"
    r"|[Ff]ootnote|[Aa]rticle|[Cc]lause|[Vv]erse|[Vv]ersion|Schedule|Rule|Regulation|Directive|Resolution"
    r"|Exhibit|Fig\.?|Sec\.|Art\.|Part|Volume|Issue|Type|Step|Phase|Stage|Tier|Level|Class|Grade|Item|Note"
    r"|Version|Category|Terminal|Berth|Unit|Zone|Area|Lot|Block)s?|pp?\.)"
    r"[ \u00a0]\d{1,5}(?:\.\d{1,4}){0,4}(?:\([a-z\d]{1,4}\)){0,3}"
    r"(?:(?<=[\d)])(?:[-–]|(?: and | to |, )(?=\d{1,5}\b(?![,.]?\d| [a-z]{3,20}s\b| ?%)))"
    r"\d{1,5}(?:\.\d{1,4}){0,4}(?:\([a-z\d]{1,4}\)){0,3}){0,4}"
    r"(?![\w%]|[.,]\d| ?[%‰])"
)
#: Words that a dash may join to a number without making a name of both.
_NO_NAMES = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*|Mid|Pre|Post|Early|Late|Under|Over|Sub|Top"
    rf"|{CODES}|US|Non|Between|Plus|Minus"
)
#: Letters and digits in one token: 5G, GN700, COVID-19, ISO 9001, AA+, x2, MP3, A4.
_IDENTIFIERS = re.compile(
    r"\b(?:(?i:covid)-19|PM\d{1,2}(?:\.\d)?|ISO(?:/IEC)?[ -]?\d{3,6}(?:[:-]\d{1,5})*"
    r"|GB(?:/T)? ?\d{2,6}(?:[-–.]\d{1,5})*"
    r"|(?:Nos?(?!\. ?1\b)|Number|Document|Article|Order|Decree|Room|Gate|Line|Building|Factory"
    r"|Plant|Workshop|Route|Highway|Interstate|Flight|Proposal|Boeing|Airbus|Apollo|Formula|Windows"
    r"|Channel"
    r"|Platform|Runway|Junction|Catch|Psalm|Suite|Bus|Bill|Proposition|Protocol|iPhone|Model|Galaxy|PlayStation|Voyager)"
    r"\.? ?(?:No\. ?)?\d(?:[\d/-]{0,12}\d)?[A-Z]?)(?![\w%])"
    # A name and its number: F-16, Chandrayaan-3.
    rf"|(?<![\w.-])(?!(?:{_NO_NAMES})-)[A-Z][A-Za-z]{{0,15}}-\d{{1,4}}[A-Z]?(?![\w%]|[.,-]\d|-[a-z])"
    # How a team stands: 4-4-2.
    r"|(?<![\w.,/-])[1-9](?:-[1-9]){2,3}(?![\w/-]|[.,]\d)"
    # Standards of pictures and postal codes.
    r"|(?<![\w.])(?:480|720|1080|1440|2160)p(?!\w)|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b"
    r"|(?<=[a-z], )[A-Z]{2} \d{5}(?:-\d{4})?(?!\d)"
    r"|(?<![\w.$€£¥￥₹₩])(?<!tonnes of )(?<!tons of )"
    rf"(?!(?:{PREFIXES})\d)"
    rf"(?!\d{{1,12}}(?:{GLUED_SYMBOLS}|[MK](?= [a-z]{{3,20}}s\b))(?![\w]))"
    r"(?!\d{1,3}[CF](?!\w)|[ckm]?m[23](?!\w))"
    r"(?=[A-Za-z\d]{2,24}(?![\w]))(?:[A-Za-z]{1,12}\d{1,8}[A-Za-z]{0,6}|\d{1,6}[A-Za-z]{1,8})"
    r"(?:-\d{1,6}[A-Z]?)?(?![\w%²³])"
)
_SERIAL = re.compile(
    r"\b(?:ISSN|ISBN|CN|DOI|doi)[: ]{1,2}[\dX][\dX./-]{3,24}|(?<![\w-])97[89](?:-?\d){10}(?![\w-])"
)
_PHONE = re.compile(
    r"(?<![\w.,])(?:\+\d{1,3}[ -][\d()][\d() -]{4,18}\d"
    r"|1[3-9]\d{9}|0\d{2,3}-\d{7,8}|0\d{2,4} \d{3,4} \d{3,4}|(?:1-)?[2-9]\d{2}-\d{3}-\d{4}"
    r"|\(\d{3}\) ?\d{3}-\d{4}|\(0?\d{2,4}\) ?\d{3,4}[ -]?\d{4})(?!\d)"
)
_VERSION = re.compile(
    r"(?<![\w.])(?!\d\d?\.\d\d?\.(?:19|20)\d\d(?![\d.]))v?\d{1,5}(?:\.\d{1,5}){2,5}(?![\w]|\.\d)"
)
_URL = re.compile(r"\b(?:https?://|www\.)[^\s<>\"']{1,2000}")

#: What comes before dates, and what comes after them; an earlier one wins.
_BEFORE_DATES: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (_URL, "identifier"),
    (_PHONE, "phone"),
    (_VERSION, "identifier"),
    (_SERIAL, "identifier"),
    (FIVE_YEAR_PLAN, "slogan"),
)
_AFTER_DATES: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (_TOP_LISTS, "name"),
    (_GROUPS, "name"),
    (_ADDRESS, "identifier"),
    (_NOTHING, "idiom"),
    (_IDENTIFIERS, "identifier"),
    (_PARTS, "identifier"),
    (IDIOMS, "idiom"),
    (_COMPOUNDS, "idiom"),
)


def read_terms(text: str, terms: Sequence[Term]) -> Iterator[Mention]:
    """Every place of the report's own terms, longer terms first."""
    for term in sorted(terms, key=lambda term: -len(term.text)):
        if term.text:
            for match in re.finditer(re.escape(term.text), text):
                yield Mention(match.start(), match.end(), match[0], term.kind)


def read_names(text: str) -> Iterator[Mention]:
    """Addresses, phone and serial numbers and plans: what could be taken for a date."""
    yield from _read(text, _BEFORE_DATES)


def read_identifiers(text: str) -> Iterator[Mention]:
    """Identifiers, names and set phrases that hold a numeral, in order of preference."""
    yield from _read(text, _AFTER_DATES)


def _read(text: str, patterns: tuple[tuple[re.Pattern[str], Kind], ...]) -> Iterator[Mention]:
    for pattern, kind in patterns:
        for match in pattern.finditer(text):
            # `metres per second` is a rate; the phrase stands in the list for other readers of it.
            if match[0].lower() == "per second":
                continue
            period = _plan_years(match[0]) if pattern is FIVE_YEAR_PLAN else ""
            yield Mention(match.start(), match.end(), match[0], kind, period=period)


def _plan_years(printed: str) -> str:
    """The years of a numbered five-year plan of China: the fourteenth is 2021 to 2025."""
    first = 2021 + 5 * (ordinal_value(printed.partition(" ")[0]) - 14)
    return f"{first}/{first + 4}"
