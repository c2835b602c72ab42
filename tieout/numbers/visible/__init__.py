"""The numbers that a reader sees on a page, whatever they mean."""

from tieout.numbers.visible.scan import Visible, visible_numerals

__all__ = ["Visible", "visible_numerals"]
