"""What this kernel knows of the report: the facts that a build handed to it, or the report around
its folder; and how numbers show themselves with links outside a build."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from tieout.chapters.handover import Handover, load
from tieout.notebook.registry import made
from tieout.notebook.showing import Showing


class Kernel:
    """Both, once each has been asked for."""

    @cached_property
    def handover(self) -> Handover:
        """What the build handed over; outside a build, the report around this folder."""
        return load() or _from_report_around(Path.cwd())

    @cached_property
    def showing(self) -> Showing | None:
        """What numbers, tables and charts show themselves by, with links; nothing in a build,
        whose pages are made of values."""
        handed = self.handover
        if not handed.site:
            return None
        tied = {it.fact.id: it for it in handed.tied}
        return Showing(handed.ledger, tied, made.by_id, handed.language, handed.site)

    def linked(self, value: Mapping[str, str], text: str) -> dict[str, str]:
        """A number by media type where it is to be shown with a link, and nothing in a build.
        `value` has its `kind` and `id`."""
        if self.showing is None:
            return {}
        if value["kind"] == "account":
            return self.showing.counted(text)
        return self.showing.value(value["kind"], value["id"], text)


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


kernel = Kernel()
