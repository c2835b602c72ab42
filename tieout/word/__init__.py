"""The report as a Word document in which every number leads to its sentence."""

from tieout.word.document import report_docx

__all__ = ["report_docx"]
