"""What a file that a report travels as carries with it: the data of the site, and the list of its
chapters."""

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from tieout.audit.data.records import Records, read_records
from tieout.audit.pages.reading import squeezed
from tieout.findings import Finding

#: The list of the chapters, each with how many numbers it links.
CHAPTERS: Final = "chapters.json"
_FACTS, _DERIVATIONS, _SOURCES = "facts.json", "derivations.json", "sources.json"


def carried_records(files: Mapping[str, bytes]) -> tuple[Records, list[Finding]]:
    """The data among the files that a file carries, by name, read as those of a site are."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "data").mkdir()
        for name in (_FACTS, _DERIVATIONS, _SOURCES):
            if name in files:
                (Path(folder) / "data" / name).write_bytes(files[name])
        return read_records(Path(folder))


def carried_titles(files: Mapping[str, bytes]) -> dict[str, str]:
    """The titles of the derivations among the files, by id, without spaces. Raises as
    `carried_list` does, and `KeyError` and `TypeError` where records are none."""
    return {it["id"]: squeezed(it["title"]) for it in carried_list(files, _DERIVATIONS)}


def carried_list(files: Mapping[str, bytes], name: str) -> list[Any]:
    """A list of records among the files. Raises `ValueError` where there is none."""
    if name not in files:
        raise ValueError(f"{name} is not embedded in it")
    try:
        data = json.loads(files[name])
    except ValueError:
        raise ValueError(f"{name} is no JSON") from None
    if not isinstance(data, list):
        raise ValueError(f"{name} holds no list")
    return data
