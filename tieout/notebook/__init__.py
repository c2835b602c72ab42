"""The names that a chapter's cells work with.

    from tieout.notebook import account, chart_link, count, derive, facts, table

`facts["ferries.passengers.2023"]` is a tied number, `facts.frame` a Polars frame of all,
`derive()` and `count()` make new numbers from tied ones, `table()` shows a frame whose
cells are tied numbers, and Altair charts whose marks carry `href="link"` are linked too.
Importing this registers the charts' theme.
"""

from tieout.notebook.charts import chart_link, use_theme
from tieout.notebook.facts import UnknownFact, account, facts
from tieout.notebook.made import count, derive
from tieout.notebook.tables import table
from tieout.notebook.values import DerivedValue, FactValue

use_theme()

__all__ = [
    "DerivedValue",
    "FactValue",
    "UnknownFact",
    "account",
    "chart_link",
    "count",
    "derive",
    "facts",
    "table",
]
