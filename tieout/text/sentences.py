"""Sentences: where they end, and ids that do not move when another one is edited."""

import hashlib
import re
from collections import Counter
from itertools import pairwise

from tieout.text.paragraphs import UNSPACED

Span = tuple[int, int]

_PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』", "（": "）", "(": ")", "《": "》", "【": "】"}
_QUOTES_END = "”’」』"
_ENDINGS = "。！？…!?"
_END = re.compile(f"[{_ENDINGS}]+([{''.join(_PAIRS.values())}]*)")
_ATTRIBUTION = re.compile(f"[^，,：:；;“‘（(《{_ENDINGS}]{{1,15}}[。！？!?]")

#: From this length on, a passage in quotation marks or brackets is parted at its sentences.
LONG = 120

_ABBREVIATION = re.compile(
    r"(?:mrs?|ms|dr|prof|st|sr|jr|gen|col|sen|rep|gov|hon|rev|capt|lt"
    r"|nos?|figs?|art|sec|ch|vol|pp?|approx|ca|cf|al|vs"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)",
    re.IGNORECASE,
)
_LATIN_END = re.compile(r"[.!?…]+[”’»)\]\"']*(\s+)(?=[“‘«(\[\"']*[A-Z0-9À-Þ])")


def split_sentences(text: str, language: str) -> list[Span]:
    """The sentences of a paragraph as stretches of it. Nothing but white space between two
    of them is left out. End marks and closing quotation marks belong to the sentence."""
    if not text:
        return []
    cuts = _unspaced_cuts(text) if language in UNSPACED else _spaced_cuts(text)
    edges = [(0, 0), *cuts, (len(text), len(text))]
    return [(start, end) for (_, start), (end, _) in pairwise(edges) if text[start:end].strip()]


def _unspaced_cuts(text: str) -> list[Span]:
    """Where a Chinese text is cut: as `(end, next start)`.

    A passage in quotation marks or brackets is not cut, unless it is long; what follows it
    up to the next full stop stays with it when that is short and only names the speaker
    (`“……。”他表示。`).
    """
    closed = {close: open_ for open_, close in _enclosed(text)}
    inside = [0] * (len(text) + 2)
    for open_, close in _enclosed(text):
        if close - open_ <= LONG:
            inside[open_ + 1] += 1
            inside[close + 1] -= 1
    for i in range(1, len(inside)):
        inside[i] += inside[i - 1]
    cuts: list[Span] = []
    for match in _END.finditer(text):
        end = match.end()
        while match[1] and end > match.start(1) and end - 1 not in closed:
            end -= 1  # a mark that closes nothing: part of what follows
        if end >= len(text) or inside[end]:
            continue
        start = cuts[-1][1] if cuts else 0
        if end == match.start(1) or _ends_with_passage(text, start, closed[end - 1], end):
            cuts.append((end, len(text) - len(text[end:].lstrip())))
    return cuts


def _ends_with_passage(text: str, start: int, open_: int, end: int) -> bool:
    """Whether the sentence that begins at `start` ends with the passage `text[open_:end]`,
    whose own last sentence does: where that is speech, which begins the sentence or follows
    a colon or a comma and of which no more is said than whose it is; or a sentence that
    stands in brackets altogether. A phrase within another sentence does not end it."""
    if text[end - 1] in _QUOTES_END:
        speech = open_ <= start or text[open_ - 1] in "：:，,"
        return speech and _ATTRIBUTION.match(text, end) is None
    return text[end - 1] in "）)" and open_ <= start


def _enclosed(text: str) -> list[Span]:
    """The passages in quotation marks or brackets, as the offsets of their two marks; a mark
    without its partner encloses nothing."""
    passages: list[Span] = []
    waiting: list[int] = []
    for i, letter in enumerate(text):
        if letter in _PAIRS:
            waiting.append(i)
        elif letter in _PAIRS.values():
            for depth in range(len(waiting) - 1, -1, -1):
                if _PAIRS[text[waiting[depth]]] == letter:
                    passages.append((waiting[depth], i))
                    del waiting[depth:]
                    break
    return passages


def _spaced_cuts(text: str) -> list[Span]:
    """Where an English text is cut: after an end mark that white space and a capital, a digit
    or an opening mark follow, and that ends no abbreviation or initial."""
    cuts: list[Span] = []
    for match in _LATIN_END.finditer(text):
        word = re.search(r"[\w.]*$", text[: match.start()])
        last = word[0] if word else ""
        if match[0].startswith(".") and not match[0].startswith(".."):
            letters = last.rsplit(".", 1)[-1]
            initial = len(letters) == 1 and letters.isalpha() and (letters.isupper() or "." in last)
            if initial or _ABBREVIATION.fullmatch(last):
                continue
        cuts.append((match.start(1), match.end()))
    return cuts


def sentence_ids(texts: list[str]) -> list[str]:
    """An id for each sentence of a source, given their texts in reading order.

    `s-` and 8 hexadecimal digits of the text's sha256; twins get four more, of their
    neighbours' texts, so that an edit elsewhere moves neither.
    """
    ids = ["s-" + _hex(text, 8) for text in texts]
    reach = 1
    while twins := {name for name, count in Counter(ids).items() if count > 1}:
        old = list(ids)
        for i, name in enumerate(old):
            if name in twins:
                near = [*texts[max(i - reach, 0) : i], "\0", *texts[i + 1 : i + 1 + reach]]
                if reach > len(texts):
                    near.append(str(i))
                ids[i] = name[:10] + "-" + _hex("\n".join(near), 4 if reach == 1 else 8)
        reach += 1
    return ids


def _hex(text: str, digits: int) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:digits]
