"""The page of contradictions: a part for each rule, a card for each thing that it finds."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from markupsafe import Markup

from tieout.compare.conflict import Side
from tieout.compare.notes import Explained
from tieout.compare.rules import RULES
from tieout.ledger.comparison import CONFLICTS
from tieout.ledger.periods import show_period
from tieout.pages.render import render
from tieout.pages.statement import statement
from tieout.weave.links import Links, waived_html
from tieout.weave.page import Page


def conflicts_page(explained: Sequence[Explained], links: Links, words: Mapping[str, str]) -> Page:
    """The page. A rule that finds nothing says so."""
    rules = []
    for rule in RULES:
        found = [it for it in explained if it.conflict.rule == rule.id]
        rules.append(
            {
                "id": rule.id,
                "name": words[f"rule_{rule.id}"],
                "looks": words[f"rule_{rule.id}_looks"],
                "number": Markup(waived_html(str(len(found)), "account")) if found else None,
                "cards": [_card(it, links, words) for it in found],
            }
        )
    title = words["conflicts"]
    body = render("conflicts.html", rules=rules, words=words)
    return Page("conflicts.md", title, escape(title), body, CONFLICTS, title)


def _card(it: Explained, links: Links, words: Mapping[str, str]) -> dict[str, Any]:
    conflict, note = it.conflict, it.note
    statements = [statement(id, links, words) for id in conflict.facts]
    supposed = [words[name] for name in conflict.unsaid]
    supposed += [relation.reason for relation in conflict.relations]
    return {
        "id": f"c-{conflict.rule}-{conflict.facts[0]}",
        "title": note.title,
        "places": {name: str(it.row.place(name)) for name in type(note).model_fields},
        "statements": statements,
        "sentences": list(dict.fromkeys(it.sentence for it in statements if it.sentence)),
        "left": _side(conflict.left, links),
        "verb": words[f"verb_{conflict.verb}"],
        "right": _side(conflict.right, links),
        "computed": [links.derivations[made.id].title for made in conflict.derivations],
        "supposed": supposed,
        "explanation": note.explanation,
        "treatment": note.treatment,
    }


def _side(side: Side, links: Links) -> Markup:
    if side.kind == "period":
        return Markup(escape(show_period(side.id, links.language)))
    return Markup(links.html(side.kind, side.id))
