"""The names that a chapter's cells work with.

    from tieout.notebook import account, chart_link, count, derive, facts, publish, table

`facts["ferries.passengers.2023"]` is a tied number, `facts.frame` a Polars frame of all,
`derive()` and `count()` make new numbers from tied ones, `publish()` makes those of a
computed column, `refused()` tells why something cannot be made. `table()` and
`derived_table()` show tied numbers, and Altair charts whose marks carry `href="link"` are
linked too. Importing this registers the charts' theme, and the namespace `tied` of Polars
frames.
"""

from tieout.notebook import columns as _columns  # noqa: F401  registers the namespace
from tieout.notebook.charts import chart_link, use_theme
from tieout.notebook.derived_table import derived_table
from tieout.notebook.facts import UnknownFact, account, facts
from tieout.notebook.made import count, derive
from tieout.notebook.publish import publish
from tieout.notebook.rankings import ranked
from tieout.notebook.refusals import refused, reported
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
    "derived_table",
    "facts",
    "publish",
    "ranked",
    "refused",
    "reported",
    "table",
]
