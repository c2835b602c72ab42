"""From an executed chapter to a page: resolve the tree, write it as HTML."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from lxml import html

from tieout.chapters.chapter import Executed
from tieout.chapters.pandoc import plain_text, write_html
from tieout.chapters.walk import walk
from tieout.findings import Finding, Place
from tieout.weave.derived_notes import derived_notes
from tieout.weave.links import Links
from tieout.weave.page import Page, fragment, inner_html
from tieout.weave.resolve import Resolver, labels_of


@dataclass(frozen=True, slots=True)
class Woven:
    """A page with what weaving it found."""

    page: Page
    findings: tuple[Finding, ...]


def weave(executed: Executed, links: Links, words: Mapping[str, str]) -> Woven:
    """Weaves a chapter. `words` are the engine's own, in the reader's language."""
    chapter = executed.chapter
    here = links.at(chapter.slug.count("/"))
    headings = [node for node in walk(list(chapter.blocks)) if node["t"] == "Header"]
    labels = labels_of(chapter, headings)
    findings = _label_twice(executed)
    resolver = Resolver(executed, here, labels, findings)
    blocks = resolver.blocks(list(chapter.blocks))
    title = resolver.inlines(chapter.texts["title"])
    body = _finished(write_html(blocks))
    heading = _finished(write_html([{"t": "Plain", "c": title}]).strip())
    findings += [*_unread_math(heading, chapter.path), *_unread_math(body, chapter.path)]
    if not findings:  # else the page may name, by hand, derivations that are not there
        body += derived_notes((heading, body), here, words)
    up = "../" * here.depth
    body += (
        f'<p class="downloads"><a href="{escape(up)}notebooks/{escape(chapter.slug)}.ipynb" '
        f"download>{escape(words['notebook'])}</a>; "
        f'<a href="{escape(up)}chapters/{escape(chapter.slug)}.pdf" download>'
        f"{escape(words['chapter_pdf'])}</a>; "
        f'<a href="{up}report.pdf" download>{escape(words["report_pdf"])}</a>, '
        + ", ".join(
            f'<a href="{up}report.{kind}" download>'
            f"{escape(words['report_book'].format(format=name))}</a>"
            for kind, name in (("docx", "Word"), ("epub", "EPUB"))
        )
        + f'; <a href="{up}report.xlsx" download>{escape(words["report_tables"])}</a></p>'
    )
    page = Page(
        path=f"{chapter.slug}.md",
        title=plain_text(title),
        heading=heading,
        body=body,
        origin=chapter.path,
        name=chapter.name or plain_text(title),
        description=str(chapter.front.get("description", "")),
    )
    return Woven(page, tuple(resolver.findings))


def _label_twice(executed: Executed) -> list[Finding]:
    seen: dict[str, Place] = {}
    findings = []
    for cell in executed.chapter.cells:
        label = str(cell.options.get("label", ""))
        if label and label in seen:
            what = f"the label {label} is taken by the cell at line {seen[label].line}"
            findings.append(
                Finding(cell.place, "output-collision", what, "give one of them another label")
            )
        elif label:
            seen[label] = cell.place
    return findings


def _unread_math(body: str, path: str) -> Iterator[Finding]:
    """Formulas that pandoc could not read, and left as they were typed."""
    for formula in fragment(body).xpath(".//span[starts-with(@class, 'math ')]"):
        written = next(iter(formula.xpath("ancestor::*/@data-place[last()]")), f"{path}:1:1")
        name, line, col = str(written).rsplit(":", 2)
        yield Finding(
            Place(name, int(line), int(col)),
            "chapter-syntax",
            f"the formula {' '.join(formula.text_content().split())} is no TeX that can be read",
            "mend it, or put a backslash before a dollar sign that begins no formula",
        )


def _finished(body: str) -> str:
    """Pandoc's HTML with the numbers of its notes waived, for they count nothing, and
    tables given room to scroll."""
    tree = fragment(body)
    for source in tree.xpath(".//annotation"):  # a formula's TeX, which is not to be seen
        source.getparent().remove(source)
    for anchor in tree.xpath(".//a[contains(@class, 'footnote-ref')]/sup"):
        number = html.Element("span", {"class": "waived", "data-why": "label"})
        number.text = anchor.text
        anchor.text = None
        anchor.append(number)
    for table in tree.xpath(".//table[not(contains(@class, 'tieout'))]"):
        scroll = html.Element("div", {"class": "table-scroll"})
        table.getparent().replace(table, scroll)
        scroll.append(table)
        table.set("class", "tieout")
    return inner_html(tree)
