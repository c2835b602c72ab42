"""What the report cites: sentences and derivations, each with its number in the appendix."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tieout.ledger.tie import TiedFact
from tieout.text.document import Document, Sentence
from tieout.weave.links import Links
from tieout.weave.page import Page, classes, fragment

#: What a chapter's page holds and the document does not: derivations have an appendix, a chart
#: for narrow screens is the same chart again.
LEFT_OUT = {"derived-notes", "chart-narrow", "downloads"}


@dataclass(frozen=True, slots=True)
class Citations:
    """Sentences and derivations that are cited, in the order of the appendix.

    `sentences` by the name of their place in the document (`source/s-…`); `derivations` are
    ids. The number that readers see of each is its place in the order, from 1.
    """

    links: Links
    sentences: Mapping[str, Sentence]
    derivations: tuple[str, ...]
    _numbers: Mapping[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        numbers = {name: at for at, name in enumerate(self.sentences, start=1)}
        numbers |= {f"d/{id}": at for at, id in enumerate(self.derivations, start=1)}
        object.__setattr__(self, "_numbers", numbers)

    def target(self, kind: str, id: str) -> tuple[str, str]:
        """Where a fact or derivation leads, and the short id that stands beside its number.
        Raises KeyError where it is not cited."""
        if kind == "fact":
            name = sentence_name(self.links.facts[id])
            return name, str(self._numbers[name])
        return f"d/{id}", f"D{self._numbers[f'd/{id}']}"


def sentence_name(tied: TiedFact) -> str:
    """The name of the place of a fact's sentence."""
    return f"{tied.sentence.source}/{tied.sentence.id}"


def citations(chapters: Iterable[Page], documents: Sequence[Document], links: Links) -> Citations:
    """Collects what chapters cite, and what that stands on, to any depth: derivations in the
    order of their first use, sentences in reading order."""
    facts: set[str] = set()
    derivations: dict[str, None] = {}
    for page in chapters:
        for kind, id in page_ties(page):
            _collect(kind, id, links, facts, derivations)
    cited = {sentence_name(links.facts[id]) for id in facts}
    sentences = {
        name: sentence
        for document in documents
        for sentence in document.sentences
        if (name := f"{sentence.source}/{sentence.id}") in cited
    }
    return Citations(links, sentences, tuple(derivations))


def page_ties(page: Page) -> list[tuple[str, str]]:
    """The (kind, id) of each link of a page that the document shows, in order: its heading's,
    then those of its text and tables, without those drawn in charts, which stand in the table
    below."""
    ties = []
    for body in (page.heading, page.body):
        for anchor in fragment(body).xpath(".//a[@data-fact or @data-derived]"):
            above = list(anchor.iterancestors())
            if any(LEFT_OUT & classes(it) for it in above) or any(it.tag == "svg" for it in above):
                continue
            kind = "fact" if anchor.get("data-fact") else "derived"
            ties.append((kind, str(anchor.get(f"data-{kind}"))))
    return ties


def _collect(
    kind: str, id: str, links: Links, facts: set[str], derivations: dict[str, None]
) -> None:
    if kind == "fact":
        facts.add(id)
    elif id not in derivations:
        derivations[id] = None
        for it in (*links.derivations[id].inputs, *links.derivations[id].facts):
            _collect(it.kind, it.id, links, facts, derivations)
