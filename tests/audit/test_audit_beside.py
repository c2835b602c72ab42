"""The audit over text that stands at a tied number."""

import tomllib
from pathlib import Path

import pytest
from audit_samples import CASES, add, write

from tieout.audit import audit_site

_TEXTS = tomllib.loads((CASES / "beside.toml").read_text(encoding="utf-8"))
_LINKS = {
    "F": "<fact firms.count 2b>three</a>",
    "B": "<fact firms.money 2b>over CNY 50 million</a>",
    "D": "<derived boxes.before>about 480,000 TEU</a>",
}


def codes(folder: Path, text: str) -> set[str]:
    site = write(folder)
    add(site, "<p>" + "".join(_LINKS.get(char, char) for char in text) + "</p>")
    return {finding.code for finding in audit_site(site)[1]}


@pytest.mark.parametrize("text", _TEXTS["changed"])
def test_text_that_changes_a_number_is_found(tmp_path: Path, text: str) -> None:
    assert "audit-beside" in codes(tmp_path, text)


@pytest.mark.parametrize("text", _TEXTS["kept"])
def test_text_that_leaves_a_number_as_it_is(tmp_path: Path, text: str) -> None:
    assert codes(tmp_path, text) == set()
