"""A chapter as a Quarto project holds it: the author's own text, in which only that is written
anew which Quarto would read otherwise.

Quarto runs no inline code in titles, captions and alternative texts, gives headings ids of its
own, and knows no slot for the account: these are filled in from what the chapter's run has shown.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import yaml

from tieout.chapters.chapter import Cell, Executed, Value
from tieout.chapters.handover import VEGA_LITE_MIME
from tieout.chapters.pandoc import Node, attributes
from tieout.chapters.parse import FRONT
from tieout.chapters.walk import CELL, place_of, walk
from tieout.notebook.showing import SAME_DOCUMENT, Showing
from tieout.notebook.wording import account_text
from tieout.quarto.addresses import Addresses
from tieout.quarto.site_pages import html_markdown
from tieout.weave.links import Links
from tieout.weave.notebook_text import addresses_written, led
from tieout.weave.page import Page, fragment, inner_html

_INLINE: Final = re.compile(r"`\{python\} ([^`]+)`")
_OPTION: Final = re.compile(r"#\|")
_SLOT: Final = re.compile(r"^(:{3,}) *\{\.tieout-account\} *\n:{3,} *$", re.MULTILINE)
_NOTE: Final = re.compile(r"\[\^([^\]\s]+)\]")
_OWN_ID: Final = re.compile(r"\{[^}]*#[^}]*\}\s*$")
_SWITCHES: Final = ("echo", "output", "include", "eval")


@dataclass(frozen=True, slots=True)
class Copyist:
    """Copies chapters into a project. `labels` are those that more than one chapter has, which
    are written with the chapter's name."""

    links: Links
    addresses: Addresses
    labels: frozenset[str]

    @property
    def one_document(self) -> bool:
        return self.addresses.anchors is not None

    def copy(self, executed: Executed, page: Page) -> str:
        """The text of a chapter: a document of its own in a book, else a part of one."""
        chapter = executed.chapter
        front = FRONT.match(chapter.source)
        begin = front.group(0).count("\n") if front else 0
        lines = chapter.source.split("\n")
        ids = dict(self._headings(executed, page))
        parts: list[str] = []
        at = begin
        for number, cell in enumerate(chapter.cells):
            fence = cell.place.line - 2
            parts.append(self._text(lines[at:fence], at, ids, executed, page))
            at = _closing(lines, fence) + 1
            parts.append("\n".join(self._cell(lines[fence:at], number, executed)))
            parts += self._behind(number, executed)
        parts.append(self._text(lines[at:], at, ids, executed, page))
        return "\n".join([self._head(executed, page), *parts]).rstrip("\n") + "\n"

    def _head(self, executed: Executed, page: Page) -> str:
        chapter = executed.chapter
        title = str(chapter.front["title"])
        nodes = chapter.texts["title"]
        if self.one_document:
            heading = self._filled(title, nodes, executed, self._link)
            return f"# {' '.join(heading.split())} {{{self.addresses.lead('', page.address)}}}\n"
        filled = self._filled(title, nodes, executed, self._plain)
        front = {**chapter.front, "title": filled, "jupyter": "python3"}
        text = yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=10_000)
        return f"---\n{text}---\n"

    def _headings(self, executed: Executed, page: Page) -> Iterator[tuple[int, str]]:
        """The line of each heading, from 0, and the id that it has on the site. In callouts,
        headings are titles."""
        made = fragment(page.body).xpath(
            "(.//h2|.//h3|.//h4|.//h5|.//h6)[not(ancestor::*[contains(@class, 'admonition')])]"
        )
        written = [
            node
            for node in _outside_callouts(list(executed.chapter.blocks))
            if node["t"] == "Header" and node["c"][0] > 1
        ]
        for node, element in zip(written, made, strict=False):
            id = self.addresses.anchor(str(element.get("id")), page.address)
            yield place_of(node).line - 1, id

    def _text(
        self, lines: list[str], begin: int, ids: Mapping[int, str], executed: Executed, page: Page
    ) -> str:
        """Text between cells: headings have the ids of the site, links lead within the project,
        and the slot of the account is filled."""
        named = [
            f"{line.rstrip()} {{#{ids[at]}}}"
            if ids.get(at) and line.startswith("#") and not _OWN_ID.search(line)
            else line
            for at, line in enumerate(lines, start=begin)
        ]
        text = self._labelled("\n".join(named), executed)
        if self.one_document:  # another chapter's footnotes have the same names
            own = executed.chapter.slug.replace("/", "-")
            text = _NOTE.sub(lambda it: f"[^{own}-{it[1]}]", text)
        moved: dict[str, str] = {}
        for href in sorted(addresses_written(executed.chapter)):
            to = self.addresses.lead(href, page.address)
            if to is None:  # it leads to nothing here: its text stays
                text = re.sub(rf"\[([^\[\]]*)\]\(\s*<?{re.escape(href)}[^)]*\)", r"\1", text)
            elif to != href:
                moved[href] = to
        text = led(text, moved)
        return _SLOT.sub(lambda it: self._account(it[1], page), text)

    def _account(self, colons: str, page: Page) -> str:
        slots = fragment(page.body).xpath(".//div[@class='tieout-account']")
        inner = html_markdown(inner_html(slots[0]), page.address, self.addresses) if slots else ""
        return f"{colons} {{.tieout-account}}\n\n{inner}\n\n{colons}"

    def _labelled(self, text: str, executed: Executed) -> str:
        for label in self.labels:
            new = self._label(label, executed)
            text = re.sub(rf"(?<![\w@#/.`])@{re.escape(label)}(?![\w-])", f"@{new}", text)
            text = text.replace(f"{{#{label}}}", f"{{#{new}}}")
        return text

    def _label(self, label: str, executed: Executed) -> str:
        if label not in self.labels:
            return label
        kind, _, rest = label.partition("-")
        return f"{kind}-{executed.chapter.slug.replace('/', '-')}-{rest}"

    def _cell(self, lines: list[str], number: int, executed: Executed) -> list[str]:
        """A cell: its options written anew where Quarto would show code in them, or miss what
        the chapter's front matter says."""
        cell = executed.chapter.cells[number]
        options = self._options(cell, number, executed)
        if options == cell.options:
            return lines
        last = next(
            (at for at, line in enumerate(lines[1:], start=1) if not _OPTION.match(line)), 1
        )
        written = [
            f"#| {name}: {json.dumps(value, ensure_ascii=False)}" for name, value in options.items()
        ]
        return [lines[0], *written, *lines[last:]]

    def _options(self, cell: Cell, number: int, executed: Executed) -> dict[str, Any]:
        options = dict(cell.options)
        if self.one_document:
            execute = executed.chapter.front.get("execute") or {}
            options = {it: execute[it] for it in _SWITCHES if it in execute} | options
        if "label" in options:
            options["label"] = self._label(str(options["label"]), executed)
        for name, key, write in (
            ("fig-cap", "caption", self._link),
            ("tbl-cap", "caption", self._link),
            ("fig-alt", "alt", self._plain),
        ):
            if name in options:
                nodes = executed.chapter.texts.get(f"cell-{number}-{key}", [])
                options[name] = self._filled(str(options[name]), nodes, executed, write)
        return options

    def _behind(self, number: int, executed: Executed) -> list[str]:
        """The numbers of a chart as a table, where its drawing cannot hold links."""
        if not self.one_document:
            return []
        specs = [
            it.data[VEGA_LITE_MIME]
            for it in executed.outputs[number]
            if VEGA_LITE_MIME in it.get("data", {})
        ]
        return [f"\n{table}\n" for it in specs if (table := self._showing().chart_table(it))]

    def _filled(
        self,
        text: str,
        nodes: Sequence[Node],
        executed: Executed,
        write: Callable[[Value], str],
    ) -> str:
        """A text outside the flow whose inline code is filled in, in the order of `nodes`, the
        text as it was read."""
        values = [
            executed.values[place_of(node)]
            for node in walk(list(nodes))
            if node["t"] == "Code" and node["c"][1].startswith(CELL)
        ]
        filled = iter(values)
        return _INLINE.sub(lambda _: write(next(filled)), text)

    def _link(self, value: Value) -> str:
        if value.kind == "account":
            return self._plain(value)
        showing = self._showing()
        text = showing.text(value.kind, value.id, value.form)
        return showing.markdown(value.kind, value.id, text)

    def _plain(self, value: Value) -> str:
        if value.kind == "account":
            return account_text(self.links.account[value.id], value.form)
        return self._showing().text(value.kind, value.id, value.form)

    def _showing(self) -> Showing:
        links = self.links
        site = SAME_DOCUMENT if self.one_document else "../" * links.depth
        return Showing(links.ledger, links.facts, links.derivations, links.language, site)


def labels_of_several(chapters: Sequence[Executed]) -> frozenset[str]:
    """The labels that more than one chapter gives to a figure, a table or a section."""
    seen: set[str] = set()
    twice: set[str] = set()
    for it in chapters:
        own = {str(cell.options["label"]) for cell in it.chapter.cells if "label" in cell.options}
        headings = (node for node in walk(list(it.chapter.blocks)) if node["t"] == "Header")
        own |= {id for node in headings if (id := attributes(node)[0]).startswith("sec-")}
        twice |= own & seen
        seen |= own
    return frozenset(twice)


def _closing(lines: Sequence[str], fence: int) -> int:
    """The line that closes the cell that a line opens."""
    ticks = lines[fence][: len(lines[fence]) - len(lines[fence].lstrip("`"))]
    after = enumerate(lines[fence + 1 :], start=fence + 1)
    return next((at for at, line in after if line.startswith(ticks)), len(lines) - 1)


def _outside_callouts(blocks: object) -> Iterator[Node]:
    if isinstance(blocks, list | tuple):
        for child in blocks:
            yield from _outside_callouts(child)
    elif isinstance(blocks, dict) and "t" in blocks:
        classes = attributes(blocks)[1] if blocks["t"] == "Div" else []
        if not any(it.startswith("callout-") for it in classes):
            yield blocks
            yield from _outside_callouts(blocks.get("c", []))
