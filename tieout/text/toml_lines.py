"""Where the keys of a TOML file stand, and what keeps it from being read, in plain words.
The standard parser tells neither."""

import re
import tomllib
from collections.abc import Iterator

from tieout.text.origin import Keys

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]#]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"""^\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"))*)\s*=""")
_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")
_TWICE = "a key or a table stands twice"
#: What the parser says, what that means, and what to do.
_MEANINGS = (
    (r"Cannot (?:overwrite|declare|mutate|redefine)|[Dd]uplicate", _TWICE, "keep one of them"),
    (
        r"Illegal character|Unterminated string|Expected \"'",
        "a text in quotes does not end",
        'close it, or begin and end a text of several lines with """',
    ),
    (r"Unescaped '\\'", "a backslash stands in a text", "write two, or put the text in 'quotes'"),
    (r"Invalid value", "no value stands here", 'write key = "text", with the text in quotes'),
    (r"Expected '='", "a key without a value", 'write key = "text"'),
    (r"Expected newline", "something stands behind the value", "put a text in quotes, whole"),
    (r"Expected ']'|Unclosed", "a bracket is not closed", "close it"),
)


def toml_lines(text: str) -> dict[Keys, int]:
    """The line, from 1, of each table and key of a TOML text that parses.

    `[[repairs]]` counts its tables: the second one is `("repairs", 1)`, its key `text`
    `("repairs", 1, "text")`. An array's first table also gives the array's own line.
    """
    lines: dict[Keys, int] = {}
    for keys, number, is_array in _keys(text):
        lines.setdefault(keys, number)
        if is_array:
            lines.setdefault(keys[:-1], number)
    return lines


def _keys(text: str) -> Iterator[tuple[Keys, int, bool]]:
    """Each table and key as it is written: its path, its line, and whether it is a table of
    an array. A text of several lines that does not end is the path of nothing, at its line."""
    table: Keys = ()
    counts: dict[Keys, int] = {}
    quote, begun = "", 0
    for number, line in enumerate(text.split("\n"), start=1):
        if quote:
            quote = "" if line.count(quote) % 2 else quote
            continue
        if header := _HEADER.match(line):
            is_array = header[1] == "[["
            table = _table(_parts(header[2]), is_array, counts)
            yield table, number, is_array
        elif key := _KEY.match(line):
            yield table + _parts(key[1]), number, False
            quote, begun = _left_open(line[key.end() :]), number
    if quote:
        yield (), begun, False


def _parts(dotted: str) -> Keys:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))


def _table(names: Keys, is_array: bool, counts: dict[Keys, int]) -> Keys:
    """The path of a table: each name that is an array of tables is followed by a number."""
    path: Keys = ()
    for i, name in enumerate(names, start=1):
        path += (name,)
        if path in counts and i < len(names):
            path += (counts[path],)
    if is_array:
        counts[path] = counts.get(path, -1) + 1
        path += (counts[path],)
    return path


def _left_open(value: str) -> str:
    """The quotation mark of a multi-line string that begins in `value` and does not end."""
    for quote in ('"""', "'''"):
        if value.lstrip().startswith(quote):
            return quote if value.count(quote) % 2 else ""
    return ""


def explain(error: tomllib.TOMLDecodeError, text: str) -> tuple[int, int, str, str]:
    """Line, column, message and hint of a syntax error in a TOML text."""
    said = str(error)
    told = _PLACE.search(said)
    message, hint = "this is no TOML", "see toml.io for how it is written"
    for pattern, meaning, way in _MEANINGS:
        if re.match(pattern, said):
            message, hint = meaning, way
            break
    begun = [number for keys, number, _ in _keys(text) if not keys]
    if message == _TWICE and (again := _second(text)):
        return again, 1, message, hint
    if begun:
        return begun[0], 1, message, hint
    if told and told[1]:
        line, col = int(told[1]), int(told[2])
        return line, col, message, hint
    written = text.rstrip().split("\n")
    return len(written), len(written[-1]) + 1, message, hint


def _second(text: str) -> int:
    """The line of the first table or key that stands there already; 0 where there is none."""
    seen = set()
    for keys, number, _ in _keys(text):
        if keys in seen:
            return number
        seen.add(keys)
    return 0
