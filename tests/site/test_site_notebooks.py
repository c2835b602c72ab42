"""The notebooks of a site are valid, and run again to the same outputs by nbconvert."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import nbformat
import pytest

from tieout.build import Built


def ran_again(notebook: Path, folder: Path) -> nbformat.NotebookNode:
    """The notebook as nbconvert executes it where it lies."""
    done = subprocess.run(
        [sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute", "--stdout",
         notebook.name],
        cwd=notebook.parent,
        env={**os.environ, "IPYTHONDIR": str(folder), "PYTHONHASHSEED": "0"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return nbformat.reads(done.stdout, 4)


def check_same(notebook: Path, folder: Path) -> None:
    """Cell by cell: a notebook's outputs, and those of running it again."""
    published, again = nbformat.read(notebook, 4), ran_again(notebook, folder)
    assert len(published.cells) == len(again.cells)
    for number, (one, other) in enumerate(zip(published.cells, again.cells, strict=True)):
        assert one.get("outputs") == other.get("outputs"), f"{notebook.name}, cell {number}"
        assert one.source == other.source


def test_every_notebook_is_valid(report_built: tuple[Path, Built]) -> None:
    found = sorted((report_built[0] / "site/notebooks").rglob("*.ipynb"))
    assert found
    for path in found:
        nbformat.validate(nbformat.read(path, 4))


@pytest.mark.parametrize("name", ["index", "costs"])
def test_a_notebook_runs_again_to_the_same(
    name: str, ferries_built: tuple[Path, Built], tmp_path: Path
) -> None:
    notebook = ferries_built[0] / f"site/notebooks/{name}.ipynb"
    nbformat.validate(nbformat.read(notebook, 4))
    check_same(notebook, tmp_path)


@pytest.mark.parametrize("name", ["trade", "port"])
def test_a_notebook_of_the_report_runs_again_to_the_same(
    name: str, report_built: tuple[Path, Built], tmp_path: Path
) -> None:
    check_same(report_built[0] / f"site/notebooks/{name}.ipynb", tmp_path)


def test_a_notebook_shows_charts_without_scripts(ferries_built: tuple[Path, Built]) -> None:
    notebook = nbformat.read(ferries_built[0] / "site/notebooks/index.ipynb", 4)
    outputs = [it.data for cell in notebook.cells for it in cell.get("outputs", ())]
    charts = [it for it in outputs if "image/svg+xml" in it]
    assert len(charts) == 1
    assert "<script" not in charts[0]["text/html"]
    assert 'href="../sources/' in charts[0]["text/html"]


def test_nothing_that_slows_altair_is_installed() -> None:
    """jupyter_server brings rfc3987-syntax, with which altair takes a second longer."""
    assert find_spec("rfc3987_syntax") is None
    assert find_spec("jupyter_server") is None
