"""The wheel with the compiled reader of Chinese numbers: it reads what the modules read."""

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tieout.numbers import read

ROOT = Path(__file__).resolve().parents[2]
SETS = ROOT / "tests" / "numbers" / "evaluation"
READ = """
import json, sys
from tieout.numbers import read
from tieout.numbers.chinese import reader
assert not reader.__file__.endswith(".py"), reader.__file__
sentences = json.load(sys.stdin)
print(json.dumps([[list(map(str, m)) for m in read(s, language="zh", published=p)]
                  for s, p in sentences]))
"""


@pytest.fixture(scope="module")
def compiled(c_compiler: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as `make wheel` builds it, unpacked."""
    folder = tmp_path_factory.mktemp("compiled")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    done = subprocess.run(
        [*build, "--directory", str(folder)],
        check=False,
        cwd=ROOT,
        env={**os.environ, "HATCH_BUILD_HOOK_ENABLE_CUSTOM": "true"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = folder.glob("tieout-*.whl")
    assert not wheel.name.endswith("-any.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "unpacked")
    return folder / "unpacked"


def sentences() -> list[tuple[str, str]]:
    """Every sentence of the sets, with the day of its publication, and the sources."""
    found = []
    for file in sorted(SETS.glob("*.tsv")):
        for line in file.read_text(encoding="utf-8").splitlines():
            published, tab, rest = line.partition("\t")
            if tab and not line.startswith("#"):
                found.append((rest.partition("\t")[0], published if published[:1] == "2" else ""))
    sources = sorted((ROOT / "seeds").glob("*.txt"))
    return found + [(source.read_text(encoding="utf-8"), "2026-03-01") for source in sources]


def test_compiled_reader_reads_alike(compiled: Path) -> None:
    """Every field of every mention, of all sets and sources."""
    wanted = sentences()
    done = subprocess.run(
        [sys.executable, "-c", READ],
        check=False,
        cwd=compiled,
        env={**os.environ, "PYTHONPATH": str(compiled)},
        input=json.dumps(wanted),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    for (text, published), mentions in zip(wanted, json.loads(done.stdout), strict=True):
        here = read(text, language="zh", published=published)
        assert mentions == [list(map(str, mention)) for mention in here], text


def test_what_is_not_compiled_is_the_plain_wheel(compiled: Path) -> None:
    """The modules stay as they are: they tell where an error comes from."""
    libraries = [file for file in compiled.rglob("*") if file.suffix in (".so", ".pyd")]
    beside = {re.sub(r"\..*", "", file.name) for file in libraries if file.parent != compiled}
    assert {"reader", "grammar", "plain", "mention", "windows"} <= beside
    for module in (ROOT / "tieout").rglob("*.py"):
        packed = compiled / module.relative_to(ROOT)
        assert packed.read_bytes() == module.read_bytes(), packed


def test_a_compiler_that_fails_is_told_in_a_line(tmp_path: Path) -> None:
    """And nothing is left behind: neither a wheel nor the folder that it was compiled in."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "-d", str(tmp_path)],
        check=False,
        cwd=ROOT,
        env={
            **os.environ,
            "HATCH_BUILD_HOOK_ENABLE_CUSTOM": "true",
            "CC": "false",
            "TMPDIR": str(temporary),
        },
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "could not be compiled, which needs a C compiler" in done.stderr
    assert "Traceback" not in done.stderr
    assert [*tmp_path.glob("*.whl"), *temporary.glob("tieout-*")] == []
