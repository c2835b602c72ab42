"""Two numbers against each other: scores (`3-1`), odds (`7 to 2`), splits (`70-30`)."""

import re
from collections.abc import Iterator
from decimal import Decimal

from tieout.numbers.english.years import counts_something
from tieout.numbers.mention import Mention

_SCORE = re.compile(
    r"(?<![\w.,/:$€£¥%-])(?<!\d[–—])(?P<n>0|[1-9]\d{0,2})[-–](?P<d>0|[1-9]\d{0,2})"
    r"(?![\w%‰°/:$€£–—]|[.,]\d|-\d| ?[%‰°])"
)
_TOLD = re.compile(
    r"\b(?:wo?n|wins?|winning|beat(?:s|en|ing)?|defeat\w*|lost|lose|loss|losing|drew|draws?|drawn|lead|led"
    r"|leads|leading|trail\w*|scores?|scored|victory|votes?|voted|tied?|final|thrash\w*|edged|routed|ahead"
    r"|down|record)\b[^.;\d]{0,30}$|\d[-–]\d{1,3}(?:,? | and | in | \()$",
    re.IGNORECASE,
)
_TOLD_AFTER = re.compile(
    r" (?:wins?|victory|defeat|loss|draw|lead|vote|split|margin|home|away|thriller)\b"
)
_AGAINST = re.compile(
    r"(?<![\w.,/:-])(?P<n>\d{1,4}) to (?P<d>[1-9]\d{0,3})(?![\w%‰°/:-]|[.,]\d| ?[%‰°])"
)
_ODDS = re.compile(
    r"\b(?:ratios?|odds|scales?|proportions?|outnumber\w*|voted|vote of|score of|beat|won|lost)\b"
    r"[^.;\d]{0,24}$",
    re.IGNORECASE,
)


def read_scores(text: str) -> Iterator[Mention]:
    """Scores, odds and splits, as ratios. The higher before the lower is no range; the lower
    before the higher is a score only where the words say so."""
    for match in _SCORE.finditer(text):
        if counts_something(text, match.end()):
            continue
        if int(match["n"]) >= int(match["d"]) or _is_told(text, match):
            yield _ratio(match)
    for match in _AGAINST.finditer(text):
        told = _ODDS.search(text, max(0, match.start() - 40), match.start())
        if told and not counts_something(text, match.end()):
            yield _ratio(match)


def _is_told(text: str, match: re.Match[str]) -> bool:
    before = _TOLD.search(text, max(0, match.start() - 48), match.start())
    return bool(before or _TOLD_AFTER.match(text, match.end()))


def _ratio(match: re.Match[str]) -> Mention:
    of = Decimal(match["d"])
    value = Decimal(match["n"]) / of if of else None
    return Mention(match.start(), match.end(), match[0], "ratio", "", value)
