"""What a source says around a fact, in the reader's language, with its numbers linked.

The words are those of the sentence, or of its translation; where a number stands in them, its
link stands instead, which shows bound and unit by itself. A stretch in which a number cannot be
linked is not shown: the link to the sentence is there in any case.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from tieout.gate.lines import HOLE, WAIVED_HOLE
from tieout.gate.touching import changes
from tieout.ledger.tie import TiedFact
from tieout.numbers import read
from tieout.numbers.mention import QUANTITATIVE, Mention
from tieout.numbers.visible import visible_numerals
from tieout.weave.links import Links, waived_html

#: What ends a stretch that can stand alone.
_END = re.compile(r"[;；。]|\.(?=\s|$)")
#: A hyphen that joins a word to the number before it.
_JOINED = re.compile(r"^-(?=[^\W\d_])")
#: How many characters before or after a number its bound may take.
_REACH = 24


@dataclass(frozen=True, slots=True)
class _Put:
    """What takes the place of `text[start:end]`, and the character that stands for it when the
    line is looked at."""

    start: int
    end: int
    html: str
    hole: str


def excerpt(id: str, links: Links) -> Markup | None:
    """The stretch of its sentence that a fact stands in, or None where it cannot be shown."""
    tied = links.facts[id]
    text = _words(tied, links)
    mentions = read(text, language=links.language, published="", terms=links.ledger.terms)
    places = dict(_placed(mentions, tied, links))
    if id not in places:
        return None
    start, end = _stretch(text, places[id])
    puts = sorted(_puts(text, mentions, places, links), key=lambda put: put.start)
    inside = [put for put in puts if start <= put.start and put.end <= end]
    # What stands behind the last number may be read as a part of it: then it ends there.
    for last, more in ((end, ""), (inside[-1].end, " …")):
        line = _filled(text, start, last, [(put, put.hole) for put in inside])
        if _is_tied(line):
            shown = _filled(text, start, last, [(put, put.html) for put in inside], html=True)
            return Markup(shown + more)
    return None


def _is_tied(line: str) -> bool:
    """Whether a line with holes for its numbers states none besides, and changes none."""
    told = line.replace(WAIVED_HOLE, " ")
    untied = any(it.kind == "number" for it in visible_numerals(told))
    return not untied and not any(changes(told))


def _words(tied: TiedFact, links: Links) -> str:
    """The sentence in the reader's language: its translation, which none lacks that is in
    another."""
    translations = links.ledger.translations.get(tied.sentence.source, {})
    translation = translations.get(tied.sentence.id)
    return translation.translation if translation else tied.sentence.text


def _placed(
    mentions: Sequence[Mention], tied: TiedFact, links: Links
) -> Iterator[tuple[str, Mention]]:
    """Where each fact of the sentence stands in the words, twins in their order."""
    here = sorted(
        (it for it in links.facts.values() if it.sentence == tied.sentence),
        key=lambda it: it.start,
    )
    free = [it for it in mentions if it.kind in QUANTITATIVE]
    for fact in here:
        same = (it for it in free if it.value == fact.quantity.value and it.value is not None)
        mention = next(same, None)
        if mention is not None:
            free.remove(mention)
            yield fact.fact.id, mention


def _stretch(text: str, mention: Mention) -> tuple[int, int]:
    """The clause or sentence around a mention."""
    ends = [it.end() for it in _END.finditer(text)]
    start = max((it for it in ends if it <= mention.start), default=0)
    end = min((it for it in ends if it >= mention.end), default=len(text))
    while start < end and text[start].isspace():
        start += 1
    return start, end - (text[end - 1] in ";；")


def _puts(
    text: str, mentions: Sequence[Mention], places: dict[str, Mention], links: Links
) -> Iterator[_Put]:
    taken = {it.start: id for id, it in places.items()}
    for mention in mentions:
        if id := taken.get(mention.start):
            start, end, form = _extent(text, mention, id, links)
            yield _Put(start, end, links.html("fact", id, form), HOLE)
        elif mention.kind == "ordinal":
            html = waived_html(mention.text, "ordinal")
            yield _Put(mention.start, mention.end, html, WAIVED_HOLE)


def _extent(text: str, mention: Mention, id: str, links: Links) -> tuple[int, int, str]:
    """From where to where a link takes the place of the words, and in which form it shows its
    number. What is counted stays, for a link does not tell it; a bound goes, for it does."""
    start, end = _with_bound(text, mention, links)
    for form in ("shown", "words"):
        for tail in _tails(links.tied("fact", id, form).text):
            if mention.text == tail or mention.text.startswith(f"{tail} "):
                return start, end if end > mention.end else mention.start + len(tail), form
    return start, end, "shown"


def _tails(shown: str) -> Iterator[str]:
    """What is shown, and the same without its first words."""
    words = shown.split(" ")
    return (" ".join(words[at:]) for at in range(len(words)))


def _with_bound(text: str, mention: Mention, links: Links) -> tuple[int, int]:
    """The mention with the words that bound it: the shortest stretch that reads alike alone."""
    if mention.bound == "exact":
        return mention.start, mention.end
    starts = [mention.start, *_edges(text, mention.start - _REACH, mention.start)]
    ends = [mention.end, *_edges(text, mention.end, mention.end + _REACH)]
    for start, end in sorted(
        ((start, end) for start in starts for end in ends), key=lambda it: it[1] - it[0]
    ):
        alone = read(text[start:end], language=links.language, published="", terms=())
        if any((it.value, it.bound) == (mention.value, mention.bound) for it in alone):
            return start, end
    return mention.start, mention.end


def _edges(text: str, start: int, end: int) -> list[int]:
    """Where words begin or end in a stretch."""
    start, end = max(0, start), min(len(text), end)
    found = {it.start() for it in re.finditer(r"\b", text[start:end])}
    return [start + at for at in found if at > 0 or start == 0]


def _parted(text: str, *, after_link: bool) -> str:
    """The text behind a link, with a space for a hyphen that would join a word to its number: a
    link is read as a whole."""
    return _JOINED.sub(" ", text) if after_link else text


def _filled(
    text: str, start: int, end: int, puts: Sequence[tuple[_Put, str]], *, html: bool = False
) -> str:
    parts: list[str] = []
    at = start
    for put, made in puts:
        between = _parted(text[at : put.start], after_link=bool(parts))
        parts += [str(escape(between)) if html else between, made]
        at = put.end
    rest = _parted(text[at:end], after_link=bool(parts))
    return "".join([*parts, str(escape(rest)) if html else rest])
