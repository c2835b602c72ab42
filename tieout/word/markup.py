"""From the document's HTML to what pandoc makes Word's own styles and bookmarks of."""

import hashlib
import re

from lxml import html

from tieout.weave.page import fragment, inner_html

#: The paragraph style of what stands in a division of a class.
_DIVISIONS = {
    "admonition": "Callout",
    "admonition-title": "Callout Title",
    "aside": "Note",
    "compared-across": "Note",
    "summary": "Summary",
    "original": "Source Sentence",
    "translation": "Translation",
    "used": "Used",
    "derivation-title": "Entry Title",
    "conflict-title": "Entry Title",
    "verdict": "Entry Title",
}
#: The character style of what has a class.
_SPANS = {
    "waived": "Waived",
    "not-reported": "Not Reported",
    "mention": "Source Number",
    "editor-note": "Editor Note",
}
#: That of a number that is computed.
_COMPUTED = "Computed Number"
#: What the name of a bookmark may hold, and how long it may be.
_OTHER = re.compile(r"\W", re.ASCII)
_LONGEST = 40


def word_markup(body: str) -> str:
    """The document as HTML whose attributes name styles, and whose ids are bookmarks."""
    tree = fragment(body)
    for element in tree.xpath(".//*[@id]"):
        element.set("id", bookmark(element.get("id")))
    for anchor in tree.xpath(".//a[starts-with(@href, '#')]"):
        anchor.set("href", f"#{bookmark(anchor.get('href')[1:])}")
    for caption in tree.xpath(".//caption"):
        caption.tag = "p"
        caption.getparent().addprevious(_wrap(caption, "Caption"))
    for figure in tree.xpath(".//figure"):
        _plain_figure(figure)
    for element in tree.xpath(".//section | .//mark | .//var"):
        element.tag = {"section": "div", "mark": "span", "var": "em"}[element.tag]
    for item in tree.xpath(".//div[contains(@class, 'admonition')]//li"):
        _callout_item(item)
    for element in tree.xpath(".//*[@class]"):
        _style(element)
    for anchor in tree.xpath(".//a[@data-derived]"):
        _computed(anchor)
    for picture in tree.iter("img"):
        picture.set("src", picture.get("src", "").replace(".svg", ".png"))
        picture.set("width", "100%")
    return inner_html(tree)


def bookmark(place: str) -> str:
    """The bookmark of a place: letters, digits and underscores, at most 40 of them."""
    name = _OTHER.sub("_", place)
    if name == place and len(name) <= _LONGEST:
        return name
    mark = hashlib.sha256(place.encode()).hexdigest()[:8]
    return f"{name[: _LONGEST - 9]}_{mark}"


def titles(body: str) -> dict[str, str]:
    """What the links to each bookmark are announced by."""
    return {
        bookmark(anchor.get("href")[1:]): anchor.get("title")
        for anchor in fragment(body).xpath(".//a[starts-with(@href, '#')][@title]")
    }


def styled(name: str, inner: str) -> str:
    """Paragraphs in a named style."""
    return f'<div custom-style="{name}">{inner}</div>'


def _plain_figure(figure: html.HtmlElement) -> None:
    """A chart as Word has it: a picture, and a paragraph in the style of captions."""
    figure.tag = "div"
    for division in figure.xpath("./div[contains(@class, 'chart ')]"):
        division.tag = "p"
        division.attrib.clear()
        _wrap(division, "Picture")
    for caption in figure.findall("figcaption"):
        caption.tag = "p"
        _wrap(caption, "Caption")


def _callout_item(item: html.HtmlElement) -> None:
    """The text of an item of a list in a callout, whose bar goes on beside it."""
    if not item.xpath("./p | ./div"):
        paragraph = html.Element("p")
        paragraph.text, item.text = item.text, None
        paragraph.extend(it for it in item if it.tag not in ("ul", "ol"))
        item.insert(0, paragraph)
    for paragraph in item.xpath("./p"):
        _wrap(paragraph, "Callout List")


def _wrap(element: html.HtmlElement, style: str) -> html.HtmlElement:
    """Puts an element into a division whose paragraphs have a style, and gives the division."""
    division = html.Element("div", {"custom-style": style})
    element.addprevious(division)
    division.tail, element.tail = element.tail, None
    division.append(element)
    return division


def _computed(anchor: html.HtmlElement) -> None:
    """The text of a link to a derivation has a style of its own."""
    span = html.Element("span", {"custom-style": _COMPUTED})
    span.text, anchor.text = anchor.text, None
    span.extend(list(anchor))
    anchor.append(span)


def _style(element: html.HtmlElement) -> None:
    names = element.get("class", "").split()
    for name in names:
        if name in _DIVISIONS and element.tag == "div":
            element.set("custom-style", _DIVISIONS[name])
        elif name in _SPANS and element.tag == "span" and not _is_link(element, name):
            element.set("custom-style", _SPANS[name])


def _is_link(element: html.HtmlElement, name: str) -> bool:
    """Whether what is waived stands in a link, all of which looks like one."""
    return name == "waived" and any(it.tag == "a" for it in element.iterancestors())
