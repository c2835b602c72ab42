"""The report: a folder with sources, tables and chapters, and the settings of its site.

The order of the chapters is the `nav` of `mkdocs.yml`, the one place where a site's shell
looks for it too.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tieout.findings import Finding, Place, Stopped, place_at, place_at_byte, stop_on
from tieout.quantities.units import Language
from tieout.yaml_keys import keys_twice

CONFIG = "mkdocs.yml"
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
#: The folders that a build writes, each with the name that MkDocs gives it by itself.
_FOLDERS = {"site_dir": "site", "docs_dir": "docs"}
#: What a report is made of, and what a build keeps for itself.
_OWN = ("seeds", "data", "chapters", ".tieout")
#: Folders of the site that hold what tieout writes beside chapters.
_WRITTEN = frozenset({"sources", "derivations", "numbers", "data", "notebooks", "assets"})
_SETTINGS = {"time_limit": 60, "jobs": 2}


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
    for one cell; `jobs` is how many chapters run side by side. `address` is where the site is
    published, with a slash at its end, empty where `site_url` does not say.
    """

    root: Path
    title: str
    description: str
    language: Language
    nav: tuple[tuple[str, str], ...]
    site: Path
    pages: Path
    time_limit: int
    jobs: int
    address: str

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
    text = _read(path)
    config = _parse(text)
    theme = config.get("theme")
    language = theme.get("language", "en") if isinstance(theme, dict) else "en"
    settings = _plugin_settings(config)
    stop_on(
        "report",
        [
            *_twice_findings(text),
            *_setting_findings(settings, text),
            *_folder_findings(root, config, text),
            *_address_findings(config, text),
        ],
    )
    return Report(
        root=root,
        title=str(config.get("site_name", root.name)),
        description=str(config.get("site_description") or ""),
        language="zh" if str(language).startswith("zh") else "en",
        nav=tuple(_nav_pages(config.get("nav") or [])),
        site=_folder(root, config, "site_dir"),
        pages=_folder(root, config, "docs_dir"),
        time_limit=settings["time_limit"],
        jobs=settings["jobs"],
        address=_address(config),
    )


def _address(config: Mapping[str, Any]) -> str:
    """An address of the web only: a path by itself leads nowhere from a file that was sent."""
    address = config.get("site_url")
    if not isinstance(address, str) or not address.startswith(("http://", "https://")):
        return ""
    return address.rstrip("/") + "/"


def _twice_findings(text: str) -> Iterator[Finding]:
    for name, line, col in keys_twice(text):
        place = Place(CONFIG, line + 1, col + 1)
        yield Finding(place, "report-broken", f"{name} stands here again", "write it once")


def _setting_findings(settings: Mapping[str, Any], text: str) -> Iterator[Finding]:
    for name, value in settings.items():
        if name not in _SETTINGS:
            what = f"tieout knows no setting {name}"
            hint = f"the settings are {' and '.join(_SETTINGS)}"
        elif not isinstance(value, int) or isinstance(value, bool) or value < 1:
            what = f"{name} is {value!r}"
            hint = "write a whole number, 1 or more"
        else:
            continue
        yield Finding(_place_of(text, str(name)), "report-setting", what, hint)


def _folder_findings(root: Path, config: Mapping[str, Any], text: str) -> Iterator[Finding]:
    """A build replaces both of its folders: none may hold, or lie in, what it must not."""
    folders: dict[str, Path] = {}
    for name, usual in _FOLDERS.items():
        value = config.get(name, usual)
        if not isinstance(value, str) or not value.strip():
            what = f"{name} is {value!r}"
            yield Finding(
                _place_of(text, name), "report-setting", what, "write the name of a folder"
            )
            continue
        folders[name] = _folder(root, config, name).resolve()
    above = {name for name, folder in folders.items() if root.is_relative_to(folder)}
    taken = {name: root / name for name in _OWN}
    taken |= {name: folder for name, folder in folders.items() if name not in above}
    for name, folder in folders.items():
        others = (it for it in taken if it != name and _overlap(folder, taken[it]))
        clash = "the report itself" if name in above else next(others, "")
        if clash:
            yield Finding(
                _place_of(text, name),
                "output-collision",
                f"{name} is a folder that a build replaces, and shares its place with {clash}",
                "name a folder of its own",
            )


def _address_findings(config: Mapping[str, Any], text: str) -> Iterator[Finding]:
    if config.get("use_directory_urls", True) is not False:
        yield Finding(
            _place_of(text, "use_directory_urls"),
            "report-setting",
            "use_directory_urls is not false",
            "write use_directory_urls: false, for the pages link to each other's files",
        )


def _folder(root: Path, config: Mapping[str, Any], name: str) -> Path:
    return root / str(config.get(name, _FOLDERS[name]))


def _overlap(one: Path, other: Path) -> bool:
    return one.is_relative_to(other) or other.is_relative_to(one)


def _read(path: Path) -> str:
    try:
        data = path.read_bytes()
        return data.decode("utf-8").replace("\r\n", "\n")
    except OSError as error:
        found = Finding(Place(CONFIG), "report-broken", f"it cannot be read: {error.strerror}")
    except UnicodeDecodeError as error:
        place = place_at_byte(CONFIG, data, error.start)
        what = f"byte 0x{data[error.start]:02x} is not UTF-8"
        found = Finding(place, "report-broken", what, "save it as UTF-8")
    raise Stopped("report", [found])


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
    plugins = config.get("plugins")
    entries = plugins if isinstance(plugins, list) else [plugins]
    for entry in entries:
        settings = entry.get("tieout") if isinstance(entry, dict) else None
        if isinstance(settings, dict):
            return _SETTINGS | settings
    return dict(_SETTINGS)


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
                    _place_of(text, page),
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
                    _place_of(text, page),
                    "nav-without-chapter",
                    f"the nav names {page}, and {_gone(path, root)}",
                    "write the chapter or take the line out",
                )
            )
    twice = {page for page in pages if pages.count(page) > 1}
    findings += [
        Finding(
            _place_of(text, page, last=True),
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


def _place_of(text: str, word: str, *, last: bool = False) -> Place:
    """Where a word stands in the settings, first or last; their beginning if nowhere."""
    offset = text.rfind(word) if last else text.find(word)
    return place_at(CONFIG, text, max(0, offset))
