"""Two currencies in one report: they meet by a rate that a source states, and not without one."""

import hashlib
import json
from pathlib import Path

import pytest
from lxml import html

from tieout.audit import audit_site
from tieout.build import build_site
from tieout.findings import Stopped
from tieout.progress import Progress
from tieout.report import open_report

SENTENCES = """\
The yard at Port Ellery exported ships for USD 250 million in 2024.

Its sales at home came to CNY 900 million in 2024.

The average rate of exchange was 7.12 yuan per US dollar in 2024.
"""
ORIGIN = """\
title = "The yard at Port Ellery in the year 2024"
title_en = "The yard at Port Ellery in the year 2024"
language = "en"
publisher = "The yard at Port Ellery"
publisher_en = "The yard at Port Ellery"
kind = "A report, invented for the tests of tieout"
territory = "yard"
rights = "Written for these tests; free to use."
sha256 = "{sha256}"
original_file = "yard.txt"

[published]
date = "2025"
precision = "year"
basis = "inferred"
reason = "it speaks of 2024 as over"
"""
_YEAR = "yard,2024,stated,actual,,"
FACTS = f"""\
id,source,quote,number,value,unit,bound,indicator,area,period,period_basis,status,restates,note
yard.exports.2024,yard,for USD 250 million,USD 250 million,250000000,USD,exact,exports,{_YEAR}
yard.sales.2024,yard,to CNY 900 million,CNY 900 million,900000000,CNY,exact,sales,{_YEAR}
yard.rate.2024,yard,7.12 yuan per US dollar,7.12 yuan per US dollar,7.12,CNY/USD,exact,rate,{_YEAR}
"""
AREAS = """\
id,name_en,name_zh,kind,within,note
yard,The yard,船厂,organisation,,
"""
INDICATORS = """\
id,name_en,name_zh,definition_en,definition_zh,unit,kind,theme,of
exports,Exports,出口,Ships sold abroad in a year,全年售往国外的船舶,USD,flow,trade,
sales,Sales at home,内销,Ships sold at home in a year,全年内销的船舶,CNY,flow,trade,
rate,Rate of exchange,汇率,Yuan per US dollar as a mean of the year,全年平均汇率,CNY/USD,rate,trade,
"""
CHAPTER = """\
---
title: "The yard sold more abroad than at home"
---

```{{python}}
from tieout.notebook import derive, facts

exports, sales, rate = (facts[f"yard.{{it}}.2024"] for it in ("exports", "sales", "rate"))
abroad = derive("yard.exports-cny.2024", "{converted}", title="Exports in yuan, 2024", unit="CNY",
                exports=exports{given})
both = derive("yard.all-sales.2024", "abroad + sales", title="All sales, 2024", unit="CNY",
              across="indicator, period", abroad=abroad, sales=sales)
```

Abroad it sold for `{{python}} abroad`, in all for `{{python}} both`.
"""
SETTINGS = """\
site_name: The yard at Port Ellery
docs_dir: pages
site_dir: site
use_directory_urls: false
theme: {name: material, language: en, font: false}
extra_css: [assets/tieout.css]
plugins: [search, tieout]
markdown_extensions: [attr_list, {toc: {permalink: true}}]
nav:
  - The year: index.md
  - Sources: sources/index.md
  - Every number: numbers/index.md
  - Derivations: derivations/index.md
"""


def _report(root: Path, **chapter: str) -> Path:
    raw = SENTENCES.encode()
    files = {
        "mkdocs.yml": SETTINGS,
        "seeds/yard.txt": SENTENCES,
        "seeds/yard.toml": ORIGIN.format(sha256=hashlib.sha256(raw).hexdigest()),
        "data/areas.csv": AREAS,
        "data/indicators.csv": INDICATORS,
        "data/facts.csv": FACTS,
        "data/set_aside.csv": "source,quote,number,kind,reason\n",
        "chapters/index.qmd": CHAPTER.format(**chapter),
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(text.encode())
    (root / "pages").mkdir()
    return root


def test_a_number_in_another_currency_leads_to_the_sentence_of_its_rate(tmp_path: Path) -> None:
    root = _report(tmp_path, converted="exports * rate", given=", rate=rate")
    build_site(open_report(root), Progress(quiet=True))
    assert audit_site(root / "site", root / "seeds")[1] == []

    page = html.parse(root / "site/index.html").getroot()
    shown = {it.get("data-derived"): it.text_content() for it in page.xpath("//article//p//a")}
    assert shown["yard.exports-cny.2024"] == "CNY 1.78 billion"
    assert shown["yard.all-sales.2024"] == "CNY 2.68 billion"

    entries = html.parse(root / "site/derivations/index.html").getroot()
    for id in ("yard.exports-cny.2024", "yard.all-sales.2024"):
        entry = entries.xpath(f"//*[@id='d-{id}']/ancestor-or-self::*[.//a[@data-fact]][1]")[0]
        rate = entry.xpath(".//a[@data-fact='yard.rate.2024']")[0]
        assert rate.text_content() == "CNY 7.12 per USD"
        address, _, sentence = rate.get("href").removeprefix("../").partition("#")
        source = html.parse(root / "site" / address).getroot()
        stated = source.get_element_by_id(sentence).text_content()
        assert "The average rate of exchange was 7.12 yuan per US dollar in 2024." in stated

    data = json.loads((root / "site/data/derivations.json").read_text("utf-8"))
    made = {it["id"]: it for it in data}["yard.all-sales.2024"]
    assert set(made["facts"].values()) == {
        "yard.exports.2024", "yard.rate.2024", "yard.sales.2024",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("converted", "given", "says"),
    [
        ("exports", "", "'exports' gives USD, and not CNY"),
        ("exports / rate", ", rate=rate", "'exports / rate' gives USD^2 per CNY, and not CNY"),
        (
            "exports + sales",
            ', sales=sales, across="indicator"',
            "puts USD (exports) and CNY (sales) together",
        ),
        ("exports * 7.12", "", "holds 7.12, which no source states"),
    ],
)
def test_without_a_rate_that_a_source_states_it_is_refused(
    tmp_path: Path, converted: str, given: str, says: str
) -> None:
    root = _report(tmp_path, converted=converted, given=given)
    with pytest.raises(Stopped) as stopped:
        build_site(open_report(root), Progress(quiet=True))
    [finding] = stopped.value.findings
    assert finding.code == "derivation-broken"
    assert str(finding.place) == "chapters/index.qmd:9:1"
    assert says in finding.message
    assert "\n" not in finding.message
    assert not (root / "site").exists()
