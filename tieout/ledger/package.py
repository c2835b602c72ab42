"""The tables as a Frictionless data package: the descriptor, made from the records."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from tieout.ledger.comparison import CONFLICTS, FAMILIES, RELATIONS
from tieout.ledger.ledger import (
    AREAS,
    DECISIONS,
    FACTS,
    INDICATORS,
    NAMES,
    SET_ASIDE,
    TRANSLATIONS,
    UNITS,
)
from tieout.ledger.records import (
    Area,
    ConflictNote,
    Decision,
    Fact,
    Family,
    Indicator,
    Name,
    NewUnit,
    Relation,
    SetAside,
    Translation,
)

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"

Keys = tuple[str, ...]

#: For each table: its name, path, record, key, and the columns that refer to other tables.
_TABLES: tuple[tuple[str, str, type[BaseModel], Keys, dict[str, str]], ...] = (
    ("areas", AREAS, Area, ("id",), {"within": ""}),
    ("indicators", INDICATORS, Indicator, ("id",), {}),
    (
        "facts",
        FACTS,
        Fact,
        ("id",),
        {"area": "areas", "indicator": "indicators", "restates": ""},
    ),
    ("set-aside", SET_ASIDE, SetAside, ("source", "quote", "number"), {}),
    ("decisions", DECISIONS, Decision, ("fact", "field"), {"fact": "facts"}),
    ("relations", RELATIONS, Relation, ("what", "one", "kind", "other"), {}),
    ("comparability", FAMILIES, Family, ("id",), {}),
    ("conflicts", CONFLICTS, ConflictNote, ("rule", "facts"), {}),
    ("names", NAMES, Name, ("text",), {}),
    ("units", UNITS, NewUnit, ("code",), {}),
)


def describe(root: Path, name: str = "ledger", title: str = "") -> dict[str, Any]:
    """The content of `data/datapackage.json` for the tables that stand under `root/data/`.

    Its Table Schemas come from the pydantic records: names, types, descriptions,
    constraints, the primary key and foreign keys. Paths are relative to `data/`.
    """
    resources = [
        _resource(table, path, model, key, references)
        for table, path, model, key, references in _TABLES
        if (root / path).is_file()
    ]
    resources += [
        _resource(
            f"translations-{file.stem}",
            f"{TRANSLATIONS}/{file.name}",
            Translation,
            ("sentence",),
            {},
        )
        for file in sorted((root / TRANSLATIONS).glob("*.csv"))
    ]
    head = {"$schema": PROFILE, "name": name}
    return {**head, **({"title": title} if title else {}), "resources": resources}


def _resource(
    name: str, path: str, model: type[BaseModel], key: Keys, references: dict[str, str]
) -> dict[str, Any]:
    return {
        "name": name,
        "path": path.removeprefix("data/"),
        "type": "table",
        "description": _first_paragraph(model.__doc__ or ""),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": table_schema(model, key, references),
    }


def table_schema(model: type[BaseModel], key: Keys, references: dict[str, str]) -> dict[str, Any]:
    """The Table Schema of a record. `references` maps a column to the name of the table
    whose `id` it holds, the empty name for the table itself."""
    schema: dict[str, Any] = {
        "fields": [
            _field(name, info, required=name in key, unique=(name,) == key)
            for name, info in model.model_fields.items()
        ],
        "primaryKey": list(key),
        "missingValues": [""],
    }
    if references:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": table, "fields": ["id"]}}
            for column, table in references.items()
        ]
    return schema


def _field(name: str, info: FieldInfo, *, required: bool, unique: bool) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    choices = _choices(info.annotation)
    pattern = next((m.pattern for m in info.metadata if getattr(m, "pattern", None)), None)
    least = next((m.min_length for m in info.metadata if hasattr(m, "min_length")), 0)
    if required or least or choices or (pattern and not re.search(pattern, "")):
        constraints["required"] = True
    if unique:
        constraints["unique"] = True
    if pattern:
        constraints["pattern"] = pattern
    if choices:
        constraints["enum"] = list(choices)
    field: dict[str, Any] = {"name": name, "type": "string", "description": info.description or ""}
    return {**field, **({"constraints": constraints} if constraints else {})}


def _choices(annotation: object) -> Sequence[str]:
    return get_args(annotation) if get_origin(annotation) is Literal else ()


def _first_paragraph(doc: str) -> str:
    return " ".join(doc.strip().split("\n\n")[0].split())
