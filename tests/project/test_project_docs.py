"""The documentation says what the code does: every command, option, target, finding, column,
step, repair, waiver and setting stands in it, and nothing that is not there."""

import ast
import csv
import json
import re
import shutil
import textwrap
import tomllib
from pathlib import Path
from typing import Literal, get_args, get_origin

import click
import pytest
from mkdocs.config.defaults import MkDocsConfig
from package_codes import Code, Package
from pydantic import BaseModel

from tieout import __version__
from tieout.cli import main
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
from tieout.mkdocs_plugin import TieoutConfig
from tieout.numbers.mention import BOUNDS
from tieout.text.cleaning import STEPS
from tieout.text.load import TABLES
from tieout.text.origin import Keys, Repair, Segment
from tieout.weave.waivers import AUTHOR_REASONS, ENGINE_REASONS

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *DOCS.glob("*.md")])
TARGETS = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
COMMANDS = sorted(main.commands.items())

FENCE = re.compile(r"^( *)(`{3,})([^\n`]*)\n(.*?)^\1\2 *$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"(`+)(.+?)\1", re.DOTALL)

Table = tuple[list[str], list[list[str]]]


def page(name: str) -> str:
    """The text of a page of the documentation."""
    return (DOCS / name).read_text(encoding="utf-8")


def section(text: str, title: str) -> str:
    """What stands below a heading, up to the next one of its level or above."""
    text = FENCE.sub("", text)
    match = re.search(rf"^(#+) {re.escape(title)}$", text, re.MULTILINE)
    assert match, f"there is no heading {title}"
    rest = text[match.end() :]
    end = re.search(rf"^#{{1,{len(match[1])}}} ", rest, re.MULTILINE)
    return rest[: end.start()] if end else rest


def tables(text: str) -> list[Table]:
    """The pipe tables of a text: header cells, and rows of cells."""
    found: list[Table] = []
    for block in re.findall(r"(?:^\|.*\|\n)+", FENCE.sub("", text) + "\n", re.MULTILINE):
        lines = [[cell.strip() for cell in line[1:-1].split(" | ")] for line in block.splitlines()]
        header, _, *rows = [[cell.strip("| ") for cell in cells] for cells in lines]
        found.append((header, rows))
    return found


def table(text: str, *header: str) -> list[list[str]]:
    """The rows of the one table whose header begins with these cells."""
    matching = [rows for head, rows in tables(text) if tuple(head[: len(header)]) == header]
    assert len(matching) == 1, f"{len(matching)} tables begin with {header}"
    return matching[0]


def codes(cell: str) -> list[str]:
    """What stands as code in a cell."""
    return [match[1].strip("`") for match in re.finditer(r"(`[^`]+`)", cell)]


def code_blocks(text: str, language: str) -> list[str]:
    """The fenced blocks in a language, without their indentation."""
    return [textwrap.dedent(body) for _, _, info, body in FENCE.findall(text) if info == language]


def choices(model: type[BaseModel], field: str) -> tuple[str, ...]:
    """The words that a field may hold, where they are a closed list."""
    annotation = model.model_fields[field].annotation
    return get_args(annotation) if get_origin(annotation) is Literal else ()


# Commands, targets, settings


@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=dict(COMMANDS))
def test_every_option_of_a_command_is_documented(name: str, command: click.Command) -> None:
    text = section(page("commands.md"), f"tieout {name}")
    documented = {code.split()[0] for row in table(text, "option") for code in codes(row[0])}
    options = [it for it in command.params if isinstance(it, click.Option)]
    assert documented == {word for it in options for word in it.opts} | {"--help", "-h"}
    for argument in command.params:
        if isinstance(argument, click.Argument):
            assert f"`{str(argument.name).upper()}`" in text


@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=dict(COMMANDS))
def test_readme_names_every_command_and_its_options(name: str, command: click.Command) -> None:
    text = section((ROOT / "README.md").read_text("utf-8"), "Commands")
    assert f"`tieout {name}" in text
    for option in command.params:
        if isinstance(option, click.Option):
            assert any(re.search(rf"`{word}\b|\b{word} ", text) for word in option.opts), option


def test_options_of_the_program_itself_are_documented() -> None:
    text = page("commands.md").partition("\n## ")[0]
    for option in main.params:
        assert all(f"`{word}`" in text for word in option.opts)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_command_that_is_named_exists(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    spans = [match[2] for match in CODE.finditer(FENCE.sub("", text))]
    lines = [line for block in code_blocks(text, "sh") for line in block.splitlines()]
    for code in (*spans, *lines):
        words = code.split()
        if words[:1] == ["tieout"] and len(words) > 1 and not words[1].startswith("-"):
            assert words[1] in main.commands, code
        if words[:1] == ["make"] and len(words) > 1:
            assert words[1] in TARGETS, code


def test_every_make_target_is_documented() -> None:
    rows = table(section(page("commands.md"), "make"), "target")
    assert [codes(row[0])[0] for row in rows] == [f"make {target}" for target in TARGETS]


def test_every_setting_is_documented() -> None:
    """Those of the plugin, and what else of MkDocs' own settings tieout looks at."""
    strings = {
        node.value
        for node in ast.walk(Code(ROOT / "tieout/report.py").tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    asked = strings & {name for name, _ in MkDocsConfig._schema} - {"theme", "plugins"}
    own = {name for name, _ in TieoutConfig._schema}
    rows = table(section(page("commands.md"), "Settings"), "setting")
    documented = {codes(row[0])[0].split(": ")[-1] for row in rows}
    assert {"nav", "site_name"} <= asked
    assert own <= strings, "the plugin knows a setting that the report does not"
    assert documented == asked | own | {"language"}


# Findings


@pytest.fixture(scope="module")
def package() -> Package:
    return Package.read()


def test_every_finding_is_documented_and_every_documented_one_exists(package: Package) -> None:
    made = package.finding_codes()
    rows = [row for head, rows in tables(page("findings.md")) if head[0] == "code" for row in rows]
    documented = [codes(row[0])[0] for row in rows]
    missing = {code: places for code, places in made.items() if code not in documented}
    assert missing == {}, "write a row for it in docs/findings.md"
    assert [code for code in documented if code not in made] == []
    assert len(set(documented)) == len(documented)
    assert all(len(row) == 3 and all(row) for row in rows)


def test_audit_findings_stand_among_those_of_the_audit(package: Package) -> None:
    made = package.finding_codes()
    rows = table(section(page("findings.md"), "Audit"), "code")
    expected = {code for code, places in made.items() if any("/audit/" in it for it in places)}
    assert {codes(row[0])[0] for row in rows} == expected | {"audit-no-site"}


def test_the_search_for_findings_sees_every_form(tmp_path: Path) -> None:
    text = """
        CODE = "by-name"
        def found(place, column, problems):
            Finding(place, "plain", "…")
            Finding(place, code="by-keyword", message="…")
            Finding(place, CODE, "…")
            Finding(place, "if-so" if column else "if-not", "…")
            for name, same in (("one", 1), ("two", 2)):
                Finding(place, f"{name}-differs", "…")
            for code, message in told():
                Finding(place, code, message)
            for problem in told():
                helper(place, *problem)
            _unknown("area", place)
        def told():
            yield "by-yield", "…"
        def helper(place, code, message):
            Finding(place, code, message)
        def _unknown(what, place):
            return Finding(place, f"unknown-{what}", "…")
    """
    module = Code(tmp_path / "sample.py", textwrap.dedent(text))
    assert set(Package([module]).finding_codes()) == {
        "plain", "by-keyword", "by-name", "if-so", "if-not", "one-differs", "two-differs",
        "by-yield", "unknown-area",
    }  # fmt: skip


# The ledger


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


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_code_in_the_documentation_can_be_read(path: Path) -> None:
    """Blocks of Python and TOML, and the cells of chapters that are shown."""
    text = path.read_text(encoding="utf-8")
    chapters = code_blocks(text, "markdown")
    for block in code_blocks(text, "python"):
        ast.parse(block)
    for block in (cell for it in chapters for cell in code_blocks(it, "{python}")):
        ast.parse(block)
    for block in code_blocks(text, "toml"):
        tomllib.loads(block)


# The examples, the links, the version


def test_the_changelog_has_the_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"\n## {__version__}\n" in text


def test_the_readme_shows_a_row_of_the_ledger() -> None:
    (block,) = code_blocks((ROOT / "README.md").read_text(encoding="utf-8"), "csv")
    (shown,) = csv.DictReader(block.splitlines())
    with (ROOT / "data/facts.csv").open(encoding="utf-8", newline="") as file:
        assert shown in list(csv.DictReader(file))


def test_the_readme_shows_a_source_as_it_is_registered() -> None:
    (block,) = code_blocks((ROOT / "README.md").read_text(encoding="utf-8"), "toml")
    shown = tomllib.loads(block)
    real = tomllib.loads((ROOT / "seeds/yueyang-lingang-2026.toml").read_text(encoding="utf-8"))
    published = shown.pop("published")
    for name, value in shown.items():
        assert real[name].startswith(value.partition("…")[0]), name
    for name in ("date", "precision", "basis"):
        assert real["published"][name] == published[name], name


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_link_within_the_repository_resolves(path: Path) -> None:
    text = FENCE.sub("", path.read_text(encoding="utf-8"))
    for address in re.findall(r"\]\(([^)\s]+)\)", CODE.sub("", text)):
        if address.startswith(("https://", "http://")):
            continue
        name, _, anchor = address.partition("#")
        target = (path.parent / name).resolve() if name else path
        assert target.is_file(), f"{path.name} links to {address}"
        if anchor:
            assert anchor in anchors(target), f"{path.name} links to {address}"


def anchors(path: Path) -> set[str]:
    """The anchors that a page's headings get where repositories are shown."""
    text = FENCE.sub("", path.read_text(encoding="utf-8"))
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}
