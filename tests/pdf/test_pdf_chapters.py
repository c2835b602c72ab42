"""Each chapter as a PDF of its own: what is in it, where it leads, and that it can be audited."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from lxml import html

from tieout.audit import audit_pdf
from tieout.audit.carried import CHAPTERS, carried_list
from tieout.audit.pdf.audit import pdf_chapters
from tieout.audit.pdf.reading import PdfFile
from tieout.build import Built, write_outputs
from tieout.pdf.typeset import Typesetter
from tieout.progress import Progress
from tieout.report import open_report
from tieout.volume.citations import Citations


def read(root: Path) -> dict[str, bytes]:
    return {it.stem: it.read_bytes() for it in sorted((root / "site/chapters").glob("*.pdf"))}


@pytest.mark.xdist_group("report")
@pytest.mark.parametrize("built", ["ferries_built", "report_built"])
def test_each_chapter_has_one_with_as_many_links_as_its_page(
    built: str,
    request: pytest.FixtureRequest,
    site_ties: Callable[[Path], dict[str, int]],
) -> None:
    root, _ = request.getfixturevalue(built)
    numbers = site_ties(root / "site")
    made = read(root)
    whole = PdfFile((root / "site/report.pdf").read_bytes())
    listed = {it["page"]: it for it in carried_list(whole.attached(), CHAPTERS)}
    for name, content in made.items():
        file = PdfFile(content)
        [chapter] = pdf_chapters(file, carried_list(file.attached(), CHAPTERS))
        assert chapter.address == f"{name}.html"
        assert len(chapter.ties) == numbers[chapter.address]
        assert chapter.number == listed[chapter.address]["number"]
    assert len(made) > 1
    assert {f"{it}.html" for it in made} <= set(listed)


def test_it_is_a_file_of_its_own(ferries_built: tuple[Path, Built]) -> None:
    """Its appendices hold what it cites and no more; its data are those of the site."""
    root, _ = ferries_built
    content = read(root)["costs"]
    account, findings = audit_pdf(content, "chapters/costs.pdf")
    assert findings == []
    assert (account.tied_to_facts, account.tied_to_derivations) == (2, 1)
    file = PdfFile(content)
    text = "".join(it.get_textpage().get_text_range() for it in pypdfium2.PdfDocument(content))
    assert "The subsidy amounted to £1.86 million" in text
    assert "The fleet grew to seven boats" not in text
    assert "Table 2.1" in text
    assert file.title() == "Costs · The ferries of Port Ellery"
    assert file.attached()["facts.json"] == (root / "site/data/facts.json").read_bytes()


@pytest.mark.parametrize(
    ("site", "markup"),
    [
        ("", '#"see Costs";'),
        ("https://example.org/ferries/", '#link("https://example.org/ferries/costs.html#t")'),
    ],
)
def test_links_to_other_chapters(site: str, markup: str) -> None:
    """They lead to the site where it has an address, and are plain elsewhere."""
    setter = Typesetter(Citations(None, {}, ()), {}, "en", site=site)  # type: ignore[arg-type]
    setter.address = "index.html"
    paragraph = html.fragment_fromstring('<p><a href="costs.html#t">see Costs</a></p>')
    assert setter.inlines(paragraph).startswith(markup)


def test_the_same_bytes(ferries_built: tuple[Path, Built], ferries: Path) -> None:
    write_outputs(open_report(ferries), Progress(quiet=True), ["pdf"])
    assert read(ferries) == read(ferries_built[0])


@pytest.mark.xdist_group("report")
def test_another_reader_finds_no_damage(qpdf: str, report_built: tuple[Path, Built]) -> None:
    """qpdf reads the whole structure of each file and all that it holds."""
    site = report_built[0] / "site"
    for path in (site / "report.pdf", *(site / "chapters").glob("*.pdf")):
        told = subprocess.run([qpdf, "--check", path], capture_output=True, text=True, check=False)
        assert told.returncode == 0, told.stdout + told.stderr
