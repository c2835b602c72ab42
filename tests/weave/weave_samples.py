"""Chapters woven without a kernel: outputs and values are given, not computed."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from nbformat.v4 import new_notebook, output_from_msg

from tieout.chapters.chapter import Executed, Value
from tieout.chapters.parse import parse_chapter
from tieout.check import check
from tieout.findings import Finding, Stopped
from tieout.gate.gate import inspect
from tieout.pages.words import words
from tieout.report import open_report
from tieout.weave.links import Links
from tieout.weave.page import Page
from tieout.weave.weave import weave

FERRIES = Path(__file__).parents[1] / "reports" / "ferries"
PASSENGERS = Value("fact", "ferries.passengers.2023")
PATH = "chapters/port.qmd"


@cache
def ferries_links() -> Links:
    """The links of the tiny report, whose sources and ledger are read and not built."""
    report = open_report(FERRIES)
    checked = check(report)
    facts = {it.fact.id: it for it in checked.tied}
    return Links(checked.ledger, facts, {}, checked.account, report.language)


def shown(**data: Any) -> dict[str, Any]:
    """An output that displays data, by a name of its type or the type itself."""
    types = {
        "html": "text/html",
        "plain": "text/plain",
        "image__png": "image/png",
        "image__svg": "image/svg+xml",
    }
    content = {"data": {types.get(name, name): it for name, it in data.items()}, "metadata": {}}
    return {"header": {"msg_type": "display_data"}, "content": content}


def printed(text: str) -> dict[str, Any]:
    """An output that was printed."""
    return {"header": {"msg_type": "stream"}, "content": {"name": "stdout", "text": text}}


def woven(
    body: str,
    *outputs: Sequence[Mapping[str, Any]],
    front: str = "title: The port",
    values: Mapping[str, Value] | None = None,
) -> tuple[Page, list[Finding]]:
    """A chapter as a page, with the findings of parsing or weaving. `outputs` are those of
    each cell; an inline expression is worth what `values` says, else a fact."""
    known = values or {}
    with TemporaryDirectory() as folder:
        file = Path(folder) / "port.qmd"
        file.write_text(f"---\n{front}\n---\n\n{body}\n", encoding="utf-8")
        chapter, findings = parse_chapter(file, PATH, "port")
    if chapter is None:
        raise Stopped("chapters", findings)
    made = tuple(tuple(output_from_msg(dict(it)) for it in each) for each in outputs)
    made += ((),) * (len(chapter.cells) - len(made))
    executed = Executed(
        chapter,
        new_notebook(),
        made,
        {it.place: known.get(it.expression, PASSENGERS) for it in chapter.inlines},
    )
    result = weave(executed, ferries_links(), words("en"))
    return result.page, list(result.findings)


def all_findings(body: str, *outputs: Sequence[Mapping[str, Any]], **given: Any) -> list[str]:
    """What the first of parsing, weaving and the gate finds, as `line:col: code: message`."""
    try:
        page, findings = woven(body, *outputs, **given)
    except Stopped as stopped:
        return [_told(it) for it in stopped.findings]
    return [_told(it) for it in sorted(findings or set(inspect([page]).findings))]


def _told(finding: Finding) -> str:
    place = finding.place
    return f"{place.line}:{place.col}: {finding.code}: {finding.message}"
