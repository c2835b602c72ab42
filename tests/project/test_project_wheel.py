"""The wheel: everything of the package and nothing of the report, working from elsewhere."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "tieout"
ANOTHER_REPORT = ROOT / "tests" / "reports" / "ferries"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel with the locked build tool, which needs no network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    built = subprocess.run(
        [*command, "--directory", str(folder)],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert built.returncode == 0, built.stderr
    (found,) = folder.glob("tieout-*.whl")
    return found


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpack the wheel, as an installer would."""
    folder = tmp_path_factory.mktemp("elsewhere")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def package_files() -> set[str]:
    """Return what stands in the package's folder, apart from Python's own caches."""
    return {
        file.relative_to(ROOT).as_posix()
        for file in PACKAGE.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }


def test_wheel_holds_every_file_of_the_package(wheel: Path) -> None:
    """Templates, style sheets and tables too: what is missing fails only at a user's place."""
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if not re.match(r"[^/]+\.dist-info/", name)}
    assert held == package_files()
    assert any(not name.endswith(".py") for name in held)


def test_wheel_brings_the_command_and_the_plugin(unpacked: Path) -> None:
    """The entry points, and what the metadata must say to be used by others."""
    (information,) = unpacked.glob("tieout-*.dist-info")
    entries = (information / "entry_points.txt").read_text(encoding="utf-8")
    assert "[console_scripts]\ntieout = tieout.cli:main" in entries
    assert "[mkdocs.plugins]\ntieout = tieout.mkdocs_plugin:TieoutPlugin" in entries
    metadata = (information / "METADATA").read_text(encoding="utf-8")
    assert "Requires-Python: >=3.11" in metadata
    assert "License-Expression: MIT" in metadata
    assert (information / "licenses" / "LICENSE").is_file()


def test_another_report_is_built_from_the_wheel(unpacked: Path, tmp_path: Path) -> None:
    """Everything that a build needs is in the wheel: kernels and MkDocs find it there too."""
    report = tmp_path / "a report"
    leave_out = shutil.ignore_patterns("site", ".tieout", "__pycache__")
    shutil.copytree(ANOTHER_REPORT, report, ignore=leave_out)
    program = (
        "import sys, tieout.cli; tieout.cli.main(['build'], standalone_mode=False); "
        "print(*(m.__file__ for name, m in sys.modules.items() if name.split('.')[0] == 'tieout'),"
        "sep='\\n', file=open('loaded', 'w'))"
    )
    built = subprocess.run(
        [sys.executable, "-c", program],
        check=False,
        cwd=report,
        env={**os.environ, "PYTHONPATH": str(unpacked)},
        capture_output=True,
        text=True,
    )
    assert built.returncode == 0, built.stderr
    assert (report / "site" / "index.html").is_file()
    loaded = (report / "loaded").read_text(encoding="utf-8").split("\n")
    assert [file for file in loaded if file and not file.startswith(str(unpacked))] == []


def test_command_runs_from_the_wheel_in_another_folder(unpacked: Path, tmp_path: Path) -> None:
    """The package in the wheel is the one that answers, not the checkout."""
    program = (
        "import sys; sys.path.insert(0, sys.argv.pop(1)); import tieout, tieout.cli; "
        "print(tieout.__file__); sys.argv[0] = 'tieout'; tieout.cli.main()"
    )
    ran = subprocess.run(
        [sys.executable, "-I", "-c", program, str(unpacked), "--version"],
        check=False,
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr
    where, version = ran.stdout.splitlines()
    assert Path(where).is_relative_to(unpacked)
    assert re.search(r"\d+\.\d+", version)
