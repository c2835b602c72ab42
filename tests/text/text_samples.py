"""Small sources for the tests of the text modules, and the five real ones."""

import functools
import hashlib
import tomllib
from pathlib import Path
from typing import Any

from tieout.text import clean, load_sources
from tieout.text.document import Document
from tieout.text.origin import Origin, Source
from tieout.text.toml_lines import toml_lines

ROOT = Path(__file__).parents[2]
CASES = Path(__file__).parent / "cases"

ORIGIN = """\
title = "标题"
title_en = "Title"
language = "zh"
kind = "a text for a test"
territory = "here"
rights = "none stated"
sha256 = "{sha256}"
original_file = "sample.txt"

[published]
date = "2025"
precision = "year"
basis = "inferred"
reason = "the text says so"
"""


def origin_toml(raw: bytes, more: str = "") -> str:
    """The `.toml` of a source, with `more` at its end."""
    return ORIGIN.format(sha256=hashlib.sha256(raw).hexdigest()) + more


def make_source(raw: str, more: str = "", **origin: Any) -> Source:
    """A source with the raw text, the TOML `more` at the end of its origin, and the fields
    of `origin` changed."""
    toml = origin_toml(raw.encode(), more)
    values = tomllib.loads(toml) | origin
    return Source(
        "sample", "seeds/sample.txt", raw, Origin.model_validate(values), toml_lines(toml)
    )


def blocks_of(document: Document) -> list[str]:
    """Each block as its kind and its text."""
    return [f"{block.kind}: {block.text}" for block in document.blocks]


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of a file under `cases/`."""
    values = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = values["case"]
    return found


@functools.cache
def real_sources() -> tuple[Source, ...]:
    """The five sources of the report."""
    sources, findings = load_sources(ROOT)
    if findings:
        raise ValueError("\n".join(map(str, findings)))
    return sources


@functools.cache
def real_document(source_id: str) -> Document:
    """One of them, cleaned."""
    source = next(source for source in real_sources() if source.id == source_id)
    document, findings = clean(source)
    if findings:
        raise ValueError("\n".join(map(str, findings)))
    return document
