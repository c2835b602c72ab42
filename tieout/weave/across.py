"""What a chart's numbers differ in: its author names it, and the figure shows it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import chain
from typing import Any

from tieout.chapters.chapter import Cell
from tieout.compare.differences import (
    ATTRIBUTES,
    FROM,
    JOINT,
    NOT_STATED,
    SEVERAL,
    Attribute,
    Difference,
    differences,
    listed,
)
from tieout.compare.lineage import comparands
from tieout.findings import Finding, Place
from tieout.ledger.periods import show_period
from tieout.weave.links import Links

OPTION = "across"
_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "across": "Compared across",
        "indicator": "measures",
        "area": "areas",
        "period": "periods",
        "unit": "units",
        "status": "standing",
        NOT_STATED: "not stated",
        SEVERAL: "several",
        FROM: "reckoned from ",
        JOINT: " with ",
        "actual": "reported",
        "count": "counts",
        "": "none",
    },
    "zh": {
        "across": "跨越比较",
        "indicator": "指标",
        "area": "地区",
        "period": "时期",
        "unit": "单位",
        "status": "性质",
        NOT_STATED: "未说明",
        SEVERAL: "多种",
        FROM: "推算自",
        JOINT: "与",
        "actual": "已报告",
        "target": "目标",
        "plan": "计划",
        "capacity": "产能",
        "threshold": "门槛",
        "tier": "量级",
        "count": "计数",
        "": "无",
    },
}


@dataclass(frozen=True, slots=True)
class Named:
    """What an author says that numbers are compared across: `attributes`, where that is written,
    and how (`#| across: [{}]`)."""

    attributes: tuple[str, ...]
    place: Place
    written: str


def named_by(cell: Cell) -> Named:
    """What the option of a cell names."""
    return Named(across_of(cell.options), _place(cell), f"#| {OPTION}: [{{}}]")


def compared(
    groups: Sequence[Sequence[tuple[str, str]]], named: Named, links: Links, where: str = "chart"
) -> tuple[str, list[Finding]]:
    """The line that says across what numbers are compared, empty where they differ in nothing:
    the numbers of a chart, or those by which the rows or columns of a table, or the items of a
    list are ranked, as `where` says. Each group is compared by itself.
    Findings: not-comparable, where they differ in what is not named; across-needless, where what
    they agree in is."""
    found = _together(differences(comparands(it, links.facts, links.derivations)) for it in groups)
    unnamed = [it for it in found if it.attribute not in named.attributes]
    if unnamed:
        option = named.written.format(", ".join(it.attribute for it in found))
        what = f"the chart's numbers differ in {listed(unnamed)}"
        hint = f"draw what agrees, or say that it compares them: {option}"
        if where != "chart":
            what = f"the {where} is in order of size, and its numbers differ in {listed(unnamed)}"
            hint = f"put them in another order, or say that it compares them: {option}"
        return "", [Finding(named.place, "not-comparable", what, hint)]
    needless = [it for it in named.attributes if it not in {each.attribute for each in found}]
    if needless:
        what = f"across names {' and '.join(needless)}, in which no number of the {where} differs"
        return "", [Finding(named.place, "across-needless", what, "leave it out")]
    return _line(found, links), []


def _together(groups: Iterable[Iterable[Difference]]) -> list[Difference]:
    """What the numbers of any group differ in."""
    values: dict[Attribute, list[str]] = {}
    for it in chain.from_iterable(groups):
        values.setdefault(it.attribute, []).extend(it.values)
    return [Difference(it, tuple(dict.fromkeys(values[it]))) for it in ATTRIBUTES if it in values]


def without_chart(cell: Cell) -> list[Finding]:
    """The finding across-needless for a cell that shows neither a chart nor a ranking, and
    names what one compares."""
    if OPTION not in cell.options:
        return []
    what = "across says what a chart or a ranking compares, and the cell shows none"
    return [Finding(_place(cell), "across-needless", what, "leave it out")]


def across_of(options: Mapping[str, Any]) -> tuple[str, ...]:
    """What the option names: a list, or a single word."""
    value = options.get(OPTION, ())
    return (value,) if isinstance(value, str) else tuple(value)


def _place(cell: Cell) -> Place:
    return cell.places.get(OPTION, cell.place)


def _line(found: Iterable[Difference], links: Links) -> str:
    words = _WORDS[links.language]
    english = links.language == "en"
    comma, semicolon, colon, stop = (", ", "; ", ": ", ".") if english else ("、", "；", "：", "。")
    told = tuple(found)
    if not told:
        return ""
    names = comma.join(words[it.attribute] for it in told)
    values = [
        f"{words[it.attribute]}{colon}"
        + semicolon.join(dict.fromkeys(_value(it.attribute, value, links) for value in it.values))
        for it in told
    ]
    sentences = [f"{words['across']} {names}", *(text[0].upper() + text[1:] for text in values)]
    text = (stop + " " * english).join(sentences) + stop
    return f'<p class="compared-across">{escape(text)}</p>'


def _value(attribute: Attribute, value: str, links: Links) -> str:
    words = _WORDS[links.language]
    prefix = ""
    if value.startswith(FROM):
        prefix, value = words[FROM], value.removeprefix(FROM)
    parts = (_part(attribute, part or NOT_STATED, links) for part in value.split(JOINT))
    return prefix + words[JOINT].join(parts)


def _part(attribute: Attribute, value: str, links: Links) -> str:
    words = _WORDS[links.language]
    if value in (NOT_STATED, SEVERAL):
        return words["" if attribute == "unit" and value == NOT_STATED else value]
    english = links.language == "en"
    match attribute:
        case "indicator":
            indicator = links.ledger.indicators[value]
            return indicator.name_en if english else indicator.name_zh
        case "area":
            area = links.ledger.areas[value]
            return area.name_en if english else area.name_zh
        case "period":
            return show_period(value, links.language)
        case "unit":
            unit = links.ledger.units.of(value)
            return (unit.en if english else unit.zh) or words["count"]
        case "status":
            return words.get(value, value)
