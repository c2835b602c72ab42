"""Text that touches a tied number may not change what it says."""

import csv
from pathlib import Path

import pytest

from tieout.gate.gate import inspect
from tieout.weave.page import Page

CASES = Path(__file__).parent / "cases"
FACT = '<a class="fact" data-fact="a.b" href="sources/s/index.html#s-1">7</a>'


def rows() -> list[dict[str, str]]:
    with (CASES / "touching.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";", quoting=csv.QUOTE_NONE))


def found(body: str) -> list[tuple[str, str]]:
    page = Page("a.md", "A", "A", body, "chapters/a.qmd", "A")
    return [(it.code, it.message) for it in inspect([page]).findings]


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['why']}: {row['text']}")
def test_signs_bounds_and_units_belong_to_the_link(row: dict[str, str]) -> None:
    seen = found(f"<p>{row['text'].replace('{}', FACT)}</p>")
    changed = [message.split("“")[1:] for code, message in seen if code == "number-changed"]
    wanted = row["changed"].split("|") if row["changed"] else []
    assert ["“".join(it).partition("” changes")[0] for it in changed] == wanted
    assert row["why"] != "plain" or not seen


def test_a_typed_number_at_a_link_is_refused_once() -> None:
    codes = [
        code for code, _ in found(f"<p>{FACT}<sup>2</sup>, 1{FACT}, {FACT}.5, {FACT} million</p>")
    ]
    assert codes == ["number-untied"] * 4


@pytest.mark.parametrize(
    ("alt", "changed"),
    [
        ("Bars: CNY 96 million in 2023, of Q3.", None),
        ("Bars: about CNY 96 million.", "about …"),
        ("Bars: -CNY 96 million.", "-…"),
        ("Bars: CNY 96 million per day.", "… per"),
        ("Bars: a share of 96 million.", None),
    ],
)
def test_what_changes_a_number_in_an_alternative_text(alt: str, changed: str | None) -> None:
    link = "<a data-fact='a' href='x'>CNY 96 million</a>, <a data-fact='b' href='x'>3</a>"
    seen = found(f"<figure><svg aria-label='{alt}'></svg><p>{link}</p></figure>")
    wanted = f"“{changed}” changes what the tied number … says"
    assert seen == ([("number-changed", wanted)] if changed else [])


@pytest.mark.parametrize("turn", ["\u202e", "\u202d"])
def test_what_turns_the_order_of_digits_is_refused(turn: str) -> None:
    (finding,) = found(f"<p>There were {turn}{FACT}\u202c boats.</p>")
    assert finding[0] == "number-changed"
    assert "order" in finding[1]
