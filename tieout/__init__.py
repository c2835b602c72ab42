"""Research reports in which every number ties out to the sentence it came from."""

__version__ = "0.1.0"
