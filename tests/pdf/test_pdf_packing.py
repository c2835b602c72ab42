"""What packing a PDF changes, which is its size and nothing else."""

import re
from typing import Any

import pypdfium2
import pytest
import typst

from tieout.pdf.document import STANDARDS
from tieout.pdf.packing import packed

_SOURCE = """
#set document(title: "Boats", date: datetime(year: 2024, month: 1, day: 1))
#pdf.attach("a.json", bytes("[1, 2]"), relationship: "data", mime-type: "application/json", description: "a")
= Seven boats
#for it in range(400) [== Boat #it \n #lorem(20) #link("https://example.org/" + str(it))[there]]
"""  # noqa: E501


@pytest.fixture(scope="module")
def plain() -> bytes:
    """A document of many objects, as Typst writes it."""
    made = typst.compile(_SOURCE.encode(), format="pdf", pdf_standards=[*STANDARDS])
    assert isinstance(made, bytes)
    return made


def _read(content: bytes) -> dict[str, Any]:
    """What a reader of PDFs finds: the text and the number of links of each page, bookmarks,
    metadata and attachments."""
    file = pypdfium2.PdfDocument(content)
    pages = [file[it] for it in range(len(file))]
    attached = [file.get_attachment(it) for it in range(file.count_attachments())]
    return {
        "texts": [it.get_textpage().get_text_bounded() for it in pages],
        "links": [len(_links(it)) for it in pages],
        "bookmarks": [(it.get_title(), it.level) for it in file.get_toc()],
        "metadata": file.get_metadata_dict(),
        "attached": [(it.get_name(), bytes(it.get_data())) for it in attached],
        "tagged": file.is_tagged(),
    }


def _links(page: pypdfium2.PdfPage) -> list[int]:
    raw = pypdfium2.raw
    count = raw.FPDFPage_GetAnnotCount(page)
    kinds = [raw.FPDFAnnot_GetSubtype(raw.FPDFPage_GetAnnot(page, it)) for it in range(count)]
    return [it for it in kinds if it == raw.FPDF_ANNOT_LINK]


def test_all_that_is_in_it_stays(plain: bytes) -> None:
    found = _read(packed(plain))
    assert found == _read(plain)
    assert len(found["texts"]) > 10
    assert sum(found["links"]) == 400
    assert (found["attached"], found["tagged"]) == ([("a.json", b"[1, 2]")], True)


def test_only_streams_stand_by_themselves(plain: bytes) -> None:
    made = packed(plain)
    bodies = re.findall(rb"^\d+ 0 obj\n(.*?)\nendobj$", made, re.DOTALL | re.MULTILINE)
    assert all(it.endswith(b"endstream") for it in bodies)
    assert len(made) < len(plain) / 2


def test_the_same_bytes_give_the_same_bytes(plain: bytes) -> None:
    assert packed(plain) == packed(bytes(plain))


@pytest.mark.parametrize("damaged", [b"", b"no PDF", b"trailer<<>>startxref 0 %%EOF"])
def test_what_is_no_such_file_is_refused(damaged: bytes) -> None:
    with pytest.raises(ValueError, match="no PDF with a plain table"):
        packed(damaged)


def test_a_file_whose_table_lies_is_refused(plain: bytes) -> None:
    table = plain.rindex(b"xref\n0 ")
    entry = plain.index(b" 00000 n", table)
    shifted = plain[: entry - 1] + b"7" + plain[entry:]
    with pytest.raises(ValueError, match="there is no object at byte"):
        packed(shifted)
