"""MkDocs as the shell: what its plugin stops, tells, and keeps serving."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError

from tieout.build import Built
from tieout.findings import Stopped
from tieout.mkdocs_plugin import TieoutPlugin
from tieout.shell import build_with_mkdocs


def _plugin(root: Path) -> tuple[TieoutPlugin, MkDocsConfig]:
    config = load_config(config_file=str(root / "mkdocs.yml"))
    return cast("TieoutPlugin", config.plugins["tieout"]), config


def test_findings_stop_mkdocs_and_are_told_in_full(
    ferries: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = "---\ntitle: x\n---\n\n```{python}\nx = = 1\n```\n"
    (ferries / "chapters/costs.qmd").write_text(bad)
    plugin, config = _plugin(ferries)
    with pytest.raises(PluginError) as caught:
        plugin.on_config(config)
    assert str(caught.value).splitlines() == [
        "tieout: 1 finding",
        "chapters/costs.qmd:6:5: chapter-syntax: Python cannot read this line: invalid syntax; "
        "mend the cell",
        "x = = 1",
    ]
    assert list((ferries / "pages").iterdir()) == []


def test_mkdocs_removes_nobodys_files(ferries: Path) -> None:
    (ferries / "site").mkdir()
    (ferries / "site/thesis.txt").write_text("years of work")
    plugin, config = _plugin(ferries)
    with pytest.raises(PluginError, match="it holds thesis\\.txt, which no"):
        plugin.on_config(config)
    assert list((ferries / "pages").iterdir()) == []


def test_tieouts_own_build_leaves_the_plugin_as_it_was(
    ferries_built: tuple[Path, Built], ferries: Path
) -> None:
    """MkDocs keeps a plugin for the next build of the same process."""
    root, _ = ferries_built
    build_with_mkdocs(root, ferries / "out")
    plugin, _ = _plugin(root)
    assert not plugin.prepared


class _Server:
    """As much of MkDocs' server as the plugin touches."""

    def __init__(self, builder: Callable[[], None]) -> None:
        self.builder = builder
        self.watched: list[str] = []

    def watch(self, path: str) -> None:
        self.watched.append(path)

    def unwatch(self, path: str) -> None:
        self.watched.remove(path)


def _serving(root: Path, builder: Callable[[], None]) -> _Server:
    plugin, config = _plugin(root)
    server = _Server(builder)
    server.watch(config.docs_dir)
    assert plugin.on_serve(cast("Any", server), config=config, builder=builder) is server
    return server


def test_the_server_watches_what_people_write(ferries: Path) -> None:
    server = _serving(ferries, lambda: None)
    assert server.watched == [str(ferries / name) for name in ("seeds", "data", "chapters")]


def test_a_finding_in_a_rebuild_leaves_the_last_site_served(
    ferries: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def gives_up() -> None:
        raise Abort("Aborted with a BuildError!")

    with caplog.at_level(logging.WARNING, "mkdocs"):
        _serving(ferries, gives_up).builder()
    assert "last good build is still served" in caplog.text


def test_a_bug_in_a_rebuild_is_not_swallowed(ferries: Path) -> None:
    def broken() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        _serving(ferries, broken).builder()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("nav:", "nav: 5\nold:", "MkDocs: Config value 'nav'"),
        (
            "  name: material",
            "  name: no-such-theme",
            "MkDocs: Config value 'theme': Unrecognised theme name",
        ),
        (
            "theme:\n  name: material\n  language: en\n  font: false",
            "theme: [a]",
            "MkDocs: Config value 'theme'",
        ),
        ("plugins:\n  - search\n  - tieout", "plugins: 5", "MkDocs: Config value 'plugins'"),
        (
            "  - search",
            "  - no-such-plugin",
            "MkDocs: Config value 'plugins': The \"no-such-plugin\" plugin",
        ),
        ("extra_css:", "extra_css: 7\nold:", "MkDocs: Config value 'extra_css'"),
    ],
)
def test_settings_that_mkdocs_refuses_are_findings(
    ferries: Path, old: str, new: str, said: str
) -> None:
    path = ferries / "mkdocs.yml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    with pytest.raises(Stopped) as caught:
        build_with_mkdocs(ferries, ferries / "out")
    assert {it.code for it in caught.value.findings} == {"site-shell"}
    assert caught.value.findings[0].message.startswith(said)
