"""The first sheets: the cover with the list of all sheets, and the notes on how to read them."""

from collections.abc import Iterator, Sequence

from tieout.ledger.periods import show_period
from tieout.volume.volume import Volume
from tieout.workbook.sheet import (
    BOUND_ONLY,
    CONTENTS,
    NOT_APPLICABLE,
    NOT_REPORTED,
    NOTES,
    OPEN_END,
    RANGE_ONLY,
    Entry,
    Sheet,
)

_SUBJECTS = (
    "words",
    "numeric",
    "value",
    "ends",
    "unit",
    "links",
    "split",
    "labels",
    "derived",
    "waived",
)
_SHORT = {
    NOT_REPORTED: "not_reported",
    NOT_APPLICABLE: "not_applicable",
    BOUND_ONLY: "bound_only",
    RANGE_ONLY: "range_only",
    OPEN_END: "open_end",
}


def cover(volume: Volume, sheets: Sequence[Sheet]) -> Sheet:
    """The cover: what the workbook is, and every other sheet with a link."""
    words = volume.words
    dated = show_period(volume.newest, volume.links.language) or volume.newest
    lines = [
        Entry(volume.title),
        Entry(volume.description),
        Entry(f"{words['pdf_dated']} {dated}."),
        Entry(words["workbook_what"]),
        Entry(words["workbook_where"]),
    ]
    if volume.address:
        lines.append(Entry(words["workbook_site"], link=volume.address))
    return Sheet(
        words["workbook_cover"],
        CONTENTS,
        tuple(it for it in lines if it.text),
        (Entry(words["workbook_sheet"]), Entry(words["workbook_holds"])),
        tuple((Entry(it.name, link=f"#{it.name}"), Entry(_holds(it))) for it in sheets),
    )


def notes(volume: Volume) -> Sheet:
    """How to read the workbook."""
    words = volume.words
    return Sheet(
        words["workbook_notes"],
        NOTES,
        (
            Entry(f"{words['workbook_notes']}. {words['workbook_notes_intro']}"),
            Entry(words["workbook_back"], link=f"#{words['workbook_cover']}"),
        ),
        (Entry(words["workbook_subject"]), Entry(words["workbook_meaning"])),
        tuple(_notes(volume)),
    )


def _notes(volume: Volume) -> Iterator[tuple[Entry, Entry]]:
    words = volume.words
    for subject in _SUBJECTS:
        yield Entry(words[f"workbook_on_{subject}"]), Entry(words[f"workbook_on_{subject}_text"])
    for short, key in _SHORT.items():
        yield Entry(short), Entry(words[f"workbook_{key}"])


def _holds(sheet: Sheet) -> str:
    """A sheet's title without its name, which stands beside it."""
    return sheet.title.removeprefix(f"{sheet.name}. ")
