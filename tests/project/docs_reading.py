"""The pages of the documentation, read by headings, tables and blocks of code."""

import re
import textwrap
from pathlib import Path
from typing import Literal, get_args, get_origin

from pydantic import BaseModel

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *DOCS.glob("*.md")])

FENCE = re.compile(r"^( *)(`{3,})([^\n`]*)\n(.*?)^\1\2 *$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"(`+)(.+?)\1", re.DOTALL)

Table = tuple[list[str], list[list[str]]]


def page(name: str) -> str:
    """The text of a page of the documentation."""
    return (DOCS / name).read_text(encoding="utf-8")


def section(text: str, title: str) -> str:
    """What stands below a heading, up to the next one of its level or above."""
    text = FENCE.sub("", text)
    match = re.search(rf"^(#+) {re.escape(title)}$", text, re.MULTILINE)
    assert match, f"there is no heading {title}"
    rest = text[match.end() :]
    end = re.search(rf"^#{{1,{len(match[1])}}} ", rest, re.MULTILINE)
    return rest[: end.start()] if end else rest


def tables(text: str) -> list[Table]:
    """The pipe tables of a text: header cells, and rows of cells."""
    found: list[Table] = []
    for block in re.findall(r"(?:^\|.*\|\n)+", FENCE.sub("", text) + "\n", re.MULTILINE):
        lines = [[cell.strip() for cell in line[1:-1].split(" | ")] for line in block.splitlines()]
        header, _, *rows = [[cell.strip("| ") for cell in cells] for cells in lines]
        found.append((header, rows))
    return found


def table(text: str, *header: str) -> list[list[str]]:
    """The rows of the one table whose header begins with these cells."""
    matching = [rows for head, rows in tables(text) if tuple(head[: len(header)]) == header]
    assert len(matching) == 1, f"{len(matching)} tables begin with {header}"
    return matching[0]


def codes(cell: str) -> list[str]:
    """What stands as code in a cell."""
    return [match[1].strip("`") for match in re.finditer(r"(`[^`]+`)", cell)]


def code_blocks(text: str, language: str) -> list[str]:
    """The fenced blocks in a language, without their indentation."""
    return [textwrap.dedent(body) for _, _, info, body in FENCE.findall(text) if info == language]


def choices(model: type[BaseModel], field: str) -> tuple[str, ...]:
    """The words that a field may hold, where they are a closed list."""
    annotation = model.model_fields[field].annotation
    return get_args(annotation) if get_origin(annotation) is Literal else ()
