"""A fact as a statement: its number, what it measures, and the source that says so."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from tieout.ledger.periods import show_period
from tieout.numbers.visible import visible_numerals
from tieout.pages.excerpt import excerpt
from tieout.weave.links import Links, waived_html


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact ready to be shown beside others."""

    number: Markup
    indicator: str
    area: str
    period: str
    status: str
    source: Markup
    href: str
    sentence: Markup | None


def statement(id: str, links: Links, words: Mapping[str, str]) -> Statement:
    """The statement of a fact by id."""
    tied = links.facts[id]
    indicator, area = links.names(tied)
    source = tied.fact.source
    return Statement(
        number=Markup(links.html("fact", id)),
        indicator=indicator,
        area=area,
        period=show_period(tied.fact.period, links.language) or words["no_period"],
        status=words[f"status_{tied.fact.status}"],
        source=Markup(waived_html(source, "name") if visible_numerals(source) else source),
        href=f"{'../' * links.depth}sources/{source}/index.html",
        sentence=excerpt(id, links),
    )
