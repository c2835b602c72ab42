"""What stands at a tied number and would change what it says.

A link shows the sign, the bound, the scale and the unit of its number, so the text around it
may add none. Two rules say so without a list of forms:

- Beside a link stand spaces, brackets, quotes and the punctuation of sentences; what is glued
  to it or is a sign (`-`, `/`, `£`, `%`, `≥`, a letter, a digit) would become a part of it.
- With a bare number in the link's place, the recognisers of both languages read that number
  and nothing more: no bound (about, or more, 余), no scale, no currency or unit. Nouns that
  are counted pass.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from tieout.gate.lines import HOLE, WAIVED_HOLE
from tieout.numbers.chinese import read_chinese
from tieout.numbers.english import read_english
from tieout.numbers.mention import Mention
from tieout.quantities.units import STANDARD

#: No day, no year, no number of a chapter: it can be read as a quantity alone.
_BARE = "7777.7"
#: How far the words reach that can change a number.
_REACH = 60
_OPENING = "([{“‘\"'«‹「『《〈（［【"
_CLOSING = ")]}”’\"'»›」』》〉）］】"
_STOPS = ".,;:!?…"
_WIDE_STOPS = "，。；：、！？·…—"
_CHINESE = re.compile("[\u3400-\u9fff]")
_NOTED = re.compile(rf"{WAIVED_HOLE}+\s+$")
_PER = re.compile(r"\bper\b|/")
_GLUED_BEFORE = re.compile(r"[A-Za-z]*\S$")
_GLUED_BEHIND = re.compile(r"\S[A-Za-z]*")
_TOKEN = re.compile(r"[A-Za-z°'’.]+|\s+|.", re.DOTALL)
#: What English puts at a number and the recogniser leaves to its reader.
_MODIFIES_BEFORE = re.compile(r"(?<![\w-])(?:minus|negative|plus|barely|hardly)\s$", re.IGNORECASE)
_MODIFIES_BEHIND = re.compile(
    r"\s(?:per|each|apiece|squared|cubed|plus|minus|points?|degrees?|cents?|pence"
    r"|grand|(?:hour|dai|week|month|quarter|year)ly|annually"
    r"|(?:and|or) (?:counting|then some|thereabouts)|give or take)(?![\w-])"
)
#: The names of currencies and units, as they stand right before a number.
_UNIT_BEFORE = re.compile(
    r"(?:(?<![A-Za-z])(?:{latin})\s?|(?:{chinese}))$".format(
        latin="|".join(
            re.escape(name)
            for unit in STANDARD.by_code.values()
            if unit.before
            for name in {unit.code, unit.en}
            if name
        ),
        chinese="|".join(
            re.escape(unit.zh) for unit in STANDARD.by_code.values() if unit.before and unit.zh
        )
        + "|人民币|每",
    )
)


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of a line that changes the tied number in it: from `start` to `end`, where
    `typed` is the offset of what the author wrote."""

    start: int
    end: int
    typed: int


def changes(line: str) -> Iterator[Change]:
    """What changes a tied number in a line whose tied numbers are holes, in the order of the
    text; takes time in proportion to the number of holes."""
    told = 0  # where the last change ends: what stands between two links is told once
    at = line.find(HOLE)
    while at >= 0:
        before = _touching_before(line[max(0, at - _REACH) : at])
        if before and at - before >= told:
            yield Change(at - before, at + 1, at - before)
        if behind := _touching_behind(line[at + 1 : at + 1 + _REACH]):
            told = at + 1 + behind
            yield Change(at, told, at + 1)
        at = line.find(HOLE, at + 1)


@lru_cache(maxsize=4096)
def _touching_before(text: str) -> int:
    """How many characters at the end of a text change the number behind it."""
    bare = text.rstrip(_OPENING)
    if note := _NOTED.search(bare):  # a note that stands between changes nothing
        return _with_note(note, len(text))
    glued = bare[-1:]
    if glued and not (glued.isspace() or glued in _WIDE_STOPS or _CHINESE.match(glued)):
        return len(text) - len(bare) + _length(_GLUED_BEFORE.search(bare))
    seen = bare.rstrip()
    if seen[-1:] == HOLE or _is_sign(seen[-1:]) or seen in ("–", "—"):
        return len(text) - len(seen) + 1
    if match := _UNIT_BEFORE.search(bare) or _MODIFIES_BEFORE.search(bare):
        return len(text) - match.start()
    wrong = _misread(bare, "")
    if not wrong:
        return 0
    tokens = [match[0] for match in _TOKEN.finditer(bare)]
    tails = ("".join(tokens[-count:]) for count in range(1, len(tokens) + 1))
    shortest = next((it for it in tails if _misread(it, "") == wrong), bare)
    return len(text) - len(bare) + len(shortest)


def _with_note(note: re.Match[str], length: int) -> int:
    shorter = _touching_before(note.string[: note.start()] + " ")
    return length - note.start() + shorter - 1 if shorter else 0


@lru_cache(maxsize=4096)
def _touching_behind(text: str) -> int:
    """How many characters at the beginning of a text change the number before it."""
    bare = text.lstrip(_CLOSING + WAIVED_HOLE)
    skipped = len(text) - len(bare)
    stop = bare.lstrip(_STOPS)
    if len(stop) < len(bare):  # the end of a part of the sentence
        after = stop.lstrip(_CLOSING + WAIVED_HOLE + _WIDE_STOPS)[:1]
        if after and not after.isspace():
            return len(text) - len(stop) + _length(_GLUED_BEHIND.match(stop))
        return _behind_stop(bare, skipped)
    glued = bare[:1]
    if not glued or glued in _WIDE_STOPS:
        return 1 if bare[1:2] == HOLE and glued in "：·—" else 0
    if not (glued.isspace() or glued in _OPENING or _CHINESE.match(glued)):
        return skipped + _length(_GLUED_BEHIND.match(bare))
    seen = bare.lstrip()
    if seen[:1] == HOLE or _is_sign(seen[:1]):
        return len(text) - len(seen) + 1
    inner = re.sub(rf"^(\s?)[{re.escape(_OPENING)}]+(?=[^\W\d])", r"\1", bare)
    moved = skipped + len(bare) - len(inner)
    if match := _MODIFIES_BEHIND.match(inner if inner[:1].isspace() else f" {inner}"):
        return moved + match.end() - (not inner[:1].isspace())
    return _longer(inner, moved)


def _behind_stop(text: str, skipped: int) -> int:
    """Only `, or more` reaches over a comma."""
    return _longer(text, skipped) if re.match(r",\s(?:or|and)\b", text) else 0


def _longer(text: str, skipped: int) -> int:
    """The length of the shortest beginning of a text that changes the number before it."""
    wrong = _misread("", text)
    if not wrong:
        return 0
    tokens = [match[0] for match in _TOKEN.finditer(text)]
    heads = ("".join(tokens[:count]) for count in range(1, len(tokens) + 1))
    return skipped + len(next((it for it in heads if _misread("", it) == wrong), text))


def _length(match: re.Match[str] | None) -> int:
    return len(match[0]) if match else 1


def _is_sign(char: str) -> bool:
    """Whether a character is a sign of arithmetic, of money or of a measure. The equals sign
    says what a number is, and a dash between spaces parts sentences."""
    if not char or char in "=–—":
        return False
    return char in "-*/\\%‰％^~#@" or unicodedata.category(char) in ("Sm", "Sc", "Sk", "Pd")


def _misread(before: str, behind: str) -> tuple[tuple[str, str, str, str], ...]:
    """What is read of a number between two texts where that is more than the number: kind,
    value, unit and bound."""
    text = f"{before}{_BARE}{behind}"
    start, end = len(before), len(before) + len(_BARE)
    mentions = read_english(text)
    if _CHINESE.search(text):
        mentions += read_chinese(text)
    return tuple(
        (it.kind, str(it.value), it.unit, it.bound)
        for it in mentions
        if it.start < end and start < it.end and not _adds_nothing(it)
    )


def _adds_nothing(mention: Mention) -> bool:
    if mention.kind in ("name", "identifier", "slogan", "idiom"):
        return True
    is_times = mention.kind == "multiple" and mention.text.endswith("times")
    is_rate = "/" in mention.unit and _PER.search(mention.text)
    return (
        (mention.kind == "count" or is_times)
        and not is_rate
        and mention.bound == "exact"
        and mention.value == Decimal(_BARE)
    )
