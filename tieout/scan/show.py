"""Shows what a scan has found: a table for a terminal, JSON Lines for programs."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from rich.cells import cell_len

from tieout.ledger.account import FATES
from tieout.scan.found import Found, Scanned

_HEADS = ("place", "number", "kind", "value", "unit", "bound", "period")
_FATES = {"fact": "facts", "repeat": "repeats", "set_aside": "set aside"}
#: Decimals that a table shows of a fraction without an end.
_DECIMALS = 4
#: Rows whose columns are aligned with each other, and lines that are written at once.
_ROWS = 1000


def as_json_lines(scanned: Scanned) -> Iterator[str]:
    """A line of JSON for each mention. Numbers are written with all their digits and no more;
    `value`, `low`, `high`, `sentence` and `fact` are null where there is none."""
    for it in scanned.found():
        mention = it.mention
        fields = {
            "source": json.dumps(scanned.source, ensure_ascii=False),
            "start": str(it.start),
            "end": str(it.end),
            "text": json.dumps(it.text, ensure_ascii=False),
            "kind": json.dumps(mention.kind),
            "value": _number(mention.value),
            "low": _number(mention.low),
            "high": _number(mention.high),
            "unit": json.dumps(mention.unit, ensure_ascii=False),
            "bound": json.dumps(mention.bound),
            "direction": json.dumps(mention.direction),
            "period": json.dumps(mention.period),
            "sentence": json.dumps(it.sentence or None),
            "fact": json.dumps(it.fact or None),
        }
        yield "{" + ", ".join(f'"{name}": {text}' for name, text in fields.items()) + "}"


def as_table(scanned: Scanned, *, only_open: bool = False) -> Iterator[str]:
    """A heading, a line for each mention under the names of the columns, and the count. After
    every thousand lines the columns are made as wide as the next thousand need."""
    yield scanned.path if scanned.source == scanned.path else f"{scanned.source} ({scanned.path})"
    rows: list[tuple[str, ...]] = [(*_HEADS, "account") if scanned.accounted else _HEADS]
    fates: Counter[str] = Counter()
    for it in scanned.found():
        fates[it.fate] += 1
        rows.append(_row(it, scanned.accounted))
        if len(rows) > _ROWS:
            yield from _aligned(rows)
            rows = []
    if fates and rows:
        yield from _aligned(rows)
    yield _count(fates, accounted=scanned.accounted, only_open=only_open)


def in_blocks(lines: Iterable[str]) -> Iterator[str]:
    """Lines in blocks of a thousand or fewer, to be written at once."""
    block = []
    for line in lines:
        block.append(line)
        if len(block) == _ROWS:
            yield "\n".join(block)
            block = []
    if block:
        yield "\n".join(block)


def _row(it: Found, accounted: bool) -> tuple[str, ...]:
    mention = it.mention
    value = _shown(mention.value)
    if mention.value is None and (mention.low is not None or mention.high is not None):
        value = f"{_shown(mention.low)}–{_shown(mention.high)}"
    told = (mention.bound if value else "", mention.direction)
    bound = ", ".join(word for word in told if word)
    place = f"{it.place.line}:{it.place.col}"
    cells = (place, it.text, mention.kind, value, mention.unit, bound, mention.period)
    return (*cells, _account(it)) if accounted else cells


def _account(it: Found) -> str:
    if it.fact:
        return it.fact
    return f"set aside: {it.note}" if it.fate == "set_aside" else it.fate


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The rows in columns as wide as a terminal shows their widest cells."""
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (
            cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)
        )
        yield "  " + "  ".join(cells).rstrip()


def _count(fates: Counter[str], *, accounted: bool, only_open: bool) -> str:
    number = fates.total()
    noun = "number" if number == 1 else "numbers"
    if only_open:
        return f"  {number or 'no'} {noun} open"
    if not accounted:
        return f"  {number:,} {noun}"
    told = ", ".join(f"{fates[fate]:,} {_FATES.get(fate, fate)}" for fate in FATES)
    return f"  {number:,} {noun}: {told}"


def _number(value: Decimal | None) -> str:
    if value is None:
        return "null"
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _shown(value: Decimal | None) -> str:
    if value is None:
        return ""
    places = -int(value.as_tuple().exponent)
    if places > _DECIMALS:
        return f"{value:,.{_DECIMALS}f}…"
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
