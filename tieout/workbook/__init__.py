"""The tables of the report as an accessible workbook in which every number leads to the site."""

from tieout.workbook.document import report_workbook

__all__ = ["report_workbook"]
