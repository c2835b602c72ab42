"""Writes the tree that the site's shell reads, all of it or nothing."""

import os
import re
import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from errno import EACCES, EDQUOT, EIO, ENOSPC, ENOTDIR, EROFS
from importlib import resources
from os import strerror
from pathlib import Path

from tieout.findings import Finding, Place, Stopped, stop_on
from tieout.report import CONFIG

#: Lists what tieout has written in a tree; MkDocs passes over names that begin with a dot.
WRITTEN = ".written"
#: Stands in every site that tieout has built.
_MARK = "data/facts.json"
#: What only a site's shell writes, beside pages.
_OF_A_SHELL = re.compile(r"(?:assets|search)/.+|search\.json|sitemap\.xml(?:\.gz)?|404\.html")
#: Errors that a disk makes and no code mends, and what to do.
_DISK = {
    ENOSPC: "make room on the disk, and build again",
    EDQUOT: "make room within your quota, and build again",
    EROFS: "build where the disk can be written",
    EIO: "see to the disk",
}


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
        check_foreign(folder, files, root)
        written = _written(folder)
        # Listed before it is written: a build that is cut off knows its own files again.
        listing = "".join(f"{path}\n" for path in sorted(written | files.keys()))
        _replace(folder / WRITTEN, listing.encode())
        for path, content in sorted(files.items()):
            target = folder / path
            if target.is_file() and target.read_bytes() == content:
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            _replace(target, content)
        for path in written - files.keys():
            (folder / path).unlink(missing_ok=True)
        _replace(folder / WRITTEN, "".join(f"{path}\n" for path in sorted(files)).encode())
        for old in sorted(folder.rglob("*"), reverse=True):
            if old.is_dir() and not any(old.iterdir()):
                old.rmdir()
    except OSError as error:
        raise Stopped("write", [unwritable(folder, root, error)]) from None


def _written(folder: Path) -> set[str]:
    """What earlier builds have written in a tree, by path."""
    listing = folder / WRITTEN
    if not listing.is_file():
        return set()
    return set(listing.read_text(encoding="utf-8", errors="replace").splitlines())


def _documents(folder: Path) -> set[str]:
    """The files of a folder, by path. Those whose names begin with a dot are passed over by
    the shell, and are no documents."""
    files = (it.relative_to(folder) for it in folder.rglob("*") if not it.is_dir())
    return {it.as_posix() for it in files if not any(part[0] == "." for part in it.parts)}


def check_foreign(folder: Path, files: Collection[str], root: Path) -> None:
    """Raises `Stopped` where a folder of pages holds a file that is neither one of `files`,
    which are to be written, nor written by a build before."""
    found = sorted(_documents(folder) - _written(folder) - set(files))
    if found:
        what = f"it holds {found[0]}, which tieout did not write"
        hint = f"name another docs_dir in {CONFIG}, or move the file away"
        stop_on("write", [Finding(Place(_named(folder, root)), "output-foreign", what, hint)])


def list_site(site: Path) -> None:
    """Leaves in a site that has been built the list of its files."""
    listing = "".join(f"{path}\n" for path in sorted(_documents(site)))
    (site / WRITTEN).write_text(listing, encoding="utf-8")


def add_to_site(site: Path, path: str, content: bytes) -> None:
    """Puts one file into a site, which need not be there yet, and into the list of its files."""
    target = site / path
    target.parent.mkdir(parents=True, exist_ok=True)
    _replace(target, content)
    if (site / WRITTEN).is_file() or len(_documents(site)) == 1:
        listing = "".join(f"{it}\n" for it in sorted(_written(site) | {path}))
        (site / WRITTEN).write_text(listing, encoding="utf-8")


def check_replaceable(site: Path, root: Path) -> None:
    """Raises `Stopped` where a site would take the place of files that no build wrote. A site
    without a list of its own is one that another shell has built over the tree; where listed
    files are gone, another shell has built in the place of this one, and left its own."""
    if not site.is_dir():
        return
    written, found = _written(site), sorted(_documents(site))
    if written:
        replaced = not written <= set(found)
        found = [path for path in found if path not in written]
        found = [path for path in found if not (replaced and _OF_A_SHELL.fullmatch(path))]
    elif (site / _MARK).is_file():
        return
    if found:
        what = f"it holds {found[0]}, which no build wrote"
        hint = f"name another site_dir in {CONFIG}, or move what is yours away"
        stop_on("write", [Finding(Place(_named(site, root)), "output-foreign", what, hint)])


def swap_folder(new: Path, old: Path, root: Path) -> None:
    """Puts a finished folder in the place of an old one, which stays where that fails. What
    begins with a dot there (`.git`) is no part of a site and stays in it, as MkDocs keeps it.
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
            moved = []
            try:
                for it in kept.glob(".*"):
                    if not (ready / it.name).exists():
                        it.rename(ready / it.name)
                        moved.append(it.name)
                ready.rename(old)
            except BaseException:
                for name in moved:
                    (ready / name).rename(kept / name)
                if kept.exists():
                    kept.rename(old)
                raise
    except OSError as error:
        raise Stopped("write", [unwritable(old, root, error)]) from None


@contextmanager
def disk_told(root: Path) -> Iterator[None]:
    """Raises `Stopped` for a disk that fails, wherever that shows; other errors are bugs."""
    try:
        yield
    except OSError as error:
        if error.errno not in _DISK:
            raise
        folder = Path(error.filename) if isinstance(error.filename, str) else root
        raise Stopped("write", [unwritable(folder, root, error)]) from None


def unwritable(folder: Path, root: Path, error: OSError) -> Finding:
    """The finding for a folder that cannot be written."""
    hint = "give yourself the right to write there, or build elsewhere"
    return Finding(
        Place(_named(folder, root)),
        "output-unwritable",
        f"it cannot be written: {error.strerror or error}",
        _DISK.get(error.errno or 0, hint),
    )


def _named(folder: Path, root: Path) -> str:
    return folder.relative_to(root).as_posix() if folder.is_relative_to(root) else folder.name


def _replace(target: Path, content: bytes) -> None:
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False, prefix=".") as file:
        ready = Path(file.name)
    try:
        ready.write_bytes(content)
        ready.chmod(0o644)
        ready.replace(target)
    except BaseException:
        ready.unlink(missing_ok=True)
        raise
