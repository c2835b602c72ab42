"""The audit over a small site that is right, and over the same site with one thing wrong."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from tieout.audit import audit_site

RAW = "全年港口吞吐量达65.6万\n标箱，同比增长36.8%。\n新增企业超5000万元投资3家。\n"
FIRST = "全年港口吞吐量达65.6万标箱，同比增长36.8%。"
SECOND = "新增企业超5000万元投资3家。"

SHELL = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Page 12</title>
<link rel="stylesheet" href="{up}assets/main.css">
<link rel="canonical" href="https://example.org/report/{path}"></head>
<body>
<nav><a href="{up}index.html">Home 5</a> <a href="{up}derivations/index.html">Derivations</a></nav>
<main><article class="md-content__inner md-typeset">
{body}
</article></main>
<footer>Made with 3 tools, <a href="https://example.org/">elsewhere</a></footer>
</body></html>
"""

INDEX = """<h1 id="ports">Ports in 2025<a class="headerlink" href="#ports" title="Link 1">¶ 1</a></h1>
<p>The port moved
<a class="fact" data-fact="port.boxes" href="sources/port/index.html#s-1a" title="65.6万标箱"
>656,000 TEU</a> in H1 2025, <a class="fact" data-fact="port.growth"
href="sources/port/index.html#s-1a">36.8%</a> more, which makes
<a class="derived" data-derived="boxes.before"
href="derivations/index.html#d-boxes.before">about 480,000 TEU</a> before.</p>
<p>Firms put in <a class="fact" data-fact="firms.money" href="sources/port/index.html#s-2b">over
CNY 50 million</a>; <a class="fact" data-fact="firms.count"
href="sources/port/index.html#s-2b">three</a> came, under the 14th Five-Year Plan, with
<span class="waived" data-why="name">5G</span>.</p>
<figure>
<svg role="img" aria-label="Boxes: 656,000 TEU" viewBox="0 0 9 9"><title>656,000 TEU in 2025</title>
<g class="mark-text role-axis-label"><text>0</text><text>200,000</text></g>
<a class="fact" data-fact="port.boxes" href="sources/port/index.html#s-1a"><path
aria-label="656,000" d="M0 0"/></a></svg>
<table><thead><tr><th>Measure</th><th>Value</th></tr></thead>
<tbody><tr><th>Boxes</th><td><a class="fact" data-fact="port.boxes"
href="sources/port/index.html#s-1a">656,000 TEU</a></td></tr></tbody></table>
<figcaption>Boxes moved</figcaption></figure>
<div class="tieout-code"><pre><code>x = 1 + 2</code></pre></div>
"""

SOURCE = """<h1>Port report 2026</h1>
<p><span class="sentence" id="s-1a" data-source="port">全年港口吞吐量达<mark class="mention"
data-fact="port.boxes">65.6万<br>标箱</mark>，同比增长<mark class="mention"
data-fact="port.growth">36.8%</mark><del>垃圾99</del>。</span> Used 4 times.</p>
<p><span class="sentence" id="s-2b" data-source="port">新增企业超<mark class="mention"
data-fact="firms.money">5000万元</mark>投资<mark class="mention"
data-fact="firms.count">3家</mark>。<span class="editor-note">note 7</span></span></p>
"""

DERIVATIONS = """<h1>Derivations</h1>
<section id="d-boxes.before"><h2>Boxes the year before</h2>
<p>Formula: <code>now / (1 + growth / 100)</code></p>
<ul><li>now: <a class="fact" data-fact="port.boxes"
href="../sources/port/index.html#s-1a">656,000 TEU</a></li>
<li>growth: <a class="fact" data-fact="port.growth"
href="../sources/port/index.html#s-1a">36.8%</a></li></ul></section>
"""


def fact(key: str, sentence: str, text: str, number: str, **more: Any) -> dict[str, Any]:
    compact = RAW.replace("\n", "")
    at = compact.index(number)
    start = at + RAW[: at + 1].count("\n")
    while RAW[:start].replace("\n", "") != compact[:at]:
        start += 1
    end = start
    while RAW[start:end].replace("\n", "") != number:
        end += 1
    record: dict[str, Any] = {
        "id": key, "source": "port", "sentence_id": sentence, "sentence_text": text,
        "quote": text, "number": number, "raw_start": start, "raw_end": end, "unit": "",
        "bound": "exact", "indicator": "boxes", "area": "port", "period": "2025",
        "status": "actual", "restates": "",
    }  # fmt: skip
    return record | more


def data() -> dict[str, list[dict[str, Any]]]:
    return {
        "facts": [
            fact("port.boxes", "s-1a", FIRST, "65.6万标箱", value=656000, low=655500,
                 high=656500, unit="TEU"),
            fact("port.growth", "s-1a", FIRST, "36.8%", value=36.8, low=36.75, high=36.85,
                 unit="percent"),
            fact("firms.money", "s-2b", SECOND, "5000万元", value=50000000, low=50000000,
                 high=None, unit="CNY", bound="over"),
            fact("firms.count", "s-2b", SECOND, "3家", value=3, low=3, high=3, unit="count:家"),
        ],
        "derivations": [
            {
                "id": "boxes.before", "formula": "now / (1 + growth / 100)", "unit": "TEU",
                "inputs": {"now": "port.boxes", "growth": "port.growth"}, "bound": "about",
                "value": 656000 / 1.368, "low": 479000, "high": 480200,
            }
        ],
        "sources": [
            {
                "id": "port", "file": "seeds/port.txt", "title": "港口", "publisher": "",
                "date": "2026-01", "sha256": hashlib.sha256(RAW.encode()).hexdigest(),
            }
        ],
    }  # fmt: skip


PAGES = {
    "index.html": INDEX,
    "sources/port/index.html": SOURCE,
    "derivations/index.html": DERIVATIONS,
}


def write(
    folder: Path,
    pages: dict[str, str] | None = None,
    records: dict[str, list[dict[str, Any]]] | None = None,
    files: dict[str, str] | None = None,
) -> Path:
    """A built site in `folder/site` and its raw document in `folder/seeds`."""
    site = folder / "site"
    every = {
        path: SHELL.format(path=path, up="../" * path.count("/"), body=body)
        for path, body in (PAGES | (pages or {})).items()
    }
    every |= {f"data/{name}.json": json.dumps(rows, ensure_ascii=False, indent=1)
              for name, rows in (records or data()).items()}  # fmt: skip
    every |= {"assets/main.css": "/* url(https://example.org/x) */ p { color: red }"}
    every |= files or {}
    for path, text in every.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, encoding="utf-8", newline="")
    (folder / "seeds").mkdir(exist_ok=True)
    (folder / "seeds" / "port.txt").write_bytes(RAW.encode())
    return site


def codes(site: Path, seeds: Path | None = None) -> list[str]:
    _, findings = audit_site(site, seeds)
    return [finding.code for finding in findings]


def test_a_site_that_is_right_passes_with_exact_counts(tmp_path: Path) -> None:
    account, findings = audit_site(write(tmp_path), tmp_path / "seeds")
    assert findings == []
    assert asdict(account) == {
        "pages": 3,
        "numbers": 17,
        "tied_to_facts": 7,
        "tied_to_derivations": 1,
        "waived": 1,
        "dates": 3,
        "in_attributes": 5,
        "untied": 0,
        "axis_ticks": 2,
        "listings": 2,
        "links": 19,
        "facts": 4,
        "derivations": 1,
        "sources": 1,
    }
    assert account.share_tied == 1


def change(path: str, old: str, new: str) -> Callable[[Path], None]:
    """Changes the first `old` of a file of the site."""

    def apply(site: Path) -> None:
        text = (site / path).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {path}"
        (site / path).write_text(text.replace(old, new, 1), encoding="utf-8", newline="")

    return apply


def add(text: str, path: str = "index.html") -> Callable[[Path], None]:
    return change(path, "</article>", f"{text}\n</article>")


FACT = '<a class="fact" data-fact="{}" href="sources/port/index.html#s-{}">{}</a>'
BOXES = FACT.format("port.boxes", "1a", "{}")
MONEY = FACT.format("firms.money", "2b", "{}")
DERIVED = '<a class="derived" data-derived="boxes.before" href="{}">{}</a>'
BEFORE = DERIVED.format("derivations/index.html#d-boxes.before", "{}")
ENTRY = 'data-fact="port.growth"\nhref="../sources/port/index.html#s-1a">36.8%</a>'

WRONG: dict[str, tuple[Callable[[Path], None], list[str]]] = {
    # numbers that nothing ties
    "digits in prose": (add("<p>Some 1,234 firms.</p>"), ["audit-untied"]),
    "digits in a heading": (add("<h2>Top 10 firms</h2>"), ["audit-untied"]),
    "digits in a table": (add("<table><tr><td>7</td></tr></table>"), ["audit-untied"]),
    "digits in a caption": (add("<figure><figcaption>7 ports</figcaption></figure>"), ["audit-untied"]),
    "a label in a chart": (add("<svg><g class='role-legend-label'><text>7</text></g></svg>"), ["audit-untied"]),
    "full-width digits": (add("<p>３５ firms</p>"), ["audit-untied"]),
    "digits of another script": (add("<p>٣٥ firms</p>"), ["audit-untied"]),
    "Chinese numerals": (add("<p>三大片区</p>"), ["audit-untied"]),
    "a number word": (add("<p>Two firms.</p>"), ["audit-untied"]),
    "a multiple in words": (add("<p>Trade doubled.</p>"), ["audit-untied"]),
    "a number in bare code": (add("<p><code>656,000</code></p>"), ["audit-untied"]),
    "printed output": (add("<pre>656,000</pre>"), ["audit-untied"]),
    "a digit glued to a link": (add(f"<p>9{BOXES.format('656,000 TEU')}</p>"), ["audit-untied"]),
    "a scale behind a link": (
        add(f"<p>{FACT.format('firms.count', '2b', 'three')} million</p>"), ["audit-untied"]),
    "a vague scale": (add("<p>Several million came,\nhalf a billion went.</p>"), ["audit-untied"] * 3),
    "a number cut by tags": (add("<p><b>1</b><i>2</i></p>"), ["audit-untied"]),
    "an amount that looks like a year": (add("<p>2025 TEU</p>"), ["audit-untied"]),
    "a link to an unknown fact": (add(f"<p>{FACT.format('no.such', '1a', '5%')}</p>"), ["audit-untied"]),
    "a link to an unknown derivation": (
        add(f"<p>{BEFORE.format('5%')}</p>".replace('"boxes.before"', '"no"')), ["audit-untied"]),
    "a plain link": (add('<p><a href="index.html">5 firms</a></p>'), ["audit-untied"]),
    # links
    "a file that is not there": (add('<p><a href="none.html">x</a></p>'), ["audit-dead-link"]),
    "a fragment that is not there": (add('<p><a href="#none">x</a></p>'), ["audit-dead-link"]),
    "another case": (add('<p><a href="Index.html">x</a></p>'), ["audit-dead-link"]),
    "out of the site": (add('<p><a href="../x.html">x</a></p>'), ["audit-dead-link"]),
    "an image that is not there": (add('<p><img src="x.png" alt=""></p>'), ["audit-dead-link"]),
    "a fact's link to no sentence": (
        add(f"<p>{FACT.format('port.boxes', 'ff', '656,000 TEU')}</p>"), ["audit-dead-link"]),
    "a fact without an address": (
        add('<p><a class="fact" data-fact="port.growth">36.8%</a></p>'), ["audit-dead-link"]),
    "a link to an id that stands twice": (
        add('<p id="twin"></p><p id="twin"></p><p><a href="#twin">x</a></p>'), ["audit-dead-link"]),
    # the sentence
    "another sentence": (add(f"<p>{FACT.format('port.boxes', '2b', '656,000 TEU')}</p>"), ["audit-quote"]),
    "another source": (
        change("sources/port/index.html", 'id="s-2b" data-source="port"', 'id="s-2b" data-source="x"'),
        ["audit-quote", "audit-quote"]),
    "no sentence": (
        change("sources/port/index.html", '<span class="sentence" id="s-2b"', '<span id="s-2b"'),
        ["audit-quote"] * 3),
    "a sentence without the quote": (
        change("sources/port/index.html", "投资", "投入"), ["audit-quote", "audit-quote"]),
    "a quote only with struck out words": (
        change("sources/port/index.html", "投资", "<del>投资</del>"), ["audit-quote", "audit-quote"]),
    "a number that is not marked": (
        change("sources/port/index.html", 'data-fact="firms.count">3家', '>3家'), ["audit-quote"]),
    "a mark over too little": (
        change("sources/port/index.html", "3家</mark>", "3</mark>家"), ["audit-quote"]),
    "a mark of an unknown fact": (
        add('<p><mark class="mention" data-fact="no">5</mark></p>', "sources/port/index.html"),
        ["audit-quote"]),
    "a mark outside its sentence": (
        add('<p><mark class="mention" data-fact="port.growth">36.8%</mark></p>',
            "sources/port/index.html"), ["audit-quote"]),
    # what is shown
    "another value": (add(f"<p>{BOXES.format('657,000 TEU')}</p>"), ["audit-value"]),
    "too coarse a rounding": (add(f"<p>{BOXES.format('660,000 TEU')}</p>"), ["audit-value"]),
    "a wrong rounding": (add(f"<p>{BOXES.format('0.65 million TEU')}</p>"), ["audit-value"]),
    "a wrong sign": (add(f"<p>{FACT.format('port.growth', '1a', '−36.8%')}</p>"), ["audit-value"]),
    "a second number": (
        add(f"<p>{BOXES.format('656,000 TEU, 12,000 TEU more')}</p>"), ["audit-value"]),
    "no number": (add(f"<p>{BOXES.format('many')}</p>"), ["audit-value"]),
    "a range": (add(f"<p>{BOXES.format('655,000–657,000 TEU')}</p>"), ["audit-value"]),
    "another unit": (add(f"<p>{BOXES.format('656,000 tonnes')}</p>"), ["audit-unit"]),
    "another currency": (add(f"<p>{MONEY.format('over USD 50 million')}</p>"), ["audit-unit"]),
    "points for percent": (add(f"<p>{FACT.format('port.growth', '1a', '36.8 pp')}</p>"), ["audit-unit"]),
    "no unit in prose": (add(f"<p>{BOXES.format('656,000')}</p>"), ["audit-unit"]),
    "a dropped bound": (add(f"<p>{MONEY.format('CNY 50 million')}</p>"), ["audit-bound"]),
    "another bound": (add(f"<p>{MONEY.format('nearly CNY 50 million')}</p>"), ["audit-bound"]),
    "a bound of an exact fact": (add(f"<p>{BOXES.format('about 656,000 TEU')}</p>"), ["audit-bound"]),
    "a dropped bound in the source's words": (add(f"<p>{MONEY.format('5000万元')}</p>"), ["audit-bound"]),
    # waivers
    "a waiver without a reason": (
        add('<p><span class="waived">5</span></p>'), ["audit-waiver"]),
    "a waiver with an empty reason": (
        add('<p><span class="waived" data-why=" ">5</span></p>'), ["audit-waiver"]),
    "a waiver of no known reason": (
        add('<p><span class="waived" data-why="because">5</span></p>'), ["audit-waiver"]),
    "an amount waived as a chapter": (
        add('<p><span class="waived" data-why="chapter">CNY 5 million</span></p>'), ["audit-waiver"]),
    "a count waived as a year": (
        add('<p><span class="waived" data-why="year">512</span></p>'), ["audit-waiver"]),
    # derivations
    "a wrong derived number": (add(f"<p>{BEFORE.format('about 490,000 TEU')}</p>"), ["audit-value"]),
    "a derived number without its bound": (add(f"<p>{BEFORE.format('480,000 TEU')}</p>"), ["audit-bound"]),
    "a derived number that leads elsewhere": (
        change("derivations/index.html", "</article>", '<p id="d-x"></p></article>'), []),
    "an entry without its formula": (
        change("derivations/index.html", "now / (1 + growth / 100)", "now / growth"),
        ["audit-derivation"]),
    "an entry without an input": (
        change("derivations/index.html", ENTRY, 'href="../sources/port/index.html#s-1a">growth</a>'),
        ["audit-derivation", "audit-untied"]),
    "no entry": (
        change("derivations/index.html", 'id="d-boxes.before"', 'id="d-boxes"'),
        ["audit-derivation", "audit-dead-link"]),
    # attributes
    "alt text": (add('<p><img src="assets/main.css" alt="Rose to 900"></p>'), ["audit-attribute"]),
    "an aria-label": (change("index.html", 'aria-label="Boxes: 656,000', 'aria-label="Boxes: 700,000'), ["audit-attribute"]),
    "a title on hover": (change("index.html", 'title="65.6万标箱"', 'title="65.7万标箱"'), ["audit-attribute"]),
    "a placeholder": (add('<p><input placeholder="up to 9"></p>'), ["audit-attribute"]),
    "the title of an SVG": (change("index.html", "656,000 TEU in 2025</title>", "9 TEU</title>"), ["audit-attribute"]),
    # other hosts
    "a script": (add('<script src="https://example.org/x.js"></script>'), ["audit-remote"]),
    "an image": (add('<img src="//example.org/x.png" alt="">'), ["audit-remote"]),
    "a set of images": (
        add('<img src="data:," srcset="assets/main.css 1x, https://example.org/x.png 2x" alt="">'), ["audit-remote"]),
    "an inline style": (add('<p style="background: url(https://example.org/x.png)"></p>'), ["audit-remote"]),
    "an import": (add("<style>@import 'https://example.org/x.css';</style>"), ["audit-remote"]),
    "a style sheet": (
        change("index.html", "</head>", '<link rel="stylesheet" href="https://example.org/x.css"></head>'),
        ["audit-remote"]),
    "a font in a style sheet": (
        change("assets/main.css", "p {", "@font-face { src: url('https://example.org/x.woff') } p {"),
        ["audit-remote"]),
    "an image in an SVG": (add('<svg><image href="https://example.org/x.png"/></svg>'), ["audit-remote"]),
}  # fmt: skip


@pytest.mark.parametrize(("wrong", "expected"), WRONG.values(), ids=WRONG)
def test_one_thing_wrong_is_found_and_nothing_else(
    tmp_path: Path, wrong: Callable[[Path], None], expected: list[str]
) -> None:
    site = write(tmp_path)
    wrong(site)
    assert sorted(codes(site)) == sorted(expected)


RIGHT = {
    "a rounding": f"<p>{BOXES.format('0.66 million TEU')}</p>",
    "the source's own words": f"<p>{BOXES.format('65.6万标箱')}</p>",
    "a bound beside the link": f"<p>over {MONEY.format('CNY 50 million')}</p>",
    "a bound behind the link": f"<p>{MONEY.format('CNY 50 million')} or more</p>",
    "a unit at the head of the column": (
        "<table><thead><tr><th>Place</th><th>Boxes, thousand TEU</th></tr></thead><tbody><tr>"
        f"<td>Port</td><td>{BOXES.format('656')}</td></tr></tbody></table>"
    ),
    "dates": "<p>5 July 2023, July 2023, 2020–2025, H1 2025, 2025-06, first half of 2025</p>",
    "code that is no number": "<p><code>port.boxes.2025</code> and <code>pip 3.11</code></p>",
    "a listing": "<pre><code>print(656000)</code></pre>",
    "a mark without text": f"<p>{BOXES.format('<span></span>')}</p>",
    "the unit m2": "<p>per m<sup>2</sup> and m²</p>",
    "a script": "<script>var x = 656000</script><style>p { margin: 5px }</style>",
    "a link out": '<p><a href="https://example.org/#x">there</a></p>',
    "a folder": '<p><a href="sources/port/">port</a> <a href=".">home</a></p>',
}


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT)
def test_what_is_right_is_not_found_wrong(tmp_path: Path, text: str) -> None:
    site = write(tmp_path)
    add(text)(site)
    assert audit_site(site)[1] == []


Records = dict[str, list[dict[str, Any]]]


def field(file: str, row: int, name: str, value: Any) -> Callable[[Records], None]:
    def apply(records: Records) -> None:
        if value is ...:
            del records[file][row][name]
        else:
            records[file][row][name] = value

    return apply


def twice(file: str) -> Callable[[Records], None]:
    return lambda records: records[file].append(records[file][0])


WRONG_DATA: dict[str, tuple[Callable[[Records], None], str]] = {
    "no field": (field("facts", 3, "period", ...), "audit-data"),
    "no sentence of the name": (field("facts", 3, "sentence_id", "s-9"), "audit-quote"),
    "an unknown bound": (field("facts", 3, "bound", "maybe"), "audit-data"),
    "an unknown status": (field("facts", 3, "status", "dream"), "audit-data"),
    "a value that is none": (field("facts", 3, "value", "many"), "audit-data"),
    "offsets out of order": (field("facts", 3, "raw_end", 1), "audit-data"),
    "an offset that is no number": (field("facts", 3, "raw_start", "4"), "audit-data"),
    "an interval upside down": (field("facts", 3, "low", 4), "audit-data"),
    "a quote that is not in its sentence": (field("facts", 3, "quote", "4家"), "audit-data"),
    "an unknown source": (field("facts", 3, "source", "ship"), "audit-data"),
    "an unknown restated fact": (field("facts", 3, "restates", "ship"), "audit-data"),
    "a fact twice": (twice("facts"), "audit-data"),
    "a source twice": (twice("sources"), "audit-data"),
    "a source without a title": (field("sources", 0, "title", ...), "audit-data"),
    "a value that does not follow": (field("derivations", 0, "value", 479700), "audit-derivation"),
    "a formula of other things": (
        field("derivations", 0, "formula", "open('x')"), "audit-derivation"),
    "a division by zero": (
        field("derivations", 0, "formula", "now / (growth - growth)"), "audit-derivation"),
    "an input that is nothing": (
        field("derivations", 0, "inputs", {"now": "port.boxes", "growth": "none"}),
        "audit-derivation"),
    "a derivation from itself": (
        field("derivations", 0, "inputs", {"now": "port.boxes", "growth": "boxes.before"}),
        "audit-derivation"),
    "a value outside its bounds": (field("derivations", 0, "high", 479100), "audit-data"),
    "inputs as a list": (field("derivations", 0, "inputs", ["port.boxes"]), "audit-data"),
}  # fmt: skip


@pytest.mark.parametrize(("wrong", "code"), WRONG_DATA.values(), ids=WRONG_DATA)
def test_wrong_data_are_found(tmp_path: Path, wrong: Callable[[Records], None], code: str) -> None:
    records = data()
    wrong(records)
    _, findings = audit_site(write(tmp_path, records=records))
    named = [finding for finding in findings if finding.code == code]
    assert named
    assert named[0].place.path.startswith("data/")
    # What leans on the broken record is untied; nothing else is said.
    assert {finding.code for finding in findings} <= {code, "audit-untied", "audit-quote"}


def test_a_missing_and_a_broken_data_file(tmp_path: Path) -> None:
    site = write(tmp_path)
    (site / "data/derivations.json").unlink()
    (site / "data/sources.json").write_text("[1", encoding="utf-8")
    found = {finding.place.path for finding in audit_site(site)[1] if finding.code == "audit-data"}
    assert {"data/derivations.json", "data/sources.json"} <= found


def test_seeds_with_other_bytes_and_offsets(tmp_path: Path) -> None:
    records = data()
    records["facts"][3]["raw_start"] -= 1
    site = write(tmp_path, records=records)
    assert codes(site) == []
    assert codes(site, tmp_path / "seeds") == ["audit-data"]
    (tmp_path / "seeds" / "port.txt").write_text("another", encoding="utf-8")
    assert codes(site, tmp_path / "seeds") == ["audit-data"]
    (tmp_path / "seeds" / "port.txt").unlink()
    assert codes(site, tmp_path / "seeds") == ["audit-data"]


def test_a_restated_fact_may_lead_to_either_sentence(tmp_path: Path) -> None:
    records = data()
    again = dict(records["facts"][1], id="port.growth.again", restates="port.growth")
    again |= {"sentence_id": "s-3c", "sentence_text": "增36.8%", "quote": "增36.8%"}
    records["facts"].append(again)
    sentence = (
        '<p><span class="sentence" id="s-3c" data-source="port">增<mark class="mention" '
        'data-fact="port.growth.again">36.8%</mark></span></p>'
    )
    site = write(tmp_path, pages={"sources/port/index.html": SOURCE + sentence}, records=records)
    add(f"<p>{FACT.format('port.growth', '3c', '36.8%')}</p>")(site)
    assert codes(site) == []


def test_a_broken_tie_counts_as_untied(tmp_path: Path) -> None:
    site = write(tmp_path)
    add(f"<p>{BOXES.format('657,000 TEU')} and 8</p>")(site)
    account, findings = audit_site(site)
    assert account.untied == 2
    assert account.share_tied < 1
    assert [finding.code for finding in findings] == ["audit-value", "audit-untied"]


def test_a_finding_has_its_place(tmp_path: Path) -> None:
    site = write(tmp_path)
    add("<p>First words\nand then 1,234 firms.</p>")(site)
    (_, finding) = audit_site(site)[1]
    lines = (site / "index.html").read_text(encoding="utf-8").split("\n")
    assert lines[finding.place.line - 1][finding.place.col - 1 :].startswith("1,234")
    assert finding.hint


@pytest.mark.parametrize("name", ["search/search_index.json", "notebooks/port.ipynb", "x.csv"])
def test_a_mobile_number_is_found_and_not_repeated(tmp_path: Path, name: str) -> None:
    number = "1" + "39" + "0" * 4 + "1234"
    site = write(tmp_path, files={name: f'{{"text": "电话{number}"}}'})
    (finding,) = audit_site(site)[1]
    assert (finding.code, finding.place.path) == ("audit-personal-data", name)
    assert number not in str(finding)


def test_an_amount_of_eleven_digits_is_no_mobile_number(tmp_path: Path) -> None:
    amounts = f'["{"1" + "5950000000"}", 1{"3812345678"}.25, "a1{"3812345678"}f"]'
    assert codes(write(tmp_path, files={"x.json": amounts})) == []


def test_an_empty_folder_and_a_page_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert set(codes(tmp_path / "empty")) == {"audit-data"}
    site = write(tmp_path)
    (site / "bad.html").write_bytes(b"<p>\xff\xfe</p>")
    assert codes(site) == ["audit-data"]


def test_the_article_falls_back_to_main_and_body(tmp_path: Path) -> None:
    site = write(tmp_path)
    page = (site / "index.html").read_text(encoding="utf-8").replace("</footer>", "</footer>")
    plain = page.replace('<article class="md-content__inner md-typeset">', "").replace(
        "</article>", ""
    )
    (site / "index.html").write_text(plain, encoding="utf-8")
    assert codes(site) == []
    (site / "other.html").write_text("<body><p>7</p></body>", encoding="utf-8")
    assert codes(site) == ["audit-untied"]


def test_nothing_of_the_package_is_imported_but_the_finding() -> None:
    import tieout.audit

    for module in Path(tieout.audit.__file__ or "").parent.glob("*.py"):
        for line in module.read_text(encoding="utf-8").splitlines():
            words = line.split()
            if words[:1] in (["import"], ["from"]) and words[1].startswith("tieout"):
                assert words[1].startswith(("tieout.audit", "tieout.findings")), line
