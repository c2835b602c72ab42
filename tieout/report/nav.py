"""The chapters of a report, in the order of the nav, and where nav and folder disagree."""

from dataclasses import dataclass
from pathlib import Path

from tieout.findings import Finding, Place
from tieout.report.opening import Report
from tieout.report.settings import CONFIG, place_of

#: Pages that tieout writes by itself and that a nav may name.
GENERATED = frozenset(
    {
        "sources/index.md",
        "derivations/index.md",
        "numbers/index.md",
        "comparability.md",
        "conflicts.md",
    }
)
#: Folders of the site that hold what tieout writes beside chapters.
_WRITTEN = frozenset({"sources", "derivations", "numbers", "data", "notebooks", "assets"})


@dataclass(frozen=True, slots=True)
class ChapterFile:
    """A chapter as the nav names it: its slug (`port` for `chapters/port.qmd`), its file,
    and the name that the nav gives it, empty where it gives none."""

    slug: str
    path: Path
    name: str


def chapter_files(report: Report) -> tuple[tuple[ChapterFile, ...], list[Finding]]:
    """The report's chapters in reading order, and where nav and `chapters/` disagree."""
    root = report.root
    text = (root / CONFIG).read_text(encoding="utf-8")
    pages = [page for page, _ in report.nav]
    findings: list[Finding] = []
    chapters = []
    for page, title in report.nav:
        path = root / "chapters" / f"{page.removesuffix('.md')}.qmd"
        if page.startswith("/") or ".." in page.split("/"):
            findings.append(
                Finding(
                    place_of(text, page),
                    "nav-without-chapter",
                    f"the nav names {page}, which lies outside the report's pages",
                    "name it as it lies in chapters/, with .md for .qmd",
                )
            )
        elif path.is_file():
            chapters.append(ChapterFile(page.removesuffix(".md"), path, title))
        elif page not in GENERATED and not page.startswith("sources/"):
            findings.append(
                Finding(
                    place_of(text, page),
                    "nav-without-chapter",
                    f"the nav names {page}, and {_gone(path, root)}",
                    "write the chapter or take the line out",
                )
            )
    twice = {page for page in pages if pages.count(page) > 1}
    findings += [
        Finding(
            place_of(text, page, last=True),
            "output-collision",
            f"the nav names {page} more than once",
            "name each page once",
        )
        for page in sorted(twice)
    ]
    findings += _outside_nav(root, pages)
    return tuple(chapters), findings


def _outside_nav(root: Path, pages: list[str]) -> list[Finding]:
    """Chapters that take a page of tieout's own, or that the nav does not name."""
    findings: list[Finding] = []
    named = {root / "chapters" / f"{page.removesuffix('.md')}.qmd" for page in pages}
    for path in sorted((root / "chapters").rglob("*.qmd")):
        page = path.relative_to(root / "chapters").with_suffix(".md").as_posix()
        place = Place(path.relative_to(root).as_posix())
        folder, slash, _ = page.removesuffix(".md").partition("/")
        if page in GENERATED:
            what = f"tieout itself writes {page}"
            hint = "give the chapter another name"
            findings.append(Finding(place, "output-collision", what, hint))
        elif f"{folder}/index.md" in GENERATED or (slash and folder in _WRITTEN):
            what = f"tieout itself writes the pages of {folder}/"
            hint = "give the chapter another name"
            findings.append(Finding(place, "output-collision", what, hint))
        elif path not in named:
            findings.append(
                Finding(
                    place,
                    "chapter-not-in-nav",
                    f"the nav of {CONFIG} does not name {page}",
                    "add it where readers should meet it",
                )
            )
    return findings


def _gone(path: Path, root: Path) -> str:
    name = path.relative_to(root).as_posix()
    return f"{name} is a link that leads nowhere" if path.is_symlink() else f"there is no {name}"
