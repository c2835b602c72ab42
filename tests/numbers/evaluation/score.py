"""How well a reader did on the evaluation set: spans, and full parses.

A span is right where start and end are. A parse is right where the span is and kind, value or
both ends, unit and bound are as well; of a date or period, the time that it stands for. Dates and
periods are one class of kind. What is optional in the set counts neither for nor against a
reader that gives one of its answers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from evaluation.wanted import SCORED, Answer, Wanted

_CLOSE = Decimal("1e-9")
_TIME = ("date", "period")


class Found(Protocol):
    """What a reader says of a stretch of the sentence: a `Mention` does."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def value(self) -> Decimal | None: ...
    @property
    def low(self) -> Decimal | None: ...
    @property
    def high(self) -> Decimal | None: ...
    @property
    def bound(self) -> str: ...
    @property
    def period(self) -> str: ...


@dataclass(slots=True)
class Score:
    """`right` of `wanted` and of `given`."""

    right: int = 0
    wanted: int = 0
    given: int = 0

    def add(self, right: int, wanted: int, given: int) -> None:
        self.right += right
        self.wanted += wanted
        self.given += given

    @property
    def precision(self) -> float:
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.wanted + self.given) if self.wanted + self.given else 0.0


def is_number(found: Found) -> bool:
    """Whether the reader claims a number, or one that it cannot explain."""
    return found.kind in SCORED or found.kind == "unparsed"


def agrees(found: Found, wanted: Wanted) -> bool:
    """Whether kind, value, unit and bound are those of one of the right answers."""
    return any(_is(found, answer) for answer in wanted.answers)


def _is(found: Found, answer: Answer) -> bool:
    if answer.kind not in SCORED:
        return not is_number(found) or found.kind == answer.kind
    if answer.kind in _TIME:
        return found.kind in _TIME and found.period == answer.period
    return (
        found.kind == answer.kind
        and found.unit == answer.unit
        and found.bound == answer.bound
        and _same(found.value, answer.value)
        and _same(found.low, answer.low)
        and _same(found.high, answer.high)
    )


def _same(found: Decimal | None, wanted: Decimal | None) -> bool:
    if found is None or wanted is None:
        return found is wanted
    return abs(found - wanted) <= _CLOSE * max(abs(wanted), Decimal(1))


def score_spans(found: Iterable[Found], wanted: Sequence[Wanted], score: Score) -> None:
    """Adds the spans of one sentence, start and end exactly right."""
    given = {(f.start, f.end) for f in _claimed(found, wanted)}
    asked = {(w.start, w.end) for w in wanted if w.is_scored}
    score.add(len(given & asked), len(asked), len(given))


def score_overlaps(found: Iterable[Found], wanted: Sequence[Wanted], score: Score) -> None:
    """Adds the spans of one sentence, right where they share a character with a wanted one.
    Each wanted span can be met once, and each given one can meet one."""
    given = sorted((f.start, f.end) for f in _claimed(found, wanted))
    asked = sorted((w.start, w.end) for w in wanted if w.is_scored)
    met, position = 0, 0
    for start, end in asked:
        while position < len(given) and given[position][1] <= start:
            position += 1
        if position < len(given) and given[position][0] < end:
            met += 1
            position += 1
    score.add(met, len(asked), len(given))


def score_parses(found: Iterable[Found], wanted: Sequence[Wanted], score: Score) -> None:
    """Adds the full parses of one sentence."""
    claimed = {(f.start, f.end): f for f in _claimed(found, wanted)}
    asked = [w for w in wanted if w.is_scored]
    right = sum((w.start, w.end) in claimed and agrees(claimed[w.start, w.end], w) for w in asked)
    score.add(right, len(asked), len(claimed))


def score_values(found: Iterable[Found], wanted: Sequence[Wanted], score: Score) -> None:
    """Adds the values of one sentence: right where a number overlaps a wanted one and has its
    value, or both its ends, or its time; unit, kind and bound are not looked at."""
    claimed = _claimed(found, wanted)
    left = list(claimed)
    asked = [w for w in wanted if w.is_scored]
    right = 0
    for one in asked:
        for f in left:
            if f.start < one.end and one.start < f.end and _has_value(f, one):
                left.remove(f)
                right += 1
                break
    score.add(right, len(asked), len(claimed))


def _has_value(found: Found, wanted: Wanted) -> bool:
    return any(
        found.period == answer.period
        if answer.kind in _TIME
        else _same(found.value, answer.value)
        and _same(found.low, answer.low)
        and _same(found.high, answer.high)
        for answer in wanted.answers
    )


def _claimed(found: Iterable[Found], wanted: Sequence[Wanted]) -> list[Found]:
    """The numbers that a reader gives, without those that answer an optional mention."""
    optional = [w for w in wanted if not w.is_scored]
    return [f for f in found if is_number(f) and not any(_answers(f, w) for w in optional)]


def _answers(found: Found, wanted: Wanted) -> bool:
    return (found.start, found.end) == (wanted.start, wanted.end) and agrees(found, wanted)
