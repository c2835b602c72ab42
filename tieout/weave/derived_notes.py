"""Derived numbers in short: how each of a page's was made and how exact it is, below the text.

The page's script shows the note of a number beside it on hover; without a script it is read
here. The whole stands on the derivations page.
"""

import re
from collections.abc import Callable, Mapping
from html import escape

from tieout.derive.derivation import Derivation, Input
from tieout.derive.formula import Formula
from tieout.derive.method import Named, method
from tieout.quantities.ends import show_ends
from tieout.quantities.quantity import Quantity
from tieout.quantities.units import STANDARD, Language, Units
from tieout.weave.links import Links, waived_html
from tieout.weave.page import fragment

_DIGITS = re.compile(r"(\d+)")


def derived_notes(bodies: tuple[str, ...], links: Links, words: Mapping[str, str]) -> str:
    """The notes on the derived numbers that stand in pieces of a page, as HTML; empty where
    there are none."""
    used = dict.fromkeys(
        str(id) for body in bodies for id in fragment(body).xpath(".//a/@data-derived")
    )
    used = {id: None for id in used if id in links.derivations}  # others are told elsewhere
    if not used:
        return ""
    notes = "".join(f"{_note(links.derivations[id], links, words)}\n" for id in used)
    return (
        f'<details class="derived-notes"><summary>{escape(words["derived_notes"])}</summary>\n'
        f"<ul>\n{notes}</ul>\n</details>"
    )


def _note(derivation: Derivation, links: Links, words: Mapping[str, str]) -> str:
    told = (
        method_html(derivation, links),
        interval_html(derivation.quantity, links, words),
        escape("; ".join(derivation.assumes)),
    )
    value = links.html("derived", derivation.id)
    return (
        f'<li data-entry="{escape(derivation.id)}"><p>{value}: {escape(derivation.title)}</p>'
        + "".join(f'<p class="told">{it}</p>' for it in told if it)
        + "</li>"
    )


def method_html(derivation: Derivation, links: Links) -> str:
    """The method of a derivation with its inputs as links; a count says that it is one."""

    def place(it: Input) -> str:
        return links.html(it.kind, it.id)

    return "".join(
        text if is_link else _with_constants(text)
        for text, is_link in _pieces(derivation, place, links.language, links.ledger.units)
    )


def method_text(
    derivation: Derivation,
    shown: Callable[[Input], str],
    language: Language,
    units: Units = STANDARD,
) -> str:
    """The method of a derivation as plain text, each input as `shown` gives it."""
    return "".join(text for text, _ in _pieces(derivation, shown, language, units))


def _pieces(
    derivation: Derivation, place: Callable[[Input], str], language: Language, units: Units
) -> list[tuple[str, bool]]:
    """The method cut into what is told and the inputs, as `place` gives them; none for a count,
    which its list tells."""
    if derivation.formula == "count()":
        return []
    inputs = {it.name: it for it in derivation.inputs}
    written = derivation.declared or derivation.formula
    told = method(
        Formula.read(written).over(tuple(inputs)),
        derivation.quantity.unit,
        language,
        converted=written != derivation.formula,
        units=units,
    )
    return [(place(inputs[it.name]), True) if isinstance(it, Named) else (it, False) for it in told]


def _with_constants(text: str) -> str:
    return "".join(
        waived_html(part, "constant") if part.isdigit() else escape(part)
        for part in _DIGITS.split(text)
    )


def interval_html(quantity: Quantity, links: Links, words: Mapping[str, str]) -> str:
    """The interval in words, `from … to …`, or the end that there is; empty for a number
    without width."""
    if quantity.low == quantity.high:
        return ""
    shown = show_ends(quantity, links.language, links.ledger.units)
    low, high = (waived_html(end, "bound") if end else "" for end in shown)
    from_low = f"{words['from']} {low}" if low else ""
    match low, high:
        case "", "":
            return f"{words['open_low']}; {words['open_high']}"
        case "", _:
            return f"{words['to']} {high}; {words['open_low']}"
        case _, "":
            return f"{from_low}; {words['open_high']}"
        case _:
            return f"{from_low} {words['to']} {high}"
