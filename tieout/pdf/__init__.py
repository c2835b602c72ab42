"""The report as one PDF in which every number leads to its sentence."""

from tieout.pdf.document import report_pdf

__all__ = ["report_pdf"]
