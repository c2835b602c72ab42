"""The audit over what stands on the page of a source: its sentences, and what is told of them."""

import hashlib
from pathlib import Path

import pytest
from audit_samples import SECOND, change, sentence_id, write

from tieout.audit import audit_site
from tieout.audit.site.sentences import RawText

PAGE = "sources/port/index.html"


def codes(site: Path, seeds: Path | None = None) -> list[str]:
    return [finding.code for finding in audit_site(site, seeds)[1]]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("36.8% more", "38.6% more"),
        ("656,000 TEU in all", "665,000 TEU in all"),
        ("656,000 TEU in all", "656 TEU in all"),
        ("656,000 TEU in all", "656,000 tonnes in all"),
        ("656,000 TEU in all", "over 656,000 TEU in all"),
        ("36.8% more", "more"),
        ("36.8% more", "36.8% more, by 5 ships"),
        ("in all", "in all of 2019"),
        ("in all", "in three ports"),
        ('<a href="#s-1a" class="to-sentence">', '<a href="#none" class="to-sentence">'),
        ('class="shown">656,000 TEU', 'class="shown">665,000 TEU'),
        ('class="shown">656,000 TEU', 'class="shown">656,000 tonnes'),
        ('class="shown">656,000 TEU', 'class="shown">about 656,000 TEU'),
        ('class="shown">656,000 TEU', 'class="shown">36.8%'),
        ('lang="zh">65.6万标箱', 'lang="zh">66.5万标箱'),
        ("Boxes, 2025", "Boxes, 2024"),
        ("first half of 2025", "first half of 2024"),
        ('lang="zh">12次', 'lang="zh">13次'),
        ("Read here.", "Read 17 times."),
        ("set aside: no subject", "set aside: 8 subjects"),
    ],
)
def test_what_stands_beside_a_sentence_says_its_numbers(tmp_path: Path, old: str, new: str) -> None:
    site = write(tmp_path)
    change(site, PAGE, old, new)
    assert "audit-translation" in codes(site)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("656,000 TEU in all", "65.6 ten thousand TEU (656,000 TEU) in all"),
        ("in all", "in all, the first port of one"),
        ("in all", "in all of 2025 (published in 2026)"),
        ("36.8% more", "growing by 36.8%"),
        ("Read here", "Read on 5 July 2025 in port.v2.txt, sha256"),
    ],
)
def test_a_translation_may_use_words_of_its_own(tmp_path: Path, old: str, new: str) -> None:
    site = write(tmp_path)
    change(site, PAGE, old, new)
    found = codes(site)
    assert found == [] or old == "656,000 TEU in all"


@pytest.mark.parametrize(("old", "new"), [("走访", "走过"), ("12次", "13次"), ("走访", "")])
def test_a_sentence_that_no_fact_cites_is_the_one_of_its_id(
    tmp_path: Path, old: str, new: str
) -> None:
    site = write(tmp_path)
    change(site, PAGE, old, new)
    assert "audit-quote" in codes(site)


def test_a_sentence_with_an_id_of_its_own_must_stand_in_the_raw_document(tmp_path: Path) -> None:
    site = write(tmp_path)
    for text in ("走访12次。", "走访13次。"):
        name = sentence_id(text)
        change(site, PAGE, 'id="s-4d"', f'id="{name}"')
        change(site, PAGE, "12次</mark>。", text[2:4] + "次</mark>。")
        found = audit_site(site, tmp_path / "seeds")[1]
        said = [it.message for it in found if it.code == "audit-quote"]
        assert bool(said) == (text == "走访13次。"), said
        change(site, PAGE, f'id="{name}"', 'id="s-4d"')


@pytest.mark.parametrize("name", ["", "s-1", "first", "s-0123456z"])
def test_a_sentence_without_a_proper_id(tmp_path: Path, name: str) -> None:
    site = write(tmp_path)
    change(site, PAGE, 'id="s-4d"', f'id="{name}"' if name else "")
    assert codes(site) == ["audit-quote"]


def test_twins_have_longer_ids(tmp_path: Path) -> None:
    site = write(tmp_path)
    change(site, PAGE, 'id="s-4d"', f'id="{sentence_id("走访12次。")}-0a1b"')
    assert codes(site) == []


RAW = (
    "港口吞吐量达\n65.6万标箱，系统解决14\n图：港口全景\n45户遗留安置问题，买球发展飞地经济建设。\n"
)


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("港口吞吐量达65.6万标箱", True),
        ("系统解决1445户遗留安置问题", True),
        ("系统解决1446户遗留安置问题", False),
        ("系统解决145户遗留安置问题", False),
        ("系统解决14 45户遗留安置问题", True),
        ("港口吞吐量达66.5万标箱", False),
        ("港口吞吐量65.6万标箱", False),
        ("安置问题，买球发展飞地", True),
        ("问题，发展飞地经济建设", False),
        ("遗留安置问题，发展飞地经济建设", True),
        ("港口███万标箱", True),
        ("海口███万标箱", False),
        ("", True),
    ],
)
def test_a_text_is_made_of_the_documents_characters(text: str, stands: bool) -> None:
    assert RawText(RAW).holds(text) is stands


def test_the_sample_is_the_raw_documents(tmp_path: Path) -> None:
    write(tmp_path)
    assert sentence_id(SECOND) == "s-" + hashlib.sha256(SECOND.encode()).hexdigest()[:8]
    raw = (tmp_path / "seeds" / "port.txt").read_text(encoding="utf-8")
    assert RawText(raw).holds(SECOND)


@pytest.mark.parametrize(
    ("css", "found"),
    [
        ("p::after { content: '656,000 TEU' }", True),
        ('p::after { content: "5%" }', True),
        ('p::after { content: "\\35 0 firms" }', True),
        ('p::after { content: "two" " firms" }', True),
        ("p::after { content: '三大片区' }", True),
        (":root { --n: '7' }", True),
        ("ol { list-style-type: '9 ' }", True),
        ("@counter-style x { symbols: '1000' }", True),
        ("p { counter-reset: n 656 }", True),
        ("p { counter-increment: n 12 }", True),
        ("mark::after { content: attr(data-shown) }", False),
        ("p::after { content: '' } a[href='5']:hover { margin: 5px }", False),
        ("p { font-family: 'Source Sans 3'; font-feature-settings: 'ss01' }", False),
        ("p { background: url('data:image/svg+xml;9') }", False),
        ("/* p { content: '9' } */ p { counter-increment: n; counter-reset: n 0 }", False),
    ],
)
@pytest.mark.parametrize("where", ["sheet", "page"])
def test_what_a_style_sheet_shows(tmp_path: Path, css: str, found: bool, where: str) -> None:
    site = write(tmp_path)
    if where == "sheet":
        change(site, "assets/main.css", "p {", f"{css} p {{")
    else:
        change(site, "index.html", "</head>", f"<style>{css}</style></head>")
    assert codes(site) == (["audit-generated"] if found else [])


def test_an_attribute_that_a_style_sheet_shows_is_read(tmp_path: Path) -> None:
    site = write(tmp_path)
    change(site, "assets/main.css", "p {", "*::after { content: attr(data-shown) } p {")
    assert codes(site) == []
    change(site, PAGE, 'data-shown="656,000 TEU"', 'data-shown="665,000 TEU"')
    assert codes(site) == ["audit-generated"]
    change(site, PAGE, 'data-shown="665,000 TEU"', "")
    change(site, "index.html", "<h1 ", '<h1 data-shown="5 ports" ')
    assert codes(site) == ["audit-attribute"]


@pytest.mark.parametrize(
    "html",
    ["<ol start='656'><li>x</li></ol>", "<ol><li value='656'>x</li></ol>",
     "<meter value='0.7'></meter>", "<p aria-valuetext='7 of 9'></p>"],
)  # fmt: skip
def test_numbers_that_a_browser_makes_of_attributes(tmp_path: Path, html: str) -> None:
    site = write(tmp_path)
    change(site, "index.html", "</article>", f"{html}</article>")
    assert set(codes(site)) == {"audit-attribute"}
