"""Every command, option, target and setting is documented, and none that is not there."""

import ast
import re
from pathlib import Path

import click
import pytest
from docs_reading import (
    CODE,
    FENCE,
    PAGES,
    ROOT,
    code_blocks,
    codes,
    page,
    section,
    table,
)
from mkdocs.config.defaults import MkDocsConfig
from package_codes import Code

from tieout.cli import main
from tieout.mkdocs_plugin import TieoutConfig

TARGETS = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
COMMANDS = sorted(main.commands.items())


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
        for path in (ROOT / "tieout/report").glob("*.py")
        for node in ast.walk(Code(path).tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    asked = strings & {name for name, _ in MkDocsConfig._schema} - {"theme", "plugins"}
    own = {name for name, _ in TieoutConfig._schema}
    rows = table(section(page("commands.md"), "Settings"), "setting")
    documented = {codes(row[0])[0].split(": ")[-1] for row in rows}
    assert {"nav", "site_name"} <= asked
    assert own <= strings, "the plugin knows a setting that the report does not"
    assert documented == asked | own | {"language"}
