"""What Quarto reads and tieout does not: refused where it stands, and never published as text."""

import re
from collections.abc import Iterator, Mapping

from tieout.chapters.pandoc import Node, attributes, plain_text
from tieout.chapters.walk import CELL, place_of, walk
from tieout.findings import Finding, Place, place_at

_FENCE = re.compile(r"[\s>]*(?:`{3,}|~{3,})\s*\{python\b")
#: The name of a link that is defined elsewhere, where it is text.
_NAMED = re.compile(r"(?<=[^\\]\])\[[^\]^]*\]")
_FOOTNOTE = re.compile(r"(?<!\\)\[\^(?P<label>[^\]\s]+)\](?P<defined>:?)")
#: What of a chapter is no prose: its front matter, code, formulas, comments.
_NO_PROSE = re.compile(
    r"\A---\n.*?^---$|^(?P<fence>`{3,}|~{3,}).*?^(?P=fence)|(?P<tick>`+)[^`]+(?P=tick)"
    r"|\$[^$\n]+\$|<!--.*?-->",
    re.MULTILINE | re.DOTALL,
)
#: The class of a block of code that is a cell: `{r}`, and not `{{r}}`, which only shows one.
_LANGUAGE = re.compile(r"\{(\w[^\s,}]*)")


def refused(
    blocks: list[Node], texts: Mapping[str, list[Node]], source: str, name: str
) -> Iterator[Finding]:
    """Findings for what cannot be published, in a chapter's blocks and in its other texts."""
    yield from _fences(blocks, source, name)
    yield from _undefined_footnotes(source, name)
    lines = source.splitlines()
    for node in walk([blocks, *texts.values()]):
        match node["t"]:
            case "CodeBlock":
                yield from _other_language(node)
            case "Image":
                yield Finding(
                    place_of(node),
                    "picture-unread",
                    "a picture stands here, whose numbers nobody can check",
                    "draw it as a chart in a cell, or link to it where it was published",
                )
            case "Span":
                yield from _shortcode(node)
                yield from _undefined_link(node, lines)


def _fences(blocks: list[Node], source: str, name: str) -> Iterator[Finding]:
    """Whether each fence of a cell is one for every reader of the file: alone at the start of
    its line, closed, and not within another block of code."""
    lines = source.splitlines()
    begun = set()
    for block in walk(blocks):
        if block["t"] != "CodeBlock" or CELL not in attributes(block)[1]:
            continue
        place = place_of(block)
        begun.add(place.line)
        fence = re.match(r"(`{3,})\{python\}\s*$", lines[place.line - 1])
        last = place.line + block["c"][1].count("\n")  # where its code ends, or a line above
        if not fence:
            what, hint = "the cell does not begin its line", "write ```{python} at its very start"
        elif not any(line.startswith(fence[1]) for line in lines[last : last + 2]):
            what, hint = "the cell is not closed", "close each ```{python} with ``` on a line alone"
        else:
            continue
        yield Finding(place, "chapter-syntax", what, hint)
    for number, line in enumerate(lines, start=1):
        if number not in begun and _FENCE.match(line):
            yield Finding(
                Place(name, number, len(line) - len(line.lstrip()) + 1),
                "chapter-syntax",
                "no cell begins here: it lies in another block of code, or says more than python",
                "write ```{python} alone and options as #| lines; to show a cell, ```{{python}}",
            )


def _other_language(block: Node) -> Iterator[Finding]:
    for css in attributes(block)[1]:
        language = _LANGUAGE.match(css)
        if language and language[1] != "python":
            yield Finding(
                place_of(block),
                "chapter-syntax",
                f"a cell of {language[1]} does not run here: cells are Python",
                f"write it in Python; to show it as code, ```{language[1]} without brackets",
            )


def _shortcode(span: Node) -> Iterator[Finding]:
    place = attributes(span)[2].get("place")
    text = plain_text(span)
    if place and "{{<" in text:
        path, line, col = place.rsplit(":", 2)
        shown = text[text.index("{{<") :].partition(">}}")[0].strip() + " >}}"
        yield Finding(
            Place(path, int(line), int(col) + text.index("{{<")),
            "chapter-syntax",
            f"a shortcode of Quarto is not read here: {shown}",
            "write what it stands for",
        )


def _undefined_link(span: Node, lines: list[str]) -> Iterator[Finding]:
    """Names of links that pandoc has left as they were typed, since nothing defines them; not
    those that an author has typed with a backslash."""
    place = attributes(span)[2].get("place")
    if not place:
        return
    path, number, _ = place.rsplit(":", 2)
    left = {match[0] for match in _NAMED.finditer(plain_text(span))}
    for match in _NAMED.finditer(lines[int(number) - 1]):
        if match[0] in left:
            yield _undefined("link", match[0], Place(path, int(number), match.start() + 1))


def _undefined_footnotes(source: str, name: str) -> Iterator[Finding]:
    """Marks of footnotes that nothing defines: pandoc leaves them as they were typed, or, where
    there are two, raises what lies between their circumflexes."""
    prose = _NO_PROSE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), source)
    marks = list(_FOOTNOTE.finditer(prose))
    defined = {mark["label"] for mark in marks if mark["defined"]}
    for mark in marks:
        if mark["label"] not in defined:
            place = place_at(name, source, mark.start())
            yield _undefined("footnote", f"[^{mark['label']}]", place)


def _undefined(what: str, written: str, place: Place) -> Finding:
    return Finding(
        place,
        "chapter-syntax",
        f"nothing defines the {what} {written}",
        f"write {written}: … on a line of its own, or a backslash before the bracket",
    )
