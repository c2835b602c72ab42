"""Where the keys of a TOML file stand, which the standard parser does not tell."""

import re
import tomllib

from tieout.text.origin import Keys

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]#]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"""^\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"))*)\s*=""")


def toml_lines(text: str) -> dict[Keys, int]:
    """The line, from 1, of each table and key of a TOML text that parses.

    `[[repairs]]` counts its tables: the second one is `("repairs", 1)`, its key `text`
    `("repairs", 1, "text")`. An array's first table also gives the array's own line.
    """
    lines: dict[Keys, int] = {}
    table: Keys = ()
    counts: dict[Keys, int] = {}
    quote = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if quote:
            quote = "" if line.count(quote) % 2 else quote
            continue
        if header := _HEADER.match(line):
            table = _table(_parts(header[2]), header[1] == "[[", counts)
            lines.setdefault(table, number)
            if header[1] == "[[":
                lines.setdefault(table[:-1], number)
        elif key := _KEY.match(line):
            lines.setdefault(table + _parts(key[1]), number)
            quote = _left_open(line[key.end() :])
    return lines


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


def error_place(error: tomllib.TOMLDecodeError, text: str) -> tuple[int, int, str]:
    """Line, column and message of a syntax error, taken from the parser's sentence."""
    message = str(error)
    if found := re.search(r"\s*\(at line (\d+), column (\d+)\)$", message):
        return int(found[1]), int(found[2]), message[: found.start()]
    message = re.sub(r"\s*\(at end of document\)$", " at the end of the file", message)
    last = text.split("\n")
    return len(last), len(last[-1]) + 1, message
