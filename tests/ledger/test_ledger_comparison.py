"""The tables on what may be compared and what contradicts what: what they name is there."""

from pathlib import Path

import pytest
from ledger_samples import write_tables

from tieout.ledger.ledger import load_ledger

NOTES = "rule,facts,title,explanation,treatment\n"


@pytest.mark.parametrize(
    ("path", "text", "finding"),
    [
        (
            "data/relations.csv",
            "what,one,kind,other,reason\narea,town,part,twn,so\n",
            "data/relations.csv:2:16: unknown-area: unknown area 'twn'; did you mean town?",
        ),
        (
            "data/relations.csv",
            "what,one,kind,other,reason\nindicator,trade.grwth,part,trade,so\n",
            "data/relations.csv:2:11: unknown-indicator: unknown indicator 'trade.grwth'; "
            "did you mean trade.growth or trade or trade.usd?",
        ),
        (
            "data/relations.csv",
            "what,one,kind,other,reason\nfact,port.visitors,after,x,so\n",
            "data/relations.csv:2:26: unknown-fact: unknown fact 'x'",
        ),
        (
            "data/relations.csv",
            "what,one,kind,other,reason\narea,town,near,port,so\n",
            "data/relations.csv:2:11: table-value: kind is 'near' and should be 'part', 'all', "
            "'alike', 'pace', 'share' or 'after'; what `one` is to `other`",
        ),
        (
            "data/comparability.csv",
            "id,name_en,name_zh,indicators\ngoods,Goods,货物,trade lorries\n",
            "data/comparability.csv:2:16: unknown-indicator: unknown indicator 'lorries'",
        ),
        (
            "data/comparability.csv",
            "id,name_en,name_zh,indicators\na,A,甲,trade\nb,B,乙,firms trade\n",
            "data/comparability.csv:3:7: family-twice: trade is in the family a already; "
            "leave it in one of them",
        ),
        (
            "data/conflicts.csv",
            NOTES + "sum,qqq,Sum,Why,What\n",
            "data/conflicts.csv:2:5: unknown-fact: unknown fact 'qqq'",
        ),
    ],
)
def test_what_a_table_names_is_there(tmp_path: Path, path: str, text: str, finding: str) -> None:
    _, findings = load_ledger(write_tables(tmp_path, {path: text}), ["river"])
    assert [str(it) for it in findings] == [finding]
