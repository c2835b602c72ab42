"""How well and how fast Chinese numbers are read, by tieout and side by side by its peers.

Run by `make bench-numbers`. Prints tables in Markdown and the notes that go with them. Nothing
here is asserted anywhere: a test holds tieout to what it reached on the same set.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests" / "numbers"), str(ROOT / "benchmarks")]

import newspaper  # noqa: E402
from environment import set_up  # noqa: E402
from evaluation.score import (  # noqa: E402
    Found,
    Score,
    score_overlaps,
    score_parses,
    score_spans,
    score_values,
)
from evaluation.wanted import SET, SETS, Answer, Case, Wanted, load  # noqa: E402

from tieout.numbers import Mention, find, read  # noqa: E402

PEERS = {"recognizers-text": "Recognizers-Text", "jionlp": "JioNLP", "cn2an": "cn2an"}
PASSES = 3
MONEY = frozenset("CNY USD EUR JPY GBP HKD KRW RUB THB SGD".split())  # noqa: SIM905
NOTES = """
- Exact: start and end are right. Overlap: a character is shared. Value: overlap, and the value or
  both ends in the base unit are right, whatever unit, kind or bound. Parse: the span is exactly
  right, and so are kind, value, unit and bound; of a date or period, the time it stands for.
- Each cell is precision, recall and F1 in percent, over everything that the set holds: amounts,
  counts, percentages, points, ratios, multiples, shares, ranges, ranks, dates and periods. What
  only looks like a number is wanted from nobody, and costs precision where it is given.
- The second table is of money alone, which both Recognizers-Text and JioNLP set out to read:
  what is wanted is in a currency, and only what they give in one is held against them.
- Recognizers-Text: number with unit (currency, dimension, temperature, age), percentage and
  number, Chinese; what lies within a larger find is left out; its names of units are put into our
  codes. Its Python edition has no Chinese dates. It reads no classifiers: 5.4万家 is its 5.4万.
- JioNLP: its extractors of money and of time, the day of publication as its base; words such as
  达 and 约 are cut off its spans; blur, blur+ and blur- are about, over and under. It reads
  nothing else.
- cn2an finds no numbers: it converts what it is given, here each run of digits and numerals, with
  百分之 or %. It reads no units.
- The newspaper was parted and tagged by others. What is missed of it are mostly set phrases,
  names and slogans (千里, 两个市场, 三驾马车, 五一), which its tags count as numbers.
- Characters a second of processor time: one thread, the quickest of three passes; over the sets,
  which are full of numbers, and over the sources of the report, sentence by sentence.
""".strip()


@dataclass(frozen=True, slots=True)
class Given:
    """What a peer found, in our words."""

    start: int
    end: int
    kind: str
    unit: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    bound: str
    period: str


@dataclass(frozen=True, slots=True)
class Run:
    """What a reader found in each case, how long it took, and how long for ordinary text."""

    name: str
    found: Sequence[Sequence[Found]]
    seconds: float
    ordinary: float


def main() -> None:
    if sys.argv[1:] == ["seconds"]:
        print(*_seconds())
        return
    sets = {name: load(SET.with_name(f"{name}.tsv")) for name in SETS}
    cases = [case for cases in sets.values() for case in cases]
    ordinary = _ordinary()
    runs = [_tieout(cases, ordinary), *_peers(cases, ordinary)]
    wanted = sum(wanted.is_scored for case in cases for wanted in case.wanted)
    size = sum(len(case.text) for case in cases)
    print(f"{len(cases)} sentences, {size} characters, {wanted} numbers, dates and periods\n")
    _print_table(cases, runs)
    print("\ntieout on each set\n")
    _print_sets(sets)
    print("\nCharacters a second\n")
    _print_speeds([runs[0], *_compiled(), *runs[1:]], size, sum(map(len, ordinary)))
    print("\nMoney alone\n")
    money = [replace(run, found=[_money(found) for found in run.found]) for run in runs]
    readers = [run for run in money if run.name != "cn2an"]
    _print_table([_money_case(case) for case in cases], readers)
    print("\nA newspaper of January 1998\n")
    _print_newspaper()
    print("\n" + NOTES)


def _ordinary() -> list[str]:
    """The sentences of the report's sources: text in which most words are no numbers."""
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    return [it for text in texts for it in re.findall("[^。！？]+[。！？]?", text) if it.strip()]


def _tieout(cases: Sequence[Case], ordinary: Sequence[str]) -> Run:
    def read_cases() -> list[list[Mention]]:
        return [read(case.text, language="zh", published=case.published) for case in cases]

    def read_ordinary() -> list[list[Mention]]:
        return [read(text, language="zh") for text in ordinary]

    found, seconds = _timed(read_cases)
    return Run("tieout", found, seconds, _timed(read_ordinary)[1])


def _compiled() -> list[Run]:
    """tieout's speed with its reader compiled, from a wheel as `make wheel` builds it; nothing
    where there is no C compiler."""
    print("compiling the reader", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory() as folder:
        build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
        asked = {**os.environ, "HATCH_BUILD_HOOK_ENABLE_CUSTOM": "true"}
        built = subprocess.run(
            [*build, "--directory", folder], cwd=ROOT, env=asked, capture_output=True, check=False
        )
        if built.returncode:
            print(built.stderr.decode(), file=sys.stderr)
            return []
        (wheel,) = Path(folder).glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(folder)
        timed = subprocess.run(
            [sys.executable, __file__, "seconds"], env={**os.environ, "PYTHONPATH": folder},
            stdout=subprocess.PIPE, text=True, check=True,
        )  # fmt: skip
    return [Run("tieout, compiled", [], *map(float, timed.stdout.split()))]


def _seconds() -> tuple[float, float]:
    """How long tieout takes for the sets and for the sources."""
    cases = [case for name in SETS for case in load(SET.with_name(f"{name}.tsv"))]
    run = _tieout(cases, _ordinary())
    return run.seconds, run.ordinary


def _timed(run: Callable[[], list[list[Mention]]]) -> tuple[list[list[Mention]], float]:
    """What the last pass gave, and how long the quickest took."""
    seconds = []
    for _ in range(PASSES):
        begin = time.process_time()
        found = run()
        seconds.append(time.process_time() - begin)
    return found, min(seconds)


def _peers(cases: Sequence[Case], ordinary: Sequence[str]) -> list[Run]:
    python = set_up()
    runs = []
    for peer, name in PEERS.items():
        print(f"reading with {name}", file=sys.stderr, flush=True)
        sentences = [{"text": case.text, "published": case.published} for case in cases]
        told = _peer(python, peer, sentences)
        plain = _peer(python, peer, [{"text": text, "published": ""} for text in ordinary])
        found = [_given(found) for found in told["found"]]
        runs.append(Run(name, found, told["seconds"], plain["seconds"]))
    return runs


def _peer(python: Path, peer: str, sentences: list[dict[str, str]]) -> dict[str, Any]:
    command = [str(python), "-W", "ignore", str(ROOT / "benchmarks" / "peers.py"), peer]
    done = subprocess.run(
        [*command, str(PASSES)], input=json.dumps(sentences), stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True, check=True,
    )  # fmt: skip
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _given(found: Sequence[dict[str, Any]]) -> list[Given]:
    return [
        Given(**{**one, **{end: _decimal(one[end]) for end in ("value", "low", "high")}})
        for one in found
    ]


def _decimal(told: object) -> Decimal | None:
    try:
        return None if told is None else Decimal(str(told))
    except InvalidOperation:
        return None


def _print_table(cases: Sequence[Case], runs: Sequence[Run]) -> None:
    measures: dict[str, Callable[..., None]] = {
        "exact spans": score_spans,
        "overlapping spans": score_overlaps,
        "values": score_values,
        "full parses": score_parses,
    }
    heads = ["reader", *measures]
    print("| " + " | ".join(heads) + " |")
    print("|---" * len(heads) + "|")
    for run in runs:
        cells = [run.name]
        for measure in measures.values():
            score = Score()
            for case, found in zip(cases, run.found, strict=True):
                measure(found, case.wanted, score)
            cells.append(_told(score))
        print("| " + " | ".join(cells) + " |")


def _print_sets(sets: dict[str, list[Case]]) -> None:
    print("| set | sentences | numbers | exact spans | full parses |\n|---|---|---|---|---|")
    for name, cases in sets.items():
        spans, parses = Score(), Score()
        for case in cases:
            found = read(case.text, language="zh", published=case.published)
            score_spans(found, case.wanted, spans)
            score_parses(found, case.wanted, parses)
        cells = [name, str(len(cases)), str(spans.wanted), _told(spans), _told(parses)]
        print("| " + " | ".join(cells) + " |")


def _told(score: Score) -> str:
    """Precision, recall and F1 in percent."""
    return " / ".join(f"{100 * part:.1f}" for part in (score.precision, score.recall, score.f1))


def _print_newspaper() -> None:
    found = newspaper.measure(newspaper.file_of(set_up()))
    for what, read_well in (
        ("numbers with a classifier or unit, read as one quantity", found.numbers),
        ("words of time with a numeral, read as a date or period", found.times),
    ):
        share = 100 * sum(read_well) / len(read_well)
        print(f"- {what}: {sum(read_well):,} of {len(read_well):,} ({share:.1f}%)")
    print(
        f"- numerals that no rule explains: {found.unparsed:,} of {found.mentions:,} mentions, "
        f"in {found.characters:,} characters"
    )


def _print_speeds(runs: Sequence[Run], size: int, ordinary: int) -> None:
    print("| reader | the sets | the sources |\n|---|---|---|")
    for run in runs:
        print(f"| {run.name} | {size / run.seconds:,.0f} | {ordinary / run.ordinary:,.0f} |")
    for length in (100_000, 1_000_000):
        print(f"\nmemory for {length:,} characters in lines: {_peak(length) / 1e6:.2f} MB")


def _peak(length: int) -> int:
    """The most memory that finding the numbers of so long a text holds, one after the other."""
    line = "2025年，全市完成规模工业产值1,286.5亿元，同比增长8.2%，新增企业三十余家。\n"
    mentions = find((line for _ in range(length // len(line))), language="zh")
    next(mentions)
    tracemalloc.start()
    for _ in mentions:
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def _money(found: Sequence[Found]) -> list[Found]:
    return [one for one in found if one.unit.partition("/")[0] in MONEY]


def _money_case(case: Case) -> Case:
    """The case with its sums of money alone; what may be one or not is optional."""
    return replace(case, wanted=tuple(w for w in map(_money_wanted, case.wanted) if w is not None))


def _money_wanted(wanted: Wanted) -> Wanted | None:
    is_money = [answer.unit.partition("/")[0] in MONEY for answer in wanted.answers]
    if all(is_money):
        return wanted
    if not any(is_money):
        return None
    return replace(wanted, answers=(*wanted.answers, Answer("name")))


if __name__ == "__main__":
    main()
