"""What analysts may try and cannot do: each gives one line at the line of the cell."""

import tomllib
from pathlib import Path

import nbformat
import polars as pl
import pytest
from nbclient.exceptions import CellExecutionError

from tieout import notebook
from tieout.chapters.chapter import Cell
from tieout.chapters.failures import failed
from tieout.findings import Place
from tieout.notebook.columns import TiedFrame
from tieout.notebook.facts import facts

CASES = tomllib.loads((Path(__file__).parent / "cases/misuses.toml").read_text("utf-8"))["case"]

pytestmark = pytest.mark.usefixtures("in_the_report")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["try"])
def test_a_misuse_is_told_in_one_line(case: dict[str, str]) -> None:
    wide = facts.frame.filter(pl.col("restates") == "", pl.col("status") == "actual").pivot(
        on="indicator", index=["area", "period"], values="quantity", aggregate_function="first"
    )
    share = TiedFrame(wide).share("share", "repairs", "subsidy")
    names = {**vars(notebook), "pl": pl, "wide": wide, "share": share}
    with pytest.raises(Exception) as caught:  # noqa: PT011  any of them, as a cell may raise
        eval(case["try"], names)
    finding = _finding(case["try"], caught.value)
    assert finding.code == "derivation-broken"
    told = f"{finding.message}; {finding.hint}"
    assert case["says"] in told
    assert "\n" not in told
    assert "struct" not in told.lower()
    assert not finding.detail


def _finding(source: str, error: Exception):
    """The finding that a build makes of a cell that raised an error."""
    output = nbformat.v4.new_output(
        "error", ename=type(error).__name__, evalue=str(error),
        traceback=["Cell In[2], line 1", f"{type(error).__module__}.{type(error).__name__}"],
    )  # fmt: skip
    node = nbformat.v4.new_code_cell(source, outputs=[output])
    cell = Cell(source=source, place=Place("chapters/a.qmd", 7, 1), options={})
    return failed(cell, node, CellExecutionError("", type(error).__name__, str(error)))
