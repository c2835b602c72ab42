"""Every number of sources, or of any text file, as a list: for readers, and as data."""

from tieout.scan.collect import Found, Scanned, scan
from tieout.scan.show import as_json_lines, as_table

__all__ = ["Found", "Scanned", "as_json_lines", "as_table", "scan"]
