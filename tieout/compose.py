"""From chapters that have run to the whole tree: pages whose numbers are links, the pages that
tieout writes by itself, data, notebooks and assets."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from tieout.chapters.chapter import Executed
from tieout.check import Checked
from tieout.compare.notes import computed
from tieout.derive.derivation import Derivation
from tieout.findings import Finding, Place, place_at, stop_on
from tieout.gate.gate import Verdict, inspect
from tieout.gate.settings import typed_descriptions, typed_settings
from tieout.outputs import OUTPUTS, output_files, output_paths
from tieout.pages.account import fill_account, has_slot
from tieout.pages.comparability_page import comparability_page
from tieout.pages.conflicts_page import conflicts_page
from tieout.pages.data_files import data_files
from tieout.pages.derivations_page import derivations_page
from tieout.pages.markdown import markdown
from tieout.pages.numbers_page import numbers_page
from tieout.pages.source_pages import evidence, source_page, sources_page
from tieout.pages.words import words
from tieout.pages.write import asset_files
from tieout.report import Report
from tieout.volume.volume import Volume
from tieout.weave.dead_links import dead_links
from tieout.weave.links import Links
from tieout.weave.page import Page, Use, uses
from tieout.weave.published_notebook import published
from tieout.weave.weave import weave


@dataclass(frozen=True, slots=True)
class Tree:
    """What is to be written: the bytes of each file by its path, the build's account, and the
    report as one document."""

    files: Mapping[str, bytes]
    account: Mapping[str, int]
    volume: Volume


def compose(
    report: Report,
    checked: Checked,
    executed: Sequence[Executed],
    outputs: Collection[str] = tuple(OUTPUTS),
) -> Tree:
    """The whole tree, written nowhere yet; of the files that the report travels as, those of the
    kinds in `outputs`.

    Raises `Stopped` with the findings of the first stage that has any: two derivations under
    one id, what chapters may not hold, and then together what the gate finds, and links that
    lead nowhere.
    """
    derivations = all_derivations(executed, checked)
    links = Links(
        ledger=checked.ledger,
        facts={it.fact.id: it for it in checked.tied},
        derivations={it.id: it for it in derivations},
        account=checked.account,
        language=report.language,
    )
    pages, verdict = _weave(checked, executed, links)
    data = data_files(checked.documents.values(), checked.tied, derivations, checked.ledger.units)
    files = {path: text.encode() for path, text in data.items()}
    files |= _notebooks(executed, links, report.address)
    files |= asset_files()
    # Made last, when nothing is wrong; links to them are followed before.
    files |= dict.fromkeys(output_paths(pages[: len(executed)], OUTPUTS), b"")
    beside = [
        *typed_settings(report.root),
        *typed_descriptions([it.chapter for it in executed]),
        *dead_links(pages[: len(executed)], pages, files),
    ]
    stop_on("gate", [*beside, *verdict.findings])
    files |= {page.path: markdown(page).encode() for page in pages}
    volume = Volume(
        title=report.title,
        description=report.description,
        chapters=pages[: len(executed)],
        pages={page.address: page for page in pages},
        documents=list(checked.documents.values()),
        links=links,
        words=words(links.language),
        data={
            name: files[f"data/{name}"]
            for name in ("facts.json", "derivations.json", "sources.json")
        },
        address=report.address,
    )
    files |= output_files(volume, outputs)
    account = {**checked.account, "derivations": len(derivations), **_counts(verdict)}
    return Tree(files, account, volume)


def _weave(
    checked: Checked, executed: Sequence[Executed], links: Links
) -> tuple[list[Page], Verdict]:
    """All pages, those of the chapters first, and what the gate sees on them."""
    own_words = words(links.language)
    woven = [weave(chapter, links, own_words) for chapter in executed]
    stop_on("weave", [finding for it in woven for finding in it.findings])
    pages = [it.page for it in woven]
    names = [page.name for page in pages]
    pages.append(comparability_page(checked.families, links, own_words))
    pages.append(conflicts_page(checked.conflicts, links, own_words))
    used = [use for page in pages for use in uses(page)]
    made = computed(checked.conflicts)
    pages.append(_derivations_page(executed, names, made, links, used, own_words))
    known = evidence(
        checked.ledger,
        checked.tied,
        checked.mentions,
        checked.numbers,
        used,
        links.language,
        own_words,
    )
    documents = list(checked.documents.values())
    pages.append(numbers_page(documents, checked.numbers, links.language, own_words))
    pages.append(sources_page(documents, known))
    pages += [source_page(document, known) for document in documents]
    if any(map(has_slot, pages)):
        seen = inspect(pages)
        counts = {**checked.account, "derivations": len(links.derivations), **_counts(seen)}
        pages = [fill_account(page, counts, seen.waivers, own_words) for page in pages]
    return pages, inspect(pages)


def all_derivations(executed: Sequence[Executed], checked: Checked) -> tuple[Derivation, ...]:
    """Every derivation once: those of chapters, and what was computed for contradictions.
    Raises `Stopped` as `unique_derivations` does, and where a chapter's has the id of
    another's."""
    own = computed(checked.conflicts)
    stop_on(
        "chapters",
        [
            Finding(
                _written_at(chapter, it.id),
                "output-collision",
                f"{it.id} is what tieout computes for a contradiction",
                "give it another id",
            )
            for chapter in executed
            for it in chapter.derivations
            if it.id in own
        ],
    )
    chapters = unique_derivations(executed, checked.ledger.facts)
    return (*chapters, *(it for it, _ in own.values()))


def unique_derivations(
    executed: Sequence[Executed], facts: Collection[str] = ()
) -> tuple[Derivation, ...]:
    """Every derivation once. Two chapters may make the same one. Raises `Stopped` where two
    that differ have one id, or one has the id of a fact."""
    made: dict[str, tuple[Derivation, Executed]] = {}
    findings = []
    for chapter in executed:
        for derivation in chapter.derivations:
            first, maker = made.setdefault(derivation.id, (derivation, chapter))
            if derivation.id in facts:
                what = f"{derivation.id} is a fact of data/facts.csv already"
            elif first != derivation:
                what = f"{maker.chapter.path} derives {derivation.id} in another way"
            else:
                continue
            place = _written_at(chapter, derivation.id)
            hint = "give one of them another id"
            findings.append(Finding(place, "output-collision", what, hint))
    stop_on("chapters", findings)
    return tuple(derivation for derivation, _ in made.values())


def _derivations_page(
    executed: Sequence[Executed],
    names: Sequence[str],
    made: Mapping[str, tuple[Derivation, Place]],
    links: Links,
    used: Sequence[Use],
    own_words: Mapping[str, str],
) -> Page:
    groups: dict[str, list[Derivation]] = defaultdict(list)  # two chapters may share a name
    places: dict[str, Place] = {}
    for chapter, name in zip(executed, names, strict=True):
        new = [it for it in chapter.derivations if it.id not in places]
        places |= {it.id: _written_at(chapter, it.id) for it in new}
        groups[name] += new
    groups[own_words["conflicts"]] += [it for it, _ in made.values()]
    places |= {it.id: place for it, place in made.values()}
    by_id: dict[str, list[Use]] = defaultdict(list)
    for use in used:
        if use.kind == "derived":
            by_id[use.id].append(use)
    return derivations_page(groups, places, links, by_id, own_words)


def _written_at(chapter: Executed, id: str) -> Place:
    """Where a chapter names a derivation, in quotes as `derive()` takes it."""
    source, path = chapter.chapter.source, chapter.chapter.path
    match = re.search(rf"""(?<=["']){re.escape(id)}(?=["'])""", source)
    return place_at(path, source, match.start()) if match else Place(path)


def _notebooks(executed: Sequence[Executed], links: Links, address: str) -> dict[str, bytes]:
    made = {it.chapter.slug: published(it, links, address) for it in executed}
    return {
        f"notebooks/{slug}.ipynb": (
            json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        ).encode()
        for slug, notebook in made.items()
    }


def _counts(verdict: Verdict) -> dict[str, int]:
    counts = Counter(verdict.counts)
    return {
        "tied": counts["facts"],
        "derived": counts["derived"],
        "waived": counts["waived"],
        "dates": counts["dates"],
    }
