"""The gate: what it refuses, what it lets pass, where it says that something stands."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tieout.findings import Place
from tieout.gate.gate import Waived, inspect
from tieout.weave.page import Page

CASES = tomllib.loads((Path(__file__).parent / "cases/numbers.toml").read_text("utf-8"))["case"]
ORIGIN = "chapters/port.qmd"


def _page(body: str = "<p></p>", heading: str = "Port", *, quoted: bool = False) -> Page:
    return Page("port.md", "Port", heading, body, ORIGIN, "The port", quoted=quoted)


def _offending(message: str) -> str:
    return message.split("'")[1]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_the_gate_sees_what_a_reader_sees(case: dict[str, Any]) -> None:
    findings = inspect([_page(case["html"])]).findings
    seen = [_offending(finding.message) for finding in findings]
    assert (sorted(seen) if case.get("sorted") else seen) == case.get("untied", [])
    assert {finding.code for finding in findings} <= {"number-untied"}


def test_a_page_that_quotes_a_source_is_evidence() -> None:
    assert inspect([_page("<p>17 firms</p>", quoted=True)]).findings == []


def test_the_heading_is_looked_at_too() -> None:
    place = f"{ORIGIN}:2:9"
    page = _page(heading=f"<span data-place='{place}'>The port moved 5 boxes</span>")
    assert [finding.place for finding in inspect([page]).findings] == [Place(ORIGIN, 2, 24)]


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (f"<p><span data-place='{ORIGIN}:7:3'>In all 17 firms</span></p>", Place(ORIGIN, 7, 10)),
        (
            f"<p><span data-place='{ORIGIN}:7:3'>In all</span> "
            f"<em><span data-place='{ORIGIN}:8:5'>about 17 firms</span></em></p>",
            Place(ORIGIN, 8, 11),
        ),
        (f"<div class='cell' data-place='{ORIGIN}:30:1'><pre>17</pre></div>", Place(ORIGIN, 30, 1)),
        (
            f"<div data-place='{ORIGIN}:30:1'><svg aria-label='17'></svg></div>",
            Place(ORIGIN, 30, 1),
        ),
        ("<p>17</p>", Place(ORIGIN)),
    ],
)
def test_a_finding_tells_where_its_author_wrote_it(body: str, place: Place) -> None:
    (finding,) = inspect([_page(body)]).findings
    assert finding.place == place


def test_the_message_shows_the_number_among_its_words_and_what_to_do() -> None:
    (finding,) = inspect(
        [_page("<p>In all of the zone there were 17 firms last year.</p>")]
    ).findings
    assert finding.message == (
        "'17' states a number that ties to no fact, in "
        "“l of the zone there were 17 firms last year.”"
    )
    assert "name the fact inline" in finding.hint
    assert ".waived why=" in finding.hint


def test_the_gate_counts_what_it_lets_pass() -> None:
    body = (
        "<p><a data-fact='a'>5</a>, <a data-fact='b'>6</a>, <a data-derived='c'>7</a> in 2025 "
        "<span class='waived' data-why='name'>5G</span></p>"
        "<figure><svg aria-label='8'></svg><a data-fact='d'>8</a></figure>"
    )
    verdict = inspect([_page(body)])
    assert verdict.findings == []
    assert dict(verdict.counts) == {
        "facts": 3, "derived": 1, "waived": 1, "dates": 1, "attributes": 1,
    }  # fmt: skip
    assert verdict.waivers == [Waived("port.html", "The port", "5G", "name")]
