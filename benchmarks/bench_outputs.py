"""What the files cost that a report travels as: seconds and bytes, and how these grow.

First this report: its build stage by stage, then each file by itself. Then reports that are made
up, of more and more lines of ferries: ten measures of each line, and ten chapters, each with tables
of five measures, so that every fact is linked five times there, and twice where it is compared.
"""

import hashlib
import itertools
import random
import shutil
import string
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from tieout.audit.files import audit_file, can_audit
from tieout.build import build_site, make_tree
from tieout.epub import report_epub
from tieout.outputs import OUTPUTS
from tieout.pdf import chapter_pdf, report_pdf
from tieout.progress import Progress
from tieout.report import open_report
from tieout.volume.manuscript import manuscript
from tieout.volume.volume import Volume
from tieout.word import report_docx
from tieout.workbook import report_workbook

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("seeds", "data", "chapters", "mkdocs.yml")
LINES = (10, 20, 40, 72)
MEASURES = (
    "passengers", "crossings", "bicycles", "cars", "lorries", "dogs", "pushchairs", "meals",
    "complaints", "parcels",
)  # fmt: skip
#: How many measures a chapter shows; there is a chapter for each.
SHOWN = 5


class Stages(Progress):
    """Shows nothing, and keeps when each stage began."""

    def __init__(self) -> None:
        super().__init__(quiet=True)
        self.began: list[tuple[str, float]] = []

    def stage(self, name: str, total: int = 0) -> None:
        """Takes note of a stage."""
        self.began.append((name, time.perf_counter()))

    def seconds(self) -> dict[str, float]:
        """How long each stage took; the last one until now."""
        ends = [*(at for _, at in self.began[1:]), time.perf_counter()]
        return {name: end - at for (name, at), end in zip(self.began, ends, strict=True)}


def main() -> None:
    """Prints the tables."""
    with tempfile.TemporaryDirectory(prefix="tieout-bench-") as folder:
        _this_report(Path(folder) / "report")
        print()
        columns = "facts|linked numbers|pages as a tree|PDF|its audit|pages|MB|bytes a number"
        print(f"| {columns.replace('|', ' | ')} |")
        print("|---:|---:|---:|---:|---:|---:|---:|---:|")
        for lines in LINES:
            _made_up(Path(folder) / str(lines), lines)


def _this_report(root: Path) -> None:
    root.mkdir()
    for name in PARTS:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, root / name)
    report, stages = open_report(root), Stages()
    built = build_site(report, stages)
    print("| stage of a build | seconds |")
    print("|---|---:|")
    for name, seconds in stages.seconds().items():
        print(f"| {name} | {seconds:.1f} |")
    print(f"| whole | {built.seconds:.1f} |")
    tree = make_tree(report, Stages())
    spent = _each_output(tree.volume, tree.files, report.site)
    pdfs = spent["pdf"] + spent["chapters"]
    print(f"\nPDFs, one after the other: {pdfs / built.seconds:.0%} of the build")


def _each_output(volume: Volume, files: Mapping[str, bytes], site: Path) -> dict[str, float]:
    """The seconds that writing each takes, by itself."""
    print("\n| file | written, s | audited, s | kB |")
    print("|---|---:|---:|---:|")
    numbers = range(1, len(volume.chapters) + 1)
    writers: dict[str, Callable[[], object]] = {
        "pdf": lambda: report_pdf(volume),
        "chapters": lambda: [chapter_pdf(volume, it) for it in numbers],
        "docx": lambda: report_docx(manuscript(volume)),
        "epub": lambda: report_epub(manuscript(volume)),
        "xlsx": lambda: report_workbook(volume),
    }
    spent = {}
    for kind, write in writers.items():
        spent[kind] = _seconds(write)
        paths = [OUTPUTS[kind]] if kind in OUTPUTS else _chapter_pdfs(files)
        audited = sum(
            _seconds(lambda path=path: audit_file(files[path], path, site))
            for path in paths
            if can_audit(path)
        )
        size = sum(len(files[path]) for path in paths)
        name = OUTPUTS.get(kind, f"{len(paths)} chapters as PDF")
        print(f"| {name} | {spent[kind]:.1f} | {audited:.1f} | {size / 1000:,.0f} |")
    return spent


def _chapter_pdfs(files: Mapping[str, bytes]) -> list[str]:
    return [it for it in files if it.startswith("chapters/") and it.endswith(".pdf")]


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _made_up(root: Path, lines: int) -> None:
    facts = lines * len(MEASURES)
    _write_report(root, lines)
    began = time.perf_counter()
    tree = make_tree(open_report(root), Stages(), ())
    composed = time.perf_counter() - began
    began = time.perf_counter()
    content = report_pdf(tree.volume)
    written = time.perf_counter() - began
    began = time.perf_counter()
    account, findings = audit_file(content, OUTPUTS["pdf"], root)
    audited = time.perf_counter() - began
    numbers, size = account.tied_to_facts, len(content)
    if findings or numbers != facts * (SHOWN + 2):
        raise SystemExit(f"of {facts} facts the witness sees {account}, and finds {findings[:3]}")
    print(
        f"| {facts:,} | {numbers:,} | {composed:.1f} s | {written:.1f} s | {audited:.1f} s "
        f"| {account.pages} | {size / 1e6:.1f} | {size / numbers:,.0f} |",
        flush=True,
    )


def _write_report(root: Path, lines: int) -> None:
    """A report of so many lines of ferries, each with all measures of one year."""
    chance = random.Random(lines)
    letters = itertools.islice(itertools.product(string.ascii_lowercase, repeat=3), lines)
    names = [f"Q{''.join(it)}x" for it in letters]
    values = [
        (name, measure, chance.randrange(1_000, 10_000_000))
        for name, measure in itertools.product(names, MEASURES)
    ]
    said = [f"{name} carried {it:,} {measure}" for name, measure, it in values]
    text = "The year of the ferries\n\n" + "\n\n".join(f"In 2024 {it}." for it in said) + "\n"
    for folder in ("seeds", "data", "chapters"):
        (root / folder).mkdir(parents=True)
    (root / "seeds/year.txt").write_text(text, encoding="utf-8")
    digest = hashlib.sha256(text.encode()).hexdigest()
    (root / "seeds/year.toml").write_text(ORIGIN.format(digest=digest), encoding="utf-8")
    areas = [f"{it.lower()},{it},{it},organisation,," for it in names]
    rows = [
        f'f.{name.lower()}.{measure},year,"{quote}","{it:,} {measure}",{it},count:{measure},exact,'
        f"{measure},{name.lower()},2024,stated,actual,,"
        for quote, (name, measure, it) in zip(said, values, strict=True)
    ]
    tables = {
        "areas": ["id,name_en,name_zh,kind,within,note", "all,All,全部,organisation,,", *areas],
        "facts": [
            "id,source,quote,number,value,unit,bound,indicator,area,period,period_basis,status,"
            "restates,note",
            *rows,
        ],
        "indicators": [
            "id,name_en,name_zh,definition_en,definition_zh,unit,kind,theme,of",
            *(
                f"{it},{it.title()},{it},Carried in a year,全年运载,count:{it},flow,transport,"
                for it in MEASURES
            ),
        ],
    }
    for name, table in tables.items():
        (root / f"data/{name}.csv").write_text("\n".join(table) + "\n", encoding="utf-8")
    slugs = ["index", *(f"part-{it}" for it in MEASURES[1:])]
    settings = (ROOT / "tests/reports/ferries/mkdocs.yml").read_text("utf-8").split("nav:")[0]
    nav = "".join(f"  - Lines {it}: {it}.md\n" for it in slugs)
    own = "".join(
        f"  - {it.title()}: {it}/index.md\n" for it in ("sources", "numbers", "derivations")
    )
    (root / "mkdocs.yml").write_text(f"{settings}nav:\n{nav}{own}", encoding="utf-8")
    for at, slug in enumerate(slugs):
        shown = [*MEASURES, *MEASURES][at : at + SHOWN]
        chapter = HEAD.format(slug=slug) + "".join(TABLE.format(measure=it) for it in shown)
        (root / f"chapters/{slug}.qmd").write_text(chapter, encoding="utf-8")


ORIGIN = """\
title = "The year of the ferries"
title_en = "The year of the ferries"
language = "en"
publisher = "Ferries"
publisher_en = "Ferries"
kind = "Invented for a benchmark"
territory = "all"
rights = "Free to use."
sha256 = "{digest}"
original_file = "year.txt"

[published]
date = "2025"
precision = "year"
basis = "inferred"
reason = "it speaks of the year before"
"""

HEAD = """\
---
title: Lines {slug}
---
"""

TABLE = """
```{{python}}
#| label: tbl-{measure}
#| tbl-cap: What each line carried.
from tieout.notebook import facts, table

lines = facts.frame.filter(facts.frame["indicator"] == "{measure}").select("area_en", "id")
table(lines, {{"area_en": "Line", "id": "Number"}})
```
"""


if __name__ == "__main__":
    main()
