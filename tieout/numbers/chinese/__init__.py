"""Numeric expressions in Chinese text: an ordered grammar of small named pieces.

`view` folds and despaces, `numerals` and `units` read the parts; `quantities` with `rates`,
`approximate`, `shares`, `orders`, `calendar` with `spans`, `formulas` and `lexicon` are the
pieces; `context` reads what the words around a number say, and `reader` walks a text.
"""

from tieout.numbers.chinese.reader import GRAMMAR, plain_words, read_chinese

__all__ = ["GRAMMAR", "plain_words", "read_chinese"]
