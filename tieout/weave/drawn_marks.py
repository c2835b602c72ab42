"""What the marks of a chart are drawn by: the numbers that place them and make them long or large.

What a specification names is not yet what is drawn, for transforms, stacks and conditions lie
between. So Vega itself is asked: the compiled chart is run with marks that describe themselves by
what they hand to their scales.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import vl_convert

#: What places a mark, and what makes it large.
PLACES: Final = ("x", "x2", "xc", "y", "y2", "yc")
SIZES: Final = (
    "width", "height", "startAngle", "endAngle", "innerRadius", "outerRadius", "theta", "radius",
    "size",
)  # fmt: skip
_OTHERS: Final = ("strokeWidth", "angle", "fontSize", "dx", "dy")
_CONTINUOUS: Final = frozenset({"linear", "log", "pow", "sqrt", "symlog"})
_NAMING: Final = frozenset({"band", "point", "ordinal"})
_TIMES: Final = frozenset({"time", "utc"})
#: What differs from mark to mark.
_OF_A_MARK: Final = re.compile(r"\b(?:datum|parent|item)\b")
_NESTED: Final = re.compile(r"[\[\].\\]")
#: What is told of a value that lies off its scale, which is read as NaN.
_OFF = "nan"
_PART, _PAIR = "\x1e", "\x1f"
#: Stands before a channel that a scale of time draws.
_TIME = "time "
_SHAPES: Final = frozenset(
    [
        "circle", "square", "cross", "diamond", "triangle", "triangle-up", "triangle-down",
        "triangle-left", "triangle-right", "arrow", "wedge", "stroke",
    ]
)  # fmt: skip

_Scales = Mapping[str, Mapping[str, Any]]


class Unread(ValueError):
    """A mark that is drawn by something else than a value of its data. `sort` is that of the
    mark in Vega (`rect`), the message says what draws it."""

    def __init__(self, sort: str, what: str) -> None:
        super().__init__(what)
        self.sort = sort


@dataclass(frozen=True, slots=True)
class Drawn:
    """A mark: its sort in Vega (`rect`), where it leads, its text, what its channels hand to
    measuring scales (None for what is no number, NaN for what is off its scale) and to scales of
    time, in milliseconds, and the channels that are typed as pixels."""

    sort: str
    link: str
    text: str
    values: Mapping[str, float | None]
    times: Mapping[str, float | None]
    typed: frozenset[str]


def drawn_marks(spec: Mapping[str, Any]) -> list[Drawn]:
    """The marks of a Vega-Lite specification. Raises `Unread` for a mark that is drawn by no
    value, and ValueError where Vega cannot draw it."""
    vega = vl_convert.vegalite_to_vega(dict(spec))
    _describe(vega, {})
    return list(_read(vl_convert.vega_to_scenegraph(vega, allowed_base_urls=[])))


def _describe(group: dict[str, Any], above: _Scales) -> None:
    """Lets every mark of a Vega group describe itself. `above` are the scales around it."""
    scales = {**above, **{it["name"]: it for it in group.get("scales", ())}}
    _check_alike(group, scales)
    for mark in group.get("marks", ()):
        if mark["type"] == "group":
            _describe(mark, scales)
            continue
        coding = mark.setdefault("encode", {})
        encoded = {**coding.get("enter", {}), **coding.get("update", {})}
        told = [json.dumps(mark["type"]), *(_said(encoded.get(it)) for it in ("href", "text"))]
        told += _channels(mark["type"], encoded, scales)
        signal = f" + {json.dumps(_PART)} + ".join(told)
        coding["update"] = {**coding.get("update", {}), "description": {"signal": signal}}


def _check_alike(group: Mapping[str, Any], scales: _Scales) -> None:
    """Raises `Unread` where marks of one plot that lead somewhere are measured by unlike scales,
    or are points of unlike sizes that no value gives."""
    used: dict[str, set[str]] = {}
    for mark in _marks_of_plot(group):
        encoded = mark.get("encode", {}).get("update", {})
        if "href" not in encoded:
            continue
        if mark["type"] == "symbol" and not isinstance(encoded.get("size"), list):
            used.setdefault("size", set()).add(json.dumps(encoded.get("size"), sort_keys=True))
        for channel in (*PLACES, *SIZES):
            entry = encoded.get(channel, [])
            for rule in entry if isinstance(entry, list) else [entry]:
                if channel != "size" and _measures([rule], scales):
                    used.setdefault(channel.rstrip("2c"), set()).add(str(rule["scale"]))
        for channel, unlike in used.items():
            if len(unlike) > 1:
                raise Unread(mark["type"], f"{channel} has several scales in one plot")


def _marks_of_plot(group: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The marks that a Vega group lays over each other; lines stand in groups of their own."""
    for mark in group.get("marks", ()):
        if mark["type"] != "group":
            yield mark
        elif str(mark.get("name", "")).endswith("pathgroup"):
            yield from _marks_of_plot(mark)


def _channels(sort: str, encoded: Mapping[str, Any], scales: _Scales) -> Iterator[str]:
    """Expressions that each name a channel and tell what draws it."""
    for channel in (*PLACES, *SIZES, *_OTHERS):
        entry = encoded.get(channel)
        if entry is None or (sort == "text" and channel in ("theta", "radius")):
            continue  # a label in the middle of its slice
        rules = entry if isinstance(entry, list) else [entry]
        for rule in rules:
            offset = rule.get("offset")
            if isinstance(offset, dict) and "scale" in offset:
                yield from _channel(sort, f"{channel}Offset", [offset], scales)
            elif offset and sort != "text" and _measures(rules, scales):
                raise Unread(sort, f"{channel} is moved by pixels")
        yield from _channel(sort, channel, rules, scales)


def _channel(
    sort: str, channel: str, rules: Sequence[Mapping[str, Any]], scales: _Scales
) -> Iterator[str]:
    if any(_OF_A_MARK.search(str(it.get("signal", ""))) and "scale" not in it for it in rules):
        raise Unread(sort, f"{channel} is an expression")
    scaled = [scales[it["scale"]] for it in rules if it.get("scale") in scales]
    if not scaled:
        if len({json.dumps(it.get("value"), sort_keys=True) for it in rules}) > 1:
            raise Unread(sort, f"{channel} is typed, and a condition chooses it")
        if any(it.get("value") for it in rules):
            yield json.dumps(channel + _PAIR + "typed")
        return
    kind = str(scaled[0].get("type", "linear"))
    if kind in _NAMING and channel not in SIZES:
        return
    in_time = kind in _TIMES and channel in PLACES
    if kind in _TIMES and not in_time:
        raise Unread(sort, f"{channel} is drawn by a scale of time")
    if kind not in _CONTINUOUS and not in_time:
        raise Unread(sort, f"{channel} is drawn by a scale in steps ({kind})")
    if any(
        isinstance(it, list) and len(it) > 2
        for it in (scaled[0].get("domain"), scaled[0].get("range"))
    ):
        raise Unread(sort, f"{channel} is drawn by a scale in pieces")
    name = json.dumps(next(it["scale"] for it in rules if it.get("scale") in scales))
    value = _chosen([_handed(sort, it) for it in rules])
    if in_time:
        value, channel = f"(isDate({value}) ? time({value}) : {value})", _TIME + channel
    # A clipped bar looks as long as the scale, and what is clamped stands at its end.
    seen = f"(inrange(+({value}), extent(domain({name}))) ? ({value}) : {json.dumps(_OFF)})"
    yield f"{json.dumps(channel + _PAIR)} + {seen}"


def _measures(rules: Sequence[Mapping[str, Any]], scales: _Scales) -> bool:
    kinds = (scales.get(str(it.get("scale")), {}).get("type") for it in rules)
    return any(kind in _CONTINUOUS for kind in kinds)


def _handed(sort: str, rule: Mapping[str, Any]) -> tuple[str, str]:
    """The test of a rule, and the value that it hands to its scale, as expressions."""
    test = str(rule.get("test", ""))
    if "scale" not in rule:
        return test, "null"  # what Vega draws for no number
    return test, _value(sort, rule)


def _value(sort: str, rule: Mapping[str, Any]) -> str:
    if "signal" in rule:
        return f"({rule['signal']})"
    if "field" in rule:
        if not isinstance(rule["field"], str) or _NESTED.search(rule["field"]):
            raise Unread(sort, f"it takes its value from {rule['field']}, which is no plain column")
        return f"datum[{json.dumps(rule['field'])}]"
    return json.dumps(rule.get("value"))


def _said(entry: Any) -> str:
    """What a channel of texts says, as an expression."""
    if entry is None:
        return '""'
    rules = entry if isinstance(entry, list) else [entry]
    return f"({_chosen([(str(it.get('test', '')), _value('mark', it)) for it in rules])})"


def _chosen(rules: Sequence[tuple[str, str]]) -> str:
    """The value of the first rule whose test holds, as an expression."""
    chosen = "null"
    for test, value in reversed(rules):
        chosen = f"(({test}) ? {value} : {chosen})" if test else value
    return chosen


def _read(scene: Any) -> Iterator[Drawn]:
    """The marks of a scene that have described themselves."""
    if isinstance(scene, list):
        for it in scene:
            yield from _read(it)
    elif isinstance(scene, dict):
        if scene.get("shape", "circle") not in _SHAPES:
            raise Unread("symbol", "its shape is drawn by hand")
        described = scene.get("description")
        if isinstance(described, str) and _PART in described:
            yield _drawn(described)
        for it in scene.values():
            yield from _read(it)


def _drawn(described: str) -> Drawn:
    sort, link, text, *channels = described.split(_PART)
    told = dict(it.split(_PAIR, 1) for it in channels)
    return Drawn(
        sort, link, text,
        {
            channel: _number(it)
            for channel, it in told.items()
            if it != "typed" and not channel.startswith(_TIME)
        },
        {
            channel.removeprefix(_TIME): _number(it)
            for channel, it in told.items()
            if channel.startswith(_TIME)
        },
        frozenset(channel for channel, it in told.items() if it == "typed"),
    )  # fmt: skip


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
