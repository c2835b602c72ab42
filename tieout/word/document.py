"""The whole document: title page, contents, chapters, appendices, through pandoc."""

from html import escape

from tieout.ledger.periods import first_day
from tieout.volume.manuscript import Manuscript
from tieout.volume.pandoc_file import packed, unpacked, write_file
from tieout.word.finishing import finished, with_data
from tieout.word.markup import bookmark, styled, titles, word_markup
from tieout.word.pictures import as_png
from tieout.word.reference import CONTENT_LIST, reference_docx

_REFERENCE = "reference.docx"


def report_docx(document: Manuscript) -> bytes:
    """The report as DOCX. Each number is a hyperlink to a bookmark in the file; the same
    document gives the same bytes."""
    body = f"{_contents(document)}\n{word_markup(document.html)}"
    reference = reference_docx(document.title, document.language)
    made = write_file(
        body,
        "docx",
        {_REFERENCE: reference, **as_png(document.pictures)},
        [
            f"--reference-doc={_REFERENCE}",
            "--syntax-highlighting=none",
            *_metadata(document),
        ],
        first_day(document.newest),
    )
    files = unpacked(made)
    files["word/document.xml"] = finished(files["word/document.xml"], titles(document.html))
    return packed(with_data(files, document.data), CONTENT_LIST)


def _metadata(document: Manuscript) -> list[str]:
    values = {
        "title": document.title,
        "subtitle": document.description,
        "date": f"{document.words['pdf_dated']} {document.newest}",
        "lang": document.language,
        "subject": document.description,
    }
    return [f"--metadata={key}:{value}" for key, value in values.items() if value]


def _contents(document: Manuscript) -> str:
    """The contents, as links; Word fills in page numbers when it is told to update them."""
    lines = [
        f'<p><a href="#{bookmark(it.place)}">{escape(f"{it.number} {it.title}".strip())}</a></p>'
        for it in document.parts
    ]
    title = escape(document.words["pdf_contents"])
    return styled("TOC Heading", f"<p>{title}</p>") + styled("toc 1", "\n".join(lines))
