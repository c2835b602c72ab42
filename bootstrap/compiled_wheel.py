"""Compiles the reader of Chinese numbers into the wheel, with mypyc: `make wheel`.

A build does so where `HATCH_BUILD_HOOK_ENABLE_CUSTOM=true` is set. It needs a C compiler and
Python's headers. What is compiled stands beside the modules that it was made from, which Python
then leaves alone; both say the same, and a test holds them to it.
"""

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

#: What is compiled: the grammar, the record that it gives and the windows that it reads.
COMPILED = ("tieout/numbers/chinese", "tieout/numbers/mention.py", "tieout/numbers/windows.py")


class CompiledReader(BuildHookInterface[Any]):
    """Adds the compiled modules to a wheel. An installation in place is left as it is."""

    folder = ""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version != "standard":
            return
        self.folder = tempfile.mkdtemp(prefix="tieout-compiled-")
        try:
            with _standing_in(Path(self.root)):
                libraries = _compile(Path(self.folder))
        except BaseException:  # a build that fails is not finalized
            shutil.rmtree(self.folder, ignore_errors=True)
            raise
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
        for library in libraries:
            inside = library.relative_to(Path(self.folder) / "lib").as_posix()
            build_data["force_include"][str(library)] = inside

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


def _compile(folder: Path) -> list[Path]:
    """The libraries that are made of the modules, below `folder`/lib as in the wheel. Ends the
    build with one line where they cannot be made."""
    from setuptools import Distribution  # noqa: PLC0415 - only where something is compiled
    from setuptools.command.build_ext import build_ext  # noqa: PLC0415
    from setuptools.errors import BaseError, CCompilerError  # noqa: PLC0415 # isort: skip
    from mypyc.build import mypycify  # noqa: PLC0415 # isort: skip - it asks who was imported first

    options = ["--config-file=", f"--cache-dir={folder / 'cache'}", "--follow-imports=silent"]
    extensions = mypycify(
        [*options, *_modules()], group_name="tieout_numbers", target_dir=str(folder / "c")
    )
    command = build_ext(Distribution({"name": "tieout", "ext_modules": extensions}))
    command.build_lib, command.build_temp = str(folder / "lib"), str(folder / "temp")
    command.ensure_finalized()
    try:
        command.run()
    except (BaseError, CCompilerError) as error:
        needs = "a C compiler and Python's headers (on Debian: gcc and python3-dev)"
        sys.exit(f"the reader of numbers could not be compiled, which needs {needs}: {error}")
    return sorted(file for file in (folder / "lib").rglob("*") if file.is_file())


def _modules() -> list[str]:
    """The modules to be compiled, in order. A package's own file only passes names on."""
    found = (
        [path] if path.suffix else [it for it in path.glob("*.py") if it.name != "__init__.py"]
        for path in map(Path, COMPILED)
    )
    return sorted(module.as_posix() for modules in found for module in modules)


@contextlib.contextmanager
def _standing_in(folder: Path) -> Iterator[None]:
    """Lets the compiler see the modules by the names that they are imported by."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
