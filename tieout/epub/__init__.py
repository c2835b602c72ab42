"""The report as an EPUB in which every number leads to its sentence."""

from tieout.epub.document import report_epub

__all__ = ["report_epub"]
