"""Runs chapters in Jupyter kernels, several side by side.

A kernel knows the report's tied facts from a file that the build hands over. Cells run in
order; after each, the inline expressions that follow it are looked up, so that a name
means what it meant at that place of the text.
"""

import asyncio
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, cast

import jupytext
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from tieout.chapters.chapter import Cell, Chapter, Executed, Inline, Value
from tieout.chapters.failures import (
    before_first_cell,
    died,
    failed,
    inline_failed,
    kept_waiting,
    timed_out,
    untied,
)
from tieout.chapters.handover import FACTS_VARIABLE, VALUE_MIME, derivations_from
from tieout.derive.derivation import Derivation
from tieout.findings import Finding, Place

#: Told when a chapter begins and when it has ended: slug, and whether it ended.
Progress = Callable[[str, bool], None]

_Ran = tuple[tuple[Executed, ...], list[Finding]]
#: Seconds after which a kernel that has not answered is looked after.
_HEARTBEAT = 1
#: Not imported here: that takes seconds, and a chapter that has not done so derives nothing.
_REGISTRY = "__import__('sys').modules['tieout.notebook.registry'].made"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where and how chapters run: the report's folder, the file of tied facts, the time
    limit of a cell in seconds, and how many chapters run side by side."""

    root: Path
    facts: Path
    time_limit: int
    jobs: int


def execute(
    chapters: Sequence[Chapter], settings: Settings, progress: Progress
) -> tuple[tuple[Executed, ...], list[Finding]]:
    """Runs the chapters. What fails in one does not hide what fails in another."""
    running = _execute(chapters, settings, progress)
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return _run(running)
    # Called within a loop, as from a notebook: another thread may have one of its own.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(_run, running).result()


class _Client(NotebookClient):
    """Its kernel ends with its chapter: nothing is left to do when the process ends."""

    def _cleanup_kernel(self) -> None:
        return None


class _Loop(asyncio.SelectorEventLoop):
    """Leaves signals alone. nbclient would answer one by stopping its own kernel and going on;
    here it ends the build, and the kernels with it."""

    def add_signal_handler(self, *_: object) -> NoReturn:
        raise RuntimeError("signals end the build")  # nbclient passes over it


def _run(running: Coroutine[Any, Any, _Ran]) -> _Ran:
    with asyncio.Runner(loop_factory=_Loop) as runner:
        return runner.run(running)


async def _execute(
    chapters: Sequence[Chapter], settings: Settings, progress: Progress
) -> tuple[tuple[Executed, ...], list[Finding]]:
    # Where a cell does not end, nbclient leaves tasks behind that fail when its kernel is gone.
    asyncio.get_running_loop().set_exception_handler(lambda _loop, _what: None)
    places = asyncio.Semaphore(settings.jobs)

    async def one(chapter: Chapter) -> tuple[Executed | None, list[Finding]]:
        async with places:
            progress(chapter.slug, False)
            result = await _run_chapter(chapter, settings)
            progress(chapter.slug, True)
            return result

    results = await asyncio.gather(*map(one, chapters))
    executed = tuple(result for result, _ in results if result)
    return executed, [finding for _, findings in results for finding in findings]


async def _run_chapter(
    chapter: Chapter, settings: Settings
) -> tuple[Executed | None, list[Finding]]:
    notebook = jupytext.reads(chapter.source, fmt="Rmd")
    number_cells(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    if len(code) != len(chapter.cells):
        what = f"{len(code)} code cells begin, and {len(chapter.cells)} can be read"
        return None, [
            Finding(
                Place(chapter.path),
                "chapter-syntax",
                what,
                "close each ```{python} with ```; cells of other languages do not run",
            )
        ]
    with tempfile.TemporaryDirectory(prefix="tieout-") as folder:
        client = _client(notebook, settings, Path(folder))
        environment = {
            **os.environ,
            FACTS_VARIABLE: str(settings.facts),
            "IPYTHONDIR": folder,
            "PYTHONHASHSEED": "0",
        }
        # What a kernel says of itself while it is stopped is nothing that a user can mend.
        silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        manager = cast("AsyncKernelManager", client.km)
        try:
            async with client.async_setup_kernel(
                cleanup_kc=True, env=environment, cwd=str(settings.root), **silent
            ):
                return await _run_cells(chapter, notebook, client)
        finally:
            _end(manager)


def _end(manager: AsyncKernelManager) -> None:
    """Ends a kernel that a build which is broken off may have left, before its folder goes."""
    process = getattr(manager.provisioner, "process", None)
    if process is not None:
        process.kill()
        process.wait()


def number_cells(notebook: NotebookNode) -> None:
    """Gives cells ids by their position: random ones would differ in every build."""
    for number, cell in enumerate(notebook.cells, start=1):
        cell["id"] = f"cell-{number}"


def _client(notebook: NotebookNode, settings: Settings, folder: Path) -> NotebookClient:
    manager = AsyncKernelManager(
        kernel_name="python3",
        # Only the kernel of this very interpreter: one of the user's would lack tieout.
        kernel_spec_manager=KernelSpecManager(kernel_dirs=[]),
        connection_file=str(folder / "kernel.json"),
    )
    if sys.platform != "win32":
        manager.transport = "ipc"  # works where not even loopback does
        manager.ip = str(folder / "kernel")
    return _Client(notebook, km=manager, timeout=settings.time_limit, record_timing=False)


async def _run_cells(
    chapter: Chapter, notebook: NotebookNode, client: NotebookClient
) -> tuple[Executed | None, list[Finding]]:
    values: dict[Place, Value] = {}
    findings: list[Finding] = []
    ran = 0
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type != "code":
            continue
        written = chapter.cells[ran]
        ran += 1
        wanted = [inline for inline in chapter.inlines if inline.after == ran]
        ended = await _run_cell(client, written, cell, index)
        if ended is None:
            found, ended = await _look_up(client, written, wanted, values)
            findings += found
        if ended is not None:
            return None, [*findings, ended]
    findings += [before_first_cell(it) for it in chapter.inlines if it.after == 0]
    registry = await _expressions(client, {"made": _REGISTRY})
    derivations = _derivations(registry["made"])
    if findings:
        return None, findings
    outputs = tuple(tuple(cell.outputs) for cell in notebook.cells if cell.cell_type == "code")
    return Executed(chapter, notebook, outputs, values, derivations), []


async def _run_cell(
    client: NotebookClient, written: Cell, cell: NotebookNode, index: int
) -> Finding | None:
    """Runs a cell; what ends the chapter there."""
    if not written.options.get("eval", True):
        return None
    try:
        await client.async_execute_cell(cell, index)
    except CellTimeoutError:
        return timed_out(written, client.timeout)
    except CellExecutionError as error:
        return failed(written, cell, error)
    except DeadKernelError:
        return died(written)
    return None


async def _look_up(
    client: NotebookClient, above: Cell, inlines: Iterable[Inline], values: dict[Place, Value]
) -> tuple[list[Finding], Finding | None]:
    """Puts the values of the inline expressions that follow the cell `above` into `values`, by
    place. What is wrong with them, and what ends the chapter there."""
    asked = {str(number): inline for number, inline in enumerate(inlines)}
    if not asked:
        return [], None
    try:
        answers = await _expressions(
            client, {number: inline.expression for number, inline in asked.items()}
        )
    except DeadKernelError:
        return [], died(above)
    except TimeoutError:  # a value that takes too long to show itself
        return [], kept_waiting(asked["0"], client.timeout)
    findings = []
    for number, inline in asked.items():
        answer = answers[number]
        data = answer.get("data", {})
        if VALUE_MIME in data:
            values[inline.place] = Value(**data[VALUE_MIME])
        elif answer.get("status") == "error":
            findings.append(inline_failed(inline, answer))
        else:
            findings.append(untied(inline, str(data.get("text/plain", "nothing"))))
    return findings, None


async def _expressions(
    client: NotebookClient, expressions: Mapping[str, str]
) -> Mapping[str, Mapping[str, Any]]:
    kernel = client.kc
    if kernel is None:
        raise RuntimeError("the kernel has no client")
    # The client of an asynchronous manager: its methods are coroutines, whatever nbclient types.
    asking = asyncio.ensure_future(
        cast("AsyncKernelClient", kernel).execute_interactive(
            "", silent=True, user_expressions=dict(expressions), timeout=client.timeout
        )
    )
    while not (await asyncio.wait({asking}, timeout=_HEARTBEAT))[0]:
        if client.km is None or not await cast("AsyncKernelManager", client.km).is_alive():
            asking.cancel()
            raise DeadKernelError("the kernel died while it was asked for values")
    answers: Mapping[str, Mapping[str, Any]] = asking.result()["content"]["user_expressions"]
    return answers


def _derivations(answer: Mapping[str, Any]) -> tuple[Derivation, ...]:
    if answer.get("status") == "error":  # no cell imported tieout.notebook
        return ()
    return derivations_from(answer["data"])
