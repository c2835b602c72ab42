"""Writes the tree that the site's shell reads, all of it or nothing."""

import os
import shutil
import tempfile
from collections.abc import Collection, Iterable, Mapping
from errno import EACCES, ENOTDIR
from importlib import resources
from os import strerror
from pathlib import Path

from tieout.findings import Finding, Place, Stopped, stop_on
from tieout.report import CONFIG

#: Lists what tieout has written in a tree; MkDocs passes over names that begin with a dot.
_WRITTEN = ".written"
#: Stands in every site that tieout has built.
_MARK = "data/facts.json"


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
        written = _written(folder)
        stop_on("write", _foreign(folder, root, written | files.keys()))
        # Listed before it is written: a build that is cut off knows its own files again.
        listing = "".join(f"{path}\n" for path in sorted(written | files.keys()))
        _replace(folder / _WRITTEN, listing.encode())
        for path, content in sorted(files.items()):
            target = folder / path
            if target.is_file() and target.read_bytes() == content:
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            _replace(target, content)
        for path in written - files.keys():
            (folder / path).unlink(missing_ok=True)
        _replace(folder / _WRITTEN, "".join(f"{path}\n" for path in sorted(files)).encode())
        for old in sorted(folder.rglob("*"), reverse=True):
            if old.is_dir() and not any(old.iterdir()):
                old.rmdir()
    except OSError as error:
        raise Stopped("write", [unwritable(folder, root, error)]) from None


def _written(folder: Path) -> set[str]:
    """What earlier builds have written in a tree, by path."""
    listing = folder / _WRITTEN
    return set(listing.read_text(encoding="utf-8").splitlines()) if listing.is_file() else set()


def _foreign(folder: Path, root: Path, own: Collection[str]) -> list[Finding]:
    """The finding for a folder with files of someone else's."""
    # Names that begin with a dot are passed over by the shell, and are no documents.
    files = (it for it in folder.rglob("*") if it.is_file() and not it.name.startswith("."))
    found = sorted({it.relative_to(folder).as_posix() for it in files} - set(own))
    if not found:
        return []
    return [
        Finding(
            Place(_named(folder, root)),
            "output-foreign",
            f"it holds {found[0]}, which tieout did not write",
            f"name another docs_dir in {CONFIG}, or move the file away",
        )
    ]


def check_replaceable(site: Path, root: Path) -> None:
    """Raises `Stopped` where a site would take the place of a folder that tieout, or a shell
    over its tree, did not build."""
    if not site.is_dir() or (site / _MARK).is_file() or not any(site.iterdir()):
        return
    first = min(site.iterdir()).name
    what = f"it holds {first}, and is no site that tieout built"
    hint = f"name another site_dir in {CONFIG}, or move its files away"
    stop_on("write", [Finding(Place(_named(site, root)), "output-foreign", what, hint)])


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
