"""HTML that a cell made by itself: text and tables, and nothing else."""

from lxml import html

#: Elements of text and of tables. What runs, is fetched, draws or styles is not among them.
_TEXT = {
    "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd",
    "del", "details", "dfn", "div", "dl", "dt", "em", "h2", "h3", "h4", "h5", "h6", "hr", "i",
    "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "samp", "small", "span", "strong",
    "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
    "var", "wbr",
}  # fmt: skip
#: What only the engine writes: by these it claims that a number is tied, waived, or a scale.
_CLAIMS = {"fact", "derived", "waived", "sentence", "mention", "tieout-code", "role-axis-label"}
_CLAIMING = {"data-fact", "data-derived", "data-why", "data-place"}
#: Attributes of text and tables that show nothing by themselves.
_PLAIN = {
    "abbr", "align", "border", "class", "cite", "colspan", "datetime", "dir", "headers", "href",
    "hreflang", "id", "lang", "open", "reversed", "rowspan", "scope", "span", "start", "title",
    "type", "valign",
}  # fmt: skip


def unfit(text: str) -> str:
    """The first thing in a cell's HTML that may not be published: an element or an attribute,
    or a claim that a number is tied; empty where there is none."""
    for element in html.fragment_fromstring(text, create_parent="div").iter():
        if not isinstance(element.tag, str):
            continue
        claims = _CLAIMS.intersection(element.get("class", "").split())
        claims |= _CLAIMING.intersection(map(str, element.attrib))
        if claims:
            return min(claims)
        if element.tag not in _TEXT:
            return str(element.tag)
        others = {str(name) for name in element.attrib} - _PLAIN
        if others:
            return min(others)
        if element.get("href", "").strip().lower().startswith(("data:", "javascript:")):
            return "href"
    return ""
