"""Pandoc: from Markdown to the syntax tree, from the tree to HTML.

A tree is pandoc's own JSON: a block or inline is `{"t": name, "c": contents}`. The reader
is `commonmark_x` with source positions, so that every word knows its line and column.
"""

import json
import subprocess
from typing import Any

import pypandoc

Node = dict[str, Any]

# Headings get their ids when their numbers are known, and not from the code that names them.
_READER = "commonmark_x+sourcepos+east_asian_line_breaks-gfm_auto_identifiers"
# Nothing raw, which only one format could show, and tables that do not hang on where lines end.
_WRITER = "markdown-raw_html-raw_attribute-raw_tex-simple_tables-multiline_tables-fancy_lists"


def read_markdown(text: str) -> list[Node]:
    """The blocks of a Markdown text; attribute `data-pos` holds `line:col-line:col`."""
    tree = json.loads(_run(["--from", _READER, "--to", "json"], text))
    blocks: list[Node] = tree["blocks"]
    return blocks


def write_html(blocks: list[Node]) -> str:
    """The blocks as an HTML fragment."""
    tree = {"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": blocks}
    arguments = ["--from", "json", "--to", "html5", "--wrap", "none", "--mathml"]
    return _run([*arguments, "--syntax-highlighting=none"], json.dumps(tree))


def markdown_of_html(text: str, shift: int = 0) -> str:
    """An HTML fragment as pandoc's own Markdown without anything raw, its headings `shift` levels
    lower."""
    arguments = ["--from", "html", "--to", _WRITER, "--wrap", "none"]
    return _run([*arguments, f"--shift-heading-level-by={shift}"], text)


def _run(arguments: list[str], text: str) -> str:
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), *arguments],
        input=text.encode(),
        capture_output=True,
        check=True,
    )
    return done.stdout.decode()


# The few shapes of the tree that tieout reads and makes.


def attributes(node: Node) -> tuple[str, list[str], dict[str, str]]:
    """Identifier, classes and key-values of a node that has attributes."""
    contents = node["c"]
    attr = contents[1] if node["t"] == "Header" else contents[0]
    return attr[0], list(attr[1]), dict(attr[2])


def attr(id: str = "", classes: tuple[str, ...] = (), **values: str) -> list[Any]:
    """Attributes as pandoc writes them; underscores in names stand for hyphens."""
    return [id, list(classes), [[key.replace("_", "-"), value] for key, value in values.items()]]


def string(text: str) -> Node:
    return {"t": "Str", "c": text}


def raw_html(html: str) -> Node:
    """A block of finished HTML."""
    return {"t": "RawBlock", "c": ["html", html]}


def plain_text(node: object) -> str:
    """The text of a node, a list of nodes, or any part of the tree."""
    if isinstance(node, list):
        return "".join(plain_text(child) for child in node)
    if not isinstance(node, dict):
        return ""
    match node["t"]:
        case "Str":
            return str(node["c"])
        case "Space" | "SoftBreak" | "LineBreak":
            return " "
        case "Code" | "CodeBlock" | "Math":
            return str(node["c"][1])
        case "RawInline" | "RawBlock":
            return ""
        case _:
            return plain_text(node.get("c"))
