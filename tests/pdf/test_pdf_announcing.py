"""What a link is announced by, to those who hear a page."""

import re
import zlib
from collections import Counter
from pathlib import Path

import pypdfium2

from tieout.build import Built
from tieout.pdf.announcing import MARK, without_page_numbers

_STRING = re.compile(rb"/Contents(\((?:[^()\\]|\\.)*\)|<[0-9A-F]*>)")


def unpacked(content: bytes) -> bytes:
    """The objects that are packed in the streams of a PDF, one after the other."""
    streams = re.findall(rb"/Type/ObjStm.*?stream\n(.*?)\nendstream", content, re.DOTALL)
    return b"".join(map(zlib.decompress, streams))


def announcements(content: bytes) -> Counter[str]:
    """The texts that links are announced by."""
    texts = Counter()
    for found in _STRING.finditer(unpacked(content)):
        text = found[1]
        if text.startswith(b"<"):
            texts[bytes.fromhex(text[1:-1].decode()).decode("utf-16")] += 1
        else:
            texts[text[1:-1].decode("latin-1")] += 1
    return texts


def test_numbers_are_announced_by_source_and_date(ferries_built: tuple[Path, Built]) -> None:
    content = (ferries_built[0] / "site/report.pdf").read_bytes()
    said = announcements(content)
    titled = {text: times for text, times in said.items() if not re.match("page|Section", text)}
    assert any(re.search(r", \d{4}", text) for text in titled)
    assert not [text for text in titled if "page" in text or MARK in text]
    assert {"Figure 1.1", "Table 1.1"} & titled.keys()
    assert any(text.startswith("page") for text in said), "pages that use a sentence keep theirs"


def test_no_byte_moves() -> None:
    marked = f"Harbour, 2024{MARK}, page 12".encode("utf-16-be").hex().upper().encode()
    plain = "Harbour, 2024".encode("utf-16-be").hex().upper().encode()
    before = b"<</Contents<FEFF" + marked + b">/F 4>> /Contents(page 3)"
    after = without_page_numbers(before)
    assert len(after) == len(before)
    assert after.startswith(b"<</Contents<FEFF" + plain + b"> ")
    assert after.endswith(b" /F 4>> /Contents(page 3)")


def test_the_file_is_read_as_before(ferries_built: tuple[Path, Built]) -> None:
    content = (ferries_built[0] / "site/report.pdf").read_bytes()
    assert len(pypdfium2.PdfDocument(content)) > 3
