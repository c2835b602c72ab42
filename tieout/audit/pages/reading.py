"""Reading a built site: its files, its pages, the ids on them, and where links lead."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

from lxml import etree, html
from lxml.html import HtmlElement

from tieout.findings import Finding, Place

SOURCES: Final = "sources/"
DERIVATIONS: Final = "derivations/index.html"
_NOTES: Final = frozenset({"del", "sup", "script", "style", "template"})
_WHITE: Final = re.compile(r"[\s\u200b\u00ad\u2060\ufeff]+")


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its path inside the site, the parsed file, its article, its ids."""

    path: str
    root: HtmlElement
    article: HtmlElement
    ids: dict[str, HtmlElement]
    twins: tuple[str, ...]
    lines: tuple[str, ...] = field(repr=False)

    @property
    def language(self) -> str:
        return self.root.get("lang") or "en"

    @property
    def is_source(self) -> bool:
        """Whether the page shows source documents, whose own numbers are exempt."""
        return self.path.startswith(SOURCES)

    def place(self, line: int | None, snippet: str = "") -> Place:
        """The place of a snippet on a line of the file; column 1 where it is not found."""
        number = min(max(line or 1, 1), max(len(self.lines), 1))
        found = self.lines[number - 1].find(snippet) if snippet and self.lines else -1
        return Place(self.path, number, found + 1 if found >= 0 else 1)

    def finding(self, element: HtmlElement, code: str, message: str, hint: str = "") -> Finding:
        """A finding at an element."""
        return Finding(self.place(element.sourceline), code, message, hint)


@dataclass(frozen=True, slots=True)
class Target:
    """Where an address leads inside the site."""

    path: str
    fragment: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """A built site: its folder, every file in it, and its pages by path."""

    root: Path
    files: frozenset[str]
    pages: dict[str, Page]
    base: str = "/"

    def resolve(self, page: str, address: str) -> Target | None:
        """The target of an address on a page, `None` where it leads out of the site or is
        no address of a file (`mailto:`). The target need not exist."""
        parts = urlsplit(address.strip())
        if parts.scheme or parts.netloc:
            return None
        fragment = unquote(parts.fragment).split(":~:")[0]
        if not parts.path:
            return Target(page, fragment)
        path = unquote(parts.path)
        if path.startswith("/"):
            whole = path.removeprefix(self.base) if path.startswith(self.base) else path[1:]
        else:
            whole = f"{PurePosixPath(page).parent.as_posix()}/{path}"
        return Target(self._file(whole), fragment)

    def _file(self, path: str) -> str:
        steps: list[str] = []
        for step in path.split("/"):
            if step == "..":
                if not steps:
                    return f"../{path}"
                steps.pop()
            elif step not in ("", "."):
                steps.append(step)
        plain = "/".join(steps)
        if plain not in self.files:
            index = f"{plain}/index.html".lstrip("/")
            if index in self.files:
                return index
        return plain


def read_site(root: Path) -> tuple[Site, list[Finding]]:
    """The site in a folder. A folder without pages, and a page that cannot be read, are
    findings (audit-data)."""
    files = frozenset(
        path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()
    )
    findings: list[Finding] = []
    pages: dict[str, Page] = {}
    for path in sorted(it for it in files if it.endswith(".html")):
        page, problem = _read_page(root, path)
        if page is not None:
            pages[path] = page
        else:
            findings.append(Finding(Place(path), "audit-data", problem, "build the site again"))
    if not pages:
        message = "the folder holds no pages"
        findings.append(Finding(Place(root.name), "audit-data", message, "build the site first"))
    return Site(root, files, pages, _base(pages)), findings


def _read_page(root: Path, path: str) -> tuple[Page | None, str]:
    data = (root / path).read_bytes()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, f"the page is not UTF-8 at byte {error.start}"
    if not text.strip():
        return None, "the page is empty"
    try:
        tree = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        return None, f"the page cannot be read: {error}"
    ids: dict[str, HtmlElement] = {}
    twins: list[str] = []
    for element in tree.iter(etree.Element):
        for name in {element.get("id"), element.get("name") if element.tag == "a" else None}:
            if name and name in ids and ids[name] is not element:
                twins.append(name)
            elif name:
                ids[name] = element
    return Page(path, tree, _article(tree), ids, tuple(twins), tuple(text.split("\n"))), ""


def _article(tree: HtmlElement) -> HtmlElement:
    """What holds a page's content: the shell's article, or `main`, or all of the body."""
    articles = [it for it in tree.iter("article") if has_class(it, "md-content__inner")]
    for found in (*articles, *tree.iter("main"), *tree.iter("body")):
        return found
    return tree


def _base(pages: dict[str, Page]) -> str:
    """The path under which the site will stand on its host, from its canonical address."""
    home = pages.get("index.html")
    for link in home.root.iter("link") if home is not None else ():
        if link.get("rel") == "canonical":
            path = urlsplit(link.get("href") or "").path
            return (path.rsplit("/", 1)[0] or "") + "/"
    return "/"


def has_class(element: HtmlElement, name: str) -> bool:
    """Whether an element is of a class."""
    return name in (element.get("class") or "").split()


def text_of(element: HtmlElement) -> str:
    """The text of an element without what an editor put in: notes, struck out words,
    superscripts."""
    return "".join(_texts(element))


def _texts(element: HtmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        passed = not isinstance(child.tag, str) or child.tag in _NOTES
        if not passed and not has_class(child, "editor-note"):
            yield from _texts(child)
        yield child.tail or ""


def squeezed(text: str) -> str:
    """A text without any white space, for comparing what line breaks may part."""
    return _WHITE.sub("", text)
