"""Numeric expressions in Chinese text: an ordered grammar of small named pieces.

`view` folds and despaces, `numerals` and `units` read the parts; `quantities` with `lists`,
`in_tenths`, `durations` and `rates`, `approximate`, `shares`, `tenths`, `orders`, `calendar` with
`days`, `months`, `eras`, `spans`, `lettered` and `year_names`, `formulas`, `names`, `identifiers`
and `lexicon` are the pieces, which `grammar` orders; `plain` reads at once what most numbers are.
`context` and `governed` tell what the words around a number say, and `reader` walks a text.
"""

from tieout.numbers.chinese.grammar import GRAMMAR
from tieout.numbers.chinese.reader import find_chinese, plain_words, read_chinese

__all__ = ["GRAMMAR", "find_chinese", "plain_words", "read_chinese"]
