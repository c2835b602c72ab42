"""A table of derivations, each with the conditions under which it holds."""

import polars as pl

from tieout.notebook.tables import TiedTable, table
from tieout.notebook.values import DerivedValue


def derived_table(
    *made: DerivedValue,
    what: str = "What",
    number: str = "Number",
    conditions: str = "Holds if",
    without: str = "–",
) -> TiedTable:
    """Derivations as a table: the title of each, its number, and what it assumes.

    `what`, `number` and `conditions` are the titles of the columns, `without` is what stands
    where a number assumes nothing. The column of conditions is left out where none has any.
    """
    rows = [
        {
            "what": it.derivation.title,
            "id": it.id,
            "conditions": "; ".join(it.derivation.assumes) or without,
        }
        for it in made
    ]
    columns = {"what": what, "id": number, "conditions": conditions}
    if not any(it.derivation.assumes for it in made):
        del columns["conditions"]
    return table(pl.DataFrame(rows), columns)
