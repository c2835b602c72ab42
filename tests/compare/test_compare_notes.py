"""Every contradiction has an editor's note, and every note a contradiction."""

from pathlib import Path

import pytest

from tieout.compare.conflict import Conflict, Side
from tieout.compare.notes import explain
from tieout.ledger.ledger import load_ledger

TABLES = {
    "areas": "id,name_en,name_zh,kind\ntown,Town,镇,city\n",
    "indicators": "id,name_en,name_zh,definition_en,definition_zh,unit,kind,theme\n"
    "trade,Trade,贸易,Trade,贸易,CNY,flow,trade\n",
    "facts": "id,source,quote,number,value,unit,bound,indicator,area,period,period_basis,status\n"
    "a,s,it is 1,1,1,CNY,exact,trade,town,,none,actual\n"
    "b,s,it is 2,2,2,CNY,exact,trade,town,,none,actual\n",
}
NOTES = "rule,facts,title,explanation,treatment\n"
FOUND = Conflict("part-whole", ("b", "a"), Side("fact", "b"), "larger", Side("fact", "a"))


@pytest.mark.parametrize(
    ("notes", "titles", "findings"),
    [
        (
            "",
            [],
            [
                "data/facts.csv:3:1: conflict-unexplained: the rule part-whole finds a "
                "contradiction among b a; correct the row, or add a note on it to "
                "data/conflicts.csv"
            ],
        ),
        ("part-whole,a b,More,Why,What\n", ["More"], []),
        (
            "part-whole,b a,More,Why,What\nsum,a b,Sum,Why,What\n",
            ["More"],
            [
                "data/conflicts.csv:3:5: conflict-stale: no rule sum finds a contradiction among "
                "a b; remove the note, or mend its rule and its facts"
            ],
        ),
    ],
    ids=["no note", "a note, its facts in another order", "a note that no rule backs"],
)
def test_notes_and_contradictions_meet(
    tmp_path: Path, notes: str, titles: list[str], findings: list[str]
) -> None:
    (tmp_path / "data").mkdir()
    for name, text in {**TABLES, "conflicts": NOTES + notes}.items():
        (tmp_path / "data" / f"{name}.csv").write_text(text, encoding="utf-8")
    ledger, wrong = load_ledger(tmp_path, ["s"])
    assert wrong == []
    explained, found = explain([FOUND], ledger)
    assert [it.note.title for it in explained] == titles
    assert list(map(str, found)) == findings
