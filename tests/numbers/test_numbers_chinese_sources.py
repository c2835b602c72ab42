"""What the grammar reads in the five sources as they stand: a list that was read by eye.

Names, set phrases and telephones are left out; a mention's spaces and line breaks too.
"""

import csv
import re
from pathlib import Path
from typing import cast

import pytest

from tieout.numbers import Kind, Mention, Term, read

ROOT = Path(__file__).parents[2]
CASES = Path(__file__).parent / "cases" / "chinese_sources.txt"
PUBLISHED = {
    "chenglingji-reply-2023": "2023-07-05",
    "chenzhou-hightech-2026": "2026",
    "yiyang-hightech-2025": "2025",
    "yueyang-lingang-2026": "2026",
    "zone-five-years-2025": "2025",
}
LEFT_OUT = {"name", "slogan", "idiom", "identifier", "phone"}


def _terms() -> tuple[Term, ...]:
    with (ROOT / "data" / "names.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Term(row["text"], cast(Kind, row["kind"]), row["note"]) for row in csv.DictReader(file)
        )


def _line(mention: Mention) -> str:
    value = f"{mention.value}" if mention.value is not None else ""
    bound = "" if mention.bound == "exact" else mention.bound
    period = f"@{mention.period}" if mention.period else ""
    fields = (mention.kind, value, mention.unit, bound, mention.direction, period)
    return " ".join([re.sub(r"\s", "", mention.text), *filter(None, fields)])


def _expected() -> dict[str, list[str]]:
    told: dict[str, list[str]] = {}
    for line in CASES.read_text("utf-8").splitlines():
        if line.startswith("= "):
            told[line[2:]] = []
        elif line and not line.startswith("#"):
            told[list(told)[-1]].append(line)
    return told


@pytest.mark.parametrize("source", sorted(PUBLISHED))
def test_a_source_is_read_as_it_was_read_by_eye(source: str) -> None:
    text = (ROOT / "seeds" / f"{source}.txt").read_text("utf-8")
    found = read(text, language="zh", published=PUBLISHED[source], terms=_terms())
    shown = [_line(mention) for mention in found if mention.kind not in LEFT_OUT]
    assert shown == _expected()[source]


@pytest.mark.parametrize("source", sorted(PUBLISHED))
def test_nothing_in_a_source_is_unparsed(source: str) -> None:
    text = (ROOT / "seeds" / f"{source}.txt").read_text("utf-8")
    found = read(text, language="zh", published=PUBLISHED[source], terms=_terms())
    assert [mention.text for mention in found if mention.kind == "unparsed"] == []
