"""Every column, rule, field, key, step, repair, waiver and argument is documented, and none that is
not there."""

import ast
import json
import re
import shutil
from pathlib import Path

import pytest
from docs_reading import (
    ROOT,
    choices,
    code_blocks,
    codes,
    page,
    section,
    table,
    tables,
)
from package_codes import Code, Package
from pydantic import BaseModel

from tieout.compare.rules import RULES
from tieout.ledger.frames import FACTS_SCHEMA
from tieout.ledger.package import describe
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
from tieout.numbers.mention import BOUNDS
from tieout.text.cleaning import STEPS
from tieout.text.load import TABLES
from tieout.text.origin import Keys, Repair, Segment
from tieout.weave.waivers import AUTHOR_REASONS, ENGINE_REASONS


@pytest.fixture(scope="module")
def package() -> Package:
    return Package.read()


@pytest.mark.parametrize(
    ("title", "model"),
    [
        ("Facts", Fact),
        ("What is set aside", SetAside),
        ("An editor's decisions", Decision),
        ("Indicators", Indicator),
        ("Areas", Area),
        ("Translations", Translation),
        ("Relations", Relation),
        ("Families of indicators", Family),
        ("Contradictions", ConflictNote),
        ("Names", Name),
        ("Units of a report's own", NewUnit),
    ],
)
def test_every_column_is_documented_as_it_describes_itself(
    title: str, model: type[BaseModel]
) -> None:
    text = section(page("ledger.md"), title)
    documented = {
        codes(name)[0]: (holds, bool(optional and optional[0]))
        for name, holds, *optional in table(text, "column", "holds")
    }
    assert documented == {
        name: (field.description, not field.is_required())
        for name, field in model.model_fields.items()
    }
    words = [word for field in model.model_fields for word in choices(model, field)]
    assert [word for word in words if f"`{word}`" not in text] == []


def test_every_rule_is_documented() -> None:
    rows = table(section(page("ledger.md"), "Contradictions"), "rule", "finds")
    assert [codes(row[0])[0] for row in rows] == [rule.id for rule in RULES]


def test_every_bound_says_what_its_interval_is() -> None:
    text = section(page("ledger.md"), "Value, unit and bound")
    assert [codes(row[0])[0] for row in table(text, "`bound`")] == list(BOUNDS)
    rows = table(text, "bound", "interval")
    assert {code for row in rows for code in codes(row[0])} == set(BOUNDS)


def test_every_column_of_the_frame_is_documented() -> None:
    rows = table(section(page("ledger.md"), "The ledger as a frame"), "column", "type")
    documented = {name: row[1] for row in rows for name in codes(row[0])}
    schema = {name: str(kind).partition("(")[0] for name, kind in FACTS_SCHEMA.items()}
    assert documented == schema | {"link": "String"}


@pytest.mark.parametrize(
    ("module", "function"),
    [
        ("ledger/facts_json.py", "fact_records"),
        ("ledger/facts_json.py", "source_records"),
        ("pages/data_files.py", "derivation_records"),
    ],
)
def test_every_field_of_the_published_data_is_documented(module: str, function: str) -> None:
    tree = Code(ROOT / "tieout" / module).tree
    records = [it for it in ast.walk(tree) if isinstance(it, ast.FunctionDef)]
    (made,) = [it for it in records if it.name == function]
    keys = [
        key.value
        for node in ast.walk(made)
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant)
    ]
    text = section(page("ledger.md"), "What a site publishes")
    assert keys
    assert [key for key in keys if f"`{key}`" not in text] == []


def test_data_package_is_what_its_documented_code_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Write it anew as docs/ledger.md says, and commit it."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    committed = (ROOT / "data/datapackage.json").read_text(encoding="utf-8")
    (block,) = [it for it in code_blocks(page("ledger.md"), "python") if "describe(" in it]
    monkeypatch.chdir(tmp_path)
    exec(compile(block, "docs/ledger.md", "exec"), {})
    assert (tmp_path / "data/datapackage.json").read_text(encoding="utf-8") == committed
    written = json.loads(committed)
    assert written == describe(ROOT, written["name"], written["title"])


# Sources


@pytest.mark.parametrize(
    ("title", "keys"),
    [
        ("The keys of the `.toml`", ()),
        ("`[published]`", ("published",)),
        ("`[reading_order]`", ("reading_order",)),
        ("`[reading_order]`", ("reading_order", "segments")),
        ("`[[repairs]]`", ("repairs",)),
        ("`[[masks]]`", ("masks",)),
    ],
)
def test_every_key_of_an_origin_is_documented(title: str, keys: Keys) -> None:
    text = re.split(r"^### ", section(page("sources.md"), title), flags=re.MULTILINE)[0]
    model = TABLES[keys]
    found = [
        {codes(row[0])[0].strip("[]").split(".")[-1]: row for row in rows}
        for head, rows in tables(text)
        if head[0] == "key"
    ]
    documented = max(found, key=lambda it: len(set(it) & set(model.model_fields)))
    assert set(documented) == set(model.model_fields)
    for name, field in model.model_fields.items():
        row = documented[name]
        assert (row[2:] == ["yes"]) == (not field.is_required()), f"{name} may be left out?"


def test_every_cleaning_step_is_documented_in_order() -> None:
    rows = table(page("sources.md"), "step")
    assert [(codes(name)[0], what) for name, what in rows] == [(it.name, it.what) for it in STEPS]


def test_every_kind_of_repair_and_segment_is_documented() -> None:
    repairs = table(section(page("sources.md"), "`[[repairs]]`"), "`kind`")
    assert tuple(codes(row[0])[0] for row in repairs) == choices(Repair, "kind")
    text = section(page("sources.md"), "`[reading_order]`")
    assert [word for word in choices(Segment, "kind") if f"`{word}`" not in text] == []
    lines = table(text, "`lines`")
    assert ("", *(codes(row[0])[0] for row in lines)) == choices(Segment, "lines")


# Chapters


def test_every_waiver_reason_is_documented() -> None:
    rows = table(section(page("chapters.md"), "Numbers"), "`why`")
    documented = {codes(row[0])[0]: row[1] for row in rows}
    assert list(documented) == list(AUTHOR_REASONS)
    for why, meaning in AUTHOR_REASONS.items():
        assert documented[why].startswith(meaning)
    rows = table(page("architecture.md"), "reason")
    assert {codes(row[0])[0]: row[1] for row in rows} == ENGINE_REASONS


def test_every_cell_option_is_documented(package: Package) -> None:
    rows = table(section(page("chapters.md"), "Cells"), "option")
    assert {name for row in rows for name in codes(row[0])} == package.cell_options()


@pytest.mark.parametrize(
    ("module", "function", "obvious"),
    [
        ("made.py", "derive", {"id", "formula", "inputs"}),
        ("made.py", "count", {"id", "what"}),
        ("tables.py", "table", {"frame", "columns"}),
    ],
)
def test_every_argument_of_what_cells_call_is_documented(
    module: str, function: str, obvious: set[str]
) -> None:
    tree = Code(ROOT / "tieout/notebook" / module).tree
    (called,) = [
        it for it in ast.walk(tree) if isinstance(it, ast.FunctionDef) and it.name == function
    ]
    names = {it.arg for it in (*called.args.args, *called.args.kwonlyargs)}
    text = page("chapters.md")
    assert [it for it in sorted(names - obvious) if f"{it}=" not in text] == []
