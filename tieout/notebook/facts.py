"""The tied facts of the report, as a chapter's cells reach them."""

import difflib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import polars as pl

from tieout.chapters.handover import PLACEHOLDER, Handover, load
from tieout.ledger.frames import facts_frame
from tieout.notebook.registry import made
from tieout.notebook.showing import Showing
from tieout.notebook.values import AccountValue, FactValue


class UnknownFact(KeyError):
    """There is no fact of this id."""

    def __str__(self) -> str:
        return str(self.args[0])


class Facts:
    """All tied facts. `facts["id"]` is one of them, `facts.frame` all as a Polars frame."""

    @cached_property
    def handover(self) -> Handover:
        """What the build handed over; outside a build, the report around this folder."""
        return load() or _from_report_around(Path.cwd())

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
    def showing(self) -> Showing | None:
        """What numbers, tables and charts show themselves by, with links; nothing in a build,
        whose pages are made of values."""
        handed = self.handover
        if not handed.site:
            return None
        tied = {it.fact.id: it for it in handed.tied}
        return Showing(handed.ledger, tied, made.by_id, handed.language, handed.site)

    @cached_property
    def _by_id(self) -> dict[str, FactValue]:
        units = self.handover.ledger.units
        return {
            it.fact.id: FactValue(it, self.handover.language, units) for it in self.handover.tied
        }

    @cached_property
    def frame(self) -> pl.DataFrame:
        """One row for each fact, as `tieout.ledger.frames` describes, and `link`, the
        address that a chart's marks carry as `href`."""
        return facts_frame(self.handover.tied, self.handover.ledger).with_columns(
            link=PLACEHOLDER + "fact/" + pl.col("id")
        )


class Account:
    """The build's own counts: `account["sources"]`, `"sentences"`, `"mentions"`, `"facts"`,
    `"set_aside"`, `"explained"`, `"open"`."""

    def __getitem__(self, name: str) -> AccountValue:
        counts = facts.handover.account
        if name not in counts:
            raise KeyError(f"the account counts {', '.join(counts)}, and no {name}")
        return AccountValue(name, counts[name])


def _from_report_around(folder: Path) -> Handover:
    """Reads the report itself, for a notebook that someone runs by hand."""
    # Imported here, since in a build the facts are handed over and none of it is needed.
    from tieout.check import check  # noqa: PLC0415
    from tieout.report import CONFIG, open_report  # noqa: PLC0415

    for root in (folder, *folder.parents):
        if (root / CONFIG).is_file():
            report = open_report(root)
            checked = check(report)
            site = report.address or str(report.site)
            return Handover(checked.ledger, checked.tied, report.language, checked.account, site)
    raise FileNotFoundError(f"no {CONFIG} in {folder} or above it: open the notebook in a report")


facts = Facts()
account = Account()
