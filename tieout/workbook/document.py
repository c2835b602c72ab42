"""The whole workbook: cover, notes, sources, tables in reading order, facts, derivations."""

from tieout.volume.volume import Volume
from tieout.workbook.data_sheets import data_sheets, sources_sheet
from tieout.workbook.front import cover, notes
from tieout.workbook.numbers import numbers_of
from tieout.workbook.tables import table_sheets
from tieout.workbook.write import Settings, written


def report_workbook(volume: Volume) -> bytes:
    """The tables of the report as a workbook (Office Open XML), dated by the newest source, so
    that the same inputs give the same bytes. Links lead to the site: where it is published, or
    beside the file."""
    numbers = numbers_of(volume)
    front = (notes(volume), sources_sheet(volume))
    taken = [volume.words["workbook_cover"], *(it.name for it in front)]
    tables = table_sheets(volume, numbers, taken)
    sheets = (*front, *tables, *data_sheets(volume, numbers, (*front, *tables)))
    settings = Settings(
        title=volume.title,
        description=volume.description,
        language=volume.links.language,
        address=volume.address,
        dated=volume.newest,
    )
    return written((cover(volume, sheets), *sheets), settings)
