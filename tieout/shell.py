"""MkDocs as the shell: turns the tree of pages into a site."""

import logging
import os
from pathlib import Path

# Material prints a notice about MkDocs 2 at import; this report is pinned to MkDocs 1.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "true")

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from tieout.findings import Finding, Place, Stopped
from tieout.report import CONFIG


class _Collector(logging.Handler):
    """Keeps what MkDocs warns of: a warning of the shell is a finding of the build."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def build_with_mkdocs(root: Path, site: Path, pages: Path | None = None) -> None:
    """Builds the site of the pages that stand in a folder, by itself the report's own, into
    the folder `site`.

    Raises `Stopped` with findings when MkDocs cannot or warns.
    """
    collector = _Collector()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(collector)
    previous, logger.propagate = logger.propagate, False
    try:
        folders = {"site_dir": str(site)} | ({"docs_dir": str(pages)} if pages else {})
        config = load_config(config_file=str(root / CONFIG), **folders)
        _prepared(config, True)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
            _prepared(config, False)  # MkDocs keeps plugins for the next build of a process
    except (MkDocsException, Abort) as error:
        # Why it gave up may stand only in what it has logged before.
        told = collector.messages or [str(error) or "MkDocs gave up"]
        raise Stopped("site", [_finding(message) for message in told]) from None
    finally:
        logger.removeHandler(collector)
        logger.propagate = previous
    if collector.messages:
        raise Stopped("site", [_finding(message) for message in collector.messages])


def _prepared(config: MkDocsConfig, yes: bool) -> None:
    plugin = config.plugins.get("tieout")
    if plugin is not None:
        setattr(plugin, "prepared", yes)  # noqa: B010 - only our own plugin has it


def _finding(message: str) -> Finding:
    lines = message.strip().splitlines() or ["MkDocs gave up"]
    return Finding(
        Place(CONFIG),
        "site-shell",
        f"MkDocs: {lines[0]}",
        "mend mkdocs.yml",
        detail="\n".join(lines[1:]),
    )
