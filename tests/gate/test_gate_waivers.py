"""What is waived is what its reason says, and no quantity."""

import csv
import re
from pathlib import Path

import pytest

from tieout.findings import Finding, Place
from tieout.gate.gate import inspect
from tieout.weave.page import Page
from tieout.weave.waivers import AUTHOR_REASONS

CASES = Path(__file__).parent / "cases"
ORIGIN = "chapters/port.qmd"


def rows() -> list[dict[str, str]]:
    with (CASES / "waivers.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";", quoting=csv.QUOTE_NONE))


def unfit(body: str) -> list[Finding]:
    page = Page("port.md", "Port", "Port", f"<p>{body}</p>", ORIGIN, "Port")
    return [it for it in inspect([page]).findings if it.code == "waiver-unfit"]


def span(text: str, why: str, column: int = 3) -> str:
    return f"<span class='waived' data-why='{why}' data-place='{ORIGIN}:7:{column}'>{text}</span>"


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['why']}: {row['line']}")
def test_a_waiver_holds_what_its_reason_says(row: dict[str, str]) -> None:
    body = re.sub(r"\[(.+?)\]", lambda match: span(match[1], row["why"]), row["line"])
    problems = [it.message for it in unfit(body)]
    assert bool(problems) == bool(row["problem"]), problems
    assert all(row["problem"] in it for it in problems), problems


def test_every_reason_has_texts_that_fit_and_texts_that_do_not() -> None:
    for fits in (True, False):
        assert {row["why"] for row in rows() if fits is not bool(row["problem"])} == set(
            AUTHOR_REASONS
        )


def test_a_misfit_is_told_where_it_was_written() -> None:
    (finding,) = unfit(f"The {span('5G', 'name')} and {span('40%', 'idiom', column=30)} of it")
    assert finding.place == Place(ORIGIN, 7, 30)
    assert finding.message == "“40%” is waived as idiom, and it is not a set phrase in words"


def test_a_tied_number_needs_no_waiver() -> None:
    (finding,) = unfit(span("5G <a data-fact='a' href='x'>5</a>", "name"))
    assert finding.message.endswith("a number in it is tied")


def test_what_the_engine_waives_is_held_to_no_form() -> None:
    title = "<span class='waived' data-why='name'>Reply to the 5 proposals of 17 firms</span>"
    assert unfit(title) == []


def test_a_waiver_may_be_a_unit_for_no_number() -> None:
    page = Page("a.md", "A", "A", f"<p><a data-fact='a' href='x'>5</a>{span('G5', 'name')}</p>",
                ORIGIN, "A")  # fmt: skip
    (finding,) = inspect([page]).findings
    assert finding.code == "number-changed"
