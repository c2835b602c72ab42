"""The page of derivations: formula, inputs, interval, and where each is used."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from markupsafe import Markup

from tieout.derive.derivation import Derivation, Input
from tieout.derive.formula import Formula
from tieout.findings import Place
from tieout.ledger.periods import show_period
from tieout.pages.render import render
from tieout.weave.derived_notes import interval_html, method_html
from tieout.weave.links import Links, waived_html
from tieout.weave.page import Page, Use

#: How operators are printed. The power goes first, for it is made of two of the next.
_SIGNS = (("**", "^"), ("*", "×"), ("/", "÷"), ("-", "−"))


def derivations_page(
    chapters: Mapping[str, Sequence[Derivation]],
    places: Mapping[str, Place],
    links: Links,
    uses: Mapping[str, Sequence[Use]],
    words: Mapping[str, str],
) -> Page:
    """The page, an entry for each derivation under the title of the chapter that made it.
    `places` tells where each was written."""
    here = links.at(1)
    groups = [
        {
            "title": title,
            "entries": [
                _entry(it, places[it.id], here, uses.get(it.id, ()), words) for it in derivations
            ],
        }
        for title, derivations in chapters.items()
        if derivations
    ]
    title = words["derivations"]
    body = render("derivations.html", groups=groups, words=words)
    return Page("derivations/index.md", title, escape(title), body, "chapters", title)


def _entry(
    derivation: Derivation,
    place: Place,
    links: Links,
    uses: Sequence[Use],
    words: Mapping[str, str],
) -> dict[str, Any]:
    counted = derivation.formula.replace(" ", "") == "count()"
    return {
        "id": derivation.id,
        "title": derivation.title,
        "place": str(place),
        "value": Markup(links.html("derived", derivation.id)),
        "formula": Markup(_formula(derivation.formula)),
        "interval": Markup(interval_html(derivation.quantity, links, words)),
        "counted": counted,
        "inputs": [_input(it, links, named=not counted) for it in derivation.inputs],
        "method": Markup(method_html(derivation, links)),
        "assumes": derivation.assumes,
        "across": ", ".join(words[f"across_{name}"] for name in derivation.across),
        "facts": _facts(derivation, links),
        "note": derivation.note,
        "uses": _pages(uses),
    }


def _formula(text: str) -> str:
    """The formula as readers see it: from the very text that computes it."""
    parts = []
    for piece in Formula.read(text).pieces():
        if piece.isidentifier():
            parts.append(f"<var>{escape(piece)}</var>")
        elif piece[0].isdigit():
            parts.append(waived_html(piece, "constant"))
        else:
            for written, printed in _SIGNS:
                piece = piece.replace(written, printed)
            parts.append(escape(piece))
    return "".join(parts)


def _facts(derivation: Derivation, links: Links) -> list[dict[str, Any]]:
    """All facts that a derivation stands on, where others lie between."""
    if all(it.kind == "fact" for it in derivation.inputs):
        return []
    return [_input(it, links, named=False) for it in derivation.facts]


def _input(it: Input, links: Links, *, named: bool) -> dict[str, Any]:
    if it.kind == "fact":
        tied = links.facts[it.id]
        indicator, area = links.names(tied)
        period = show_period(tied.fact.period, links.language)
        what = ", ".join(part for part in (indicator, area, period) if part)
    else:
        what = links.derivations[it.id].title
    return {
        "name": it.name if named else "",
        "value": Markup(links.html(it.kind, it.id)),
        "what": what,
    }


def _pages(uses: Sequence[Use]) -> list[dict[str, str]]:
    """A link for each page, to where it uses the number first."""
    seen: dict[str, dict[str, str]] = {}
    for use in uses:
        if use.page.startswith("derivations/"):
            continue
        href = f"../{use.page}" + (f"#{use.anchor}" if use.anchor else "")
        seen.setdefault(use.page, {"href": href, "text": use.title})
    return list(seen.values())
