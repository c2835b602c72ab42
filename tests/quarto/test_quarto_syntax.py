"""Chapters are Quarto documents: they use what its reference documents, and its dialect of
Markdown reads them as tieout does."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypandoc
import pytest

from tieout.chapters.chapter import Chapter
from tieout.chapters.parse import FRONT, parse_chapter

ROOT = Path(__file__).parents[2]
CHAPTERS = [
    *sorted((ROOT / "chapters").rglob("*.qmd")),
    *sorted((ROOT / "tests/reports").rglob("chapters/**/*.qmd")),
]
#: https://quarto.org/docs/reference/cells/cells-jupyter.html
CELL_OPTIONS = {
    "label", "echo", "output", "include", "eval", "warning", "error", "code-fold", "code-summary",
    "fig-cap", "fig-alt", "fig-subcap", "fig-align", "fig-link", "tbl-cap", "tbl-colwidths",
    "layout", "layout-ncol", "layout-nrow", "column", "classes",
}  # fmt: skip
#: Our own. Quarto puts options that it does not know on the cell's block, as attributes.
OWN_OPTIONS = {"across"}
#: https://quarto.org/docs/reference/formats/html.html
FRONT_MATTER = {"title", "subtitle", "description", "execute", "jupyter", "lang", "author", "date"}
EXECUTE = {"echo", "output", "include", "eval", "warning", "error"}
#: What Quarto reads by itself, before pandoc does.
KNOWN_DIVS = ("callout-",)


def read(path: Path) -> Chapter:
    """A chapter as tieout reads it."""
    chapter, findings = parse_chapter(path, path.name, path.stem)
    assert chapter is not None, findings
    return chapter


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda it: f"{it.parent.parent.name}/{it.stem}")
def test_a_chapter_uses_what_quarto_documents(path: Path) -> None:
    chapter = read(path)
    assert set(chapter.front) <= FRONT_MATTER
    assert set(chapter.front.get("execute") or {}) <= EXECUTE
    for cell in chapter.cells:
        assert set(cell.options) <= CELL_OPTIONS | OWN_OPTIONS
        label = str(cell.options.get("label", ""))
        assert not label or label.startswith(("fig-", "tbl-")), label
        assert ("fig-cap" in cell.options) is label.startswith("fig-"), label
        for name in OWN_OPTIONS & set(cell.options):  # an attribute that needs no escaping
            assert not set("'{}") & set(json.dumps(cell.options[name])), cell.place


@pytest.mark.parametrize("path", sorted((ROOT / "chapters").glob("*.qmd")), ids=lambda it: it.stem)
def test_a_chapter_of_the_report_looks_alike_in_quarto(path: Path) -> None:
    """Quarto shows code unless a chapter says otherwise, and takes any kernel of the language."""
    front = read(path).front
    assert front["jupyter"] == "python3"
    assert front["execute"]["echo"] is False


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda it: f"{it.parent.parent.name}/{it.stem}")
def test_both_dialects_read_a_chapter_alike(path: Path) -> None:
    body = FRONT.sub("", path.read_text("utf-8")).replace("```{python}", "```python")
    ours = skeleton(tree(body, "commonmark_x+east_asian_line_breaks-gfm_auto_identifiers"))
    theirs = skeleton(tree(body, "markdown+east_asian_line_breaks"))
    assert joined(ours) == joined(theirs)


def test_the_comparison_sees_what_the_dialects_read_differently() -> None:
    text = "A paragraph:\n- and a list.\n"
    ours = skeleton(tree(text, "commonmark_x"))
    assert joined(ours) != joined(skeleton(tree(text, "markdown")))


def tree(text: str, dialect: str) -> Any:
    """Pandoc's tree of a text."""
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), "--from", dialect, "--to", "json"],
        input=text, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    return json.loads(done.stdout)["blocks"]


def joined(parts: Iterator[str]) -> list[str]:
    """The lines of a skeleton: texts in one piece, however a dialect splits them."""
    return "".join(parts).splitlines()


def skeleton(part: Any) -> Iterator[str]:
    """What a tree consists of, without what the dialects only write differently: each node by
    its name, with its text, class or address."""
    if isinstance(part, list):
        for it in part:
            yield from skeleton(it)
    elif isinstance(part, dict) and "t" in part:
        name, held = part["t"], part.get("c")
        match name:
            case "Str" | "Space" | "SoftBreak":
                yield str(held or " ").replace("\u00a0", " ")
            case "Code" | "CodeBlock":
                yield f"\n{name} {held[1]}\n"
            case "Div" | "Span":
                yield f"\n{name} {held[0][1]}\n"
                yield from skeleton(held[1])
            case "Link":
                yield f"\n{name} {held[2][0]}\n"
                yield from skeleton(held[1])
            case "Header":
                yield f"\n{name} {held[0]}\n"
                yield from skeleton(held[2])
            case "Cite":  # a reference to a figure, which Quarto finds itself
                yield from skeleton(held[1])
            case "Table":
                yield f"\n{name}\n"
                yield from skeleton(held[3:])
            case "Plain" | "Para":
                yield from skeleton(held)
            case _:
                yield f"\n{name}\n"
                yield from skeleton(held)
