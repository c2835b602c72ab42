"""The report of this repository, built once and looked at as a whole."""

import json
import re
from pathlib import Path

import polars as pl
import pytest
from lxml import html

from tieout.audit import audit_site
from tieout.build import Built
from tieout.text import load_sources
from tieout.text.masking import find_personal

pytestmark = pytest.mark.xdist_group("report")

TEXT = {".html", ".json", ".ipynb", ".xml", ".md", ".txt", ".js", ".css", ".svg"}


def test_the_audit_finds_every_number_tied(report_built: tuple[Path, Built]) -> None:
    root, built = report_built
    account, findings = audit_site(root / "site", root / "seeds")
    assert findings == []
    assert account.untied == 0
    assert account.facts == built.account["facts"]
    assert account.share_tied == 1


def test_every_source_and_chapter_has_its_page(report_built: tuple[Path, Built]) -> None:
    root, _ = report_built
    for chapter in (root / "chapters").glob("*.qmd"):
        assert (root / "site" / f"{chapter.stem}.html").is_file()
        assert (root / "site/notebooks" / f"{chapter.stem}.ipynb").is_file()
    for source in (root / "seeds").glob("*.txt"):
        assert (root / "site/sources" / source.stem / "index.html").is_file()


def test_no_personal_data_leaves_the_sources(report_built: tuple[Path, Built]) -> None:
    root, _ = report_built
    sources, findings = load_sources(root)
    assert findings == []
    masked = {
        source.raw[personal.start : personal.end].strip()
        for source in sources
        for personal in find_personal(source)[0]
    }
    assert len(masked) >= 3
    written = [path for path in (root / "site").rglob("*") if path.suffix in TEXT]
    written += [path for path in (root / "pages").rglob("*") if path.is_file()]
    for path in written:
        text = re.sub(r"\s", "", path.read_text(encoding="utf-8", errors="ignore"))
        for personal in masked:
            assert re.sub(r"\s", "", personal) not in text, path


def test_injected_spam_is_struck_out_where_it_is_shown(report_built: tuple[Path, Built]) -> None:
    root, _ = report_built
    spam = "买足球的软件"
    page = html.parse(root / "site/sources/chenglingji-reply-2023/index.html").getroot()
    article = page.xpath("//article")[0]
    struck = article.xpath(f".//del[contains(., '{spam}')]")
    assert len(struck) == 3
    assert article.text_content().count(spam) == len(struck)
    for name in ("data/facts.json", "data/sources.json"):
        assert spam not in (root / "site" / name).read_text(encoding="utf-8")


def test_offsets_lead_into_the_untouched_files(report_built: tuple[Path, Built]) -> None:
    root, _ = report_built
    facts = json.loads((root / "site/data/facts.json").read_text(encoding="utf-8"))
    assert len(facts) > 200
    raw = {path.stem: path.read_bytes().decode() for path in (root / "seeds").glob("*.txt")}
    for fact in facts:
        spans = "".join(raw[fact["source"]][start:end] for start, end in fact["raw_spans"])
        assert re.sub(r"\s", "", spans) == fact["number"], fact["id"]


def test_each_fact_is_marked_on_its_source_and_told_where_it_is_used(
    report_built: tuple[Path, Built],
) -> None:
    root, _ = report_built
    facts = json.loads((root / "site/data/facts.json").read_text(encoding="utf-8"))
    by_source = pl.DataFrame(facts, infer_schema_length=None).partition_by("source", as_dict=True)
    for (source,), frame in by_source.items():
        page = html.parse(root / "site/sources" / str(source) / "index.html").getroot()
        marked = {mark.get("data-fact") for mark in page.xpath("//mark[@data-fact]")}
        assert marked == set(frame["id"])
    port = html.parse(root / "site/sources/yueyang-lingang-2026/index.html").getroot()
    assert port.xpath("//span[@class='uses']/a[contains(@href, 'port.html')]")


def test_every_number_in_the_sources_is_accounted_for(report_built: tuple[Path, Built]) -> None:
    root, built = report_built
    counts = built.account
    assert counts["open"] == 0
    assert counts["mentions"] == counts["facts"] + counts["set_aside"] + counts["explained"]
    page = html.parse(root / "site/numbers/index.html").getroot()
    (total,) = page.xpath("//tr[@class='total']")
    told = [int(cell.text_content().replace(",", "")) for cell in total.iter("td")]
    assert told[0] == sum(told[1:]) == counts["mentions"]
    assert told[1] + told[2] == counts["facts"]
    for link in page.xpath("//ul[@class='asides']//a"):
        address, _, sentence = link.get("href").partition("#")
        source = html.parse(root / "site/numbers" / address).getroot()
        marks = source.get_element_by_id(sentence).xpath(".//mark[contains(@class, 'aside')]")
        assert link.text_content() in [mark.text_content() for mark in marks]
    assert len(page.xpath("//ul[@class='asides']/li")) == counts["set_aside"] > 5


def test_what_cannot_be_derived_is_told_with_its_reason(report_built: tuple[Path, Built]) -> None:
    root, _ = report_built
    page = html.parse(root / "site/method.html").getroot()
    rows = page.xpath("//*[@id='tbl-refused']//tbody/tr")
    reasons = [row.xpath("./td")[1].text_content().strip() for row in rows]
    assert len(reasons) >= 10
    for kind in ("No source reports it", "What it would be made of differs", "The units do not"):
        assert any(reason.startswith(kind) for reason in reasons), kind
    assert any(" growth of " in reason for reason in reasons)
    assert all(row.xpath("./td")[2].xpath(".//a[@class='fact']") for row in rows)


def test_conditional_numbers_say_their_condition(report_built: tuple[Path, Built]) -> None:
    root, _ = report_built
    derived = json.loads((root / "site/data/derivations.json").read_text(encoding="utf-8"))
    computed = [it for it in derived if it["formula"] != "count()"]
    assert len(computed) > 100
    page = html.parse(root / "site/derivations/index.html").getroot()
    for it in computed:
        entry = page.get_element_by_id(f"d-{it['id']}").text_content()
        for condition in it["assumes"]:
            assert condition in entry, it["id"]


def test_pages_fetch_nothing_from_elsewhere(report_built: tuple[Path, Built]) -> None:
    root, _ = report_built
    for path in (root / "site").rglob("*.html"):
        page = html.parse(path).getroot()
        fetched = page.xpath("//@src | //link[@rel!='canonical']/@href | //@srcset")
        assert [it for it in fetched if re.match(r"(https?:)?//", it)] == [], path
    for path in (root / "site").rglob("*.css"):
        assert not re.search(r"url\(['\"]?(https?:)?//", path.read_text(encoding="utf-8")), path
