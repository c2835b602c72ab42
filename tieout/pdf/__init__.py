"""The report, and each chapter, as a PDF in which every number leads to its sentence."""

from tieout.pdf.document import chapter_pdf, report_pdf

__all__ = ["chapter_pdf", "report_pdf"]
