"""The page of every number in the sources: what became of each, as tables and a picture."""

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, get_args

from markupsafe import Markup

from tieout.ledger.account import FATES, Entry, NumberAccount, count_fates
from tieout.ledger.records import AsideKind
from tieout.numbers.mention import KINDS, QUANTITATIVE
from tieout.numbers.visible import visible_numerals
from tieout.pages.render import render
from tieout.quantities.units import Language
from tieout.text.document import Document
from tieout.weave.links import waived_html
from tieout.weave.page import Page

#: Kinds that are told together.
_TOGETHER = {"date": "period"}


def numbers_page(
    documents: Sequence[Document],
    account: NumberAccount,
    language: Language,
    words: Mapping[str, str],
) -> Page:
    """The page: a bar for each source, the counts of all, and for each source its counts in
    full with what is set aside, each linked to its sentence."""
    grouped = account.by_source()
    longest = max(map(len, grouped.values()), default=1)
    sources = [
        _source(document, grouped.get(document.source.id, ()), longest, language, words)
        for document in documents
    ]
    title = words["numbers"]
    body = render(
        "numbers.html",
        sources=sources,
        total=_counts(account.entries),
        fates=[{"name": fate, "word": words[f"fate_{fate}"]} for fate in FATES],
        words=words,
    )
    return Page("numbers/index.md", title, escape(title), body, "data/set_aside.csv", title)


def _source(
    document: Document,
    entries: Sequence[Entry],
    longest: int,
    language: Language,
    words: Mapping[str, str],
) -> dict[str, Any]:
    source = document.source
    title = source.origin.title_in(language)
    fates = count_fates(entries)
    return {
        "id": source.id,
        "language": source.origin.language,
        "title": Markup(waived_html(title, "name") if visible_numerals(title) else escape(title)),
        "counts": _counts(entries),
        "bar": [{"name": fate, "size": size} for fate, size in fates.items() if size],
        "room": longest - len(entries),
        "rows": _rows(entries, words),
        "asides": [_aside(entry) for entry in entries if entry.fate == "set_aside"],
    }


def _counts(entries: Sequence[Entry]) -> list[Markup]:
    """How many there are, and of each fate."""
    return [_own(len(entries)), *map(_own, count_fates(entries).values())]


def _rows(entries: Sequence[Entry], words: Mapping[str, str]) -> list[dict[str, Any]]:
    """The fates of a source's numbers, those by a reason or a kind with their parts."""
    reasons = Counter(
        it.aside.record.kind for it in entries if it.fate == "set_aside" and it.aside is not None
    )
    kinds = Counter(
        _TOGETHER.get(it.mention.kind, it.mention.kind) for it in entries if it.fate == "explained"
    )
    parts = {
        "set_aside": [(f"aside_{it}", reasons[it]) for it in get_args(AsideKind)],
        "explained": [(f"kind_{it}", kinds[it]) for it in KINDS if it not in QUANTITATIVE],
    }
    rows = []
    for fate, number in count_fates(entries).items():
        rows.append({"fate": fate, "word": words[f"fate_{fate}"], "number": _own(number)})
        rows += [
            {"fate": "", "word": words[name], "number": _own(size)}
            for name, size in parts.get(fate, [])
            if size
        ]
    return rows


def _aside(entry: Entry) -> dict[str, Any]:
    if entry.aside is None:
        raise ValueError("the entry is not set aside")
    return {
        "href": f"../sources/{entry.sentence.source}/index.html#{entry.sentence.id}",
        "text": Markup(waived_html(entry.mention.text, "quoted")),
        "reason": entry.aside.record.reason,
        "place": str(entry.aside.place("reason")),
    }


def _own(number: int) -> Markup:
    return Markup(waived_html(f"{number:,}", "account"))
