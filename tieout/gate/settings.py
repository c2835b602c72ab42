"""Numbers in the texts that readers meet beside the pages: the site's name, its nav, its
footer in `mkdocs.yml`, and the front matter of chapters.

These become titles, menus and what search engines show. Nothing there can be linked, so no
number may stand there.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from tieout.chapters.chapter import Chapter
from tieout.findings import Finding, Place
from tieout.gate.lines import INVISIBLE
from tieout.numbers.visible import visible_numerals
from tieout.report import CONFIG
from tieout.weave.page import fragment

#: Settings, beside the nav, whose texts readers see, whatever lies below them.
_SHOWN = ("site_name", "site_description", "site_author", "copyright", "extra")
#: Keys below them whose values are addresses, pictures and names for programs.
_UNSEEN = frozenset(
    [
        "analytics", "email", "generator", "homepage", "href", "icon", "id", "link", "orcid",
        "property", "provider", "url",
    ]
)  # fmt: skip
#: What Quarto shows of a chapter beside its title, and search engines of a page.
_TEXTS = frozenset(
    [
        "abstract", "abstract-title", "author", "authors", "categories", "copyright",
        "description", "description-meta", "institute", "keywords", "subject", "subtitle",
        "thanks", "title-meta", "toc-title",
    ]
)  # fmt: skip


def typed_settings(root: Path) -> Iterator[Finding]:
    """The numbers that stand in the settings of a report's site, and in those that these
    inherit. `root` is the report's folder; what cannot be read is told elsewhere."""
    read: set[str] = set()
    name = CONFIG
    while name and name not in read and (root / name).is_file():
        read.add(name)
        node = _composed((root / name).read_text(encoding="utf-8"))
        yield from _of_settings(node, name)
        above = [value for key, value in _pairs(node) if key.value == "INHERIT"]
        name = str(above[0].value) if above else ""


def _of_settings(node: yaml.Node | None, name: str) -> Iterator[Finding]:
    for key, value in _pairs(node):
        if key.value == "nav":
            yield from _titles(value, name)
        elif key.value in _SHOWN:
            yield from _typed(value, name)
        elif key.value == "theme":
            yield from _toggles(value, name)


def typed_descriptions(chapters: Iterable[Chapter]) -> Iterator[Finding]:
    """The numbers in what the front matter of chapters says beside their titles, which are a
    part of the page."""
    for chapter in chapters:
        front = chapter.source.removeprefix("\ufeff").split("\n---", 1)[0].removeprefix("---")
        for key, value in _pairs(_composed(front)):
            if key.value in _TEXTS:
                yield from _typed(value, chapter.path)


def _composed(text: str) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return None


def _pairs(node: yaml.Node | None) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                yield key, value


def _toggles(node: yaml.Node, name: str) -> Iterator[Finding]:
    """The names of the buttons that choose between schemes of colours."""
    if isinstance(node, yaml.SequenceNode):
        for entry in node.value:
            yield from _toggles(entry, name)
    for key, value in _pairs(node):
        if key.value == "toggle":
            yield from _typed(value, name)
        elif key.value == "palette":
            yield from _toggles(value, name)


def _titles(node: yaml.Node, name: str) -> Iterator[Finding]:
    """The names that a nav gives to pages and groups of pages."""
    if isinstance(node, yaml.SequenceNode):
        for entry in node.value:
            yield from _titles(entry, name)
    for key, value in _pairs(node):
        yield from _in_text(key, name)
        yield from _titles(value, name)


def _typed(node: yaml.Node, name: str) -> Iterator[Finding]:
    if isinstance(node, yaml.SequenceNode):
        for entry in node.value:
            yield from _typed(entry, name)
    for key, value in _pairs(node):
        if key.value not in _UNSEEN:
            yield from _typed(value, name)
    if isinstance(node, yaml.ScalarNode) and not _is_address(node.value):
        yield from _in_text(node, name)


def _is_address(text: str) -> bool:
    return not any(char.isspace() for char in text) and ("/" in text or text.endswith(".md"))


def _in_text(node: yaml.ScalarNode, name: str) -> Iterator[Finding]:
    text = node.value.translate(INVISIBLE)
    shown = fragment(text).text_content() if "<" in text or "&" in text else text
    mark = node.start_mark
    on_one_line = shown == node.value and mark.line == node.end_mark.line
    for seen in visible_numerals(shown):
        if seen.kind == "date":
            continue
        column = mark.column + (node.style in ("'", '"')) + seen.start if on_one_line else 0
        yield Finding(
            Place(name, mark.line + 1, column + 1),
            "number-untied",
            f"{seen.text!r} stands where nothing can be linked, in “{' '.join(shown.split())}”",
            "say it without a number",
        )
