"""A notebook says no number that its page does not."""

import json
from pathlib import Path
from typing import Any

import pytest
from audit_samples import write

from tieout.audit import audit_site

PATH = "notebooks/index.ipynb"


def _text(source: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": source}


def _shows(name: str, text: str) -> dict[str, Any]:
    output = {"output_type": "display_data", "metadata": {}, "data": {name: text}}
    return {"cell_type": "code", "metadata": {}, "source": "x", "outputs": [output]}


def _found(site: Path, *cells: dict[str, Any]) -> list[str]:
    findings = audit_site(write(site, files={PATH: json.dumps({"cells": cells})}))[1]
    assert {(it.code, it.place.path) for it in findings} <= {("audit-copy", PATH)}
    return [it.message for it in findings]


@pytest.mark.parametrize(
    "cell",
    [
        _text("The port moved 656,000 TEU, in 2025 as well.\n\n1. This `17`\n2. That"),
        _shows("text/html", "<table><tr><td>656,000 TEU</td></tr></table>"),
        _shows("image/svg+xml", "<svg><g class='role-axis-label'><text>17</text></g></svg>"),
    ],
    ids=["text", "table", "ticks"],
)
def test_what_the_page_says_passes(tmp_path: Path, cell: dict[str, Any]) -> None:
    assert _found(tmp_path, cell) == []


@pytest.mark.parametrize(
    "cell",
    [
        _text("The port moved 7,171 boxes."),
        _text("The port moved [7,171](https://example.org) boxes."),
        _shows("text/html", "<table><tr><td>7,171 TEU</td></tr></table>"),
        _shows("image/svg+xml", "<svg><g class='role-mark'><text>7,171</text></g></svg>"),
    ],
    ids=["text", "link", "table", "drawing"],
)
def test_a_number_of_its_own_is_found(tmp_path: Path, cell: dict[str, Any]) -> None:
    assert _found(tmp_path, cell) == ["the number '7,171' does not stand on index.html"]
