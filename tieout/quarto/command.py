"""Quarto itself: where its command is found, and running it over a project."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pylopdf_fonts_zh_cn

from tieout.chapters.handover import FACTS_VARIABLE
from tieout.findings import Finding, Place, Stopped, stop_on
from tieout.pages.write import WRITTEN, write_tree
from tieout.quarto.addresses import Format
from tieout.quarto.project import OPENED, OUTPUT

_COMMAND: Final = "quarto"
#: How many of the last lines that Quarto has said stand below a finding.
_LAST: Final = 40


def find_quarto() -> Path:
    """The command: of this environment, where `pip install tieout[quarto]` puts it, else on the
    path. Raises `Stopped` with a finding that says how to get it."""
    beside = Path(sys.executable).parent
    found = shutil.which(_COMMAND, path=str(beside)) or shutil.which(_COMMAND)
    if found is None:
        stop_on(
            "quarto",
            [
                Finding(
                    Place(_COMMAND),
                    "quarto-missing",
                    "Quarto is not installed",
                    'pip install "tieout[quarto]" downloads it; or get it from quarto.org',
                )
            ],
        )
    return Path(str(found))


def check_project_folder(folder: Path) -> None:
    """Raises `Stopped` where a folder holds anything but a project that tieout has written."""
    if folder.is_dir() and any(folder.iterdir()) and not (folder / WRITTEN).is_file():
        what = "the folder is not empty, and no project of tieout's"
        hint = "name another one by --output"
        stop_on("quarto", [Finding(Place(folder.as_posix()), "output-foreign", what, hint)])


def write_project(folder: Path, files: Mapping[str, bytes], root: Path) -> None:
    """Writes the files of a project, in the place of one that was written there before and of
    what Quarto has made of it. Raises `Stopped` where the folder cannot be written."""
    check_project_folder(folder)
    for made in (*OUTPUT.values(), ".quarto"):
        shutil.rmtree(folder / made, ignore_errors=True)
    write_tree(folder, files, root)


def render(quarto: Path, project: Path, kind: Format, facts: Path, *, verbose: bool) -> None:
    """Renders a project. Its kernels are of this interpreter and take the report's tied facts
    from the file `facts`; Chinese is set in the fonts that come with tieout.

    Raises `Stopped` with a finding where Quarto gives up; with `verbose`, it holds the last
    lines of what Quarto has said.
    """
    environment = {
        **os.environ,
        "QUARTO_PYTHON": sys.executable,
        FACTS_VARIABLE: str(facts),
        "JUPYTER_PREFER_ENV_PATH": "1",  # a kernel of the user's own would lack tieout
        "PYTHONHASHSEED": "0",
        "TYPST_FONT_PATHS": str(Path(pylopdf_fonts_zh_cn.serif_path()).parent),
    }
    try:
        done = subprocess.run(
            [str(quarto), "render", ".", "--to", kind],
            cwd=project,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError as error:
        raise Stopped("quarto", [_failed(f"it cannot be run: {error.strerror}", "")]) from None
    if done.returncode:
        said = done.stdout.strip().splitlines()[-_LAST:] if verbose else []
        what = f"quarto render ended with status {done.returncode}"
        raise Stopped("quarto", [_failed(what, "\n".join(said), hinted=not verbose)])


def take_output(work: Path, project: Path, kind: Format) -> None:
    """Puts what Quarto has made in one folder into another, that of the project. Raises
    `Stopped` where it has made nothing."""
    if not (work / OPENED[kind]).is_file():
        raise Stopped("quarto", [_failed(f"Quarto has not made {OPENED[kind]}", "", hinted=True)])
    shutil.copytree(work / OUTPUT[kind], project / OUTPUT[kind])


def _failed(what: str, detail: str, *, hinted: bool = False) -> Finding:
    hint = "run it with -v to see what Quarto says" if hinted else "mend what Quarto names below"
    return Finding(Place(_COMMAND), "quarto-failed", what, hint, detail)
