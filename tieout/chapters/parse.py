"""From a `.qmd` file to a chapter: front matter, cells, syntax tree, inline expressions."""

import ast
import re
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from tieout.chapters.chapter import Cell, Chapter, Inline
from tieout.chapters.normalise import is_placed, normalise
from tieout.chapters.options import read_options, title_place, wrong_front
from tieout.chapters.pandoc import Node, attributes, read_markdown
from tieout.chapters.refused import refused
from tieout.chapters.walk import CELL, place_of, walk
from tieout.findings import Finding, Place, place_at, place_at_byte

#: Characters that no page may hold.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
#: The front matter of a chapter, its YAML as group 1.
FRONT = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*$\n?", re.DOTALL | re.MULTILINE)


def parse_chapter(
    path: Path, name: str, slug: str, called: str = ""
) -> tuple[Chapter | None, list[Finding]]:
    """Reads a chapter; `name` is its path relative to the report,
    `called` what the nav calls it. All that is wrong with
    it comes back as findings, and no chapter then."""
    source, findings = _read(path, name)
    if findings:
        return None, findings
    front, body, findings = _front_matter(source, name)
    try:
        blocks = normalise(read_markdown(body), name)
    except RecursionError:
        what, hint = "lists or quotes stand in each other too deep to be read", "write it flatter"
        return None, [Finding(Place(name), "chapter-syntax", what, hint)]
    cells, problems = _cells(blocks)
    findings += problems
    texts, problems = _texts(front, cells, name, source)
    findings += [*problems, *refused(blocks, texts, source, name)]
    inlines, problems = _inlines(blocks, texts, len(cells))
    findings += problems
    if findings:
        return None, findings
    return Chapter(slug, name, called, source, front, cells, tuple(blocks), texts, inlines), []


def _read(path: Path, name: str) -> tuple[str, list[Finding]]:
    """The text of a chapter, without a byte order mark and with plain line ends."""
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except OSError as error:
        what = f"it cannot be read: {error.strerror}"
        return "", [Finding(Place(name), "chapter-unreadable", what, "see to its permissions")]
    except UnicodeDecodeError as error:
        what = f"byte 0x{data[error.start]:02x} is not UTF-8"
        place = place_at_byte(name, data, error.start)
        return "", [Finding(place, "chapter-unreadable", what, "save it as UTF-8")]
    if control := _CONTROL.search(text):
        place = place_at(name, text, control.start())
        what = f"a control character stands here, 0x{ord(control[0]):02x}"
        return "", [Finding(place, "chapter-unreadable", what, "take it out")]
    return text, []


def _front_matter(source: str, name: str) -> tuple[dict[str, Any], str, list[Finding]]:
    """The front matter, and the body with blank lines in its place so that lines keep
    their numbers."""
    hint = "begin the chapter with ---, title: …, ---"
    match = FRONT.match(source)
    if not match:
        return {}, source, [Finding(Place(name), "chapter-syntax", "it has no title", hint)]
    body = "\n" * match.group(0).count("\n") + source[match.end() :]
    try:
        front = yaml.safe_load(match.group(1))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(name, mark.line + 2, mark.column + 1) if mark else Place(name)
        what = getattr(error, "problem", None) or "the front matter is not YAML"
        return {}, body, [Finding(place, "chapter-syntax", str(what), "mend the YAML")]
    if not isinstance(front, dict) or not front.get("title"):
        return {}, body, [Finding(Place(name), "chapter-syntax", "it has no title", hint)]
    return front, body, [*wrong_front(front, match.group(1), name)]


def _cells(blocks: list[Node]) -> tuple[tuple[Cell, ...], list[Finding]]:
    cells: list[Cell] = []
    findings: list[Finding] = []
    for block in walk(blocks):
        if block["t"] != "CodeBlock" or CELL not in attributes(block)[1]:
            continue
        fence = place_of(block)
        source = block["c"][1]
        place = Place(fence.path, fence.line + 1, 1)
        options, places, problems = read_options(source, place)
        findings += problems
        findings += _syntax(source, place)
        cells.append(Cell(source, options, place, places))
    return tuple(cells), findings


def _syntax(source: str, place: Place) -> list[Finding]:
    if any(line.lstrip().startswith(("%", "!")) for line in source.splitlines()):
        return []  # IPython's own syntax, which only the kernel can judge
    try:
        with warnings.catch_warnings(action="ignore"):  # which the kernel will tell of
            ast.parse(source)
    except ValueError as error:  # a null character in Python 3.11
        return [
            Finding(place, "chapter-syntax", f"Python cannot read it: {error}", "mend the cell")
        ]
    except SyntaxError as error:
        at = Place(place.path, place.line + (error.lineno or 1) - 1, error.offset or 1)
        what = f"Python cannot read this line: {error.msg}"
        return [Finding(at, "chapter-syntax", what, "mend the cell", detail=source)]
    return []


def _texts(
    front: Mapping[str, Any], cells: tuple[Cell, ...], name: str, source: str
) -> tuple[dict[str, list[Node]], list[Finding]]:
    """The texts outside the flow, read as Markdown; places are those of their lines."""
    wanted: dict[str, tuple[str, Place]] = {}
    if front.get("title"):
        wanted["title"] = (str(front["title"]), title_place(source, name))
    for number, cell in enumerate(cells):
        for option, key in (("fig-cap", "caption"), ("tbl-cap", "caption"), ("fig-alt", "alt")):
            if text := cell.options.get(option):
                wanted[f"cell-{number}-{key}"] = (str(text), cell.places.get(option, cell.place))
    texts: dict[str, list[Node]] = {}
    findings = []
    for key, (text, place) in wanted.items():
        blocks = normalise(read_markdown(" ".join(text.split())), name, at=place)
        texts[key] = [inline for block in blocks for inline in _paragraph(block)]
        if len(blocks) != 1 or not texts[key]:
            what = "the text reads as something else than a line of text, such as a list"
            hint = "put a backslash before the sign or the dot that begins it"
            findings.append(Finding(place, "chapter-syntax", what, hint))
    return texts, findings


def _paragraph(block: Node) -> list[Node]:
    if is_placed(block):
        return [inline for inner in block["c"][1] for inline in _paragraph(inner)]
    contents: list[Node] = block["c"] if block["t"] in ("Para", "Plain") else []
    return contents


def _inlines(
    blocks: list[Node], texts: Mapping[str, list[Node]], cells: int
) -> tuple[tuple[Inline, ...], list[Finding]]:
    found: list[Inline] = []
    after = 0
    for node in walk(blocks):
        if node["t"] == "CodeBlock" and CELL in attributes(node)[1]:
            after += 1
        elif node["t"] == "Code" and node["c"][1].startswith(CELL):
            found.append(_inline(node, after))
    for key, nodes in texts.items():
        ran = cells if key == "title" else int(key.split("-")[1]) + 1
        found += [
            _inline(node, ran)
            for node in walk(nodes)
            if node["t"] == "Code" and node["c"][1].startswith(CELL)
        ]
    findings = [
        Finding(
            inline.place,
            "inline-computes",
            f"`{inline.expression}` is more than a name",
            "compute it in a cell with derive(), and name the result here",
        )
        for inline in found
        if not _is_name(inline.expression)
    ]
    return tuple(found), findings


def _inline(node: Node, after: int) -> Inline:
    return Inline(node["c"][1].removeprefix(CELL).strip(), place_of(node), after)


def _is_name(expression: str) -> bool:
    """Whether an expression only names a value: `x`, `x.y`, `x["id"]`."""
    try:
        node: ast.expr = ast.parse(expression, mode="eval").body
    except SyntaxError:
        return False
    while True:
        match node:
            case ast.Name():
                return True
            case (
                ast.Attribute(value=inner)
                | ast.Subscript(value=inner, slice=ast.Constant(value=str()))
            ):
                node = inner
            case _:
                return False
