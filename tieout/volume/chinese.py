"""Stretches of Chinese within another language, marked as such: they are read out, broken and
set as Chinese."""

import re
from collections.abc import Iterator

from lxml import html

from tieout.weave.page import fragment, inner_html

#: A stretch of Chinese, with the punctuation between its characters.
_HAN = re.compile(r"[㐀-鿿豈-﫿][　-〿㐀-鿿豈-﫿＀-￯“”‘’·…—]*")
_CHINESE = "zh-CN"


def language_tag(language: str) -> str:
    """The BCP 47 tag of a language as reports name it: Chinese is written in simplified
    characters."""
    return _CHINESE if language == "zh" else language


def marked_text(body: str, language: str) -> str:
    """An HTML fragment in a language whose Chinese is marked."""
    return body if language == _CHINESE else inner_html(marked(fragment(body)))


def marked(tree: html.HtmlElement) -> html.HtmlElement:
    """The same for a tree, which is changed. What says its own language stays as it is."""
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or _told(element):
            continue
        for child in reversed(element):
            text, child.tail = child.tail or "", None
            _insert(element, element.index(child) + 1, child, text)
        text, element.text = element.text or "", None
        _insert(element, 0, None, text)
    return tree


def _told(element: html.HtmlElement) -> bool:
    return any(it.get("lang", "").startswith("zh") for it in (element, *element.iterancestors()))


def _insert(parent: html.HtmlElement, at: int, before: html.HtmlElement | None, text: str) -> None:
    """Puts a text behind a child, or at the beginning, cut into stretches."""
    last = before
    for stretch, han in _stretches(text):
        if han:
            last = html.Element("span", {"lang": _CHINESE})
            last.text = stretch
            parent.insert(at, last)
            at += 1
        elif last is None:
            parent.text = stretch
        else:
            last.tail = stretch


def _stretches(text: str) -> Iterator[tuple[str, bool]]:
    at = 0
    for match in _HAN.finditer(text):
        if match.start() > at:
            yield text[at : match.start()], False
        yield match[0], True
        at = match.end()
    if at < len(text):
        yield text[at:], False
