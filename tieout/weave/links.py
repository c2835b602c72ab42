"""Tied numbers as links: one place that knows where a fact or a derivation is found."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from html import escape

from tieout.chapters.chapter import Value
from tieout.chapters.pandoc import Node, attr, string
from tieout.derive.derivation import Derivation
from tieout.ledger.ledger import Ledger
from tieout.ledger.tie import TiedFact
from tieout.notebook.wording import show_derived, show_fact
from tieout.quantities.quantity import Quantity
from tieout.quantities.shown import show_words
from tieout.quantities.units import Language


@dataclass(frozen=True, slots=True)
class Tied:
    """A tied number ready to be written: what readers see, where it leads, what a hover
    tells, and the attributes that say which fact or derivation it is."""

    css: str
    attribute: str
    id: str
    text: str
    href: str
    title: str


@dataclass(frozen=True, slots=True)
class Links:
    """Turns values into links. `depth` is how many folders a page lies below the site's
    root; addresses are relative, so that the site works from a disk too."""

    ledger: Ledger
    facts: Mapping[str, TiedFact]
    derivations: Mapping[str, Derivation]
    account: Mapping[str, int]
    language: Language
    depth: int = 0

    def at(self, depth: int) -> "Links":
        """The same links as seen from another depth."""
        return replace(self, depth=depth)

    def names(self, tied: TiedFact) -> tuple[str, str]:
        """The names of a fact's indicator and area, in the reader's language."""
        indicator = self.ledger.indicators[tied.fact.indicator]
        area = self.ledger.areas[tied.fact.area]
        if self.language == "zh":
            return indicator.name_zh, area.name_zh
        return indicator.name_en, area.name_en

    def tied(self, kind: str, id: str, form: str = "shown") -> Tied:
        """A fact or derivation as a link. Raises KeyError for an unknown id."""
        up = "../" * self.depth
        if kind == "fact":
            fact = self.facts[id]
            text = show_fact(fact, form, self.language, self.ledger.units)
            href = up + fact_address(fact)
            return Tied("fact", "data-fact", id, text, href, fact.fact.number)
        derivation = self.derivations[id]
        text = show_derived(derivation, form, self.language, self.ledger.units)
        href = f"{up}derivations/index.html#d-{id}"
        return Tied("derived", "data-derived", id, text, href, "")

    def html(self, kind: str, id: str, form: str = "shown") -> str:
        """A fact or derivation as an HTML link."""
        it = self.tied(kind, id, form)
        title = f' title="{escape(it.title)}"' if it.title else ""
        return (
            f'<a class="{it.css}" {it.attribute}="{escape(it.id)}" '
            f'href="{escape(it.href)}"{title}>{escape(it.text)}</a>'
        )

    def node(self, value: Value) -> Node:
        """A value as an inline of pandoc's tree."""
        if value.kind == "account":
            number = Decimal(self.account[value.id])
            counted = Quantity(number, number, number)
            text = show_words(counted) if value.form == "words" else f"{number:,}"
            return waived(text, "account")
        it = self.tied(value.kind, value.id, value.form)
        attributes = attr("", (it.css,), **{it.attribute: it.id})
        return {"t": "Link", "c": [attributes, [string(it.text)], [it.href, it.title]]}


def fact_address(tied: TiedFact) -> str:
    """Where a fact's sentence stands, from the site's root."""
    return f"sources/{tied.sentence.source}/index.html#{tied.sentence.id}"


def waived(text: str, why: str) -> Node:
    """A number that states no fact, as an inline of pandoc's tree."""
    return {"t": "Span", "c": [attr("", ("waived",), data_why=why), [string(text)]]}


def waived_html(text: str, why: str) -> str:
    """The same as HTML."""
    return f'<span class="waived" data-why="{why}">{escape(text)}</span>'
