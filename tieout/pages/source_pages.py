"""A page for each source, and the page that lists them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from tieout.ledger.account import NumberAccount
from tieout.ledger.ledger import Ledger
from tieout.ledger.periods import show_period
from tieout.ledger.records import SetAside
from tieout.ledger.tie import TiedFact
from tieout.numbers.mention import Mention
from tieout.pages.marked_sentence import marked_sentence
from tieout.pages.render import render
from tieout.quantities.units import Language
from tieout.text.document import Block, Document, Sentence
from tieout.weave.page import Page, Use


@dataclass(frozen=True, slots=True)
class Evidence:
    """What source pages show beside the text: the ledger, the facts and mentions of each
    sentence (by source and sentence id) and what is set aside of them, and where each fact is
    used."""

    ledger: Ledger
    facts: Mapping[tuple[str, str], Sequence[TiedFact]]
    mentions: Mapping[tuple[str, str], Sequence[Mention]]
    asides: Mapping[tuple[str, str], Mapping[tuple[int, int], SetAside]]
    uses: Mapping[str, Sequence[Use]]
    by_id: Mapping[str, TiedFact]
    language: Language
    words: Mapping[str, str]


def evidence(
    ledger: Ledger,
    tied: Iterable[TiedFact],
    mentions: Mapping[tuple[str, str], Sequence[Mention]],
    account: NumberAccount,
    used: Iterable[Use],
    language: Language,
    words: Mapping[str, str],
) -> Evidence:
    """Sorts facts by sentence and uses by fact."""
    facts: dict[tuple[str, str], list[TiedFact]] = defaultdict(list)
    by_id = {}
    for it in tied:
        facts[it.sentence.source, it.sentence.id].append(it)
        by_id[it.fact.id] = it
    uses: dict[str, list[Use]] = defaultdict(list)
    for use in used:
        if use.kind == "fact" and use not in uses[use.id]:
            uses[use.id].append(use)
    return Evidence(ledger, facts, mentions, account.asides(), uses, by_id, language, words)


def source_page(document: Document, known: Evidence) -> Page:
    """The page of a source: what it is, then the text with its numbers and their uses."""
    source = document.source
    origin = source.origin
    body = render(
        "source.html",
        source=source,
        origin=origin,
        language=known.language,
        territory=_territory(known, origin.territory),
        passages=[
            _passage(block, known, foreign=origin.language != known.language)
            for block in document.blocks
        ],
        words=known.words,
    )
    title = origin.title_in(known.language)
    return Page(
        path=f"sources/{source.id}/index.md",
        title=title,
        heading=escape(title),
        body=body,
        origin=source.path,
        name=title,
        quoted=True,
    )


def sources_page(documents: Sequence[Document], known: Evidence) -> Page:
    """The page that lists the sources."""
    rows = []
    for document in documents:
        cited = [it for s in document.sentences for it in known.facts.get((s.source, s.id), ())]
        rows.append(
            {
                "source": document.source,
                "origin": document.source.origin,
                "territory": _territory(known, document.source.origin.territory),
                "facts": len(cited),
            }
        )
    title = known.words["sources"]
    body = render("sources.html", rows=rows, words=known.words, language=known.language)
    return Page("sources/index.md", title, escape(title), body, "seeds", title, quoted=True)


def _territory(known: Evidence, id: str) -> str:
    area = known.ledger.areas.get(id)
    if area is None:
        return id
    return area.name_zh if known.language == "zh" else area.name_en


def _passage(block: Block, known: Evidence, *, foreign: bool) -> dict[str, Any]:
    """A block of a source. In a `foreign` one each number is told in the report's language."""
    entries = [entry for s in block.sentences if (entry := _entry(s, known))]
    sentences = [
        marked_sentence(
            s,
            known.facts.get((s.source, s.id), ()),
            known.mentions.get((s.source, s.id), ()),
            known.words,
            known.asides.get((s.source, s.id), {}),
            _labels(s, known) if foreign else {},
        )
        for s in block.sentences
    ]
    first = block.sentences[0].id if block.sentences else ""
    return {
        "kind": block.kind,
        "level": max(2, min(4, block.level)),
        "id": f"h-{first.removeprefix('s-')}",
        "html": block.joint.join(sentences),
        "entries": entries,
    }


def _labels(sentence: Sentence, known: Evidence) -> dict[str, str]:
    facts = known.facts.get((sentence.source, sentence.id), ())
    return {it.fact.id: it.shown(known.language, known.ledger.units) for it in facts}


def _entry(sentence: Sentence, known: Evidence) -> dict[str, Any] | None:
    """What stands beside a sentence: its translation, its facts with their uses, and what is
    set aside of it."""
    facts = known.facts.get((sentence.source, sentence.id), ())
    translation = known.ledger.translations.get(sentence.source, {}).get(sentence.id)
    asides = known.asides.get((sentence.source, sentence.id), {})
    if not facts and not asides and translation is None:
        return None
    return {
        "sentence": sentence.id,
        "translation": translation.translation if translation else "",
        "facts": [_fact(it, known) for it in sorted(facts, key=lambda it: it.start)],
        "asides": [{"number": it.number, "reason": it.reason} for it in asides.values()],
    }


def _fact(tied: TiedFact, known: Evidence) -> dict[str, Any]:
    fact = tied.fact
    indicator = known.ledger.indicators[fact.indicator]
    area = known.ledger.areas[fact.area]
    chinese = known.language == "zh"
    first = known.by_id.get(fact.restates)
    return {
        "id": fact.id,
        "number": fact.number,
        "shown": tied.shown(known.language, known.ledger.units),
        "indicator": indicator.name_zh if chinese else indicator.name_en,
        "area": area.name_zh if chinese else area.name_en,
        "period": show_period(fact.period, known.language) or known.words["no_period"],
        "status": known.words[f"status_{fact.status}"],
        "note": fact.note,
        "decisions": [
            {"field": known.words[f"field_{it.field}"], "reason": it.reason}
            for it in tied.decisions
        ],
        "restates": f"../{first.sentence.source}/index.html#{first.sentence.id}" if first else "",
        "uses": _places(known.uses.get(fact.id, ())),
    }


def _places(uses: Sequence[Use]) -> list[dict[str, str]]:
    """A link for each page, to where it uses the fact first."""
    seen: dict[str, dict[str, str]] = {}
    for use in uses:
        href = f"../../{use.page}" + (f"#{use.anchor}" if use.anchor else "")
        seen.setdefault(use.page, {"href": href, "text": use.title})
    return list(seen.values())
