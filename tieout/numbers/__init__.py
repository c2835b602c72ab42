"""Numbers in running text: text in, mentions out.

The grammar of each language is a package of its own; what is common is the record.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from tieout.numbers.mention import BOUNDS, KINDS, QUANTITATIVE, Kind, Mention, Term

__all__ = [
    "BOUNDS",
    "KINDS",
    "LANGUAGES",
    "QUANTITATIVE",
    "Kind",
    "Mention",
    "Term",
    "find",
    "read",
]

#: The languages that have a grammar, as ISO 639-1 codes.
LANGUAGES: tuple[str, ...] = ("en", "zh")


def read(
    text: str, *, language: str, published: str = "", terms: Sequence[Term] = ()
) -> list[Mention]:
    """Every numeric expression of a text, in order and without overlap.

    `language` is `zh` or `en`; `published` is the date of publication as far as it is known
    (`2026`, `2026-04`, `2026-04-09`) and resolves 去年 or "last year"; `terms` are the
    expressions that only this report knows. Raises `ValueError` for another language.
    """
    return list(find((text,), language=language, published=published, terms=terms))


def find(
    pieces: Iterable[str], *, language: str, published: str = "", terms: Sequence[Term] = ()
) -> Iterator[Mention]:
    """The numeric expressions of a text that comes in pieces, one after the other, as `read` gives
    them: offsets are into the text as a whole. Memory holds a window of it, however long it is
    (`tieout.numbers.windows`). Raises `ValueError` for a language without a grammar.
    """
    return _grammar_of(language)(pieces, published, terms)


@cache
def _grammar_of(
    language: str,
) -> Callable[[Iterable[str], str, Sequence[Term]], Iterator[Mention]]:
    """What finds the numbers of a language. A grammar is loaded when it is asked for: the kernels
    of chapters need the records alone."""
    if language == "zh":
        from tieout.numbers.chinese import find_chinese  # noqa: PLC0415 - see above

        return find_chinese
    if language == "en":
        from tieout.numbers.english import find_english  # noqa: PLC0415 - see above

        return find_english
    raise ValueError(f"no grammar of numbers for language {language!r}: one of {LANGUAGES}")
