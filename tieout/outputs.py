"""The report as files that travel: which there are, and what writes each."""

from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from tieout.epub import report_epub
from tieout.pdf import report_pdf
from tieout.volume.manuscript import Manuscript, manuscript
from tieout.volume.volume import Volume
from tieout.word import report_docx
from tieout.workbook import report_workbook

#: Where each stands in the site, by its kind.
OUTPUTS: Final = {
    "pdf": "report.pdf",
    "docx": "report.docx",
    "epub": "report.epub",
    "xlsx": "report.xlsx",
}
_WHOLE: Final[dict[str, Callable[[Volume], bytes]]] = {
    "pdf": report_pdf,
    "xlsx": report_workbook,
}
_BOUND: Final[dict[str, Callable[[Manuscript], bytes]]] = {
    "docx": report_docx,
    "epub": report_epub,
}


def output_files(volume: Volume, kinds: Collection[str]) -> dict[str, bytes]:
    """The files of these kinds by their paths in the site, written side by side."""
    with ThreadPoolExecutor() as pool:
        jobs = {kind: pool.submit(_WHOLE[kind], volume) for kind in sorted(_WHOLE.keys() & kinds)}
        if bound := _BOUND.keys() & kinds:
            document = manuscript(volume)
            jobs |= {kind: pool.submit(_BOUND[kind], document) for kind in sorted(bound)}
        return {OUTPUTS[kind]: job.result() for kind, job in jobs.items()}
