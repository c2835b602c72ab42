"""One pass over a chapter's tree that ties its numbers and resolves its references.

Inline expressions become links to facts and derivations, code cells become what they
showed, callouts and cross-references become what every writer understands. What an author
may not write by hand (a link that claims a fact, raw HTML, an unknown waiver) is a finding.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

from tieout.chapters.chapter import Chapter, Executed
from tieout.chapters.normalise import is_placed
from tieout.chapters.pandoc import Node, attr, attributes, plain_text, raw_html, string
from tieout.chapters.walk import CELL, place_of, place_within
from tieout.compare.differences import ATTRIBUTES
from tieout.findings import Finding, Place, place_at
from tieout.weave.across import OPTION, Named, compared
from tieout.weave.cells import cell_blocks
from tieout.weave.heading_ids import heading_id
from tieout.weave.links import Links, waived
from tieout.weave.rankings import Number, ranked_in_list, ranked_in_markdown
from tieout.weave.waivers import AUTHOR_REASONS

#: Classes and attributes by which the engine claims something of a number. The writer puts
#: data- before attributes that HTML does not know.
_RESERVED = {"fact", "derived", "sentence", "mention", "tieout-code", "role-axis-label"}
_RESERVED_NAMES = {"fact", "derived", "data-fact", "data-derived", "data-why", "data-place", "role"}
#: The number of a footnote is known by this, wherever it stands in the name of a class.
_NOTE = "footnote-ref"
_CALLOUTS = {
    "callout-note": ("note", "Note"),
    "callout-tip": ("tip", "Tip"),
    "callout-warning": ("warning", "Warning"),
    "callout-caution": ("danger", "Caution"),
    "callout-important": ("danger", "Important"),
}
#: How a table or a list that is written in Markdown says what it compares.
_ACROSS = '::: {{across="{}"}} above it, and ::: below'
_KINDS = {"fig": "Figure", "tbl": "Table"}


@dataclass(slots=True)
class Resolver:
    """The pass over one chapter. `labels` maps a label to what references call it."""

    executed: Executed
    links: Links
    labels: Mapping[str, str]
    findings: list[Finding] = field(default_factory=list)
    ran: int = 0
    ids: set[str] = field(default_factory=set)
    across: Named | None = None

    @property
    def chapter(self) -> Chapter:
        return self.executed.chapter

    def blocks(self, blocks: list[Node]) -> list[Node]:
        made: list[Node] = []
        for block in blocks:
            made += self._block(block)
        return made

    def _block(self, block: Node) -> list[Node]:
        match block["t"]:
            case "CodeBlock" if CELL in attributes(block)[1]:
                return self._cell()
            case "Div" if is_placed(block):
                return self.blocks(block["c"][1])
            case "Div":
                return self._div(block)
            case "RawBlock":
                self._raw(block["c"][1])
                return []
            case "Table":
                return self._table(block)
            case "OrderedList":
                made = self._inside(block)
                ranked = ranked_in_list(made, self.links)
                return self._ranked(made, ranked, "list", block)
            case "Header" | "CodeBlock":
                _, classes, values = attributes(block)
                self._reserved(classes, values, block)
                made = self._inside(block)
                return [self._named(made) if block["t"] == "Header" else made]
            case _:
                return [self._inside(block)]

    def _named(self, heading: Node) -> Node:
        """A heading that has an id."""
        level, (id, classes, pairs), inlines = heading["c"]
        self.ids.update(self.labels)
        name = id or heading_id(inlines, self.ids)
        return {"t": "Header", "c": [level, [name, classes, pairs], inlines]}

    def _cell(self) -> list[Node]:
        number = self.ran
        self.ran += 1
        cell = self.chapter.cells[number]
        shown = {
            key: self.inlines(self.chapter.texts.get(f"cell-{number}-{key}", []))
            for key in ("caption", "alt")
        }
        blocks, findings = cell_blocks(
            self.chapter, cell, self.executed.outputs[number], shown, self.links, self.labels
        )
        self.findings += findings
        return blocks

    def _div(self, div: Node) -> list[Node]:
        id, classes, values = attributes(div)
        for name in classes:
            if name in _CALLOUTS:
                return self._callout(div, *_CALLOUTS[name])
        self._reserved(classes, values, div)
        inner = self._compared(div, values.pop(OPTION, None))
        return [{"t": "Div", "c": [attr(id, tuple(classes), **_plain(values)), inner]}]

    def _compared(self, div: Node, across: str | None) -> list[Node]:
        """What stands in a div; `across` is what it says that its table compares."""
        if across is None:
            return self.blocks(div["c"][1])
        names = tuple(it.strip() for it in across.split(",") if it.strip())
        place = place_of(div)
        if strange := [it for it in names if it not in ATTRIBUTES]:
            hint = f"name some of {', '.join(ATTRIBUTES)}"
            self._find(place, "chapter-syntax", f"across names {strange[0]}", hint)
            return []
        self.across = Named(names, place, _ACROSS)
        inner = self.blocks(div["c"][1])
        if self.across is not None:
            what = "across says what a ranking compares, and no table or list in it is one"
            self._find(place, "across-needless", what, "leave it out")
            self.across = None
        return inner

    def _table(self, table: Node) -> list[Node]:
        _, classes, values = attributes(table)
        self._reserved(classes, values, table)
        made = self._inside(table)
        ranked = ranked_in_markdown(made, self.links)
        return self._ranked(made, ranked, "table", table)

    def _ranked(
        self, made: Node, ranked: tuple[tuple[Number, ...], ...], what: str, written: Node
    ) -> list[Node]:
        """A table or a list, below what its numbers are compared across if they are ranked."""
        if not ranked:
            return [made]
        named, self.across = self.across or Named((), place_within(written), _ACROSS), None
        line, findings = compared(ranked, named, self.links, what)
        self.findings += findings
        return [raw_html(line), made] if line else [made]

    def _callout(self, div: Node, css: str, word: str) -> list[Node]:
        _, _, values = attributes(div)
        inner = list(div["c"][1])
        title: list[Node] = [string(values.get("title", word))]
        place = f'data-place="{escape(values.get("place", ""))}"'
        if inner and inner[0]["t"] == "Header":
            title = self.inlines(inner.pop(0)["c"][2])
        return [
            raw_html(f'<div class="admonition {css}"><p class="admonition-title" {place}>'),
            {"t": "Plain", "c": title},
            raw_html("</p>"),
            *self.blocks(inner),
            raw_html("</div>"),
        ]

    def _inside(self, node: Node) -> Node:
        return {**node, "c": self._part(node["c"])} if "c" in node else node

    def _part(self, part: Any) -> Any:
        if isinstance(part, list):
            if part and all(isinstance(child, dict) and "t" in child for child in part):
                if any(child["t"] in _BLOCKS for child in part):
                    return self.blocks(part)
                return self.inlines(part)
            return [self._part(child) for child in part]
        return part

    def inlines(self, nodes: list[Node]) -> list[Node]:
        return [self._inline(node) for node in nodes]

    def _inline(self, node: Node) -> Node:
        match node["t"]:
            case "Code" if node["c"][1].startswith(CELL):
                tied = self.links.node(self.executed.values[place_of(node)])
                return {"t": "Span", "c": [attr(place=str(place_of(node))), [tied]]}
            case "Span" if "reference" in attributes(node)[1]:
                return self._reference(node)
            case "Span" if "waived" in attributes(node)[1]:
                return self._waived(node)
            case "Span" | "Link" | "Image" | "Code":
                _, classes, values = attributes(node)
                self._reserved(classes, values, node)
                return self._inside(node)
            case "RawInline":
                self._raw(node["c"][1])
                return string("")
            case "Note":
                return {"t": "Note", "c": self.blocks(node["c"])}
            case _:
                return self._inside(node)

    def _reference(self, node: Node) -> Node:
        label = plain_text(node["c"][1])
        name = self.labels.get(label)
        if name is None:
            self._find(
                place_of(node),
                "unknown-reference",
                f"nothing here is labelled {label}",
                "give a cell #| label: or a heading {#…} of this name",
            )
            return string(f"@{label}")
        text: list[Node] = [string(name)]
        word, _, number = name.rpartition(" ")
        if number.isdigit():
            text = [string(f"{word} "), waived(number, "label")]
        return {"t": "Link", "c": [attr("", ("reference",)), text, [f"#{label}", ""]]}

    def _waived(self, node: Node) -> Node:
        _, _, values = attributes(node)
        why = values.get("why", "")
        if why not in AUTHOR_REASONS:
            self._find(
                place_of(node),
                "waiver-invalid",
                f"{why!r} is no reason for a waiver" if why else "the waiver gives no reason",
                f'write why="…" with one of {", ".join(AUTHOR_REASONS)}',
            )
        span = attr("", ("waived",), data_why=why, place=values.get("place", ""))
        return {"t": "Span", "c": [span, self.inlines(node["c"][1])]}

    def _reserved(self, classes: list[str], values: Mapping[str, str], node: Node) -> None:
        taken = _RESERVED.intersection(classes) | _RESERVED_NAMES.intersection(values)
        taken |= {name for name in classes if _NOTE in name}
        if taken:
            self._find(
                place_of(node),
                "typed-link",
                f"{sorted(taken)[0]} is written by hand",
                'name the fact inline, as `{python} facts["…"]`',
            )

    def _raw(self, html: str) -> None:
        first = next(iter(html.strip().splitlines()), "")[:40]
        if first.startswith("<!--"):
            return
        source = self.chapter.source
        self._find(
            place_at(self.chapter.path, source, max(0, source.find(first))),
            "raw-html",
            f"the chapter holds raw HTML: {first}",
            "write it in Markdown, so that every output has it",
        )

    def _find(self, place: Place, code: str, message: str, hint: str) -> None:
        self.findings.append(Finding(place, code, message, hint))


_BLOCKS = {
    "Para", "Plain", "Header", "Div", "BulletList", "OrderedList", "BlockQuote", "CodeBlock",
    "RawBlock", "Table", "HorizontalRule", "DefinitionList", "LineBlock", "Figure",
}  # fmt: skip


def labels_of(chapter: Chapter, headings: list[Node]) -> dict[str, str]:
    """What references call the chapter's figures, tables and sections."""
    labels: dict[str, str] = {}
    counts = dict.fromkeys(_KINDS, 0)
    for cell in chapter.cells:
        label = str(cell.options.get("label", ""))
        kind = label.partition("-")[0]
        if kind in _KINDS:
            counts[kind] += 1
            labels[label] = f"{_KINDS[kind]} {counts[kind]}"
    for heading in headings:
        id = attributes(heading)[0]
        if id.startswith("sec-"):
            labels[id] = plain_text(heading["c"][2])
    return labels


def _plain(values: Mapping[str, str]) -> dict[str, str]:
    return {name: escape(value, quote=False) for name, value in values.items()}
