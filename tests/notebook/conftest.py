"""Each test has a kernel of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tieout.notebook.facts import facts
from tieout.notebook.kernel import kernel
from tieout.notebook.registry import made

FERRIES = Path(__file__).parents[1] / "reports" / "ferries"


def forget() -> None:
    """What a kernel knows when it starts: no fact is read and nothing derived."""
    for known in (kernel, facts):
        known.__dict__.clear()
    made.by_id.clear()


@pytest.fixture(autouse=True)
def _new_kernel() -> Iterator[None]:
    forget()
    yield
    forget()


@pytest.fixture
def in_the_report(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kernel in the folder of the tiny report, as a reader starts one."""
    monkeypatch.chdir(FERRIES)
