"""The evaluation sets are well formed, and the Chinese grammar stays as good as it is on them."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import pytest
from evaluation.score import Score, agrees, is_number, score_parses, score_spans
from evaluation.wanted import SCORED, SET, SETS, Answer, Case, load

from tieout.numbers import BOUNDS, read


@dataclass(frozen=True, slots=True)
class Held:
    """A set, and what the grammar is held to on it: just below what it reaches. Raise the floors
    with it; never lower one for a change of it."""

    name: str
    spans: float = 0.985
    parses: float = 0.985
    directions: float = 0.985
    no_number: float = 0.9

    @property
    def cases(self) -> list[Case]:
        return _cases(self.name)


@cache
def _cases(name: str) -> list[Case]:
    return load(SET.with_name(f"{name}.tsv"))


HELD = (
    Held("chinese", no_number=0.95),
    # Written by another hand, who had not seen the grammar read a line of it.
    Held("second"),
    # By a third hand, in the proportions of real text; its first reading is told in the docs.
    Held("third", no_number=0.95),
    # Three by a fourth hand, blind: each of 120 ordinary sentences and 50 awkward ones.
    Held("fourth", no_number=0.93),
    Held("fifth", no_number=0.93),
    Held("sixth", no_number=0.92),
    # By a fifth hand, blind: ordinary sentences of 16 kinds of text, and awkward ones.
    Held("seventh", spans=0.99, parses=0.99, no_number=0.97),
    # By a sixth hand, blind; the ninth by a seventh, who had read the cases of the grammar.
    Held("eighth", spans=0.99, parses=0.99, no_number=0.95),
    Held("ninth", spans=0.99, parses=0.99, no_number=0.95),
    # By an eighth hand, blind.
    Held("tenth", spans=0.99, parses=0.99, no_number=0.95),
    # By a ninth hand, blind.
    Held("eleventh", spans=0.99, parses=0.99, no_number=0.95),
    # The twelfth is kept blind: no rule was made for it.
    Held("twelfth", spans=0.981, parses=0.977, no_number=0.9),
)
CASES = [case for held in HELD for case in held.cases]

on_each_set = pytest.mark.parametrize("held", HELD, ids=[held.name for held in HELD])

_UNIT = re.compile(r"count:\S+|[A-Za-z][A-Za-z0-9_*·]*(?:/\S+)?|人公里|")
_PERIOD = re.compile(r"(?:\d{4}(?:-(?:\d\d|H[12]|Q[1-4])(?:-\d\d)?)?(?:/|$)){0,2}")


def _answers() -> list[tuple[Case, Answer]]:
    return [(case, answer) for case in CASES for wanted in case.wanted for answer in wanted.answers]


def test_the_set_is_large_and_says_nothing_twice() -> None:
    texts = [case.text for case in CASES]
    assert len(texts) >= 320
    assert len(set(texts)) == len(texts)
    assert {answer.kind for _, answer in _answers()} >= SCORED | {"name", "slogan", "idiom"}
    assert {answer.bound for _, answer in _answers()} == set(BOUNDS)


def test_mentions_stand_in_order_and_apart() -> None:
    for case in CASES:
        for before, after in pairwise(case.wanted):
            assert before.end <= after.start, case
        for wanted in case.wanted:
            text = case.text[wanted.start : wanted.end]
            assert text == text.strip() != "", case


def test_answers_are_well_formed() -> None:
    for case, answer in _answers():
        assert _UNIT.fullmatch(answer.unit), (case.line, answer)
        assert _PERIOD.fullmatch(answer.period), (case.line, answer)
        assert (answer.low is None) == (answer.high is None), (case.line, answer)
        if answer.low is not None and answer.high is not None:
            assert answer.value is None, (case.line, answer)
            assert answer.low < answer.high, (case.line, answer)
        if answer.kind in ("amount", "count", "percent", "pp", "multiple", "share", "rank"):
            assert answer.value is not None, (case.line, answer)
        if answer.kind in ("percent", "pp", "rank"):
            assert answer.unit in ("percent", "permille", "pp", "rank"), (case.line, answer)


def test_every_set_is_held_to_a_floor() -> None:
    assert tuple(held.name for held in HELD) == SETS
    assert {*SETS, "english", "english_blind"} == {path.stem for path in SET.parent.glob("*.tsv")}


@on_each_set
def test_the_grammar_reads_the_set_as_well_as_it_ever_did(held: Held) -> None:
    spans, parses = Score(), Score()
    for case in held.cases:
        found = read(case.text, language="zh", published=case.published)
        score_spans(found, case.wanted, spans)
        score_parses(found, case.wanted, parses)
    assert spans.f1 >= held.spans, spans
    assert parses.f1 >= held.parses, parses


@on_each_set
def test_the_direction_of_a_change_is_read(held: Held) -> None:
    right = asked = 0
    for case in held.cases:
        mentions = {
            (m.start, m.end): m for m in read(case.text, language="zh", published=case.published)
        }
        for wanted in case.wanted:
            mention = mentions.get((wanted.start, wanted.end))
            if wanted.is_scored and mention is not None and agrees(mention, wanted):
                asked += 1
                right += any(answer.direction == mention.direction for answer in wanted.answers)
    assert right / asked >= held.directions, (right, asked)


@on_each_set
def test_what_is_no_number_is_seldom_taken_for_one(held: Held) -> None:
    right = asked = 0
    for case in held.cases:
        numbers = [
            m for m in read(case.text, language="zh", published=case.published) if is_number(m)
        ]
        for wanted in case.wanted:
            if not wanted.is_scored:
                asked += 1
                right += all(
                    m.end <= wanted.start
                    or wanted.end <= m.start
                    or ((m.start, m.end) == (wanted.start, wanted.end) and agrees(m, wanted))
                    for m in numbers
                )
    assert right / asked >= held.no_number, (right, asked)
