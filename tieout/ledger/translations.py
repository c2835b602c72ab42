"""Translations: each cited sentence has one, of the text as it stands, with its numbers."""

from collections.abc import Callable, Mapping, Sequence

from tieout.findings import Finding, Place
from tieout.ledger.ledger import TRANSLATIONS, Ledger
from tieout.ledger.nearest import nearest_sentences
from tieout.ledger.records import Translation
from tieout.ledger.tie import Read, TiedFact
from tieout.numbers.mention import Mention
from tieout.text.document import Document, Sentence

#: Compares the mentions of an original and of its translation; a line for each that differs.
Disagreements = Callable[[Sequence[Mention], Sequence[Mention]], list[str]]


def check_translations(
    ledger: Ledger,
    documents: Mapping[str, Document],
    tied: Sequence[TiedFact],
    read: Read,
    disagreements: Disagreements,
    *,
    into: str,
) -> list[Finding]:
    """What is wrong with the translations into the report's language `into`.

    A source in that language needs none. Findings: translation-missing (at the first fact
    that cites the sentence), translation-orphan (its sentence exists no longer),
    translation-stale (`original` is not the sentence as it stands), translation-numbers
    (the numbers of the two texts disagree).
    """
    findings: list[Finding] = []
    for source, document in documents.items():
        if document.source.origin.language == into:
            continue
        translations = ledger.translations.get(source, {})
        sentences = {sentence.id: sentence for sentence in document.sentences}
        findings += _check_missing(ledger, source, tied, translations)
        for id_, translation in translations.items():
            places = ledger.translation_places[source, id_]
            sentence = sentences.get(id_)
            if sentence is None:
                findings.append(_orphan(translation, places, list(sentences.values())))
            elif sentence.text != translation.original:
                findings.append(_stale(translation, places, sentence))
            else:
                findings += _check_numbers(
                    ledger, document, translation, places, read, disagreements, into
                )
    return findings


def _check_missing(
    ledger: Ledger,
    source: str,
    tied: Sequence[TiedFact],
    translations: Mapping[str, Translation],
) -> list[Finding]:
    first: dict[str, TiedFact] = {}
    for one in tied:
        if one.fact.source == source and one.sentence.id not in translations:
            first.setdefault(one.sentence.id, one)
    return [
        Finding(
            ledger.place(one.fact.id, "quote"),
            "translation-missing",
            f"sentence {id_} is cited and has no translation: {one.sentence.text}",
            f"add a row for it to {TRANSLATIONS}/{source}.csv",
        )
        for id_, one in first.items()
    ]


def _orphan(
    translation: Translation, places: Mapping[str, Place], sentences: Sequence[Sentence]
) -> Finding:
    twin = next((s for s in sentences if s.text == translation.original), None)
    if twin:
        hint = f"the sentence is {twin.id} now"
    else:
        near = nearest_sentences(translation.original, sentences, 1)
        hint = f"nearest, as [row→source]: {near[0]}" if near else "remove the row"
    message = f"there is no sentence {translation.sentence}"
    return Finding(places["sentence"], "translation-orphan", message, hint)


def _stale(translation: Translation, places: Mapping[str, Place], sentence: Sentence) -> Finding:
    near = nearest_sentences(translation.original, [sentence], 1)
    hint = "translate it again" + (f"; as [row→source]: {near[0]}" if near else "")
    message = f"`original` is not the sentence {sentence.id} as it stands"
    return Finding(places["original"], "translation-stale", message, hint)


def _check_numbers(
    ledger: Ledger,
    document: Document,
    translation: Translation,
    places: Mapping[str, Place],
    read: Read,
    disagreements: Disagreements,
    into: str,
) -> list[Finding]:
    origin = document.source.origin
    published = origin.published.date
    original = read(
        translation.original, language=origin.language, published=published, terms=ledger.terms
    )
    translated = read(
        translation.translation, language=into, published=published, terms=ledger.terms
    )
    return [
        Finding(
            places["translation"],
            "translation-numbers",
            f"the numbers of {translation.sentence} disagree: {line}",
            f"the original is {translation.original!r}",
        )
        for line in disagreements(original, translated)
    ]
