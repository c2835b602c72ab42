"""A report's folder and its settings."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tieout.findings import Finding, Place, Stopped, stop_on
from tieout.quantities.units import Language
from tieout.report.settings import (
    CONFIG,
    nav_pages,
    parse_settings,
    plugin_settings,
    read_settings,
    setting_findings,
    written_folder,
)


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
    text = read_settings(path)
    config = parse_settings(text)
    theme = config.get("theme")
    language = theme.get("language", "en") if isinstance(theme, dict) else "en"
    settings = plugin_settings(config)
    stop_on("report", [*setting_findings(root, config, text)])
    return Report(
        root=root,
        title=str(config.get("site_name", root.name)),
        description=str(config.get("site_description") or ""),
        language="zh" if str(language).startswith("zh") else "en",
        nav=tuple(nav_pages(config.get("nav") or [])),
        site=written_folder(root, config, "site_dir"),
        pages=written_folder(root, config, "docs_dir"),
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
