"""What a build tells while it works: a live line on a terminal, plain lines elsewhere."""

import sys
from types import TracebackType

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)
from rich.progress import Progress as Bar

_STAGES = {
    "sources": "reading sources",
    "ledger": "checking the ledger",
    "chapters": "running chapters",
    "pages": "weaving pages",
    "site": "building the site",
    "audit": "auditing the site",
    "quarto": "rendering with Quarto",
}


class Progress:
    """Shows stages and chapters on standard error. `quiet` shows nothing; `verbose` also
    tells when each chapter ends where there is no terminal."""

    def __init__(self, *, quiet: bool = False, verbose: bool = False) -> None:
        self._quiet = quiet
        self._verbose = verbose
        self._console = Console(stderr=True, highlight=False)
        self._live = self._console.is_terminal and not quiet
        self._running: list[str] = []
        self._done = 0
        self._total = 0
        self._bar = Bar(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=self._console,
            transient=True,
        )
        self._task = self._bar.add_task("", total=None, visible=False) if self._live else None

    def __enter__(self) -> "Progress":
        if self._live:
            self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._live:
            self._bar.stop()

    def stage(self, name: str, total: int = 0) -> None:
        """A stage begins; `total` is how many parts it has, where that is known."""
        self._done, self._total = 0, total
        self._tell(_STAGES.get(name, name) + (f" ({total})" if total else ""))

    def chapter(self, slug: str, ended: bool) -> None:
        """A chapter begins to run, or has ended."""
        if ended:
            self._running.remove(slug)
            self._done += 1
        else:
            self._running.append(slug)
        left = self._total - self._done
        if self._live:
            self._tell(f"running {', '.join(self._running) or 'chapters'}")
        elif ended and self._verbose:
            self._tell(f"  {slug} has run, {left} to go")
        elif not ended:
            self._tell(f"  running {slug}, {left} to go")

    def _tell(self, text: str) -> None:
        if self._quiet:
            return
        if self._live and self._task is not None:
            self._bar.update(
                self._task,
                description=text,
                completed=self._done,
                total=self._total or None,
                visible=True,
            )
        else:
            print(text, file=sys.stderr, flush=True)
