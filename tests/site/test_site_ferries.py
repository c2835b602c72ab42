"""The tiny report, built by the engine as any other: shells, sameness, data."""

import json
import os
import subprocess
import sys
from pathlib import Path

from lxml import html

from tieout.audit import audit_site
from tieout.build import Built, write_pages
from tieout.progress import Progress
from tieout.report import open_report


def test_every_number_of_the_built_site_is_tied(ferries_built: tuple[Path, Built]) -> None:
    root, built = ferries_built
    account, findings = audit_site(root / "site", root / "seeds")
    assert findings == []
    assert built.account["tied"] > 0
    assert account.links > 50


def test_a_fact_leads_from_the_page_to_its_marked_sentence(
    ferries_built: tuple[Path, Built],
) -> None:
    root, _ = ferries_built
    page = html.parse(root / "site/index.html").getroot()
    anchor = page.xpath("//h1//a[@data-fact='ferries.passengers.2023']")[0]
    address, _, sentence_id = anchor.get("href").partition("#")
    source = html.parse(root / "site" / address).getroot()
    sentence = source.get_element_by_id(sentence_id)
    assert sentence.get("class") == "sentence"
    assert sentence.get("data-source") == "annual-review-2024"
    mark = sentence.xpath(".//mark[@data-fact='ferries.passengers.2023']")[0]
    assert mark.text_content() == "1.24 million passengers"


def test_plain_mkdocs_builds_the_same_site(
    ferries: Path, ferries_built: tuple[Path, Built]
) -> None:
    built, _ = ferries_built
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=ferries, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert _files(ferries / "site", ".html") == _files(built / "site", ".html")
    assert audit_site(ferries / "site")[1] == []


def test_mkdocs_stops_at_a_typed_number_and_leaves_the_old_site(ferries: Path) -> None:
    (ferries / "site/data").mkdir(parents=True)
    (ferries / "site/data/facts.json").write_text("[]")
    (ferries / "site/index.html").write_text("old")
    chapter = ferries / "chapters/costs.qmd"
    text = chapter.read_text() + "\nThere were 17 more.\n"
    chapter.write_text(text)
    settings = ferries / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("site_name: ", "site_name: All 5 of "))
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=ferries, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    line = text.count("\n")
    assert f"chapters/costs.qmd:{line}:12: number-untied: '17'" in done.stderr
    assert "mkdocs.yml:1:16: number-untied: '5'" in done.stderr
    assert "Traceback" not in done.stderr
    assert (ferries / "site/index.html").read_text() == "old"


def test_zensical_makes_a_working_site_of_the_same_tree(ferries: Path) -> None:
    write_pages(open_report(ferries), Progress(quiet=True))
    done = subprocess.run(
        [sys.executable, "-m", "zensical", "build"],
        cwd=ferries, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    account, findings = audit_site(ferries / "site", ferries / "seeds")
    assert [str(finding) for finding in findings] == []
    assert account.facts == 9


def test_two_builds_are_equal_byte_for_byte(
    ferries: Path, ferries_built: tuple[Path, Built]
) -> None:
    built, _ = ferries_built
    write_pages(open_report(ferries), Progress(quiet=True))
    assert _files(ferries / "pages") == _files(built / "pages")


def test_the_data_say_what_the_contract_promises(ferries_built: tuple[Path, Built]) -> None:
    root, _ = ferries_built
    facts = {it["id"]: it for it in json.loads((root / "site/data/facts.json").read_text())}
    raw = (root / "seeds/annual-review-2024.txt").read_text()
    fact = facts["ferries.repairs.2023"]
    assert (fact["value"], fact["unit"], fact["bound"]) == (2_600_000, "GBP", "exact")
    assert (fact["low"], fact["high"]) == (2_550_000, 2_650_000)
    assert raw[fact["raw_start"] : fact["raw_end"]] == "£2.6 million"
    derivations = json.loads((root / "site/data/derivations.json").read_text())
    assert {it["id"] for it in derivations} == {
        "ferries.passengers.2022",
        "ferries.punctuality.gain",
        "costs.known",
    }


def test_published_notebooks_run_again(ferries_built: tuple[Path, Built], tmp_path: Path) -> None:
    root, _ = ferries_built
    notebook = root / "site/notebooks/costs.ipynb"
    nothing_else = {**os.environ, "IPYTHONDIR": str(tmp_path)}
    script = (
        "import nbformat, nbclient, sys;"
        "book = nbformat.read(sys.argv[1], 4); nbformat.validate(book);"
        "nbclient.NotebookClient(book, kernel_name='python3').execute();"
        "print(book.cells[1].outputs[0].data['text/plain'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(notebook)],
        cwd=root, env=nothing_else, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "GBP 2.6 million" in done.stdout


def _files(folder: Path, suffix: str = "") -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob(f"*{suffix}"))
        if path.is_file()
    }
