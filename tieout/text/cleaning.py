"""Cleaning: the ordered steps that turn pieces of raw text into clean blocks.

Each step only takes characters away, masks personal data or cuts a piece in two; none adds
a character or changes one, so that every character keeps its raw offset. What is particular
to one source comes in through `Work`, from its `.toml`.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from tieout.text.mapped import MappedText
from tieout.text.masking import MASK, Hidden
from tieout.text.paragraphs import UNSPACED, paragraph_spans
from tieout.text.reading_order import Part
from tieout.text.repairs import Edits


@dataclass(frozen=True, slots=True)
class Work:
    """What the steps need to know of the source: its language, its repairs as places in the
    raw text, and what is masked in it."""

    language: str
    edits: Edits
    hidden: tuple[Hidden, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of cleaning: its name, what it does, for readers, and the function."""

    name: str
    what: str
    apply: Callable[[Part, Work], Iterable[Part]]


def mask_personal_data(part: Part, work: Work) -> Iterable[Part]:
    text = part.text
    for hidden in reversed(work.hidden):
        for start, end in reversed(_runs(text, hidden.start, hidden.end)):
            text = text.mask(start, end, MASK)
    return [replace(part, text=text)]


def remove_what_is_no_content(part: Part, work: Work) -> Iterable[Part]:
    gone = {i for edit in work.edits.removed for i in range(edit.start, edit.end)}
    return [replace(part, text=_without(part.text, lambda i: part.text.starts[i] in gone))]


def remove_invisible_characters(part: Part, work: Work) -> Iterable[Part]:
    return [replace(part, text=_without(part.text, lambda i: _is_invisible(part.text.text[i])))]


_MARKS = re.compile(r"^[ \t]*(#{1,6})[ \t]+(?=\S)", re.MULTILINE)


def part_marked_headings(part: Part, work: Work) -> Iterable[Part]:
    marks = list(_MARKS.finditer(part.text.text))
    if part.kind != "paragraph":
        first = marks[0].end() if marks and not part.text.text[: marks[0].start()].strip() else 0
        return [replace(part, text=part.text[first:])]
    parts: list[Part] = []
    at = 0
    for mark in marks:
        end = part.text.text.find("\n", mark.end())
        end = len(part.text) if end < 0 else end
        level = len(mark[1])
        parts.append(replace(part, text=part.text[at : mark.start()]))
        heading = part.text[mark.end() : end]
        parts.append(Part("title" if level == 1 else "heading", heading, level))
        at = end
    return [*parts, replace(part, text=part.text[at:])]


def part_paragraphs(part: Part, work: Work) -> Iterable[Part]:
    if part.kind != "paragraph":
        return [part]
    text = part.text
    spans = paragraph_spans(text.text, text.starts, work.language, part.lines, work.edits)
    return [replace(part, text=text[start:end]) for start, end in spans]


def remove_spaces(part: Part, work: Work) -> Iterable[Part]:
    text = part.text
    spaces: dict[int, bool] = {}
    for white in re.finditer(r"\s+", text.text):
        spaces.update(dict.fromkeys(range(*white.span()), False))
        inside = white.start() > 0 and white.end() < len(text)
        meant = not work.edits.spaces.isdisjoint(text.starts[white.start() : white.end()])
        if inside and (meant or _means_something(white, part, work.language)):
            spaces[white.start()] = True
    return [replace(part, text=text.respaced(spaces))]


def drop_empty(part: Part, work: Work) -> Iterable[Part]:
    return [part] if part.text.text else []


#: The steps in the order in which they are applied, after the reading order is set.
STEPS: tuple[Step, ...] = (
    Step(
        "personal-data",
        "Telephone numbers, e-mail addresses and identity numbers, and what the source's own "
        "patterns name, are covered by a mask.",
        mask_personal_data,
    ),
    Step(
        "no-content",
        "What a repair names as no content, such as injected spam, is taken out, with a note.",
        remove_what_is_no_content,
    ),
    Step(
        "invisible",
        "Byte order marks, zero-width spaces, soft hyphens and control characters are dropped.",
        remove_invisible_characters,
    ),
    Step(
        "headings",
        "A line that begins with Markdown's number signs is a heading; the signs are dropped.",
        part_marked_headings,
    ),
    Step(
        "paragraphs",
        "Lines that a column or a picture broke are joined to paragraphs: a line ends one where "
        "it ends a sentence and is narrower than its column, or where the text has a paragraph "
        "to the line, or a blank line follows in wrapped text; repairs decide elsewhere.",
        part_paragraphs,
    ),
    Step(
        "spaces",
        "Line breaks and spaces that only set Chinese characters apart are dropped; those "
        "between Latin words stay, each as one space.",
        remove_spaces,
    ),
    Step("empty", "What holds no character is dropped.", drop_empty),
)


def clean_parts(parts: Iterable[Part], work: Work) -> tuple[Part, ...]:
    """The parts after all steps: each is one block, or one line of a heading."""
    cleaned = list(parts)
    for step in STEPS:
        cleaned = [made for part in cleaned for made in step.apply(part, work)]
    return tuple(cleaned)


def _runs(text: MappedText, raw_start: int, raw_end: int) -> list[tuple[int, int]]:
    """The stretches of a text whose characters come from `raw[raw_start:raw_end]`."""
    runs: list[tuple[int, int]] = []
    for i, start in enumerate(text.starts):
        if raw_start <= start < raw_end:
            if runs and runs[-1][1] == i:
                runs[-1] = (runs[-1][0], i + 1)
            else:
                runs.append((i, i + 1))
    return runs


def _without(text: MappedText, unwanted: Callable[[int], bool]) -> MappedText:
    return text.keep((i, i + 1) for i in range(len(text)) if not unwanted(i))


def _is_invisible(letter: str) -> bool:
    if letter in "\ufeff\u200b\u2060\u00ad":
        return True
    return unicodedata.category(letter) == "Cc" and not letter.isspace()


def _means_something(white: re.Match[str], part: Part, language: str) -> bool:
    """Whether white space within a text is kept as a space."""
    before, after = white.string[white.start() - 1], white.string[white.end()]
    breaks = "\n" in white[0]
    if language not in UNSPACED:
        hyphenated = breaks and before == "-" and white.string[white.start() - 2].isalnum()
        return not hyphenated
    if part.kind != "paragraph" and not breaks:
        return True  # a byline parts names by spaces, a headline its two halves
    return _is_latin(before, ".,;:!?)%'\"") and _is_latin(after, "('\"+-")


def _is_latin(letter: str, punctuation: str) -> bool:
    if letter in punctuation or letter == MASK[0]:
        return True
    return letter.isalnum() and unicodedata.east_asian_width(letter) not in {"W", "F"}
