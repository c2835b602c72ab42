"""The report as files that travel: which there are, and what writes each."""

from collections.abc import Callable, Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from tieout.epub import report_epub
from tieout.pdf import chapter_pdf, report_pdf
from tieout.volume.manuscript import Manuscript, manuscript
from tieout.volume.volume import Volume
from tieout.weave.page import Page
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


def output_paths(chapters: Iterable[Page], kinds: Collection[str]) -> list[str]:
    """The paths of the files of these kinds in the site. A PDF there is of each chapter, too."""
    paths = [OUTPUTS[kind] for kind in kinds]
    return [*paths, *map(_chapter_path, chapters)] if "pdf" in kinds else paths


def _chapter_path(page: Page) -> str:
    return f"chapters/{page.path.removesuffix('.md')}.pdf"


def output_files(volume: Volume, kinds: Collection[str]) -> dict[str, bytes]:
    """The files of these kinds by their paths in the site, written side by side."""
    with ThreadPoolExecutor() as pool:
        jobs = {
            OUTPUTS[it]: pool.submit(_WHOLE[it], volume) for it in sorted(_WHOLE.keys() & kinds)
        }
        if bound := _BOUND.keys() & kinds:
            document = manuscript(volume)
            jobs |= {OUTPUTS[it]: pool.submit(_BOUND[it], document) for it in sorted(bound)}
        if "pdf" in kinds:
            for number, page in enumerate(volume.chapters, start=1):
                jobs[_chapter_path(page)] = pool.submit(chapter_pdf, volume, number)
        return {path: job.result() for path, job in jobs.items()}
