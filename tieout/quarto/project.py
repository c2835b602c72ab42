"""The files of a Quarto project of the report, by their path.

Of Quarto's settings it uses those alone that its reference documents, the same for 1.5 and later:
https://quarto.org/docs/reference/projects/books.html
https://quarto.org/docs/reference/formats/typst.html
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

import yaml

from tieout.chapters.chapter import Executed
from tieout.quarto.addresses import Addresses, Format, addresses
from tieout.quarto.chapter_copies import Copyist, labels_of_several
from tieout.quarto.site_pages import heading_markdown, page_markdown, plain_title
from tieout.volume.volume import Volume
from tieout.weave.page import Page

FORMATS: Final[tuple[Format, ...]] = ("html", "typst")
#: Where Quarto writes, in the project's folder, and what a reader opens there.
OUTPUT: Final[Mapping[Format, str]] = {"html": "_book", "typst": "_output"}
OPENED: Final[Mapping[Format, str]] = {"html": "_book/index.html", "typst": "_output/report.pdf"}
_SETTINGS, _DOCUMENT, _HOME = "_quarto.yml", "report.qmd", "index.qmd"
#: Pages of the site that a book has after its chapters, in this order; sources come before.
_AFTER: Final = (
    "derivations/index.html",
    "comparability.html",
    "conflicts.html",
    "numbers/index.html",
)
#: Typst's markup: readers see what is a link, and a long table goes on on the next page.
_HEADER: Final = """\
#show link: set text(fill: rgb("#0b6e75"))
#show figure: set block(breakable: true)
"""
#: Lists of every number are for a screen.
_ON_SCREEN: Final = "numbers/index.html"


def quarto_project(volume: Volume, executed: Sequence[Executed], kind: Format) -> dict[str, bytes]:
    """The files of the project: a book of HTML pages whose addresses are those of the site, or
    one document for Typst that holds its own appendix. Chapters run again where Quarto renders
    them; the same report gives the same files."""
    pages = _appendix(volume, kind)
    led = addresses(volume, kind, pages)
    copyist = Copyist(volume.links, led, labels_of_several(executed))
    if kind == "html":
        files = _book(volume, executed, copyist, pages)
    else:
        files = _document(volume, executed, copyist, pages)
    return {path: text.encode() for path, text in files.items()}


def _appendix(volume: Volume, kind: Format) -> list[Page]:
    """The pages that a number may lead to: sources in their order, and what is computed."""
    sources = [f"sources/{it.source.id}/index.html" for it in volume.documents]
    wanted = ["sources/index.html", *sources, *_AFTER]
    return [
        volume.pages[it]
        for it in wanted
        if it in volume.pages and not (kind == "typst" and it == _ON_SCREEN)
    ]


def _book(
    volume: Volume, executed: Sequence[Executed], copyist: Copyist, pages: Sequence[Page]
) -> dict[str, str]:
    files: dict[str, str] = {}
    for it, page in zip(executed, volume.chapters, strict=True):
        of_chapter = Copyist(volume.links.at(it.chapter.slug.count("/")), copyist.addresses,
                             copyist.labels)  # fmt: skip
        files[f"{it.chapter.slug}.qmd"] = of_chapter.copy(it, page)
    chapters = list(files)
    if _HOME not in files:  # a book has a first page
        chapters.insert(0, _HOME)
        files[_HOME] = f"# {volume.title} {{.unnumbered}}\n\n{volume.description}\n"
    appendices = [page.address.removesuffix(".html") + ".qmd" for page in pages]
    for path, page in zip(appendices, pages, strict=True):
        body = page_markdown(page, copyist.addresses)
        files[path] = f"---\ntitle: {plain_title(page)}\nengine: markdown\n---\n\n{body}\n"
    files |= {f"data/{name}": data.decode() for name, data in volume.data.items()}
    settings = _common(volume) | {
        "project": {
            "type": "book",
            "output-dir": OUTPUT["html"],
            "resources": [f"data/{name}" for name in sorted(volume.data)],
        },
        "book": _described(volume) | {"chapters": chapters, "appendices": appendices},
        "format": {"html": {"theme": "cosmo", "toc": True, "toc-depth": 3}},
    }
    return {_SETTINGS: _yaml(settings), **files}


def _document(
    volume: Volume, executed: Sequence[Executed], copyist: Copyist, pages: Sequence[Page]
) -> dict[str, str]:
    chapters = [copyist.copy(it, page) for it, page in zip(executed, volume.chapters, strict=True)]
    appendix = [_part(page, copyist.addresses) for page in pages]
    said = {"title": volume.title, "subtitle": volume.description, "jupyter": "python3"}
    front = {name: text for name, text in said.items() if text}
    settings = _common(volume) | {
        "project": {"type": "default", "output-dir": OUTPUT["typst"], "render": [_DOCUMENT]},
        "format": {
            "typst": {
                "toc": True,
                "toc-depth": 1,
                "papersize": "a4",
                "include-in-header": [{"text": _HEADER}],
            }
        },
    }
    text = "\n".join([f"---\n{_yaml(front)}---\n", *chapters, *appendix])
    return {_SETTINGS: _yaml(settings), _DOCUMENT: text}


def _part(page: Page, led: Addresses) -> str:
    """A page of the site as a part of one document."""
    place = led.lead("", page.address)
    return f"# {heading_markdown(page, led)} {{{place}}}\n\n{page_markdown(page, led)}\n"


def _described(volume: Volume) -> dict[str, Any]:
    said = {"title": volume.title, "description": volume.description}
    return {name: text for name, text in said.items() if text}


def _common(volume: Volume) -> dict[str, Any]:
    """What holds for both: cells show their code where chapters say so, as in a build; no
    kernel outlives its chapter, and nothing is kept from an earlier rendering; a line that ends
    between Chinese characters is no space."""
    return {
        "lang": volume.links.language,
        "from": "markdown+east_asian_line_breaks",
        "execute": {
            "echo": False,
            "enabled": True,
            "warning": False,
            "cache": False,
            "freeze": False,
            "daemon": False,
        },
    }


def _yaml(data: Mapping[str, Any]) -> str:
    text = yaml.safe_dump(
        json.loads(json.dumps(data)), allow_unicode=True, sort_keys=False, width=10_000
    )
    return str(text)
