"""A fact as a statement: its number, what it measures, and the source that says so."""

from dataclasses import dataclass

from markupsafe import Markup

from tieout.ledger.periods import show_period
from tieout.numbers.visible import visible_numerals
from tieout.pages.excerpt import excerpt
from tieout.weave.links import Links, waived_html

_UNSAID = {"en": "period not said", "zh": "时期未说明"}
_STATUS = {
    "en": {"actual": ""},
    "zh": {
        "actual": "",
        "target": "目标",
        "plan": "计划",
        "capacity": "产能",
        "threshold": "门槛",
        "tier": "量级",
    },
}


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


def statement(id: str, links: Links) -> Statement:
    """The statement of a fact by id."""
    tied = links.facts[id]
    indicator, area = links.names(tied)
    status = tied.fact.status
    source = tied.fact.source
    return Statement(
        number=Markup(links.html("fact", id)),
        indicator=indicator,
        area=area,
        period=show_period(tied.fact.period, links.language) or _UNSAID[links.language],
        status=_STATUS[links.language].get(status, status),
        source=Markup(waived_html(source, "name") if visible_numerals(source) else source),
        href=f"{'../' * links.depth}sources/{source}/index.html",
        sentence=excerpt(id, links),
    )
