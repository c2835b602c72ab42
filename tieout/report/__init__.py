"""The report: a folder with sources, tables and chapters, and the settings of its site.

The order of the chapters is the `nav` of `mkdocs.yml`, the one place where a site's shell
looks for it too.
"""

from tieout.report.nav import ChapterFile, chapter_files
from tieout.report.opening import Report, open_report
from tieout.report.settings import CONFIG

__all__ = ["CONFIG", "ChapterFile", "Report", "chapter_files", "open_report"]
