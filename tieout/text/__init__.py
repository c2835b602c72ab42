"""What the sources say: reads raw documents and makes clean, anchored sentences of them."""

from tieout.text.assemble import clean
from tieout.text.load import load_sources

__all__ = ["clean", "load_sources"]
