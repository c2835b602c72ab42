"""`tieout quarto`: the project that it writes, how it runs Quarto, and what Quarto makes of it."""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
import yaml
from lxml import html

STAND_IN = Path(__file__).with_name("stand_in_quarto.py")


@pytest.fixture
def quarto(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A path on which nothing but the stand-in is called quarto; what it was asked, as JSON."""
    folder = tmp_path / "bin"
    folder.mkdir()
    command = folder / "quarto"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{STAND_IN}" "$@"\n')
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.setenv("STAND_IN_LOG", str(tmp_path / "asked.json"))
    return tmp_path / "asked.json"


def tieout(root: Path, *arguments: str, expect: int = 0) -> subprocess.CompletedProcess[str]:
    """Runs `tieout quarto` in a report's folder."""
    done = subprocess.run(
        [sys.executable, "-m", "tieout", "quarto", "-C", str(root), *arguments],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == expect, done.stderr
    return done


def written(project: Path) -> dict[str, bytes]:
    """The files that tieout wrote, by path."""
    listed = (project / ".written").read_text().split()
    return {it: (project / it).read_bytes() for it in listed}


def dead_links(folder: Path) -> list[str]:
    """Links of a folder's pages that lead to no file, or to no single place in it."""
    pages = {it.resolve(): html.parse(it).getroot() for it in folder.rglob("*.html")}
    ids = {path: Counter(tree.xpath("//@id")) for path, tree in pages.items()}
    dead = []
    for path, tree in pages.items():
        for href in tree.xpath("//a/@href"):
            file, _, anchor = str(href).partition("#")
            target = (path.parent / file).resolve() if file else path
            is_there = target.is_file() or (folder.parent / file).is_file()
            if not is_there or (anchor and ids[target][anchor] != 1):
                dead.append(f"{path.name}: {href}")
    return dead


def test_a_book_has_every_number_linked_to_its_evidence(ferries: Path, quarto: Path) -> None:
    done = tieout(ferries)
    project = ferries / ".tieout/quarto/html"
    assert done.stdout.strip().endswith("html/_book/index.html")
    asked = json.loads(quarto.read_text())
    assert asked["arguments"] == ["render", ".", "--to", "html"]
    assert not any(part.startswith(".") for part in Path(asked["cwd"]).parts)
    assert asked["env"]["QUARTO_PYTHON"] == sys.executable
    assert asked["env"]["JUPYTER_PREFER_ENV_PATH"] == "1"
    assert not Path(asked["env"]["TIEOUT_FACTS"]).exists()
    assert dead_links(project / "_book") == []
    page = html.parse(project / "_book/index.html").getroot()
    text = page.text_content()
    assert "{python}" not in text
    links = {it.text_content(): it.get("href") for it in page.iter("a")}
    assert links["1.145 million"] == "derivations/index.html#d-ferries.passengers.2022"
    assert links["96.4%"].startswith("sources/annual-review-2024/index.html#s-")
    assert page.xpath("//svg")
    assert not page.xpath("//script[@src]")
    costs = html.parse(project / "_book/costs.html").getroot()
    assert len(costs.xpath("//table//td//a")) == 2
    assert "import polars" in costs.text_content()  # the chapter shows its code
    assert "import altair" not in text


def test_one_document_has_every_number_linked_within_it(ferries: Path, quarto: Path) -> None:
    tieout(ferries, "--to", "typst", "--output", str(ferries / "out"))
    assert json.loads(quarto.read_text())["arguments"] == ["render", ".", "--to", "typst"]
    text = (ferries / "out/report.qmd").read_text()
    assert "# The ferries carried [1.24 million](#annual-review-2024-s-" in text
    assert "](#page.costs)" in text
    assert "[^index-1]" in text
    document = pdfium.PdfDocument(ferries / "out/_output/report.pdf")
    assert len(document) > 3
    first = document[0].get_textpage().get_text_range()
    assert "1.145 million" in first
    assert "{python}" not in first


@pytest.mark.parametrize("kind", ["html", "typst"])
def test_the_same_report_gives_the_same_project(kind: str, ferries: Path, quarto: Path) -> None:
    project = ferries / ".tieout/quarto" / kind
    tieout(ferries, "--to", kind)
    first = written(project)
    tieout(ferries, "--to", kind)
    assert written(project) == first
    assert not any(str(ferries).encode() in it for it in first.values())


def test_settings_are_those_that_quarto_documents(ferries: Path, quarto: Path) -> None:
    tieout(ferries)
    project = ferries / ".tieout/quarto/html"
    settings: dict[str, Any] = yaml.safe_load((project / "_quarto.yml").read_text())
    assert settings["project"]["type"] == "book"
    assert settings["book"]["chapters"] == ["index.qmd", "costs.qmd"]
    assert settings["book"]["appendices"][0] == "sources/index.qmd"
    assert settings["execute"]["daemon"] is False
    for name in settings["book"]["chapters"] + settings["book"]["appendices"]:
        front = yaml.safe_load((project / name).read_text().split("---\n")[1])
        assert front["title"]


def test_without_quarto_a_line_says_how_to_get_it(
    ferries: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if (Path(sys.executable).parent / "quarto").exists():
        pytest.skip("Quarto is a part of this environment")
    monkeypatch.setenv("PATH", str(tmp_path))
    done = tieout(ferries, expect=1)
    first, *rest = done.stderr.splitlines()
    assert 'quarto-missing: Quarto is not installed; pip install "tieout[quarto]"' in first
    assert rest == ["1 finding; nothing was written"]
    assert not (ferries / ".tieout").exists()


@pytest.mark.parametrize("verbose", [False, True])
def test_where_quarto_fails_a_line_says_so(
    verbose: bool, ferries: Path, quarto: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STAND_IN_FAILS", "1")
    done = tieout(ferries, *(["-v"] if verbose else []), expect=1)
    assert "quarto-failed: quarto render ended with status 1" in done.stderr
    assert ("ERROR: the kernel died" in done.stderr) is verbose


def test_where_quarto_makes_nothing_a_line_says_so(
    ferries: Path, quarto: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".hidden").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / ".hidden"))
    done = tieout(ferries, expect=1)
    assert "quarto-failed: Quarto has not made _book/index.html" in done.stderr


def test_a_folder_of_somebody_else_is_left_alone(ferries: Path, quarto: Path) -> None:
    (ferries / "mine").mkdir()
    (ferries / "mine/_quarto.yml").write_text("project:\n  type: default\n")
    done = tieout(ferries, "--output", str(ferries / "mine"), expect=1)
    assert "output-foreign" in done.stderr
    assert [it.name for it in (ferries / "mine").iterdir()] == ["_quarto.yml"]
    assert not quarto.exists()


def real_quarto() -> str:
    """The command of a real Quarto, or the test is skipped."""
    beside = Path(sys.executable).parent / "quarto"
    found = str(beside) if beside.exists() else shutil.which("quarto")
    if found is None:
        pytest.skip('Quarto is not installed: pip install "tieout[quarto]" downloads it')
    return found


@pytest.mark.parametrize("kind", ["html", "typst"])
def test_a_real_quarto_renders_the_project(kind: str, ferries: Path) -> None:
    real_quarto()
    tieout(ferries, "--to", kind, "-v")
    project = ferries / ".tieout/quarto" / kind
    if kind == "typst":
        document = pdfium.PdfDocument(project / "_output/report.pdf")
        text = "".join(page.get_textpage().get_text_range() for page in document)
        assert "1.145 million" in text
        assert "{python}" not in text
        return
    page = html.parse(project / "_book/index.html").getroot()
    assert "{python}" not in page.find(".//main").text_content()
    links = {it.text_content(): str(it.get("href")) for it in page.find(".//main").iter("a")}
    assert links["1.145 million"].endswith("derivations/index.html#d-ferries.passengers.2022")
    assert "sources/annual-review-2024/index.html#s-" in links["96.4%"]
    assert page.xpath("//*[@id='fig-punctuality']//*[local-name()='svg']")
    for target in ("sources/annual-review-2024/index.html", "derivations/index.html"):
        tree = html.parse(project / "_book" / target).getroot()
        ids = set(tree.xpath("//@id"))
        wanted = {
            href.partition("#")[2] for href in links.values() if target in href and "#" in href
        }
        assert wanted
        assert wanted <= ids


@pytest.mark.parametrize("kind", ["html", "typst"])
@pytest.mark.parametrize("name", ["index", "costs"])
def test_a_real_quarto_renders_a_chapter_by_itself(name: str, kind: str, ferries: Path) -> None:
    command = real_quarto()
    done = subprocess.run(
        [command, "render", f"chapters/{name}.qmd", "--to", kind, "--no-execute-daemon"],
        cwd=ferries, env={**os.environ, "QUARTO_PYTHON": sys.executable},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    made = ferries / "chapters" / f"{name}.{'html' if kind == 'html' else 'pdf'}"
    assert made.is_file()
    if kind == "html":
        main = html.parse(made).getroot().find(".//main")
        assert any("../site/" in str(it.get("href")) for it in main.iter("a"))
