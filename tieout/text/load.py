"""Reads `seeds/`: each raw text with the `.toml` of its origin."""

import codecs
import difflib
import hashlib
import re
import tomllib
import unicodedata
from pathlib import Path

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from tieout.findings import Finding, Place, place_at, place_at_byte
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
from tieout.text.toml_lines import explain, toml_lines

SEEDS = "seeds"
TABLES: dict[Keys, type[BaseModel]] = {
    (): Origin,
    ("published",): Published,
    ("reading_order",): ReadingOrder,
    ("reading_order", "segments"): Segment,
    ("repairs",): Repair,
    ("masks",): Mask,
}
#: Control characters that are no white space: no plain text holds them.
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
#: Those of the upper half, which a text holds that was read in a wrong encoding.
_UPPER_CONTROLS = re.compile("[\x80-\x84\x86-\x9f]")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_PLAIN = "a source is plain text in UTF-8"
SOURCE_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def load_sources(root: Path) -> tuple[tuple[Source, ...], list[Finding]]:
    """The sources of the report in `root`, by id, and what is wrong with the others.

    A source is `seeds/<id>.txt` with `seeds/<id>.toml` beside it. Codes: sources-missing,
    source-id, source-no-origin, origin-no-source, source-unreadable, source-empty,
    source-binary, source-encoding, source-changed, origin-invalid, origin-encoding.
    """
    folder = root / SEEDS
    # A link that leads nowhere is told where it is read.
    files = {it.name: it for it in folder.glob("*") if it.is_file() or _is_broken(it)}
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


def _is_broken(path: Path) -> bool:
    return path.is_symlink() and not path.exists()


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
    if toml is None and not (txt and not digest):  # what cannot be read has no origin to write
        message = "the source has no origin beside it"
        hint = f"write {stem}.toml: title, publisher, date, territory, rights, sha256"
        findings.append(Finding(Place(path), "source-no-origin", message, hint))
    elif toml is not None:
        origin, lines, wrong = _read_origin(toml, origin_path)
        findings.extend(wrong)
    if origin is not None and raw is not None and origin.sha256 != digest:
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
    control = _CONTROLS.search(data)
    if control and not data.startswith(_UTF_16):
        message = f"the file is binary: a control character, 0x{control[0].hex()}"
        place = place_at_byte(path, data, control.start())
        return None, digest, [Finding(place, "source-binary", message, _PLAIN)]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"byte {error.start} (0x{data[error.start]:02x}) is not UTF-8"
        hint = "convert the file to UTF-8 and register that"
        place = place_at_byte(path, data, error.start)
        return None, digest, [Finding(place, "source-encoding", message, hint)]
    if wrong := _UPPER_CONTROLS.search(text):
        message = f"the file holds a control character, U+{ord(wrong[0]):04X}"
        hint = "it was converted from a wrong encoding: convert it again"
        place = place_at(path, text, wrong.start())
        return None, digest, [Finding(place, "source-binary", message, hint)]
    if not holds_text(text):
        message, hint = "the file holds no text", "restore it; its origin holds its sha256"
        return None, digest, [Finding(Place(path), "source-empty", message, hint)]
    return text, digest, []


def holds_controls(data: bytes, text: str) -> bool:
    """Whether bytes, or the text that they are, hold control characters that no text has."""
    return bool(_CONTROLS.search(data) or _UPPER_CONTROLS.search(text))


def holds_text(text: str) -> bool:
    """Whether anything in a text can be seen."""
    return any(unicodedata.category(it)[0] not in "ZC" for it in text)


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
        message = f"byte {error.start} (0x{data[error.start]:02x}) is not UTF-8"
        place = place_at_byte(path, data, error.start)
        return None, {}, [Finding(place, "origin-encoding", message, "save it as UTF-8")]
    except tomllib.TOMLDecodeError as error:
        line, col, message, hint = explain(error, text)
        return None, {}, [Finding(Place(path, line, col), "origin-invalid", message, hint)]
    lines = toml_lines(text)
    try:
        return Origin.model_validate(values), lines, []
    except ValidationError as error:
        return None, lines, _schema_findings(error, path, lines)


def _schema_findings(error: ValidationError, path: str, lines: dict[Keys, int]) -> list[Finding]:
    """What is wrong with keys and values. A key that is only misspelt is not missing, too."""
    details = error.errors(include_url=False)
    unknown = [tuple(it["loc"]) for it in details if it["type"] == "extra_forbidden"]
    findings = []
    for detail in details:
        keys: Keys = tuple(detail["loc"])
        beside = [str(it[-1]) for it in unknown if it[:-1] == keys[:-1]]
        if detail["type"] == "missing" and difflib.get_close_matches(str(keys[-1]), beside, 1):
            continue
        message, hint = _misfit(keys, detail)
        findings.append(Finding(Place(path, line_of(lines, keys)), "origin-invalid", message, hint))
    return findings


def _misfit(keys: Keys, detail: ErrorDetails) -> tuple[str, str]:
    """What a key or value is that it should not be, and what it should be."""
    name = ".".join(str(key + 1) if isinstance(key, int) else key for key in keys)
    table = TABLES.get(tuple(key for key in keys[:-1] if isinstance(key, str)))
    known = list(table.model_fields) if table else []
    field = table.model_fields.get(str(keys[-1])) if table and keys else None
    about = (field.description if field else "") or ""
    value = repr(detail["input"])[:60]
    match detail["type"]:
        case "missing" if table_keys := [it for it in TABLES if it == keys]:
            return f"{name} is missing", f"write the table [{table_keys[0][0]}]"
        case "missing":
            return f"{name} is missing", about or f'write {keys[-1]} = "…"'
        case "extra_forbidden":
            near = difflib.get_close_matches(str(keys[-1]), known, 1)
            hint = f"did you mean {near[0]}?" if near else "known keys: " + ", ".join(known)
            return f"{name} is no key of an origin", hint
        case "value_error":
            return f"{name}: {detail['msg'].removeprefix('Value error, ')}", about
        case "string_too_short":
            return f"{name} is empty", about or "write what it is"
        case "string_type":
            return f"{name} is {value} and no text", "put it in quotes"
        case "literal_error":
            return f"{name} is {value}", f"write {detail['ctx']['expected']}"
        case "bool_type" | "bool_parsing":
            return f"{name} is {value}", "write true or false"
        case "tuple_type" | "model_type" | "model_attributes_type":
            return (
                f"{name} is {value} and no table",
                f"write it as a table: [{keys[0]}] or [[{keys[0]}]]",
            )
        case _:
            return f"{name} is {value}", about or "see the documentation of sources"
