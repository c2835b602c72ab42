"""A chapter's Markdown as its notebook holds it: links and references lead to the site's pages,
which lie elsewhere from a notebook than from a page."""

import re
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from tieout.chapters.chapter import Chapter
from tieout.chapters.walk import walk
from tieout.weave.addresses import resolved
from tieout.weave.resolve import labels_of

#: Where the notebooks lie, from the site's root.
FOLDER = "notebooks"


def leading_from_notebook(chapter: Chapter) -> Callable[[str], str]:
    """What turns a chapter's Markdown into that of its notebook: each address that leads from
    the chapter's page to another place of the site leads there from the notebook too, and each
    reference to a figure, table or section (`@fig-trade`) is a link to it."""
    nodes = list(walk(list(chapter.blocks)))
    headings = [node for node in nodes if node["t"] == "Header"]
    labels = labels_of(chapter, headings)
    moved = {it: _moved(it, chapter.slug) for it in addresses_written(chapter)}

    def lead(text: str) -> str:
        return _refer(led(text, moved), labels, f"{_up(chapter.slug)}{chapter.slug}.html")

    return lead


def addresses_written(chapter: Chapter) -> set[str]:
    """The addresses of a chapter's own links to places of the site."""
    links = (node for node in walk(list(chapter.blocks)) if node["t"] == "Link")
    return {it for it in (node["c"][2][0] for node in links) if _is_inside(it)}


def _is_inside(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:  # no address, as is told where the page's links are looked at
        return False
    return not (parts.scheme or parts.netloc or parts.path.startswith("/"))


def _moved(address: str, slug: str) -> str:
    """An address on a chapter's page as its notebook must write it."""
    target, place = resolved(address, f"{slug}.html")
    return f"{_up(slug)}{target}" + (f"#{place}" if place else "")


def _up(slug: str) -> str:
    """The way from a chapter's notebook to the site's root."""
    return "../" * (slug.count("/") + 1)


def led(text: str, moved: Mapping[str, str]) -> str:
    """Markdown whose links lead to what `moved` says of their addresses."""
    if not moved:
        return text
    known = "|".join(re.escape(it) for it in sorted(moved, key=len, reverse=True))
    # After the text of a link, or after the name of one that is defined on a line of its own.
    link = re.compile(rf"(\]\(\s*<?|^ {{0,3}}\[[^\]^][^\]]*\]:\s*<?)({known})(?=[\s)>]|$)", re.M)
    return link.sub(lambda match: match[1] + moved[match[2]], text)


def _refer(text: str, labels: Mapping[str, str], page: str) -> str:
    if not labels:
        return text
    known = "|".join(re.escape(it) for it in sorted(labels, key=len, reverse=True))
    reference = re.compile(rf"(?<![\w@#/.`])@({known})(?![\w-])")
    return reference.sub(lambda match: f"[{labels[match[1]]}]({page}#{match[1]})", text)
