"""Text that knows where each of its characters came from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MappedText:
    """A cleaned text over a raw one.

    Character `i` of `text` stands for `raw[starts[i]:ends[i]]`: one raw character for one
    that is kept, the whole raw stretch for each character of a mask that covers it. A space
    may stand for another white character, such as a line break between two words.
    Spans need not ascend: reading order may differ from the order of the file.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __post_init__(self) -> None:
        if not len(self.text) == len(self.starts) == len(self.ends):
            raise ValueError("a mapped text needs one raw span for each character")

    @classmethod
    def of(cls, raw: str) -> "MappedText":
        """The identity: every character stands for itself."""
        return cls(raw, tuple(range(len(raw))), tuple(range(1, len(raw) + 1)))

    def __len__(self) -> int:
        return len(self.text)

    def __getitem__(self, part: slice) -> "MappedText":
        return MappedText(self.text[part], self.starts[part], self.ends[part])

    def keep(self, spans: Iterable[tuple[int, int]]) -> "MappedText":
        """The given half-open stretches, one after the other, in the order given."""
        parts = [self[start:end] for start, end in spans]
        return MappedText(
            "".join(part.text for part in parts),
            tuple(offset for part in parts for offset in part.starts),
            tuple(offset for part in parts for offset in part.ends),
        )

    def respaced(self, spaces: Mapping[int, bool]) -> "MappedText":
        """Each character at an index in `spaces` becomes a space where that is true, and
        goes where it is false; the others stay."""
        kept = [i for i in range(len(self.text)) if spaces.get(i, True)]
        return MappedText(
            "".join(" " if i in spaces else self.text[i] for i in kept),
            tuple(self.starts[i] for i in kept),
            tuple(self.ends[i] for i in kept),
        )

    def __add__(self, other: "MappedText") -> "MappedText":
        return MappedText(
            self.text + other.text, self.starts + other.starts, self.ends + other.ends
        )

    def mask(self, start: int, end: int, mask: str) -> "MappedText":
        """`text[start:end]` covered by `mask`, each of whose characters stands for all of it."""
        raw_start, raw_end = min(self.starts[start:end]), max(self.ends[start:end])
        n = len(mask)
        return MappedText(
            self.text[:start] + mask + self.text[end:],
            self.starts[:start] + (raw_start,) * n + self.starts[end:],
            self.ends[:start] + (raw_end,) * n + self.ends[end:],
        )

    def raw_spans(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """The raw stretches that `text[start:end]` is made of, neighbours joined, in
        reading order."""
        spans: list[tuple[int, int]] = []
        last = (-1, -1)
        for span in zip(self.starts[start:end], self.ends[start:end], strict=True):
            if span == last:
                continue  # one more character of a mask
            if spans and spans[-1][1] == span[0]:
                spans[-1] = (spans[-1][0], span[1])
            else:
                spans.append(span)
            last = span
        return tuple(spans)
