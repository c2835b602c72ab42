"""The tied facts of the report, as a chapter's cells reach them."""

import difflib
from collections.abc import Iterator
from functools import cached_property

import polars as pl

from tieout.chapters.handover import PLACEHOLDER
from tieout.ledger.frames import facts_frame
from tieout.notebook.kernel import kernel
from tieout.notebook.values import AccountValue, FactValue


class UnknownFact(KeyError):
    """There is no fact of this id."""

    def __str__(self) -> str:
        return str(self.args[0])


class Facts:
    """All tied facts. `facts["id"]` is one of them, `facts.frame` all as a Polars frame."""

    def __getitem__(self, id: str) -> FactValue:
        tied = self._by_id.get(id)
        if tied is None:
            near = difflib.get_close_matches(id, self._by_id, n=3, cutoff=0.5)
            hint = f"did you mean {', '.join(near)}?" if near else "see data/facts.csv"
            raise UnknownFact(f"there is no fact {id}; {hint}")
        return tied

    def __contains__(self, id: object) -> bool:
        return id in self._by_id

    def __iter__(self) -> Iterator[FactValue]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    @cached_property
    def _by_id(self) -> dict[str, FactValue]:
        units = kernel.handover.ledger.units
        return {
            it.fact.id: FactValue(it, kernel.handover.language, units)
            for it in kernel.handover.tied
        }

    @cached_property
    def frame(self) -> pl.DataFrame:
        """One row for each fact, as `tieout.ledger.frames` describes, and `link`, the
        address that a chart's marks carry as `href`."""
        return facts_frame(kernel.handover.tied, kernel.handover.ledger).with_columns(
            link=PLACEHOLDER + "fact/" + pl.col("id")
        )


class Account:
    """The build's own counts: `account["sources"]`, `"sentences"`, `"mentions"`, `"facts"`,
    `"set_aside"`, `"explained"`, `"open"`."""

    def __getitem__(self, name: str) -> AccountValue:
        counts = kernel.handover.account
        if name not in counts:
            raise KeyError(f"the account counts {', '.join(counts)}, and no {name}")
        return AccountValue(name, counts[name])


facts = Facts()
account = Account()
