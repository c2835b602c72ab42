"""A page as the ordinary Markdown that the site's shell turns into a page of its own.

Headings are Markdown, so that the shell makes its table of contents from them; between
them stand blocks of finished HTML, which the shell passes through as they are.
"""

import re

import yaml
from lxml import html

from tieout.weave.page import Page, fragment

#: The text of an element without what editors struck out or noted.
_PLAIN = ".//text()[not(ancestor::*[contains(@class, 'editor-note')])]"
_HEADING = re.compile(r"h[1-6]")
#: What Markdown would read as markup in the text of a heading.
_SPECIAL = re.compile(r"([\\`*_{}\[\]#])")
_LISTING = re.compile(r"<pre\b.*?</pre>", re.DOTALL)


def markdown(page: Page) -> str:
    """The page as Markdown, without the places that only findings need."""
    head: dict[str, object] = {"title": page.title}
    if page.description:
        head["description"] = page.description
    parts = [f"# {_inner_markdown(fragment(page.heading))}"]
    blocks: list[str] = []
    for child in fragment(page.body):
        _strip_places(child)
        if isinstance(child.tag, str) and _HEADING.fullmatch(child.tag):
            parts += _block(blocks)
            blocks = []
            parts.append(_heading(child))
        else:
            blocks.append(html.tostring(child, encoding="unicode").strip())
    parts += _block(blocks)
    front = yaml.safe_dump(head, allow_unicode=True, sort_keys=False).strip()
    return f"---\n{front}\n---\n\n" + "\n\n".join(parts) + "\n"


def _heading(element: html.HtmlElement) -> str:
    """A heading as Markdown, with its id. Where an editor struck something out or added a
    note, the table of contents gets the text without both."""
    marks = "#" * int(str(element.tag)[1])
    attributes = [f"#{id}"] if (id := element.get("id")) else []
    if element.xpath(".//*[contains(@class, 'editor-note')]"):
        plain = " ".join("".join(element.xpath(_PLAIN)).split()).replace('"', "”")
        attributes.append(f'data-toc-label="{plain}"')
    behind = f" {{{' '.join(attributes)}}}" if attributes else ""
    return f"{marks} {_inner_markdown(element)}{behind}"


def _block(blocks: list[str]) -> list[str]:
    """Finished HTML as one block. A blank line within would end it early."""
    if not blocks:
        return []
    text = _LISTING.sub(_without_blank_lines, "\n".join(blocks))
    text = re.sub(r"\n\s*\n", "\n", text)
    return [f'<div class="tieout-page">\n{text}\n</div>']


def _without_blank_lines(listing: re.Match[str]) -> str:
    """A listing whose empty lines are written so that they are none for Markdown."""
    return re.sub(r"\n(?=[ \t]*\n)", "&#10;", listing[0])


def _inner_markdown(element: html.HtmlElement) -> str:
    """The contents of a heading: text escaped for Markdown, elements as they are."""
    _strip_places(element)
    parts = [_escaped(element.text or "")]
    for child in element:
        tail = child.tail or ""
        child.tail = None
        parts.append(html.tostring(child, encoding="unicode"))
        parts.append(_escaped(tail))
    return " ".join("".join(parts).split())


def _escaped(text: str) -> str:
    escaped = _SPECIAL.sub(r"\\\1", text)
    return escaped.replace("&", "&amp;").replace("<", "&lt;")


def _strip_places(element: html.HtmlElement) -> None:
    """Takes out `data-place`, and spans that held nothing else."""
    for it in list(element.iter()):
        if not isinstance(it.tag, str):
            continue
        it.attrib.pop("data-place", None)
        if it.tag == "span" and not it.attrib and it is not element:
            it.drop_tag()
