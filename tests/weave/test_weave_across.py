"""What a chart's numbers differ in is named by its author and shown in its figure."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from weave_samples import printed, shown, woven

from tieout.chapters.handover import PLACEHOLDER, VEGA_LITE_MIME
from tieout.weave.page import fragment

CASES = tomllib.loads((Path(__file__).parent / "cases/across.toml").read_text("utf-8"))["case"]


def _chart(facts: list[str]) -> dict[str, Any]:
    links = [f"{PLACEHOLDER}fact/ferries.{fact}" for fact in facts]
    rows = [{"v": at + 1, "y": link, "link": link} for at, link in enumerate(links)]
    encoding = {
        "x": {"field": "v", "type": "quantitative"},
        "y": {"field": "y", "type": "nominal", "axis": None},
        "href": {"field": "link", "type": "nominal"},
    }
    return {VEGA_LITE_MIME: {"data": {"values": rows}, "mark": "bar", "encoding": encoding}}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_a_chart_says_what_it_compares_across(case: dict[str, Any]) -> None:
    across = f"#| across: {case['across']}\n" if "across" in case else ""
    output = shown(**_chart(case["facts"])) if case["facts"] else printed("nothing")
    body = f"```{{python}}\n#| fig-cap: A caption.\n{across}x\n```"
    page, findings = woven(body, [output])
    told = [str(it).removeprefix("chapters/port.qmd:") for it in findings]
    assert told == case.get("findings", [])
    line = fragment(page.body).xpath(".//figure/p[@class='compared-across']/text()")
    assert line == ([case["shown"]] if "shown" in case else [])
