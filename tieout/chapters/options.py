"""What stands in YAML: the front matter of a chapter and the `#|` options of its cells."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from tieout.compare.differences import ATTRIBUTES
from tieout.findings import Finding, Place
from tieout.yaml_keys import keys_twice

_OPTION = re.compile(r"#\|\s?(.*)")
_SWITCHES = ("echo", "output", "include", "eval")
_TEXTS = ("fig-cap", "tbl-cap", "fig-alt")
_LABEL = re.compile(r"[A-Za-z][\w-]*")


def read_options(
    source: str, place: Place
) -> tuple[Mapping[str, Any], Mapping[str, Place], list[Finding]]:
    """The options of a cell, and where the value of each is written. `place` is that of the
    cell's first line."""
    matches = []
    for line in source.splitlines():
        match = _OPTION.match(line)
        if not match:
            break
        matches.append(match)
    text = "\n".join(match[1] for match in matches)
    try:
        options = yaml.safe_load(text) if matches else {}
        marks = _marks(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        below = min(mark.line, len(matches) - 1) if mark else 0
        at = Place(place.path, place.line + below, 4)
        what = getattr(error, "problem", None) or "the options are not YAML"
        return {}, {}, [Finding(at, "chapter-syntax", str(what), "mend the cell's #| lines")]
    if options is None:  # nothing but comments
        options = {}
    if not isinstance(options, dict):
        what = "the cell's options are no pairs"
        return {}, {}, [Finding(place, "chapter-syntax", what, "#| name: value")]
    places = {
        name: Place(place.path, place.line + row, matches[row].start(1) + col + 1)
        for name, (row, col) in marks.items()
    }
    twice = [
        _again(name, Place(place.path, place.line + row, matches[row].start(1) + col + 1))
        for name, row, col in keys_twice(text)
    ]
    return options, places, [*twice, *_wrong_options(options, places, place)]


def _wrong_options(
    options: Mapping[str, Any], places: Mapping[str, Place], place: Place
) -> Iterator[Finding]:
    for name, value in options.items():
        at = places.get(name, place)
        if name in _SWITCHES and not isinstance(value, bool):
            yield _wrong(at, name, value, "write true or false")
        elif name in _TEXTS and not isinstance(value, str):
            yield _wrong(at, name, value, "write a text, in quotes if need be")
        elif name == "label" and not (isinstance(value, str) and _LABEL.fullmatch(value)):
            yield _wrong(at, name, value, "write one word, such as fig-trade")
        elif name == "across" and not _names_attributes(value):
            yield _wrong(at, name, value, f"write a list of {', '.join(ATTRIBUTES)}")


def _names_attributes(value: object) -> bool:
    names = [value] if isinstance(value, str) else value
    return isinstance(names, list) and bool(names) and all(it in ATTRIBUTES for it in names)


def wrong_front(front: Mapping[str, Any], text: str, path: str) -> Iterator[Finding]:
    """Findings for front matter that says something of the wrong kind. `text` is the YAML,
    whose first line is the second of the chapter."""
    places = {name: Place(path, line + 2, col + 1) for name, (line, col) in _marks(text).items()}
    for name, line, col in keys_twice(text):
        yield _again(name, Place(path, line + 2, col + 1))
    for name in ("title", "description"):
        if isinstance(front.get(name), dict | list | bool):
            yield _wrong(places[name], name, front[name], "write a text, in quotes if need be")
    execute = front.get("execute") or {}
    if not isinstance(execute, dict):
        yield _wrong(places["execute"], "execute", execute, "write a pair, such as echo: true")
        return
    for name, value in execute.items():
        if name in _SWITCHES and not isinstance(value, bool):
            yield _wrong(places["execute"], str(name), value, "write true or false")


def title_place(source: str, path: str) -> Place:
    """Where the title of a chapter begins, whose front matter can be read."""
    front = source.split("\n---", 1)[0].removeprefix("---")  # keeps its first line break
    line, col = _marks(front)["title"]
    return Place(path, line + 1, col + 1)


def _marks(text: str) -> dict[str, tuple[int, int]]:
    """Line and column, from zero, where the text of each value of a YAML mapping begins."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode):
        return {}
    places = {}
    for key, value in root.value:
        mark = value.start_mark
        style = getattr(value, "style", None)
        if style in ("|", ">"):
            places[str(key.value)] = (mark.line + 1, 0)
        else:
            places[str(key.value)] = (mark.line, mark.column + (1 if style in ("'", '"') else 0))
    return places


def _again(name: str, place: Place) -> Finding:
    return Finding(place, "chapter-syntax", f"{name} stands here again", "write it once")


def _wrong(place: Place, name: str, value: object, hint: str) -> Finding:
    return Finding(place, "chapter-syntax", f"{name} is {value!r}", hint)
