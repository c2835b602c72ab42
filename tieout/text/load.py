"""Reads `seeds/`: each raw text with the `.toml` of its origin."""

import hashlib
import re
import tomllib
from pathlib import Path

from pydantic import BaseModel, ValidationError

from tieout.findings import Finding, Place
from tieout.text.origin import (
    Keys,
    Mask,
    Origin,
    Published,
    ReadingOrder,
    Repair,
    Segment,
    Source,
    line_of,
)
from tieout.text.toml_lines import error_place, toml_lines

SEEDS = "seeds"
TABLES: dict[Keys, type[BaseModel]] = {
    (): Origin,
    ("published",): Published,
    ("reading_order",): ReadingOrder,
    ("reading_order", "segments"): Segment,
    ("repairs",): Repair,
    ("masks",): Mask,
}
SOURCE_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def load_sources(root: Path) -> tuple[tuple[Source, ...], list[Finding]]:
    """The sources of the report in `root`, by id, and what is wrong with the others.

    A source is `seeds/<id>.txt` with `seeds/<id>.toml` beside it. Codes: sources-missing,
    source-id, source-no-origin, origin-no-source, source-unreadable, source-empty,
    source-binary, source-encoding, source-changed, origin-invalid, origin-encoding.
    """
    folder = root / SEEDS
    files = {path.name: path for path in folder.glob("*") if path.is_file()}
    stems = sorted({path.stem for path in files.values() if path.suffix in {".txt", ".toml"}})
    findings: list[Finding] = []
    sources: list[Source] = []
    if not any(name.endswith(".txt") for name in files):
        hint = "add a raw document <id>.txt with its <id>.toml beside it"
        place = Place(SEEDS)
        findings.append(Finding(place, "sources-missing", "the folder holds no source", hint))
    for stem in stems:
        if SOURCE_ID.fullmatch(stem) is None:
            kind = ".txt" if f"{stem}.txt" in files else ".toml"
            message = f"{stem!r} cannot be the id of a source"
            hint = "use small letters, digits and single hyphens: it becomes an address"
            findings.append(Finding(Place(f"{SEEDS}/{stem}{kind}"), "source-id", message, hint))
            continue
        source, wrong = _load_source(stem, files.get(f"{stem}.txt"), files.get(f"{stem}.toml"))
        findings.extend(wrong)
        if source is not None:
            sources.append(source)
    return tuple(sources), findings


def _load_source(
    stem: str, txt: Path | None, toml: Path | None
) -> tuple[Source | None, list[Finding]]:
    path, origin_path = f"{SEEDS}/{stem}.txt", f"{SEEDS}/{stem}.toml"
    findings: list[Finding] = []
    raw = origin = None
    digest = ""
    lines: dict[Keys, int] = {}
    if txt is None:
        message = "no raw text stands beside this origin"
        hint = f"add {stem}.txt, or remove this file"
        findings.append(Finding(Place(origin_path), "origin-no-source", message, hint))
    else:
        raw, digest, wrong = read_raw(txt, path)
        findings.extend(wrong)
    if toml is None:
        message = "the source has no origin beside it"
        hint = f"write {stem}.toml: title, publisher, date, territory, rights, sha256"
        findings.append(Finding(Place(path), "source-no-origin", message, hint))
    else:
        origin, lines, wrong = _read_origin(toml, origin_path)
        findings.extend(wrong)
    if origin is not None and digest and origin.sha256 != digest:
        place = Place(origin_path, line_of(lines, ("sha256",)))
        message = f"{stem}.txt is not the file that was registered: its sha256 is {digest}"
        hint = "restore the file; a new version of a document is a new source"
        findings.append(Finding(place, "source-changed", message, hint))
        return None, findings
    if raw is None or origin is None:
        return None, findings
    return Source(stem, path, raw, origin, lines), findings


def read_raw(file: Path, path: str) -> tuple[str | None, str, list[Finding]]:
    """The text of a file, its line ends as they are, the sha256 of its bytes, and what is wrong
    with it. Findings, under the name `path`: source-unreadable, source-empty, source-binary,
    source-encoding."""
    try:
        data = file.read_bytes()
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        return None, "", [Finding(Place(path), "source-unreadable", message)]
    digest = hashlib.sha256(data).hexdigest()
    if not data.strip():
        return None, digest, [Finding(Place(path), "source-empty", "the file holds no text")]
    if b"\0" in data:
        at = data.index(b"\0")
        line, col = _byte_position(data, at)
        message = f"the file is binary: a NUL at byte {at}"
        hint = "a source is plain text in UTF-8"
        return None, digest, [Finding(Place(path, line, col), "source-binary", message, hint)]
    try:
        return data.decode("utf-8"), digest, []
    except UnicodeDecodeError as error:
        line, col = _byte_position(data, error.start)
        message = f"byte {error.start} (0x{data[error.start]:02x}) is not UTF-8"
        hint = "convert the file to UTF-8 and register that"
        return None, digest, [Finding(Place(path, line, col), "source-encoding", message, hint)]


def _byte_position(data: bytes, at: int) -> tuple[int, int]:
    """Line and column, from 1, of a byte whose predecessors are UTF-8."""
    start = data.rfind(b"\n", 0, at) + 1
    return data.count(b"\n", 0, at) + 1, len(data[start:at].decode("utf-8", "replace")) + 1


def _read_origin(file: Path, path: str) -> tuple[Origin | None, dict[Keys, int], list[Finding]]:
    """The origin that a `.toml` holds, the lines of its keys, and what is wrong with it."""
    try:
        data = file.read_bytes()
        text = data.decode("utf-8").replace("\r\n", "\n")
        values = tomllib.loads(text)
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        return None, {}, [Finding(Place(path), "origin-invalid", message)]
    except UnicodeDecodeError as error:
        line, col = _byte_position(data, error.start)
        message = f"byte {error.start} (0x{data[error.start]:02x}) is not UTF-8"
        return None, {}, [Finding(Place(path, line, col), "origin-encoding", message)]
    except tomllib.TOMLDecodeError as error:
        line, col, message = error_place(error, text)
        finding = Finding(Place(path, line, col), "origin-invalid", f"this is no TOML: {message}")
        return None, {}, [finding]
    lines = toml_lines(text)
    try:
        return Origin.model_validate(values), lines, []
    except ValidationError as error:
        return None, lines, _schema_findings(error, path, lines)


def _schema_findings(error: ValidationError, path: str, lines: dict[Keys, int]) -> list[Finding]:
    findings = []
    for detail in error.errors(include_url=False, include_context=False):
        keys: Keys = tuple(detail["loc"])
        name = ".".join(str(key + 1) if isinstance(key, int) else key for key in keys)
        match detail["type"]:
            case "missing":
                message, hint = f"{name} is missing", ""
            case "extra_forbidden":
                message, hint = f"{name} is no key of an origin", _known(keys)
            case _:
                message = f"{name}: {detail['msg'].removeprefix('Value error, ')}"
                hint = ""
        place = Place(path, line_of(lines, keys))
        findings.append(Finding(place, "origin-invalid", message, hint))
    return findings


def _known(keys: Keys) -> str:
    """The hint for an unknown key: those that its table has."""
    table = tuple(key for key in keys[:-1] if isinstance(key, str))
    return "known keys: " + ", ".join(TABLES[table].model_fields) if table in TABLES else ""
