"""The account of numbers: every mention is a fact, set aside, explained, or open."""

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from ledger_samples import document, facts_table, good_ledger, read

from tieout.ledger.account import (
    FATES,
    NumberAccount,
    account_for,
    check_open,
    count_fates,
    find_asides,
)
from tieout.ledger.facts_json import fact_records
from tieout.ledger.ledger import Ledger
from tieout.ledger.tie import TiedFact, tie
from tieout.numbers.mention import Mention
from tieout.text.document import Block, Document, Sentence
from tieout.text.mapped import MappedText

FOLDER = Path(__file__).parent / "cases"


def _cases(name: str) -> list[Any]:
    cases = tomllib.loads((FOLDER / name).read_text("utf-8"))["case"]
    return [pytest.param(case, id=case["title"]) for case in cases]


def _mentions(river: Document) -> dict[tuple[str, str], list[Mention]]:
    return {(s.source, s.id): read(s.text) for s in river.sentences}


def _account(
    ledger: Ledger, river: Document
) -> tuple[NumberAccount, tuple[TiedFact, ...], list[str]]:
    tied, findings = tie(ledger, {"river": river}, read)
    assert findings == []
    mentions = _mentions(river)
    asides, findings = find_asides(ledger, {"river": river}, mentions, tied)
    account = account_for([river], mentions, tied, asides)
    return account, tied, list(map(str, findings))


@pytest.mark.parametrize("case", _cases("account.toml"))
def test_what_is_set_aside_and_what_is_left(case: dict[str, Any], tmp_path: Path) -> None:
    table = "\n".join(("source,quote,number,kind,reason", *case["rows"], ""))
    ledger = good_ledger(tmp_path, {"data/set_aside.csv": table})
    account, _, findings = _account(ledger, document())
    assert findings == case.get("expected", [])
    left = [it.mention.text for it in account.entries if it.fate == "open"]
    assert left == case.get("open", [])


def test_every_mention_meets_one_fate(tmp_path: Path) -> None:
    rows = "source,quote,number,kind,reason\nriver,增长12.5%,12.5%,outside,x\n"
    river = document()
    account, tied, _ = _account(good_ledger(tmp_path, {"data/set_aside.csv": rows}), river)
    assert len(account.entries) == sum(map(len, _mentions(river).values()))
    assert count_fates(account.entries) == {
        "fact": 4, "repeat": 1, "set_aside": 1, "explained": 1, "open": 2,
    }  # fmt: skip
    assert tuple(count_fates(())) == FATES
    assert {it.fact for it in account.entries} - {None} == set(tied)
    (aside,) = account.asides()["river", "s-02"].values()
    assert aside.reason == "x"
    assert list(account.by_source()) == ["river"]


def test_an_open_mention_is_found_where_it_stands_in_the_raw_file(tmp_path: Path) -> None:
    raw = "第一行\n　新设企业3\n家。\n"
    text = MappedText.of(raw).keep([(5, 10), (11, 13)])
    sample = document()
    source = replace(sample.source, raw=raw)
    torn = Document(source, (Block("paragraph", (Sentence("s-01", "river", text),)),))
    ledger = good_ledger(tmp_path, {"data/facts.csv": facts_table()})
    account, _, _ = _account(ledger, torn)
    assert list(map(str, check_open({"river": torn}, account))) == [
        "seeds/river.txt:2:6: mention-open: '3家' (count) is neither a fact nor set aside; "
        "in '新设企业3家。': add it to data/facts.csv, or to data/set_aside.csv with the reason"
    ]


def test_what_no_rule_reads_is_open(tmp_path: Path) -> None:
    river = document(sentences={"s-01": "共7。"})
    mentions = {("river", "s-01"): [Mention(1, 2, "7", "unparsed")]}
    account = account_for([river], mentions, (), ())
    (finding,) = check_open({"river": river}, account)
    assert finding.message == "'7' (no rule reads it) is neither a fact nor set aside"


@pytest.mark.parametrize("case", _cases("decisions.toml"))
def test_an_editor_decides_where_row_and_text_differ(case: dict[str, Any], tmp_path: Path) -> None:
    files = {
        "data/facts.csv": facts_table(case["row"]),
        "data/decisions.csv": "\n".join(("fact,field,reason", *case["decisions"], "")),
    }
    ledger = good_ledger(tmp_path, files)
    tied, findings = tie(ledger, {"river": document()}, read)
    assert list(map(str, findings)) == case.get("expected", [])
    assert len(tied) == ("holds" in case)
    for one in tied:
        fact = one.fact
        held = {name: getattr(one.quantity, name) for name in ("value", "low", "high")}
        held |= {"unit": fact.unit, "bound": fact.bound}
        assert {name: it for name, it in held.items() if it is not None} == case["holds"]
        assert (one.quantity.unit, one.quantity.bound) == (fact.unit, fact.bound)
        assert one.sentence.text[one.start : one.end] == fact.number
        (record,) = fact_records(tied)
        needed = [] if findings else [row.split(",")[1:] for row in case["decisions"]]
        assert record["decision"] == dict(needed)


def test_a_decided_number_accounts_for_every_mention_in_it(tmp_path: Path) -> None:
    quote, number = "新设企业35家，其中外资企业3家", "5家，其中外资企业3家"
    row = f"a,river,{quote},{number},8,count:家,exact,firms,port,,none,actual,,"
    files = {
        "data/facts.csv": facts_table(row),
        "data/decisions.csv": "fact,field,reason\na,number,printed in two pieces\n",
    }
    account, _, _ = _account(good_ledger(tmp_path, files), document())
    assert [it.mention.text for it in account.entries if it.fate == "fact"] == ["35家", "3家"]
