"""Numeric expressions in English text."""

from tieout.numbers.english.reader import read_english

__all__ = ["read_english"]
