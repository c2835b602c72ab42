"""The whole book: title page, contents, chapters, appendices, through pandoc."""

import hashlib
import uuid
from importlib import resources
from typing import Any, Final

import yaml

from tieout.epub.finishing import finished
from tieout.ledger.periods import first_day
from tieout.volume.manuscript import Manuscript
from tieout.volume.pandoc_file import packed, unpacked, write_file

_STYLES, _METADATA = "book.css", "metadata.yaml"
#: What the book offers to readers who cannot see it, in the words of schema.org.
_FEATURES: Final = [
    "alternativeText",
    "longDescription",
    "readingOrder",
    "structuralNavigation",
    "tableOfContents",
    "displayTransformability",
]


def report_epub(document: Manuscript) -> bytes:
    """The report as EPUB 3. Each number is a link to its sentence in the file; the same
    document gives the same bytes."""
    files = {
        _STYLES: resources.files("tieout.epub").joinpath(_STYLES).read_bytes(),
        _METADATA: yaml.safe_dump(_metadata(document), allow_unicode=True).encode(),
        **document.pictures,
    }
    made = write_file(
        document.html,
        "epub3",
        files,
        [
            f"--metadata-file={_METADATA}",
            f"--css={_STYLES}",
            "--split-level=1",
            "--toc-depth=2",
            "--mathml",
            "--syntax-highlighting=none",
        ],
        first_day(document.newest),
    )
    return packed(finished(unpacked(made), document.data), "mimetype")


def _metadata(document: Manuscript) -> dict[str, Any]:
    """What catalogues say of the book. Its identifier is told from what it holds."""
    digest = hashlib.sha256(document.html.encode())
    for name, content in sorted({**document.pictures, **document.data}.items()):
        digest.update(name.encode() + b"\0" + content)
    identifier = uuid.uuid5(uuid.NAMESPACE_URL, digest.hexdigest())
    described = {"description": document.description, "subtitle": document.description}
    return {
        **(described if document.description else {}),
        "title": document.title,
        "date": document.newest,
        "lang": document.language,
        "identifier": [{"text": f"urn:uuid:{identifier}"}],
        "toc-title": document.words["pdf_contents"],
        "accessModes": ["textual", "visual"],
        "accessModeSufficient": ["textual"],
        "accessibilityFeatures": _FEATURES,
        "accessibilityHazards": ["none"],
        "accessibilitySummary": document.words["book_accessibility"],
    }
