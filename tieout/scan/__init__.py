"""Every number of sources, or of any text file, as a list: for readers, and as data."""

from tieout.scan.collect import scan
from tieout.scan.found import Found, Scanned
from tieout.scan.show import as_json_lines, as_table, in_blocks

__all__ = ["Found", "Scanned", "as_json_lines", "as_table", "in_blocks", "scan"]
