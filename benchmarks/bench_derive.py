"""What lineage and bounds cost over plain Polars arithmetic, as ratios in one run.

Each formula is computed over columns of random numbers twice: as plain Polars expressions on
floats, and as a quantity column with its interval, unit and the ids that it stands on. Printed are
the best of several runs of each and their ratio, for growing numbers of rows and of inputs.
"""

import random
import time
from collections.abc import Callable

import polars as pl

from tieout.derive.column import ids, quantities
from tieout.derive.vectorised import over_columns

RUNS = 9
ROWS = (1_000, 10_000, 100_000, 1_000_000)
INPUTS = (2, 4, 8)


def main() -> None:
    """Prints both tables."""
    print("| formula | rows | plain | with lineage and bounds | ratio |")
    print("|---|---:|---:|---:|---:|")
    for rows in ROWS:
        frame = _frame(rows, 2)
        cases: dict[str, tuple[pl.Expr, str]] = {
            "a / b": (100 * pl.col("a") / pl.col("b"), "percent"),
            "a - b": (pl.col("a") - pl.col("b"), "CNY"),
            "a / b - 1": (100 * (pl.col("a") / pl.col("b") - 1), "percent"),
            "(a - b) / (a + b)": (
                100 * (pl.col("a") - pl.col("b")) / (pl.col("a") + pl.col("b")),
                "percent",
            ),
        }
        for formula, (plain, unit) in cases.items():
            _line(formula, frame, plain, unit)
    print()
    print("| inputs a row (1,000,000 rows, `sum()`) | plain | with lineage and bounds | ratio |")
    print("|---:|---:|---:|---:|")
    for inputs in INPUTS:
        frame = _frame(1_000_000, inputs)
        names = _names(inputs)
        plain = sum((pl.col(name) for name in names[1:]), start=pl.col(names[0]))
        columns = {name: frame[f"q_{name}"] for name in names}
        _ratio(
            f"{inputs}",
            lambda frame=frame, plain=plain: frame.select(plain),
            lambda columns=columns: over_columns("sum()", columns, "CNY"),
        )
    made = over_columns("a / b", {"a": frame["q_a"], "b": frame["q_b"]}, "percent")
    start = time.perf_counter()
    ids(made)
    print(f"\nReading out the ids of 1,000,000 rows: {time.perf_counter() - start:.2f} s")


def _names(inputs: int) -> list[str]:
    return [chr(ord("a") + n) for n in range(inputs)]


def _frame(rows: int, inputs: int) -> pl.DataFrame:
    rng = random.Random(rows)
    frame = pl.DataFrame(
        {name: [rng.uniform(50, 100) for _ in range(rows)] for name in _names(inputs)}
    ).with_columns(
        pl.concat_str(pl.lit(f"{name}."), pl.int_range(pl.len())).alias(f"id_{name}")
        for name in _names(inputs)
    )
    return frame.with_columns(
        quantities(
            f"id_{name}",
            name,
            low=pl.col(name) - 0.5,
            high=pl.col(name) + 0.5,
            unit="CNY",
            period="2025",
        ).alias(f"q_{name}")
        for name in _names(inputs)
    )


def _line(formula: str, frame: pl.DataFrame, plain: pl.Expr, unit: str) -> None:
    columns = {"a": frame["q_a"], "b": frame["q_b"]}
    _ratio(
        f"`{formula}` | {frame.height:,}",
        lambda: frame.select(plain),
        lambda: over_columns(formula, columns, unit),
    )


def _ratio(what: str, plain: Callable[[], object], tied: Callable[[], object]) -> None:
    floor, cost = _best(plain), _best(tied)
    print(f"| {what} | {floor * 1e3:.2f} ms | {cost * 1e3:.2f} ms | {cost / floor:.1f} |")


def _best(run: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(RUNS):
        start = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - start)
    return best


if __name__ == "__main__":
    main()
