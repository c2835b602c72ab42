"""Runs chapters in Jupyter kernels, several side by side.

A kernel knows the report's tied facts from a file that the build hands over. Cells run in
order; after each, the inline expressions that follow it are looked up, so that a name
means what it meant at that place of the text.
"""

import asyncio
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import jupytext
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from tieout.chapters.chapter import Cell, Chapter, Executed, Inline, Value
from tieout.chapters.handover import FACTS_VARIABLE, VALUE_MIME, derivations_from
from tieout.derive.derivation import Derivation
from tieout.findings import Finding, Place

#: Told when a chapter begins and when it has ended: slug, and whether it ended.
Progress = Callable[[str, bool], None]

#: Not imported here: that takes seconds, and a chapter that has not done so derives nothing.
_REGISTRY = "__import__('sys').modules['tieout.notebook.registry'].made"
_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_CELL_LINE = re.compile(r"Cell In\[\d+\], line (\d+)")


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
        return asyncio.run(running)
    # Called within a loop, as from a notebook: another thread may have one of its own.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, running).result()


async def _execute(
    chapters: Sequence[Chapter], settings: Settings, progress: Progress
) -> tuple[tuple[Executed, ...], list[Finding]]:
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
        hint = "close each ```{python} with ```; cells of other languages do not run"
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
        async with client.async_setup_kernel(
            cleanup_kc=True, env=environment, cwd=str(settings.root), **silent
        ):
            _leave_interrupts_alone()
            try:
                return await _run_cells(chapter, notebook, client)
            except DeadKernelError:
                what, hint = "the kernel died while the chapter ran", "run it again"
                return None, [Finding(Place(chapter.path), "chapter-error", what, hint)]
            except TimeoutError:  # a value that takes too long to show itself
                what = f"an inline value did not come within {settings.time_limit} seconds"
                hint = "compute it in a cell"
                return None, [Finding(Place(chapter.path), "chapter-timeout", what, hint)]


def _leave_interrupts_alone() -> None:
    """nbclient answers an interrupt by stopping its own kernel and going on; here it ends
    the build, and the kernels with it."""
    if threading.current_thread() is threading.main_thread() and sys.platform != "win32":
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().remove_signal_handler(number)


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
    return NotebookClient(notebook, km=manager, timeout=settings.time_limit, record_timing=False)


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
        if written.options.get("eval", True):
            try:
                await client.async_execute_cell(cell, index)
            except CellTimeoutError:
                return None, [*findings, _timed_out(written, client.timeout)]
            except CellExecutionError as error:
                return None, [*findings, _failed(written, cell, error)]
        ran += 1
        wanted = [inline for inline in chapter.inlines if inline.after == ran]
        findings += await _look_up(client, wanted, values)
    wanted = [inline for inline in chapter.inlines if inline.after == 0]
    findings += [_before_first_cell(inline) for inline in wanted]
    registry = await _expressions(client, {"made": _REGISTRY})
    derivations = _derivations(registry["made"])
    if findings:
        return None, findings
    outputs = tuple(tuple(cell.outputs) for cell in notebook.cells if cell.cell_type == "code")
    return Executed(chapter, notebook, outputs, values, derivations), []


async def _look_up(
    client: NotebookClient, inlines: Iterable[Inline], values: dict[Place, Value]
) -> list[Finding]:
    """Puts the values of inline expressions into `values`, by place."""
    asked = {str(number): inline for number, inline in enumerate(inlines)}
    if not asked:
        return []
    answers = await _expressions(
        client, {number: inline.expression for number, inline in asked.items()}
    )
    findings = []
    for number, inline in asked.items():
        answer = answers[number]
        data = answer.get("data", {})
        if VALUE_MIME in data:
            values[inline.place] = Value(**data[VALUE_MIME])
        elif answer.get("status") == "error":
            findings.append(_unknown(inline, answer))
        else:
            shown = str(data.get("text/plain", "nothing"))
            findings.append(
                Finding(
                    inline.place,
                    "inline-untied",
                    f"`{inline.expression}` is {shown[:60]}, which ties to no fact",
                    "name a fact, or derive() the number from facts",
                )
            )
    return findings


async def _expressions(
    client: NotebookClient, expressions: Mapping[str, str]
) -> Mapping[str, Mapping[str, Any]]:
    kernel = client.kc
    if kernel is None:
        raise RuntimeError("the kernel has no client")
    # The client of an asynchronous manager: its methods are coroutines, whatever nbclient types.
    reply = await cast("AsyncKernelClient", kernel).execute_interactive(
        "", silent=True, user_expressions=dict(expressions), timeout=client.timeout
    )
    answers: Mapping[str, Mapping[str, Any]] = reply["content"]["user_expressions"]
    return answers


def _derivations(answer: Mapping[str, Any]) -> tuple[Derivation, ...]:
    if answer.get("status") == "error":  # no cell imported tieout.notebook
        return ()
    return derivations_from(answer["data"])


def _unknown(inline: Inline, answer: Mapping[str, Any]) -> Finding:
    name, what = str(answer.get("ename")), str(answer.get("evalue"))
    if name == "UnknownFact":
        message, _, hint = what.partition("; ")
        return Finding(inline.place, "unknown-fact", message, hint)
    return Finding(
        inline.place,
        "inline-unknown",
        f"`{inline.expression}` names nothing here: {name}: {what}",
        "name a value that a cell above this place made",
    )


def _before_first_cell(inline: Inline) -> Finding:
    return Finding(
        inline.place,
        "inline-unknown",
        f"`{inline.expression}` stands before the first cell",
        "put the cell that makes its names above it",
    )


def _timed_out(cell: Cell, limit: int | None) -> Finding:
    return Finding(
        cell.place,
        "chapter-timeout",
        f"the cell did not end within {limit} seconds",
        "mend the loop, or raise time_limit under plugins: tieout in mkdocs.yml",
        detail=cell.source,
    )


def _failed(cell: Cell, node: NotebookNode, error: CellExecutionError) -> Finding:
    trace = _ANSI.sub("", error.traceback or str(error))
    lines = [int(number) for number in _CELL_LINE.findall(trace)]
    place = Place(cell.place.path, cell.place.line + (lines[-1] - 1 if lines else 0), 1)
    if error.ename == "UnknownFact":
        message, _, hint = error.evalue.partition("; ")
        return Finding(place, "unknown-fact", message, hint)
    if error.ename == "DerivedTwice":
        message, _, hint = error.evalue.partition("; ")
        return Finding(place, "output-collision", message, hint)
    if error.ename == "FormulaError":
        return Finding(place, "derivation-broken", error.evalue, "mend the formula or its inputs")
    printed = "".join(
        output.get("text", "") for output in node.outputs if output.output_type == "stream"
    )
    parts = [cell.source, *([printed] if printed else []), trace]
    return Finding(
        place,
        "chapter-error",
        f"{error.ename}: {error.evalue}",
        "mend the cell",
        detail="\n".join(parts),
    )
