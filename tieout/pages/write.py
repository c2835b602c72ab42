"""Writes the tree that the site's shell reads, all of it or nothing."""

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from errno import EACCES, ENOTDIR
from importlib import resources
from os import strerror
from pathlib import Path

from tieout.findings import Finding, Place, Stopped, stop_on
from tieout.report import CONFIG

#: What keeps the folder in version control and is not ours to remove.
_KEPT = {".gitignore"}
#: Stands in every tree that tieout has written, and is written first.
_FIRST = "data/facts.json"


def asset_files() -> dict[str, bytes]:
    """The style sheet and other assets of this package, by their path in the site."""
    folder = resources.files("tieout.pages").joinpath("assets")
    return {f"assets/{it.name}": it.read_bytes() for it in folder.iterdir() if it.is_file()}


def check_writable(folders: Iterable[Path], root: Path) -> None:
    """Raises `Stopped` with a finding for each folder that could not be written: told before
    chapters run, and not after."""
    findings = []
    for folder in folders:
        there = next(it for it in (folder, *folder.parents) if it.exists())
        if not there.is_dir():
            findings.append(unwritable(folder, root, OSError(ENOTDIR, strerror(ENOTDIR))))
        elif not os.access(there, os.W_OK | os.X_OK):
            findings.append(unwritable(folder, root, OSError(EACCES, strerror(EACCES))))
    stop_on("write", findings)


def write_tree(folder: Path, files: Mapping[str, bytes], root: Path) -> None:
    """Makes `folder` hold exactly these files. Files whose bytes have not changed are not
    touched, so that a server that watches the folder sees only what is new.

    Raises `Stopped` with a finding when the folder cannot be written, or holds files that
    no build of tieout has put there: nobody's own documents are removed.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stop_on("write", _foreign(folder, root))
        for path, content in sorted(files.items(), key=lambda it: (it[0] != _FIRST, it)):
            target = folder / path
            if target.is_file() and target.read_bytes() == content:
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            _replace(target, content)
        wanted = {folder / path for path in files}
        for old in sorted(folder.rglob("*"), reverse=True):
            if old.is_file() and old not in wanted and old.name not in _KEPT:
                old.unlink()
            elif old.is_dir() and not any(old.iterdir()):
                old.rmdir()
    except OSError as error:
        raise Stopped("write", [unwritable(folder, root, error)]) from None


def _foreign(folder: Path, root: Path) -> list[Finding]:
    """The finding for a folder with files of someone else's."""
    if (folder / _FIRST).is_file():
        return []
    found = sorted(it for it in folder.rglob("*") if it.is_file() and it.name not in _KEPT)
    if not found:
        return []
    name = found[0].relative_to(folder).as_posix()
    return [
        Finding(
            Place(_named(folder, root)),
            "output-foreign",
            f"it holds {name}, which tieout did not write",
            f"name another docs_dir in {CONFIG}, or empty this one",
        )
    ]


def swap_folder(new: Path, old: Path, root: Path) -> None:
    """Puts a finished folder in the place of an old one, which stays where that fails.
    Raises `Stopped` where it cannot."""
    try:
        if old.exists() and not old.is_dir():
            raise NotADirectoryError(ENOTDIR, strerror(ENOTDIR))
        old.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=old.parent, prefix=".replaced-") as aside:
            ready, kept = Path(aside) / "new", Path(aside) / "old"
            shutil.move(new, ready)  # it may come from another file system
            if old.exists():
                old.rename(kept)
            try:
                ready.rename(old)
            except BaseException:
                if kept.exists():
                    kept.rename(old)
                raise
    except OSError as error:
        raise Stopped("write", [unwritable(old, root, error)]) from None


def unwritable(folder: Path, root: Path, error: OSError) -> Finding:
    """The finding for a folder that cannot be written."""
    return Finding(
        Place(_named(folder, root)),
        "output-unwritable",
        f"it cannot be written: {error.strerror or error}",
        "give yourself the right to write there, or build elsewhere",
    )


def _named(folder: Path, root: Path) -> str:
    return folder.relative_to(root).as_posix() if folder.is_relative_to(root) else folder.name


def _replace(target: Path, content: bytes) -> None:
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:
        file.write(content)
    Path(file.name).chmod(0o644)
    shutil.move(file.name, target)
