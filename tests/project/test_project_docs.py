"""The documentation holds together: its code can be read, its links lead somewhere."""

import ast
import csv
import re
import tomllib
from pathlib import Path

import pytest
from docs_reading import (
    CODE,
    FENCE,
    PAGES,
    ROOT,
    code_blocks,
)

from tieout import __version__


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_code_in_the_documentation_can_be_read(path: Path) -> None:
    """Blocks of Python and TOML, and the cells of chapters that are shown."""
    text = path.read_text(encoding="utf-8")
    chapters = code_blocks(text, "markdown")
    for block in code_blocks(text, "python"):
        ast.parse(block)
    for block in (cell for it in chapters for cell in code_blocks(it, "{python}")):
        ast.parse(block)
    for block in code_blocks(text, "toml"):
        tomllib.loads(block)


# The examples, the links, the version


def test_the_changelog_has_the_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"\n## {__version__}\n" in text


def test_the_readme_shows_a_row_of_the_ledger() -> None:
    (block,) = code_blocks((ROOT / "README.md").read_text(encoding="utf-8"), "csv")
    (shown,) = csv.DictReader(block.splitlines())
    with (ROOT / "data/facts.csv").open(encoding="utf-8", newline="") as file:
        assert shown in list(csv.DictReader(file))


def test_the_readme_shows_a_source_as_it_is_registered() -> None:
    (block,) = code_blocks((ROOT / "README.md").read_text(encoding="utf-8"), "toml")
    shown = tomllib.loads(block)
    real = tomllib.loads((ROOT / "seeds/yueyang-lingang-2026.toml").read_text(encoding="utf-8"))
    published = shown.pop("published")
    for name, value in shown.items():
        assert real[name].startswith(value.partition("…")[0]), name
    for name in ("date", "precision", "basis"):
        assert real["published"][name] == published[name], name


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_link_within_the_repository_resolves(path: Path) -> None:
    text = FENCE.sub("", path.read_text(encoding="utf-8"))
    for address in re.findall(r"\]\(([^)\s]+)\)", CODE.sub("", text)):
        if address.startswith(("https://", "http://")):
            continue
        name, _, anchor = address.partition("#")
        target = (path.parent / name).resolve() if name else path
        assert target.is_file(), f"{path.name} links to {address}"
        if anchor:
            assert anchor in anchors(target), f"{path.name} links to {address}"


def anchors(path: Path) -> set[str]:
    """The anchors that a page's headings get where repositories are shown."""
    text = FENCE.sub("", path.read_text(encoding="utf-8"))
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}
