"""Numeric expressions in English text."""

from tieout.numbers.english.reader import find_english, read_english

__all__ = ["find_english", "read_english"]
