"""The sentences most like a quote that was not found, with what differs marked."""

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from tieout.text.document import Sentence

_REACH = 6
_LIKE = 0.5
_COMPARED = 12


def nearest_sentences(quote: str, sentences: Sequence[Sentence], count: int = 3) -> list[str]:
    """Up to `count` candidates, the nearest first, each as the sentence's id and the stretch
    of it that the quote resembles, with `[quote→source]` where they differ:
    `s-1f吞吐量[66.5→65.6]万标箱`. Sentences that share less than half of the quote's
    characters, in order, are no candidates."""
    pairs = Counter(_pairs(quote))
    by_pairs = sorted(
        sentences, key=lambda s: -sum((pairs & Counter(_pairs(s.text))).values())
    )  # comparing in full is slow, so only the sentences with most pairs in common are compared
    scored = []
    for order, sentence in enumerate(by_pairs[:_COMPARED]):
        matcher = SequenceMatcher(None, quote, sentence.text, autojunk=False)
        blocks = [block for block in matcher.get_matching_blocks() if block.size]
        like = sum(block.size for block in blocks) / len(quote)
        if like >= _LIKE:
            scored.append((-like, order, f"{sentence.id} {_marked(quote, sentence.text, matcher)}"))
    return [text for _, _, text in sorted(scored)[:count]]


def _pairs(text: str) -> list[str]:
    return [text[i : i + 2] for i in range(len(text) - 1)] or [text]


def _marked(quote: str, text: str, matcher: SequenceMatcher[str]) -> str:
    """The resembling stretch with the differences, and some characters on each side."""
    steps = [(quote[a:b], text[c:d]) for _, a, b, c, d in matcher.get_opcodes()]
    (first, at_start), (last, at_end) = steps[0], steps[-1]
    start = max(0, len(at_start) - len(first))
    steps[0] = (first, at_start[start:])
    if len(steps) > 1:
        end = len(text) - max(0, len(at_end) - len(last))
        steps[-1] = (last, at_end[: len(last)])
    else:
        end = len(text)
    before = ("…" if start > _REACH else "") + text[max(0, start - _REACH) : start]
    after = text[end : end + _REACH] + ("…" if len(text) - end > _REACH else "")
    marked = [ours if ours == theirs else f"[{ours}→{_short(theirs)}]" for ours, theirs in steps]
    return before + "".join(marked) + after


def _short(text: str) -> str:
    return text if len(text) <= 2 * _REACH else f"{text[:_REACH]}…{text[-_REACH:]}"
