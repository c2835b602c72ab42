"""The report: a folder with sources, tables and chapters, and the settings of its site.

The order of the chapters is the `nav` of `mkdocs.yml`, the one place where a site's shell
looks for it too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tieout.findings import Finding, Place, Stopped
from tieout.quantities.units import Language

CONFIG = "mkdocs.yml"
#: Pages that tieout writes by itself and that a nav may name.
GENERATED = frozenset({"sources/index.md", "derivations/index.md"})


@dataclass(frozen=True, slots=True)
class ChapterFile:
    """A chapter as the nav names it: its slug (`port` for `chapters/port.qmd`), its file,
    and the name that the nav gives it, empty where it gives none."""

    slug: str
    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Report:
    """A report's folder and settings.

    `nav` holds the pages that the site's nav names, in order, each with the name it has there.
    `language` is the language that readers read, from the theme's; `time_limit` is in seconds
    for one cell; `jobs` is how many chapters run side by side.
    """

    root: Path
    title: str
    language: Language
    nav: tuple[tuple[str, str], ...]
    site: Path
    pages: Path
    time_limit: int
    jobs: int

    @property
    def seeds(self) -> Path:
        return self.root / "seeds"

    @property
    def scratch(self) -> Path:
        """Where builds keep what they hand from one step to the next."""
        return self.root / ".tieout"


def open_report(root: Path) -> Report:
    """The report in a folder.

    Raises `Stopped` with findings when `mkdocs.yml` is missing or broken.
    """
    root = root.resolve()
    path = root / CONFIG
    if not path.is_file():
        raise Stopped(
            "report",
            [
                Finding(
                    Place(CONFIG),
                    "report-missing",
                    f"there is no {CONFIG} in {root.name or root}",
                    "run tieout in a report's folder, or name it with --report",
                )
            ],
        )
    text = path.read_text(encoding="utf-8")
    config = _parse(text)
    theme = config.get("theme")
    language = theme.get("language", "en") if isinstance(theme, dict) else "en"
    settings = _plugin_settings(config)
    findings: list[Finding] = []
    time_limit, jobs = settings.get("time_limit", 60), settings.get("jobs", 2)
    for name, value in (("time_limit", time_limit), ("jobs", jobs)):
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            findings.append(
                Finding(
                    _place_of(text, name),
                    "report-setting",
                    f"{name} is {value!r}",
                    "write a whole number, 1 or more",
                )
            )
    unknown = sorted(set(settings) - {"time_limit", "jobs"})
    findings += [
        Finding(
            _place_of(text, name),
            "report-setting",
            f"tieout knows no setting {name}",
            "the settings are time_limit and jobs",
        )
        for name in unknown
    ]
    if findings:
        raise Stopped("report", findings)
    return Report(
        root=root,
        title=str(config.get("site_name", root.name)),
        language="zh" if str(language).startswith("zh") else "en",
        nav=tuple(_nav_pages(config.get("nav") or [])),
        site=root / str(config.get("site_dir", "site")),
        pages=root / str(config.get("docs_dir", "docs")),
        time_limit=time_limit,
        jobs=jobs,
    )


class _Loader(yaml.SafeLoader):
    """A safe loader that passes over the tags that MkDocs adds to YAML (`!ENV`)."""


_Loader.add_multi_constructor("", lambda _loader, _suffix, _node: None)


def _parse(text: str) -> dict[str, Any]:
    try:
        config = yaml.load(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(CONFIG, mark.line + 1, mark.column + 1) if mark else Place(CONFIG)
        what = getattr(error, "problem", None) or "it is not YAML"
        raise Stopped(
            "report", [Finding(place, "report-broken", str(what), "mend the YAML")]
        ) from None
    if not isinstance(config, dict):
        raise Stopped(
            "report",
            [Finding(Place(CONFIG), "report-broken", "it holds no settings", "see the README")],
        )
    return config


def _plugin_settings(config: dict[str, Any]) -> dict[str, Any]:
    plugins = config.get("plugins") or []
    entries = plugins.items() if isinstance(plugins, dict) else _pairs(plugins)
    for name, settings in entries:
        if name == "tieout" and isinstance(settings, dict):
            return settings
    return {}


def _pairs(plugins: list[Any]) -> Iterator[tuple[Any, Any]]:
    for plugin in plugins:
        if isinstance(plugin, dict):
            yield from plugin.items()
        else:
            yield plugin, None


def chapter_files(report: Report) -> tuple[tuple[ChapterFile, ...], list[Finding]]:
    """The report's chapters in reading order, and where nav and `chapters/` disagree."""
    root = report.root
    text = (root / CONFIG).read_text(encoding="utf-8")
    pages = [page for page, _ in report.nav]
    findings: list[Finding] = []
    chapters = []
    for page, title in report.nav:
        path = root / "chapters" / f"{page.removesuffix('.md')}.qmd"
        if path.is_file():
            chapters.append(ChapterFile(page.removesuffix(".md"), path, title))
        elif page not in GENERATED and not page.startswith("sources/"):
            findings.append(
                Finding(
                    _place_of(text, page),
                    "nav-without-chapter",
                    f"the nav names {page}, and there is no chapters/{path.name}",
                    "write the chapter or take the line out",
                )
            )
    twice = {page for page in pages if pages.count(page) > 1}
    findings += [
        Finding(
            _place_of(text, page),
            "output-collision",
            f"the nav names {page} more than once",
            "name each page once",
        )
        for page in sorted(twice)
    ]
    named = {chapter.path for chapter in chapters}
    for path in sorted((root / "chapters").glob("*.qmd")):
        if path not in named:
            findings.append(
                Finding(
                    Place(f"chapters/{path.name}"),
                    "chapter-not-in-nav",
                    f"the nav of {CONFIG} does not name {path.stem}.md",
                    "add it where readers should meet it",
                )
            )
        if f"{path.stem}/index.md" in GENERATED:
            findings.append(
                Finding(
                    Place(f"chapters/{path.name}"),
                    "output-collision",
                    f"tieout itself writes the pages of {path.stem}/",
                    "give the chapter another name",
                )
            )
    return tuple(chapters), findings


def _nav_pages(nav: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """The pages of a nav, in order, each with the name that it is given there."""
    if isinstance(nav, str):
        if nav.endswith(".md"):
            yield nav, name
    elif isinstance(nav, dict):
        for title, entry in nav.items():
            yield from _nav_pages(entry, str(title))
    elif isinstance(nav, list):
        for entry in nav:
            yield from _nav_pages(entry)


def _place_of(text: str, word: str) -> Place:
    for number, line in enumerate(text.splitlines(), start=1):
        if word in line:
            return Place(CONFIG, number, line.index(word) + 1)
    return Place(CONFIG)
