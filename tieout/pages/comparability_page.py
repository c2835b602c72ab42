"""The page of what may be compared: a part for each family of measures, with the verdict on
each pair of areas and the sentences that prove it."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import groupby
from typing import Any, get_args

from tieout.compare.comparability import AGAINST, Comparability, Pair, Reason
from tieout.findings import Place
from tieout.ledger.comparison import FAMILIES
from tieout.pages.area_pairs import Beside, told_together
from tieout.pages.render import render
from tieout.pages.statement import statement
from tieout.weave.links import Links
from tieout.weave.page import Page

_BESIDE = " – "


def comparability_page(
    families: Sequence[Comparability], links: Links, words: Mapping[str, str]
) -> Page:
    """The page."""
    places = {row.record.id: row.place("note") for row in links.ledger.comparison.families}
    title = words["comparability"]
    body = render(
        "comparability.html",
        families=[_family(it, places.get(it.family.id), links, words) for it in families],
        rules=[
            {"verdict": words[f"verdict_{verdict}"], "reasons": _rules(against, words)}
            for verdict, against in (("no", True), ("caveat", False))
        ],
        words=words,
    )
    return Page("comparability.md", title, escape(title), body, FAMILIES, title)


def _rules(against: bool, words: Mapping[str, str]) -> list[str]:
    reasons: tuple[Reason, ...] = get_args(Reason)
    told = (words[f"reason_{it}"] for it in reasons if (it in AGAINST) == against)
    return list(dict.fromkeys(told))


def _family(
    it: Comparability, place: Place | None, links: Links, words: Mapping[str, str]
) -> dict[str, Any]:
    family = it.family
    statements = [statement(fact.fact.id, links, words) for fact in it.facts]
    best = it.pairs[0]
    sentences = dict.fromkeys(each.sentence for each in statements if each.sentence)
    return {
        "id": f"m-{family.id}",
        "place": str(place or Place(FAMILIES)),
        "name": family.name_en if links.language == "en" else family.name_zh,
        "verdict": it.verdict,
        "verdict_word": words[f"verdict_{it.verdict}"],
        "areas": list(dict.fromkeys(each.area for each in statements)),
        "best": _areas(best, links) if it.verdict != "no" else "",
        "statements": statements,
        "groups": [*_groups(it.pairs, links, words)],
        "note": family.note,
        "sentences": list(sentences),
    }


def _groups(
    pairs: Sequence[Pair], links: Links, words: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    """Pairs that agree and differ alike, told together."""

    def alike(pair: Pair) -> tuple[object, ...]:
        return (pair.verdict, pair.agree, pair.decisive)

    for _, group in groupby(sorted(pairs, key=_rank), alike):
        members = list(group)
        first = members[0]
        yield {
            "verdict": first.verdict,
            "verdict_word": words[f"verdict_{first.verdict}"],
            "areas": [
                in_words(it, words) for it in told_together(_names(it, links) for it in members)
            ],
            "agree": [words[f"attribute_{it}"] for it in first.agree],
            "reasons": list(dict.fromkeys(words[f"reason_{it}"] for it in first.decisive)),
        }


def _rank(pair: Pair) -> tuple[int, int, tuple[str, ...], tuple[str, ...]]:
    order = {"comparable": 0, "caveat": 1, "no": 2}
    return order[pair.verdict], len(pair.decisive), pair.decisive, pair.agree


def _areas(pair: Pair, links: Links) -> str:
    return _BESIDE.join(_names(pair, links))


def _names(pair: Pair, links: Links) -> tuple[str, str]:
    return links.names(pair.a)[1], links.names(pair.b)[1]


def in_words(told: Beside, words: Mapping[str, str]) -> str:
    """Areas beside others, or each beside each other, as a reader is told."""
    areas, others = (words["between_areas"].join(it) for it in (told.areas, told.others))
    return f"{areas}{_BESIDE}{others}" if others else words["each_other"].format(areas=areas)
