"""Whether every derivation is what its formula gives, and its entry shows it."""

import re
from decimal import Decimal
from fractions import Fraction
from typing import Final

from lxml.html import HtmlElement

from tieout.audit.data.formula import FormulaError, compute
from tieout.audit.data.intervals import interval_problems, unit_problem
from tieout.audit.data.records import DERIVED, DerivedRecord, Records
from tieout.audit.pages.reading import DERIVATIONS, Page, Site, Target, has_class, squeezed
from tieout.findings import Finding

CODE: Final = "audit-derivation"
_TOLERANCE: Final = Fraction(1, 10**9)
#: What is left of zero when binary floats are taken from each other.
_NOTHING: Final = Fraction(1, 10**12)
_NAME: Final = re.compile(r"[^\W\d]\w*(?!\w*\()")
_SIGNS: Final = str.maketrans({"×": "*", "·": "*", "÷": "/", "−": "-", "–": "-", "∕": "/"})


def home_of(derivation: DerivedRecord) -> Target:
    """Where a derivation's entry stands in the site."""
    return Target(DERIVATIONS, f"d-{derivation.id}")


def check_derivations(site: Site, records: Records) -> tuple[frozenset[str], list[Finding]]:
    """The ids of the derivations that come out again when computed from the facts, and
    whose entry shows the formula and links each input; and a finding (audit-derivation) for
    each that fails."""
    sound: set[str] = set()
    findings: list[Finding] = []
    for derivation in records.derivations.values():
        problem = _number_problem(derivation, records)
        if problem:
            place = records.place(DERIVED, derivation.id)
            hint = "the value must follow from the facts by the formula"
            findings.append(Finding(place, CODE, f"{derivation.id}: {problem}", hint))
            continue
        finding = _entry_problem(site, derivation, records)
        if finding is None:
            sound.add(derivation.id)
        else:
            findings.append(finding)
    return frozenset(sound), findings


def _number_problem(derivation: DerivedRecord, records: Records) -> str:
    """What is wrong with the number, empty where nothing is."""
    if _leads_to_itself(derivation.id, records):
        return "takes itself as an input"
    if unknown := _unknown_below(derivation.id, records):
        return f"its input {unknown} is neither fact nor derivation"
    inputs: dict[str, Decimal | None] = {}
    for name, key in derivation.inputs.items():
        record = records.facts.get(key) or records.derivations[key]
        quantity = record.quantity
        inputs[name] = quantity.value
        if quantity.value is None and quantity.low is not None and quantity.high is not None:
            inputs[name] = (quantity.low + quantity.high) / 2  # the middle stands for a range
    if derivation.quantity.value is None:
        return "has no value"
    try:
        value = compute(derivation.formula, inputs)
    except FormulaError as error:
        return f"the formula {derivation.formula!r} {error}"
    held = Fraction(derivation.quantity.value)
    if abs(value - held) > max(_TOLERANCE * max(abs(value), abs(held)), _NOTHING):
        return f"the formula gives {float(value):.12g} where the data hold {float(held):.12g}"
    return next(interval_problems(derivation, records), "") or unit_problem(derivation, records)


def _below(key: str, records: Records) -> set[str]:
    """All that a derivation is made of, to any depth."""
    waiting = list(records.derivations[key].inputs.values())
    found: set[str] = set()
    while waiting:
        one = waiting.pop()
        if one not in found and one in records.derivations:
            waiting += records.derivations[one].inputs.values()
        found.add(one)
    return found


def _leads_to_itself(key: str, records: Records) -> bool:
    """Whether a derivation stands on itself, or on one that does."""
    below = _below(key, records) | {key}
    return any(it in _below(it, records) for it in below if it in records.derivations)


def _unknown_below(key: str, records: Records) -> str:
    unknown = _below(key, records) - records.facts.keys() - records.derivations.keys()
    return min(unknown, default="")


def _entry_problem(site: Site, derivation: DerivedRecord, records: Records) -> Finding | None:
    """What is wrong with the entry on the derivations page."""
    home = home_of(derivation)
    page = site.pages.get(home.path)
    entry = page.ids.get(home.fragment) if page is not None else None
    if page is None or entry is None:
        message = f"{derivation.id} has no entry {home.fragment} on {home.path}"
        return Finding(records.place(DERIVED, derivation.id), CODE, message, "build the page again")
    if not shows_formula("".join(entry.itertext()), derivation.formula):
        message = f"the entry of {derivation.id} does not show its formula {derivation.formula}"
        return page.finding(entry, CODE, message, "show the formula that the data hold")
    missing = _missing_inputs(page, entry, derivation, records)
    if missing:
        message = f"the entry of {derivation.id} does not link its inputs {', '.join(missing)}"
        return page.finding(entry, CODE, message, "link each input to its fact or its own entry")
    return None


def _missing_inputs(
    page: Page, entry: HtmlElement, derivation: DerivedRecord, records: Records
) -> list[str]:
    linked: set[str] = set()
    for link in entry.iter("a"):
        if has_class(link, "fact"):
            linked.add(link.get("data-fact") or "")
        elif has_class(link, "derived"):
            linked.add(link.get("data-derived") or "")
    return sorted(set(derivation.inputs.values()) - linked)


def shows_formula(text: str, formula: str) -> bool:
    """Whether a text shows the formula as it stands, or with what each name stands for in
    its place."""
    said = squeezed(text).translate(_SIGNS).replace("tothepower", "**")
    plain = squeezed(formula)
    if plain in said:
        return True
    parts = _NAME.split(plain)
    return len(parts) > 1 and re.search(".{1,200}?".join(map(re.escape, parts)), said) is not None
