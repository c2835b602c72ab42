"""Running chapters: what goes wrong in one is told with its place, and hides nothing else."""

import asyncio
import gc
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tieout.chapters.chapter import Chapter, Executed
from tieout.chapters.execute import Settings, execute
from tieout.chapters.handover import Handover, save
from tieout.chapters.parse import parse_chapter
from tieout.check import check
from tieout.findings import Finding
from tieout.gate.gate import inspect
from tieout.pages.words import words
from tieout.report import open_report
from tieout.weave.links import Links
from tieout.weave.weave import weave

CASES = tomllib.loads((Path(__file__).parent / "cases/runs.toml").read_text("utf-8"))["case"]
FERRIES = Path(__file__).parents[1] / "reports" / "ferries"
SHOWN = """
```{python}
import altair as alt
from IPython.display import HTML
from tieout.notebook import count, facts, table
print("There are 17.")
HTML("<p>18</p>")
```

```{python}
#| fig-cap: Bars.
#| across: [indicator, period, unit, status]
alt.Chart(facts.frame).mark_bar().encode(x="value:Q", y="period:N", href="link:N")
```

```{python}
all_of_them = count("all.of.them", facts.frame, title="Facts")
```

It is `{python} all_of_them`, and `{python} facts["ferries.boats.2023"].words`.
"""


@dataclass(frozen=True)
class Ran:
    """What a run told: the chapters that ran, the findings, and the progress."""

    executed: dict[str, Executed]
    findings: dict[str, list[Finding]]
    progress: list[tuple[str, bool]]
    links: Links


def _chapter(folder: Path, slug: str, body: str) -> Chapter:
    path = folder / f"{slug}.qmd"
    path.write_text(f"---\ntitle: A chapter\n---\n\n{body}", encoding="utf-8")
    chapter, findings = parse_chapter(path, path.name, slug)
    assert chapter is not None, findings
    return chapter


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """All the chapters of `runs.toml` and one that runs well, run in one go."""
    folder = tmp_path_factory.mktemp("chapters")
    chapters = [_chapter(folder, case["slug"], case["body"]) for case in CASES]
    chapters.append(_chapter(folder, "shown", SHOWN))
    report = open_report(FERRIES)
    checked = check(report)
    facts = folder / "handover/facts"
    save(Handover(checked.ledger, checked.tied, report.language, checked.account), facts)
    told: list[tuple[str, bool]] = []
    settings = Settings(report.root, facts, time_limit=120, jobs=2)
    executed, findings = execute(chapters, settings, lambda *it: told.append(it))
    by_path: dict[str, list[Finding]] = {it.path: [] for it in chapters}
    for finding in findings:
        by_path[finding.place.path].append(finding)
    by_id = {it.fact.id: it for it in checked.tied}
    derived = {it.id: it for each in executed for it in each.derivations}
    links = Links(checked.ledger, by_id, derived, checked.account, report.language)
    return Ran({it.chapter.slug: it for it in executed}, by_path, told, links)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["slug"])
def test_what_goes_wrong_is_told_with_its_place(case: dict[str, Any], ran: Ran) -> None:
    path = f"{case['slug']}.qmd"
    findings = sorted(ran.findings[path])
    assert [str(it) for it in findings] == [f"{path}:{it}" for it in case["findings"]]
    for text in case.get("detail", []):
        assert text in findings[0].detail
    for text in ("\x1b", "An error occurred while executing"):
        assert text not in findings[0].detail
    assert case["slug"] not in ran.executed


def test_a_chapter_that_runs_well_is_not_hidden_by_others(ran: Ran) -> None:
    (shown,) = ran.executed.values()
    assert ran.findings["shown.qmd"] == []
    assert [it.id for it in shown.derivations] == ["all.of.them"]
    assert len(shown.derivations[0].inputs) == 9
    assert [(it.kind, it.form) for it in shown.values.values()] == [
        ("derived", "shown"),
        ("fact", "words"),
    ]


def test_what_cells_show_reaches_the_gate(ran: Ran) -> None:
    woven = weave(ran.executed["shown"], ran.links, words("en"))
    assert woven.findings == ()
    seen = {it.message.split("'")[1] for it in inspect([woven.page]).findings}
    assert seen >= {"17", "18"}


def test_every_chapter_begins_and_ends(ran: Ran) -> None:
    slugs = {*(case["slug"] for case in CASES), "shown"}
    assert {slug for slug, ended in ran.progress if not ended} == slugs
    assert {slug for slug, ended in ran.progress if ended} == slugs


def test_an_endless_cell_is_stopped(tmp_path: Path) -> None:
    body = "```{python}\nx = 1\n```\n\n```{python}\nwhile True:\n    pass\n```\n"
    chapter = _chapter(tmp_path, "endless", body)
    settings = Settings(tmp_path, tmp_path / "none", time_limit=1, jobs=1)
    executed, (finding,) = execute([chapter], settings, lambda *_: None)
    assert executed == ()
    assert str(finding) == (
        "endless.qmd:10:1: chapter-timeout: the cell did not end within 1 second; "
        "mend the loop, or raise time_limit under plugins: tieout in mkdocs.yml"
    )
    assert finding.detail == "while True:\n    pass"


def test_a_cell_that_prints_without_end_is_stopped_in_silence(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    chapter = _chapter(tmp_path, "prints", "```{python}\nwhile True:\n    print('x' * 999)\n```\n")
    settings = Settings(tmp_path, tmp_path / "none", time_limit=1, jobs=1)
    _, (finding,) = execute([chapter], settings, lambda *_: None)
    gc.collect()  # when tasks that nobody awaited would tell of themselves
    assert finding.code == "chapter-timeout"
    assert [it for it in caplog.records if it.name == "asyncio"] == []


def test_chapters_run_within_a_running_loop_too(tmp_path: Path) -> None:
    """A notebook has a loop of its own, and so has a browser test."""
    chapter = _chapter(tmp_path, "plain", "```{python}\nx = 1\n```\n")
    settings = Settings(tmp_path, tmp_path / "none", time_limit=60, jobs=1)

    async def within() -> tuple[tuple[Executed, ...], list[Finding]]:
        return execute([chapter], settings, lambda *_: None)

    executed, findings = asyncio.run(within())
    assert findings == []
    assert [it.derivations for it in executed] == [()]
