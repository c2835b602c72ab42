"""Writes the tree that the site's shell reads, all of it or nothing."""

import shutil
import tempfile
from collections.abc import Mapping
from importlib import resources
from pathlib import Path

from tieout.findings import Finding, Place, Stopped

#: What keeps the folder in version control and is not ours to remove.
_KEPT = {".gitignore"}


def asset_files() -> dict[str, bytes]:
    """The style sheet and other assets of this package, by their path in the site."""
    folder = resources.files("tieout.pages").joinpath("assets")
    return {f"assets/{it.name}": it.read_bytes() for it in folder.iterdir() if it.is_file()}


def write_tree(folder: Path, files: Mapping[str, bytes], root: Path) -> None:
    """Makes `folder` hold exactly these files. Files whose bytes have not changed are not
    touched, so that a server that watches the folder sees only what is new.

    Raises `Stopped` with a finding when the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, content in sorted(files.items()):
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


def swap_folder(new: Path, old: Path, root: Path) -> None:
    """Puts a finished folder in the place of an old one. Raises `Stopped` where it cannot."""
    try:
        old.parent.mkdir(parents=True, exist_ok=True)
        if old.exists():
            with tempfile.TemporaryDirectory(dir=old.parent, prefix=".replaced-") as aside:
                old.rename(Path(aside) / old.name)
                new.rename(old)
        else:
            new.rename(old)
    except OSError as error:
        raise Stopped("write", [unwritable(old, root, error)]) from None


def unwritable(folder: Path, root: Path, error: OSError) -> Finding:
    """The finding for a folder that cannot be written."""
    name = folder.relative_to(root).as_posix() if folder.is_relative_to(root) else folder.name
    return Finding(
        Place(name),
        "output-unwritable",
        f"it cannot be written: {error.strerror or error}",
        "give yourself the right to write there, or build elsewhere",
    )


def _replace(target: Path, content: bytes) -> None:
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:
        file.write(content)
    Path(file.name).chmod(0o644)
    shutil.move(file.name, target)
