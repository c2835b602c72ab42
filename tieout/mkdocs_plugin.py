"""The MkDocs plugin: calls tieout before a build, so that `mkdocs build` and `mkdocs serve`
work by themselves. Nothing else lives here."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin

from tieout.audit import audit_site
from tieout.build import write_pages
from tieout.findings import Stopped, stop_on
from tieout.pages.write import check_replaceable, list_site
from tieout.progress import Progress
from tieout.report import open_report

_log = logging.getLogger("mkdocs.plugins.tieout")


class TieoutConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs types no hooks
    """The settings under `plugins: tieout:`; the report reads them from the file itself."""

    time_limit = config_options.Type(int, default=60)
    jobs = config_options.Type(int, default=2)


class TieoutPlugin(BasePlugin[TieoutConfig]):  # type: ignore[no-untyped-call]  # likewise
    """Writes the pages before MkDocs reads them, and audits the site when it is built.

    `prepared` is set by tieout's own build, which does both itself.
    """

    prepared = False
    serving = False

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Before MkDocs touches the old site: a finding stops here and leaves it alone."""
        if not self.prepared:
            try:
                report = open_report(_root(config))
                check_replaceable(Path(config.site_dir), report.root)
                with Progress() as progress:
                    write_pages(report, progress)
            except Stopped as stopped:
                raise _told(stopped) from None
        return config

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if self.prepared or self.serving:
            return
        try:
            list_site(Path(config.site_dir))
            stop_on("audit", audit_site(Path(config.site_dir), _root(config) / "seeds")[1])
        except Stopped as stopped:
            raise _told(stopped) from None

    def on_serve(
        self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Watches what people write, and not what a build writes itself. A build that stops
        at a finding tells it, and the last good site is served on."""
        server.builder = _keeping(server.builder)
        server.unwatch(config.docs_dir)
        for name in ("seeds", "data", "chapters"):
            folder = _root(config) / name
            if folder.is_dir():
                server.watch(str(folder))
        return server


def _keeping(build: Callable[[], None]) -> Callable[[], None]:
    """A build for a server that has a site already. Where MkDocs gives up, which it does by
    SystemExit, it has said why, and would let every reader wait for a better build."""

    def kept() -> None:
        try:
            build()
        except SystemExit:
            _log.warning("The site of the last good build is still served.")

    return kept


def _told(stopped: Stopped) -> PluginError:
    number = len(stopped.findings)
    details = [line for it in stopped.findings for line in (str(it), *it.detail.splitlines())]
    noun = "finding" if number == 1 else "findings"
    return PluginError("\n".join([f"tieout: {number} {noun}", *details]))


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent
