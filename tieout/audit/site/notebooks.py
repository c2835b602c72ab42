"""Whether the notebooks beside the pages say the numbers that the data hold."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any, Final

from lxml import html

from tieout.audit.data.agreement import Quantity, Setting, disagreements
from tieout.audit.data.records import Records
from tieout.audit.numbers.scan import find_seen
from tieout.audit.numbers.shown import Shown, read_shown
from tieout.audit.numbers.units import unit_of_code
from tieout.audit.pages.reading import Site, Target, squeezed
from tieout.audit.site.derivations import home_of as entry_of
from tieout.audit.site.facts import home_of
from tieout.findings import Finding, Place

CODE: Final = "audit-copy"
_HINT: Final = "build the site again: a notebook says what its chapter says"
_LINK: Final = re.compile(r"\[(?P<text>[^\[\]]+)\]\((?P<href>[^()\s]+)\)")
_CODE: Final = re.compile(
    r"^(?P<fence>`{3,}).*?^(?P=fence)|(?P<tick>`+)[^`]+(?P=tick)", re.M | re.S
)
_TABLE: Final = "application/vnd.tieout.table+json"
_MARK: Final = re.compile(r"/(?P<kind>fact|derived)/(?P<id>[\w.-]+)$")
#: Addresses of links that hold brackets, the marks of lists, whose order the page shows, and
#: signs that Markdown would take for its own.
_TARGET: Final = re.compile(r"\]\([^()]*\)|\{[^{}]*\}|^\s*\d{1,2}[.)]\s", re.M)
_ESCAPED: Final = re.compile(r"\\([^\w\s])")
_MARKUP: Final = frozenset({"text/html", "image/svg+xml"})
#: What a chart says of itself only where it runs: on hover, or read aloud.
_HOVERING: Final = frozenset({"tooltip", "description"})
_CLOSE: Final = Decimal("1e-6")


def check_notebooks(site: Site, records: Records) -> list[Finding]:
    """Findings (audit-copy) for a notebook that cannot be read, for a number in its text that
    the sentence or entry which its link leads to does not say, for a link of its text to what
    is not on the site, for a cell of a table that is not what its id holds, for a mark in a
    chart's data without the value of its link, for what a chart says and its drawing does not,
    and for a number in its text or in what its cells show that does not stand on the page of
    the same name."""
    findings: list[Finding] = []
    homes: dict[Target, list[tuple[Quantity, bool, str]]] = {}
    for fact in records.facts.values():
        homes.setdefault(home_of(fact), []).append((fact.quantity, False, fact.number))
    for derived in records.derivations.values():
        homes.setdefault(entry_of(derived), []).append((derived.quantity, True, ""))
    for path in sorted(it for it in site.files if it.endswith(".ipynb")):
        try:
            cells = json.loads((site.root / path).read_text(encoding="utf-8"))["cells"]
            problems = [it for cell in cells for it in _cell(site, path, cell, homes, records)]
            problems += _strange(site, path, cells)
        except (ValueError, KeyError, TypeError, AttributeError):
            problems = ["is no notebook that can be read"]
        findings += [Finding(Place(path), CODE, it, _HINT) for it in problems]
    return findings


def _cell(
    site: Site,
    path: str,
    cell: Mapping[str, Any],
    homes: Mapping[Target, list[tuple[Quantity, bool, str]]],
    records: Records,
) -> Iterator[str]:
    source = _CODE.sub("", "".join(cell["source"]))
    for link in _LINK.finditer(source) if cell["cell_type"] == "markdown" else ():
        target = site.resolve(path, link["href"])
        if target is not None and not _is_there(site, target):
            yield f"{link['href']} leads to nothing that is on the site"
        elif (
            target is not None
            and target in homes
            and not any(
                _says(link["text"], quantity, derived=derived, words=words)
                for quantity, derived, words in homes[target]
            )
        ):
            yield f"{link['text']!r} is not what {target.path}#{target.fragment} says"
    for output in cell.get("outputs", ()):
        data = output.get("data", {})
        if _TABLE in data and "text/html" in data:
            yield from _table(data[_TABLE], "".join(data["text/html"]), records)
        for name, spec in data.items():
            if name.startswith("application/vnd.vegalite"):
                yield from _chart(spec, records)


def _strange(site: Site, path: str, cells: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Numbers that a notebook says and the page of the same name does not."""
    page = site.pages.get(f"{PurePosixPath(path).stem}.html")
    if page is None:
        return
    held = _numbers("\n".join(str(it) for it in page.article.itertext()), page.language)
    for cell in cells:
        for text in _shown_texts(cell):
            for said in sorted(_numbers(text, page.language) - held):
                yield f"the number {said!r} does not stand on {page.path}"


def _shown_texts(cell: Mapping[str, Any]) -> Iterator[str]:
    """What a reader sees of a cell: its text, and the tables and drawings that it shows."""
    if cell["cell_type"] == "markdown":
        plain = _LINK.sub(lambda link: f" {link['text']} ", _CODE.sub("", "".join(cell["source"])))
        yield _ESCAPED.sub(r"\1", _TARGET.sub("]", plain))
    for output in cell.get("outputs", ()):
        for name in _MARKUP & output.get("data", {}).keys():
            tree = html.fragment_fromstring("".join(output["data"][name]), create_parent=True)
            for it in tree.iter("td", "th", "text", "title", "caption", "p"):
                if not any(
                    "role-axis-label" in above.get("class", "") for above in it.iterancestors()
                ):
                    yield "".join(str(text) for text in it.itertext())


def _numbers(text: str, language: str) -> frozenset[str]:
    return frozenset(
        squeezed(text[it.start : it.end]).lower()
        for it in find_seen(text, language)
        if not it.is_date
    )


def _is_there(site: Site, target: Target) -> bool:
    page = site.pages.get(target.path)
    if page is None or not target.fragment:
        return target.path in site.files
    return target.fragment in page.ids


def _says(text: str, quantity: Quantity, *, derived: bool, words: str) -> bool:
    if words and squeezed(text) == squeezed(words):
        return True
    readings = read_shown(text)
    setting = Setting(bounds=frozenset({quantity.bound}))
    return bool(readings) and not any(
        problem
        for it in readings
        for problem in disagreements(it, quantity, setting, derived=derived)
    )


def _table(table: Mapping[str, Any], text: str, records: Records) -> Iterator[str]:
    rows = [row.findall("td") for row in html.fragment_fromstring(text).iter("tr")]
    shown = [["".join(cell.itertext()) for cell in row] for row in rows if row]
    if len(shown) != len(table["rows"]):
        yield "a table shows other rows than its data hold"
        return
    for said, held in zip(shown, table["rows"], strict=True):
        for words, cell in zip(said, held, strict=False):
            if not isinstance(cell, dict) or "id" not in cell:
                continue
            quantity = _quantity(cell["id"], records)
            derived = cell["id"] in records.derivations
            if quantity is None:
                yield f"a table holds {cell['id']}, which is not in the data"
            elif not any(_fits(it, quantity, derived=derived) for it in read_shown(words)):
                yield f"a table shows {words!r} for {cell['id']}"


def _fits(shown: Shown, quantity: Quantity, *, derived: bool) -> bool:
    """Whether a cell's number is a quantity, whose unit and scale its column's head may hold."""
    setting = Setting(
        bounds=frozenset({quantity.bound}),
        units=frozenset({unit_of_code(quantity.unit).dimension}),
        scales=frozenset(Decimal(1000) ** power for power in range(5)),
        leans=True,
    )
    return not any(disagreements(shown, quantity, setting, derived=derived))


def _quantity(key: str, records: Records) -> Quantity | None:
    record = records.facts.get(key) or records.derivations.get(key)
    return record.quantity if record is not None else None


def _chart(spec: Mapping[str, Any], records: Records) -> Iterator[str]:
    for name in sorted(_HOVERING & set(_settings(spec))):
        yield f"a chart has a {name}, which its drawing on the page has not"
    for rows in spec.get("datasets", {}).values():
        for row in rows:
            links = [_MARK.search(it) for it in row.values() if isinstance(it, str)]
            numbers = [
                Decimal(str(it))
                for it in row.values()
                if isinstance(it, int | float) and not isinstance(it, bool)
            ]
            for link in (it for it in links if it is not None):
                quantity = _quantity(link["id"], records)
                if quantity is None:
                    yield f"a chart's data link {link['id']}, which is not in the data"
                elif numbers and quantity.value and not _holds(numbers, quantity.value):
                    yield f"a chart's data do not hold the value of {link['id']}"


def _settings(spec: Any) -> Iterator[str]:
    """The names of all settings of a chart, without those of its data."""
    for key, value in spec.items() if isinstance(spec, dict) else ():
        yield key
        if key not in ("data", "datasets"):
            yield from _settings(value)
    for value in spec if isinstance(spec, list) else ():
        yield from _settings(value)


def _holds(numbers: list[Decimal], value: Decimal) -> bool:
    """Whether one of the numbers is a value, in its own unit or in a power of ten of it."""
    return any(
        abs(number.scaleb(exponent) - value) <= abs(value) * _CLOSE
        for number in numbers
        if number
        for exponent in range(-3, 13)
    )
