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
    steps = matcher.get_opcodes()
    before = after = ""
    if steps and steps[0][0] == "insert":
        _, _, _, start, end = steps.pop(0)
        before = ("…" if end - start > _REACH else "") + text[max(start, end - _REACH) : end]
    if steps and steps[-1][0] == "insert":
        _, _, _, start, end = steps.pop()
        after = text[start : min(end, start + _REACH)] + ("…" if end - start > _REACH else "")
    marked = [
        quote[a:b] if kind == "equal" else f"[{quote[a:b]}→{_short(text[c:d])}]"
        for kind, a, b, c, d in steps
    ]
    return before + "".join(marked) + after


def _short(text: str) -> str:
    return text if len(text) <= 2 * _REACH else f"{text[:_REACH]}…{text[-_REACH:]}"
