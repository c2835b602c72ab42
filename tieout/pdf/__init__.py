"""The report as one PDF in which every number leads to its sentence."""

from tieout.pdf.document import Material, report_pdf

__all__ = ["Material", "report_pdf"]
