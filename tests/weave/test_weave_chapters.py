"""What an author writes, woven into a page: no kernel runs, outputs are given."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from weave_samples import all_findings, printed, shown, woven

from tieout.chapters.chapter import Value
from tieout.chapters.handover import PLACEHOLDER, TABLE_MIME, VEGA_LITE_MIME
from tieout.weave.page import fragment

CASES = tomllib.loads((Path(__file__).parent / "cases/findings.toml").read_text("utf-8"))["case"]
CELL = "```{python}\n#| fig-cap: A caption.\nx\n```"
PLAIN = "```{python}\nx\n```"
FACT = "ferries.passengers.2023"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_an_author_may_write_this_and_not_that(case: dict[str, Any]) -> None:
    body = case["body"].removeprefix("\n")
    found = [_short(it) for it in all_findings(body)]
    wanted = case.get("findings", [])
    assert sorted(found) == sorted(wanted)


def _short(finding: str) -> str:
    """A finding of the gate without the words around the number."""
    at, _, rest = finding.partition(": number-untied: ")
    return f"{at}: number-untied: {rest.split()[0]}" if rest else finding


def _body(*args: Any, **given: Any) -> html.HtmlElement:
    page, findings = woven(*args, **given)
    assert findings == []
    return fragment(page.body)


def test_a_fact_becomes_a_link_to_its_sentence() -> None:
    (link,) = _body("It carried `{python} x`.").xpath(".//a[@class='fact']")
    assert link.text == "1.24 million"
    assert link.get("data-fact") == FACT
    assert link.get("href").startswith("sources/annual-review-2024/index.html#s-")
    assert link.get("title") == "1.24 million passengers"


def test_an_account_is_waived_and_counted() -> None:
    values = {"n": Value("account", "sources"), "w": Value("account", "sources", "words")}
    spans = _body("All `{python} n`, `{python} w`.", values=values).xpath(".//span[@data-why]")
    assert [(it.text, it.get("data-why")) for it in spans] == [("2", "account"), ("two", "account")]


def test_what_is_printed_holds_no_control_characters() -> None:
    (told,) = _body("```{python}\nx\n```", [printed("\x1b[1ma\x1b[0m\x00b\x07\tc\n")]).xpath(
        ".//pre"
    )
    assert told.text_content() == "a\ufffdb\ufffd\tc\n"


@pytest.mark.parametrize("text", ["a < b", "<none>", "'<x y>'", "<b c>"])
def test_what_is_printed_is_no_object(text: str) -> None:
    (shown_text,) = _body("```{python}\nx\n```", [printed(text)]).xpath(".//pre")
    assert shown_text.text_content() == text


def test_a_formula_is_shown_as_such() -> None:
    body = _body("It is $\\frac{a}{b}$.")
    (formula,) = body.xpath(".//math")
    assert formula.text_content() == "ab"
    assert formula.xpath(".//mfrac")
    assert "frac" not in body.text_content()


def test_a_task_has_a_box() -> None:
    body = _body("- [ ] to do\n- [X] **done**\n\n* [ ] one\n\n* [x] other\n\n- [y] none")
    assert [" ".join(it.text_content().split()) for it in body.xpath(".//li")] == [
        "☐ to do", "☒ done", "☐ one", "☒ other", "[y] none",
    ]  # fmt: skip


def test_the_title_names_numbers_as_text_does() -> None:
    page, findings = woven("Text", front="title: It carried `{python} x`")
    assert findings == []
    assert page.title == page.name == "It carried 1.24 million"
    assert 'data-fact="ferries.passengers.2023"' in page.heading


def test_a_reference_leads_to_what_it_names() -> None:
    body = _body(
        "See @tbl-a, @sec-b.\n\n```{python}\n#| label: tbl-a\n#| tbl-cap: All.\nx\n```\n\n"
        "## The Coast {#sec-b}",
        [shown(**{TABLE_MIME: {"header": ["A"], "rows": [["x"]], "numeric": [False]}})],
    )
    links = body.xpath(".//a[@class='reference']")
    assert [(it.get("href"), it.text_content()) for it in links] == [
        ("#tbl-a", "Table 1"),
        ("#sec-b", "The Coast"),
    ]
    assert body.xpath(".//figure[@id='tbl-a']/figcaption")[0].text_content().strip() == (
        "Table 1. All."
    )


def test_a_table_shows_ties_texts_and_what_is_not_reported() -> None:
    fact = {"kind": "fact", "id": FACT, "form": "shown"}
    rows = [["a < b", fact, [fact, fact]], ["", {"kind": "empty", "text": "not reported"}, []]]
    table = {"header": ["Who & what", "N", "M"], "rows": rows, "numeric": [False, True, True]}
    body = _body(CELL, [shown(**{TABLE_MIME: table})])
    assert [it.text for it in body.xpath(".//th")] == ["Who & what", "N", "M"]
    assert body.xpath(".//td")[0].text == "a < b"
    assert [it.get("data-fact") for it in body.xpath(".//td//a")] == [FACT] * 3
    assert body.xpath(".//span[@class='not-reported']")[0].text == "not reported"


@pytest.mark.parametrize(
    ("options", "seen"),
    [
        ("", ["output"]),
        ("#| echo: true\n", ["tieout-code", "output"]),
        ("#| echo: true\n#| output: false\n", ["tieout-code"]),
        ("#| echo: true\n#| include: false\n", []),
    ],
)
def test_a_cell_shows_what_its_options_say(options: str, seen: list[str]) -> None:
    body = _body(f"```{{python}}\n{options}print(5)\n```", [printed("five")])
    assert [it.get("class") for it in body.xpath(".//pre")] == seen
    assert "#|" not in body.text_content()


def test_the_front_matter_sets_options_for_all_cells() -> None:
    front = "title: x\nexecute:\n  echo: true"
    body = _body("```{python}\nx\n```\n\n```{python}\n#| echo: false\ny\n```", front=front)
    assert [it.text_content() for it in body.xpath(".//pre[@class='tieout-code']")] == ["x"]


def _chart(**encoding: Any) -> dict[str, Any]:
    return {
        VEGA_LITE_MIME: {
            "data": {"values": [{"a": "x", "v": 1240000, "link": f"{PLACEHOLDER}fact/{FACT}"}]},
            "mark": "bar",
            "encoding": {"x": {"field": "v", "type": "quantitative"}, **encoding},
        }
    }


LINKED = {"href": {"field": "link", "type": "nominal"}}


def test_a_chart_is_a_picture_with_links_and_a_table() -> None:
    body = _body(CELL, [shown(**_chart(**LINKED))])
    pictures = body.xpath(".//figure//svg")
    assert [it.get("aria-label") for it in pictures] == ["A caption."] * 2
    assert {it.get("data-fact") for it in body.xpath(".//svg//a")} == {FACT}
    assert body.xpath(".//details//td/a")[0].get("data-fact") == FACT
    assert not body.xpath(".//*[contains(@href, 'tieout.invalid')]")


def test_the_labels_of_an_axis_that_names_things_are_looked_at() -> None:
    chart = _chart(**LINKED, y={"field": "a", "type": "nominal"})
    chart[VEGA_LITE_MIME]["data"]["values"][0]["a"] = "All 17 boats"
    found = all_findings(CELL, [shown(**chart)])
    assert len(found) == 1  # the two widths are one mistake
    assert found[0].startswith("6:1: number-untied: '17'")


def _pictures() -> dict[str, Any]:
    chart = _chart(**LINKED)
    chart[VEGA_LITE_MIME]["mark"] = {"type": "image", "width": 9, "height": 9}
    chart[VEGA_LITE_MIME]["encoding"]["url"] = {"value": "data:image/svg+xml,%3Csvg/%3E"}
    return chart


BAD_OUTPUTS: dict[str, tuple[str, dict[str, Any], str]] = {
    "a chart without text": (
        "```{python}\nx\n```",
        shown(**_chart(**LINKED)),
        "6:1: chart-without-text: the chart has neither #| fig-cap nor #| fig-alt",
    ),
    "a chart without links": (
        CELL,
        shown(**_chart()),
        "6:1: chart-untied: no mark of the chart is linked to a fact",
    ),
    "a chart that links an unknown fact": (
        CELL,
        shown(**_chart(href={"value": f"{PLACEHOLDER}fact/no.such"})),
        "6:1: unknown-fact: a mark links to no.such, which is neither a fact nor a derivation",
    ),
    "a chart that cannot be drawn": (
        CELL,
        shown(**{VEGA_LITE_MIME: {"mark": "nonsense"}}),
        "6:1: chart-broken: the chart cannot be drawn",
    ),
    "a chart whose data are elsewhere": (
        CELL,
        shown(**{VEGA_LITE_MIME: {"mark": "bar", "layer": [{"data": {"url": "https://x.org/a"}}]}}),
        "6:1: chart-broken: the chart cannot be drawn: its data are fetched from https://x.org/a",
    ),
    "a chart of pictures": (
        CELL,
        shown(**_pictures()),
        "6:1: chart-broken: the chart cannot be drawn: it shows a picture",
    ),
    "a bare frame": (
        PLAIN,
        shown(html="<small>shape: (1, 1)</small><table><tr><td>17</td></tr></table>"),
        "6:1: number-untied: '1'",
    ),
    "a bare frame with its style": (
        CELL,
        shown(html="<div><style>td {content: '7'}</style><table><tr><td>a</td></tr></table></div>"),
        "6:1: raw-html: the cell's HTML holds style",
    ),
    "a bare print": (PLAIN, printed("There are 17."), "6:1: number-untied: '17'"),
    "a picture of another library": (
        CELL,
        shown(image__png="iVBORw0KGgo=", plain="<Figure size 640x480 with 1 Axes>"),
        "6:1: picture-unread: the cell shows a picture",
    ),
    "a picture as SVG": (CELL, shown(image__svg="<svg/>"), "6:1: picture-unread: "),
    "an object without a text": (
        CELL,
        shown(plain="<IPython.core.display.Image object>"),
        "6:1: output-unreadable: the cell shows <IPython.core.display.Image object>",
    ),
    "a function": (
        CELL,
        shown(plain="<function __main__.f(x)>"),
        "6:1: output-unreadable: the cell shows <function __main__.f(x)>",
    ),
    "HTML that draws": (
        CELL,
        shown(html="<p>a</p><svg><text>99</text></svg>"),
        "6:1: raw-html: the cell's HTML holds svg",
    ),
    "HTML that fetches a picture": (
        CELL,
        shown(html="<img src='data:image/svg+xml,%3Csvg/%3E' alt=''>"),
        "6:1: raw-html: the cell's HTML holds img",
    ),
    "HTML that runs when clicked": (
        CELL,
        shown(html="<p onclick='x()'>a</p>"),
        "6:1: raw-html: the cell's HTML holds onclick",
    ),
    "HTML that styles itself": (
        CELL,
        shown(html="<p style='display: none'>a</p>"),
        "6:1: raw-html: the cell's HTML holds style",
    ),
    "HTML whose link runs": (
        CELL,
        shown(html="<a href=' JavaScript:x()'>a</a>"),
        "6:1: raw-html: the cell's HTML holds href",
    ),
    "HTML that claims a fact": (
        CELL,
        shown(html='<a class="fact" data-fact="x">99</a>'),
        "6:1: raw-html: the cell's HTML holds data-fact",
    ),
    "HTML that waives": (
        CELL,
        shown(html='<span class="waived" data-why="label">99</span>'),
        "6:1: raw-html: the cell's HTML holds data-why",
    ),
    "HTML that is an axis": (
        CELL,
        shown(html='<p class="role-axis-label">99</p>'),
        "6:1: raw-html: the cell's HTML holds role-axis-label",
    ),
    "HTML that runs": (
        CELL,
        shown(html="<script>document.write(99)</script>"),
        "6:1: raw-html: the cell's HTML holds script",
    ),
    "a caption of what is no figure": (
        CELL.replace("\n", "\n#| tbl-cap: Boats\n", 1),
        printed("none"),
        "6:13: caption-unused: the cell has a tbl-cap",
    ),
}


@pytest.mark.parametrize("name", BAD_OUTPUTS)
def test_an_output_that_cannot_be_published_is_a_finding(name: str) -> None:
    body, output, finding = BAD_OUTPUTS[name]
    found = all_findings(body, [output])
    assert any(it.startswith(finding) for it in found), found
