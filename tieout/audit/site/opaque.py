"""What stands in an article and cannot be read: pictures, frames, drawings by script, and text that
is shown in another order than it is written."""

import re
from typing import Final

from lxml.html import HtmlElement

from tieout.audit.pages.reading import Page
from tieout.findings import Finding

CODE: Final = "audit-opaque"
_TAGS: Final = """
applet audio bdo canvas embed fencedframe frame iframe image img object picture portal script video
"""
_OPAQUE: Final = frozenset(_TAGS.split())
_TURNS: Final = re.compile("[\u202d\u202e]")


def check_opaque(page: Page) -> list[Finding]:
    """A finding (audit-opaque) for each element of an article that may show a number which
    stands in no text: a picture, a frame, a script, an element with a hidden tree of its own,
    or one that runs a script."""
    findings = []
    for element in page.article.iter():
        if isinstance(element.tag, str) and (what := _opaque(element)):
            message = f"{what} stands in the article, and no witness can read what it shows"
            hint = "show numbers as text, as links, or in an SVG within the page"
            findings.append(page.finding(element, CODE, message, hint))
    return findings


def _opaque(element: HtmlElement) -> str:
    tag = str(element.tag).lower()
    if tag in _OPAQUE:
        return f"<{tag}>"
    if tag == "template" and element.get("shadowrootmode"):
        return "<template shadowrootmode>"
    if any(str(name).lower().startswith("on") for name in element.attrib):
        return f"<{tag}> with a script"
    if _TURNS.search(f"{element.text or ''}{element.tail or ''}"):
        return f"a character at <{tag}> that turns the order of others"
    return ""
