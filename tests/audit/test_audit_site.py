"""The audit over a small site that is right, and over the same site with one thing wrong."""

import tomllib
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from audit_samples import CASES, add, change, data, write

import tieout.audit
from tieout.audit import audit_site


def _cases(name: str) -> list[Any]:
    cases = tomllib.loads((CASES / name).read_text(encoding="utf-8"))["case"]
    return [pytest.param(case, id=case["title"]) for case in cases]


def codes(site: Path) -> list[str]:
    return [finding.code for finding in audit_site(site)[1]]


def test_a_site_that_is_right_passes_with_exact_counts(tmp_path: Path) -> None:
    account, findings = audit_site(write(tmp_path), tmp_path / "seeds")
    assert findings == []
    assert asdict(account) == {
        "pages": 3,
        "numbers": 21,
        "tied_to_facts": 7,
        "tied_to_derivations": 1,
        "waived": 5,
        "dates": 3,
        "in_attributes": 5,
        "untied": 0,
        "axis_ticks": 2,
        "listings": 1,
        "links": 21,
        "facts": 4,
        "derivations": 1,
        "sources": 1,
    }
    assert account.share_tied == 1


@pytest.mark.parametrize("case", _cases("wrong.toml"))
def test_one_thing_wrong_is_found_and_nothing_else(tmp_path: Path, case: dict[str, Any]) -> None:
    site = write(tmp_path)
    path = case.get("file", "index.html")
    if "add" in case:
        add(site, case["add"], path)
    else:
        change(site, path, case["old"], case["new"])
    assert sorted(codes(site)) == sorted(case["finds"])


@pytest.mark.parametrize("case", _cases("right.toml"))
def test_what_is_right_is_not_found_wrong(tmp_path: Path, case: dict[str, Any]) -> None:
    site = write(tmp_path)
    add(site, case["add"], case.get("file", "index.html"))
    assert audit_site(site)[1] == []


def test_a_restated_fact_may_lead_to_either_sentence(tmp_path: Path) -> None:
    records = data()
    again = dict(records["facts"][1], id="port.growth.again", restates="port.growth")
    again |= {"sentence_id": "s-3c", "sentence_text": "增36.8%", "quote": "增36.8%"}
    records["facts"].append(again)
    sentence = (
        '<p><span class="sentence" id="s-3c" data-source="port">增<mark class="mention" '
        'data-fact="port.growth.again">36.8%</mark></span></p>'
    )
    site = write(tmp_path, records)
    add(site, sentence, "sources/port/index.html")
    add(site, "<p><fact port.growth 3c>36.8%</a></p>")
    assert codes(site) == []


def test_a_broken_tie_counts_as_untied(tmp_path: Path) -> None:
    site = write(tmp_path)
    add(site, "<p><fact port.boxes 1a>657,000 TEU</a> and 8</p>")
    account, findings = audit_site(site)
    assert account.untied == 2
    assert account.share_tied < 1
    assert [finding.code for finding in findings] == ["audit-value", "audit-untied"]


def test_a_finding_has_its_place(tmp_path: Path) -> None:
    site = write(tmp_path)
    add(site, "<p>First words\nand then 1,234 firms.</p>")
    (_, finding) = audit_site(site)[1]
    lines = (site / "index.html").read_text(encoding="utf-8").split("\n")
    assert lines[finding.place.line - 1][finding.place.col - 1 :].startswith("1,234")
    assert finding.hint


@pytest.mark.parametrize("name", ["search/search_index.json", "notebooks/port.ipynb", "x.csv"])
def test_a_mobile_number_is_found_and_not_repeated(tmp_path: Path, name: str) -> None:
    number = "1" + "39" + "0" * 4 + "1234"
    site = write(tmp_path, files={name: f'{{"text": "电话{number}"}}'})
    (finding,) = (it for it in audit_site(site)[1] if it.code != "audit-copy")
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
    page = (site / "index.html").read_text(encoding="utf-8")
    plain = page.replace('<article class="md-content__inner md-typeset">', "").replace(
        "</article>", ""
    )
    (site / "index.html").write_text(plain, encoding="utf-8")
    assert codes(site) == []
    (site / "other.html").write_text("<body><p>7</p></body>", encoding="utf-8")
    assert codes(site) == ["audit-untied"]


def test_nothing_of_the_package_is_imported_but_the_finding() -> None:
    for module in Path(tieout.audit.__file__ or "").parent.glob("*.py"):
        for line in module.read_text(encoding="utf-8").splitlines():
            words = line.split()
            if words[:1] in (["import"], ["from"]) and words[1].startswith("tieout"):
                assert words[1].startswith(("tieout.audit", "tieout.findings")), line
