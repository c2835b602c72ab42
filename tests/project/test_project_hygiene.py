"""Rules of the repository itself: what may stand in it, how large, and who imports whom."""

import ast
import itertools
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "tieout"
LARGEST_FILE = 300_000
LONGEST_MODULE = 400

# Put together from pieces, so that this file does not match itself.
REGISTRY_HOST = re.compile(
    "(" + "|".join(["pypi", "pythonhosted", "npmjs", "debian"]) + r")\.[a-z]{3}"
)
MACHINE_PLACE = re.compile("(?<![\\w.])/(" + "|".join(["root", "work", "opt", "home"]) + r")/\w")
MOBILE_NUMBER = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")

# Names of the first report, which the engine must not know.
REPORT_NAME = re.compile(
    "hunan|changsha|yueyang|chenzhou|yiyang|湖南|长沙|岳阳|郴州|益阳", re.IGNORECASE
)

# Data moves one way and imports with it: each part may know those before it, and no other.
FLOORS = [
    {"findings", "progress", "yaml_keys"},
    {"numbers"},
    {"text", "quantities"},
    {"ledger"},
    {"derive"},
    {"compare"},
    {"report"},
    {"check"},
    {"scan"},
    {"chapters"},
    {"notebook"},
    {"weave"},
    {"gate"},
    {"pages"},
    {"volume"},
    {"pdf", "quarto", "word", "epub", "workbook"},
    {"outputs"},
    {"compose"},
    {"shell"},
    {"audit"},
    {"build"},
    {"summary"},
    {"cli", "mkdocs_plugin"},
    {"__main__"},
]
WITNESS_MAY_IMPORT = {"findings", "audit"}
# The same within the witness; what several of its parts share stands in its own folder.
SHARED = ""
WITNESS_FLOORS = [
    {"numbers"},
    {"pages"},
    {"data"},
    {SHARED},
    {"site"},
    {"pdf", "bound", "workbook"},
    {"files"},
    {"__init__"},
]


def tracked_files() -> list[Path]:
    """Return the files that git tracks and that are there."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z"],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if listed.returncode:
        pytest.skip("this copy is no git checkout")
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def modules() -> list[Path]:
    """Return the package's modules."""
    return sorted(PACKAGE.rglob("*.py"))


def module_name(module: Path) -> str:
    """Return a module's path as a test's name."""
    return module.relative_to(PACKAGE).as_posix()


def imported(module: Path) -> set[str]:
    """Return the parts of tieout, by their first name below it, that a module imports anywhere."""
    return {parts[1] for parts in imports(module) if parts[0] == "tieout" and len(parts) > 1}


def imports(module: Path) -> set[tuple[str, ...]]:
    """Return all that a module imports anywhere, by dotted names."""
    package = module.relative_to(ROOT).parent.parts
    found: set[tuple[str, ...]] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {tuple(alias.name.split(".")) for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            start = (*base, *(node.module.split(".") if node.module else ()))
            found |= {(*start, alias.name) for alias in node.names}
    return found


@pytest.mark.parametrize(
    ("subject", "pattern"),
    [("package registries' hosts", REGISTRY_HOST), ("places on one machine", MACHINE_PLACE)],
    ids=["hosts", "places"],
)
def test_no_tracked_file_names(subject: str, pattern: re.Pattern[str]) -> None:
    """Whoever installs chooses the index, and no machine but the reader's own is known."""
    found = [
        f"{path.relative_to(ROOT)}:{number}: {match[0]}"
        for path in tracked_files()
        for number, line in enumerate(path.read_text("utf-8", "ignore").splitlines(), start=1)
        if (match := pattern.search(line))
    ]
    assert not found, f"{subject}: {found}"


def test_engine_knows_nothing_of_the_first_report() -> None:
    """No area of it stands in the package: not in a rule, nor in an example or a template."""
    found = [
        f"{path.relative_to(ROOT)}:{number}: {match[0]}"
        for path in tracked_files()
        if PACKAGE in path.parents
        for number, line in enumerate(path.read_text("utf-8", "ignore").splitlines(), start=1)
        if (match := REPORT_NAME.search(line))
    ]
    assert not found


def test_personal_numbers_stay_in_the_sources() -> None:
    """The mobile numbers of the raw documents stand in no other file of the repository."""
    seeds = ROOT / "seeds"
    texts = {path: path.read_text("utf-8", "ignore") for path in tracked_files()}
    raw = [text for path, text in texts.items() if path.suffix == ".txt" and seeds in path.parents]
    numbers = {match for text in raw for match in MOBILE_NUMBER.findall(text)}
    others = {path: text for path, text in texts.items() if seeds not in path.parents}
    holders = {path.name for path, text in others.items() if any(n in text for n in numbers)}
    assert numbers, "the rule has nothing to look for"
    assert not holders


def test_no_tracked_file_is_large() -> None:
    """What is built is not committed, nor is anything else that nobody reads."""
    large = {path.name: path.stat().st_size for path in tracked_files()}
    assert {name: size for name, size in large.items() if size > LARGEST_FILE} == {}


@pytest.mark.parametrize("module", modules(), ids=module_name)
def test_module_has_one_subject(module: Path) -> None:
    """A module that has grown this long has two."""
    assert len(module.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("module", modules(), ids=module_name)
def test_imports_run_one_way(module: Path) -> None:
    """Text knows nothing of the ledger, the ledger nothing of chapters, and so on."""
    part = module.relative_to(PACKAGE).parts[0].removesuffix(".py")
    knows = imported(module) - {part, "__version__"}
    below = itertools.takewhile(lambda floor: part not in floor, FLOORS)
    assert knows <= set().union(*below), "a part may know only those before it"
    if part == "audit":
        assert knows <= WITNESS_MAY_IMPORT, "the witness must be able to convict the writers"


def witness_part(below: tuple[str, ...]) -> str:
    """Return the part of the witness that a name below it belongs to."""
    folder = (PACKAGE / "audit" / below[0]).is_dir()
    return below[0] if folder or below[0] in ("files", "__init__") else SHARED


@pytest.mark.parametrize("module", sorted((PACKAGE / "audit").rglob("*.py")), ids=module_name)
def test_imports_of_the_witness_run_one_way(module: Path) -> None:
    """What is read knows nothing of verdicts, and no kind of file of another."""
    part = witness_part(module.relative_to(PACKAGE / "audit").with_suffix("").parts)
    known = {witness_part(it[2:]) for it in imports(module) if it[:2] == ("tieout", "audit")}
    below = itertools.takewhile(lambda floor: part not in floor, WITNESS_FLOORS)
    assert known - {part} <= set().union(*below)


def test_every_part_has_its_floor() -> None:
    """A new folder or module of the package takes a place in the order."""
    parts = {module.relative_to(PACKAGE).parts[0].removesuffix(".py") for module in modules()}
    assert parts - {"__init__"} == set().union(*FLOORS)


def test_import_rule_sees_every_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Plain, nested, relative and hidden imports all count."""
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    module = tmp_path / "tieout" / "text" / "sample.py"
    module.parent.mkdir(parents=True)
    module.write_text(
        "import tieout.ledger.records\nfrom tieout import weave\nfrom . import document\n"
        "from ..pages.html import write\ndef late():\n    from tieout.gate import rules\n"
        "import os.path, pathlib\n"
    )
    assert imported(module) == {"ledger", "weave", "text", "pages", "gate"}
