"""The document through pandoc into a format that is one file, and files of files whose bytes
depend on their contents alone."""

import io
import os
import subprocess
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pypandoc

#: What a file within a file is dated by; no earlier date can be written.
_FIRST = (1980, 1, 1, 0, 0, 0)
#: Notes stand where they are referred to.
_READER = "html+epub_html_exts"
#: Words of languages that pandoc brings none for, as files of its data folder; a folder of its
#: own also keeps out what stands in the user's.
_WORDS = {"translations/zh.yaml": "Abstract: 摘要\nFigure: 图\nListing: 代码\nTable: 表\n"}


def write_file(
    body: str, form: str, files: Mapping[str, bytes], arguments: Sequence[str], day: date
) -> bytes:
    """An HTML document as pandoc writes it in a format. `files` are what it reads, by name;
    what pandoc dates, it dates by `day`. Raises `CalledProcessError` where pandoc fails, or
    finds anything to warn of: both are bugs."""
    with tempfile.TemporaryDirectory(prefix="tieout-volume-") as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        for name, text in _WORDS.items():
            place = Path(folder) / "pandoc" / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
        (Path(folder) / "body.html").write_text(body, encoding="utf-8")
        made = Path(folder) / f"made.{form}"
        command = [pypandoc.get_pandoc_path(), "--data-dir=pandoc", "body.html"]
        command += ["--from", _READER, "--to", form]
        moment = datetime.combine(day, datetime.min.time(), UTC)
        subprocess.run(
            [*command, "--output", made.name, "--fail-if-warnings", *arguments],
            cwd=folder,
            check=True,
            env={**os.environ, "SOURCE_DATE_EPOCH": str(int(moment.timestamp()))},
            stdin=subprocess.DEVNULL,
        )
        return made.read_bytes()


def unpacked(content: bytes) -> dict[str, bytes]:
    """The files in a file, by name, in their order."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {it: archive.read(it) for it in archive.namelist() if not it.endswith("/")}


def packed(files: Mapping[str, bytes], first: str) -> bytes:
    """Files as one: `first` at the beginning and not compressed, so that the kind of the whole
    can be told from its first bytes, the others by name."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in sorted(files, key=lambda it: (it != first, it)):
            info = zipfile.ZipInfo(name, _FIRST)
            info.create_system = 0  # the same on every system
            info.compress_type = zipfile.ZIP_STORED if name == first else zipfile.ZIP_DEFLATED
            archive.writestr(info, files[name])
    return made.getvalue()
