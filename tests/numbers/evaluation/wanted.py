"""The evaluation set: sentences, and the answers that a careful reader gives.

`chinese.tsv` tells its own notation. An answer may leave open what the conventions leave open,
so each wanted mention has one or more answers; one of them a kind that is no number (name,
idiom …) makes the mention optional.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from pathlib import Path

from tieout.numbers import BOUNDS, KINDS, QUANTITATIVE

SET = Path(__file__).parent / "chinese.tsv"
#: The sets by their files' names, in the order in which they were written.
SETS = (
    "chinese", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
)  # fmt: skip
#: The kinds that are scored: what is counted or measured, and when. The rest only looks like it.
SCORED: frozenset[str] = QUANTITATIVE | {"date", "period"}
DIRECTIONS = ("up", "down")

_RANGE = re.compile(r"(-?[0-9.]+)\.\.(-?[0-9.]+)")
_VALUE = re.compile(r"-?[0-9.]+")


@dataclass(frozen=True, slots=True)
class Answer:
    """One right answer. A range has `low` and `high` and no `value`."""

    kind: str
    unit: str = ""
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    bound: str = "exact"
    direction: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A mention that the sentence holds: `sentence[start:end]`, and its right answers."""

    start: int
    end: int
    answers: tuple[Answer, ...]

    @property
    def is_scored(self) -> bool:
        """Whether a reader has to find a number here."""
        return all(answer.kind in SCORED for answer in self.answers)


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence, when it was published as far as is known, and its mentions in order."""

    line: int
    published: str
    text: str
    wanted: tuple[Wanted, ...]


def load(path: Path = SET) -> list[Case]:
    """The cases of the set. Raises `ValueError`, with the line, for one that is not well formed."""
    cases = []
    lines = path.read_text("utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith(("#", "published\t")):
            continue
        fields = line.split("\t")
        if len(fields) != 3:
            raise ValueError(f"{path.name}:{number}: three columns are wanted, not {len(fields)}")
        try:
            text = fields[1].replace("⏎", "\n")
            wanted = tuple(_wanted(text, fields[2]))
        except ValueError as error:
            raise ValueError(f"{path.name}:{number}: {error}") from error
        cases.append(Case(number, fields[0], text, wanted))
    return cases


def _wanted(text: str, told: str) -> Iterator[Wanted]:
    position = 0
    for mention in filter(None, told.split("; ")):
        printed, _, answers = mention.partition(" ")
        printed, _, nth = printed.partition("#")
        printed = printed.replace("␣", " ").replace("⏎", "\n")
        for _ in range(int(nth or 1)):
            start = text.find(printed, position)
            if start < 0:
                raise ValueError(f"{printed!r} does not follow in the sentence")
            position = start + len(printed)
        yield Wanted(start, position, tuple(_answers(answers)))


def _answers(told: str) -> Iterator[Answer]:
    """`amount 5 CNY|CNY/year over|amount 6 CNY`: a `|` parts alternatives of one field, or
    whole answers where a kind follows a field that is none."""
    fields: list[list[str]] = []
    for token in told.split():
        first, *others = token.split("|")
        choices = [first]
        if not fields and first not in KINDS:
            raise ValueError(f"{first!r} is no kind")
        for other in others:
            if other in KINDS and fields:
                yield from _combined([*fields, choices])
                fields, choices = [], [other]
            else:
                choices.append(other)
        fields.append(choices)
    yield from _combined(fields)


def _combined(fields: list[list[str]]) -> Iterator[Answer]:
    for chosen in product(*fields):
        yield _answer(chosen)


def _answer(fields: tuple[str, ...]) -> Answer:
    kind, *rest = fields
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is no kind")
    unit = period = direction = ""
    bound, value, low, high = "exact", None, None, None
    for field in rest:
        if found := _RANGE.fullmatch(field):
            low, high = Decimal(found[1]), Decimal(found[2])
        elif field.startswith("@"):
            period = field.removeprefix("@")
        elif _VALUE.fullmatch(field):
            value = Decimal(field)
        elif field in BOUNDS:
            bound = field
        elif field in DIRECTIONS:
            direction = field
        else:
            unit = field.replace("␣", " ")
    return Answer(kind, unit, value, low, high, bound, direction, period)
