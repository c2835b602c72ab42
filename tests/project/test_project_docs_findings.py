"""Every finding is documented, and none that is not there."""

import textwrap
from pathlib import Path

import pytest
from docs_reading import codes, page, section, table, tables
from package_codes import Code, Package


@pytest.fixture(scope="module")
def package() -> Package:
    return Package.read()


def test_every_finding_is_documented_and_every_documented_one_exists(package: Package) -> None:
    made = package.finding_codes()
    rows = [row for head, rows in tables(page("findings.md")) if head[0] == "code" for row in rows]
    documented = [codes(row[0])[0] for row in rows]
    missing = {code: places for code, places in made.items() if code not in documented}
    assert missing == {}, "write a row for it in docs/findings.md"
    assert [code for code in documented if code not in made] == []
    assert len(set(documented)) == len(documented)
    assert all(len(row) == 3 and all(row) for row in rows)


def test_audit_findings_stand_among_those_of_the_audit(package: Package) -> None:
    made = package.finding_codes()
    rows = table(section(page("findings.md"), "Audit"), "code")
    expected = {code for code, places in made.items() if any("/audit/" in it for it in places)}
    assert {codes(row[0])[0] for row in rows} == expected | {"audit-no-site"}


def test_the_search_for_findings_sees_every_form(tmp_path: Path) -> None:
    text = """
        CODE = "by-name"
        def found(place, column, problems):
            Finding(place, "plain", "…")
            Finding(place, code="by-keyword", message="…")
            Finding(place, CODE, "…")
            Finding(place, "if-so" if column else "if-not", "…")
            for name, same in (("one", 1), ("two", 2)):
                Finding(place, f"{name}-differs", "…")
            for code, message in told():
                Finding(place, code, message)
            for problem in told():
                helper(place, *problem)
            _unknown("area", place)
        def told():
            yield "by-yield", "…"
        def helper(place, code, message):
            Finding(place, code, message)
        def _unknown(what, place):
            return Finding(place, f"unknown-{what}", "…")
    """
    module = Code(tmp_path / "sample.py", textwrap.dedent(text))
    assert set(Package([module]).finding_codes()) == {
        "plain", "by-keyword", "by-name", "if-so", "if-not", "one-differs", "two-differs",
        "by-yield", "unknown-area",
    }  # fmt: skip
