"""The lock: complete, hashed, and silent about where it was made."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "bootstrap/uv.txt")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DIRECT = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]


def blocks(lock: str) -> dict[str, str]:
    """Return each requirement's block of lines, by the requirement with its marker."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    lines = re.sub(r"\\\n\s*", " ", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE))
    return {line.partition(" --hash")[0].strip(): line for line in lines.splitlines() if line}


def pinned() -> dict[str, set[str]]:
    """Return the versions of the lock by package; a package may have one per platform."""
    found: dict[str, set[str]] = {}
    for text in blocks("requirements.lock"):
        requirement = Requirement(text)
        versions = {specifier.version for specifier in requirement.specifier}
        found.setdefault(canonicalize_name(requirement.name), set()).update(versions)
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_one_version_with_its_hashes(lock: str) -> None:
    """What pip and uv need to refuse a file that is not the one that was locked."""
    assert blocks(lock)
    for requirement, block in blocks(lock).items():
        specifiers = list(Requirement(requirement).specifier)
        assert [specifier.operator for specifier in specifiers] == ["=="], requirement
        assert re.search(r"--hash=sha256:[0-9a-f]{64}(\s|$)", block), requirement
        assert re.sub(r"--hash=sha256:[0-9a-f]{64}", "", block).strip() == requirement


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_names_no_host_and_no_place(lock: str) -> None:
    """The index is the reader's own choice, so neither an address nor a folder stands in it."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    for trace in ("://", "--index", "--extra-index", "--find-links", "file:", "@ ", "/tmp", "~/"):
        assert trace not in text


@pytest.mark.parametrize("text", DIRECT)
def test_every_dependency_is_locked_at_a_version_it_accepts(text: str) -> None:
    """A dependency that was added or raised without `make lock` shows up here."""
    wanted = Requirement(text)
    versions = pinned().get(canonicalize_name(wanted.name))
    assert versions, f"{wanted.name} is not in requirements.lock: run make lock"
    for version in versions:
        assert wanted.specifier.contains(version), f"{text}: {version} is locked, run make lock"


def test_nothing_in_the_lock_makes_altair_slow_to_import() -> None:
    """With rfc3987-syntax installed, jsonschema builds its grammar whenever altair is imported."""
    assert "rfc3987-syntax" not in pinned()
