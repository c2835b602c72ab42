"""The reader of English: an ordered grammar, in which the earlier piece wins."""

import re
from collections.abc import Iterable, Iterator, Sequence

from tieout.numbers.english.clock import read_times
from tieout.numbers.english.names import read_identifiers, read_names, read_terms
from tieout.numbers.english.orders import read_ordinals, read_ranks
from tieout.numbers.english.periods import read_periods
from tieout.numbers.english.quantities import read_ages, read_quantities
from tieout.numbers.english.ratios import read_fractions, read_multiples
from tieout.numbers.english.recent import read_months_to, read_recent_periods
from tieout.numbers.english.scores import read_scores
from tieout.numbers.mention import Mention, Term
from tieout.numbers.windows import windows

_DIGIT = re.compile(r"\d")
_LEFT_OVER = re.compile(r"\d+(?:[.,:/-]\d+)*")


def read_english(text: str, published: str = "", terms: Sequence[Term] = ()) -> list[Mention]:
    """The numeric expressions of an English text, in order, none overlapping.

    `published` is the date of publication (`2023`, `2023-07` or `2023-07-05`), which `last
    year` and days without a year are resolved against. `terms` are the report's own names
    and slogans. A word that counts money, measures or things gives the unit; `over`,
    `nearly` and the like are told by `bound`. Digits that no rule explains are `unparsed`.
    Never raises, whatever the text.
    """
    claims = _Claims(text)
    claims.take(read_terms(text, terms))
    claims.take(read_names(text))
    claims.take(read_months_to(text, published))
    claims.take(read_periods(text, published))
    claims.take(read_ranks(text))
    claims.take(read_times(text))
    claims.take(read_recent_periods(text, published))
    claims.take(read_identifiers(text))
    claims.take(read_ages(text))
    claims.take(read_scores(text))
    claims.take(read_fractions(text))
    claims.take(read_multiples(text))
    claims.take(read_ordinals(text))
    claims.take(read_quantities(text, claims.taken))
    for pattern in (_LEFT_OVER, _DIGIT):
        claims.take(
            Mention(match.start(), match.end(), match[0], "unparsed")
            for match in pattern.finditer(text)
        )
    return claims.mentions


def find_english(
    pieces: Iterable[str], published: str = "", terms: Sequence[Term] = ()
) -> Iterator[Mention]:
    """The numeric expressions of a text that comes in pieces, one after the other. Each window of
    it is read for itself."""
    for window in windows(pieces):
        for mention in read_english(window.text, published, terms):
            start, end, *fields = mention
            if window.start:
                mention = Mention(start + window.start, end + window.start, *fields)  # type: ignore[arg-type]
            yield mention


class _Claims:
    """The mentions found so far, and the characters that they take."""

    def __init__(self, text: str) -> None:
        self.taken = bytearray(len(text))
        self._found: list[Mention] = []

    def take(self, mentions: Iterable[Mention]) -> None:
        for mention in mentions:
            start, end = mention.start, mention.end
            if start < end and not any(self.taken[start:end]):
                self.taken[start:end] = b"\x01" * (end - start)
                self._found.append(mention)

    @property
    def mentions(self) -> list[Mention]:
        return sorted(self._found, key=lambda mention: mention.start)
