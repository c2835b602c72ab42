"""What the ledger gives to others: frames, JSON records, the data package's descriptor."""

import json
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_samples import SENTENCES, document, good_ledger, read, write_tables

from tieout.ledger.facts_json import fact_records, number, source_records
from tieout.ledger.frames import FACTS_SCHEMA, facts_frame
from tieout.ledger.package import describe
from tieout.ledger.tie import tie


@pytest.fixture
def sample(tmp_path):
    ledger = good_ledger(tmp_path)
    tied, _ = tie(ledger, {"river": document()}, read)
    return ledger, tied


def test_facts_frame_has_a_row_for_each_fact_in_order(sample):
    ledger, tied = sample
    frame = facts_frame(tied, ledger)
    assert dict(frame.schema) == FACTS_SCHEMA
    assert frame["id"].to_list() == list(ledger.facts)
    trade = frame.row(by_predicate=pl.col("id") == "port.trade.2025", named=True)
    assert trade == {
        "id": "port.trade.2025",
        "source": "river",
        "sentence": "s-02",
        "quote": "全年进出口额超5000万元",
        "number": "5000万元",
        "value": 50000000.0,
        "low": 50000000.0,
        "high": None,
        "step": 10000.0,
        "unit": "CNY",
        "bound": "over",
        "indicator": "trade",
        "indicator_en": "Foreign trade",
        "indicator_zh": "进出口额",
        "theme": "trade",
        "area": "port",
        "area_en": "River Port",
        "area_zh": "河港",
        "period": "2025",
        "period_en": "2025",
        "period_zh": "2025年",
        "period_basis": "context",
        "status": "actual",
        "restates": "",
        "shown": "over CNY 50 million",
        "shown_zh": "超5000万元",
        "text": SENTENCES["s-02"],
        "note": "",
        "quantity": {
            "value": 50000000.0,
            "low": 50000000.0,
            "high": None,
            "unit": "CNY",
            "period": "2025",
            "id": "port.trade.2025",
        },
    }


def test_a_range_has_ends_and_no_value_in_the_frame(sample):
    ledger, tied = sample
    row = facts_frame(tied, ledger).row(by_predicate=pl.col("id") == "port.visitors", named=True)
    assert (row["value"], row["low"], row["high"]) == (None, 30000, 50000)


def test_a_frame_without_facts_has_the_same_columns(sample):
    ledger, _ = sample
    assert dict(facts_frame((), ledger).schema) == FACTS_SCHEMA


def test_fact_records(sample):
    _, tied = sample
    records = fact_records(tied)
    assert json.loads(json.dumps(records, ensure_ascii=False)) == records
    first = records[0]
    assert list(first)[:14] == [
        "id",
        "source",
        "sentence_id",
        "sentence_text",
        "quote",
        "number",
        "raw_start",
        "raw_end",
        "raw_spans",
        "value",
        "low",
        "high",
        "unit",
        "bound",
    ]
    assert first["sentence_text"] == SENTENCES["s-01"]
    raw = document().source.raw
    assert all(raw[r["raw_start"] : r["raw_end"]] == r["number"] for r in records)
    assert (first["value"], first["low"], first["high"]) == (656000, 655500, 656500)
    assert records[1]["high"] is None
    assert (records[3]["value"], records[3]["low"], records[3]["high"]) == (None, 30000, 50000)


def test_source_records_say_how_the_date_is_known():
    (record,) = source_records([document()])
    assert record["id"] == "river"
    assert record["file"] == "seeds/river.txt"
    assert record["sha256"] == "0" * 64
    assert record["date"] == "2026-01"
    assert (record["date_basis"], record["date_reason"]) == ("inferred", "it sums up 2025")


@given(st.decimals(-(10**12), 10**12, allow_nan=False, places=3))
def test_numbers_are_written_without_float_noise(value):
    text = json.dumps(number(value))
    assert Decimal(text) == value
    assert isinstance(number(value), int) == (value == int(value))


def test_no_number_is_null():
    assert number(None) is None


def test_the_descriptor_names_the_tables_that_stand_there(tmp_path):
    files = {
        "data/names.csv": "text,kind,note\n",
        "data/translations/river.csv": "sentence,original,translation\n",
    }
    package = describe(write_tables(tmp_path, files), name="river", title="River port")
    assert (package["name"], package["title"]) == ("river", "River port")
    assert [(r["name"], r["path"]) for r in package["resources"]] == [
        ("areas", "areas.csv"),
        ("indicators", "indicators.csv"),
        ("facts", "facts.csv"),
        ("names", "names.csv"),
        ("translations-river", "translations/river.csv"),
    ]
    assert package == json.loads(json.dumps(package))


def test_table_schemas_come_from_the_records(tmp_path):
    package = describe(write_tables(tmp_path))
    schema = next(r["schema"] for r in package["resources"] if r["name"] == "facts")
    fields = {field["name"]: field for field in schema["fields"]}
    assert all(field["description"] for field in fields.values())
    assert schema["primaryKey"] == ["id"]
    assert schema["foreignKeys"] == [
        {"fields": ["area"], "reference": {"resource": "areas", "fields": ["id"]}},
        {"fields": ["indicator"], "reference": {"resource": "indicators", "fields": ["id"]}},
        {"fields": ["restates"], "reference": {"resource": "", "fields": ["id"]}},
    ]
    assert fields["id"]["constraints"]["unique"] is True
    assert fields["bound"]["constraints"] == {
        "required": True,
        "enum": ["exact", "over", "at_least", "under", "at_most", "about"],
    }
    required = {name for name, f in fields.items() if f.get("constraints", {}).get("required")}
    assert required == {*fields} - {"unit", "period", "restates", "note"}


def test_the_columns_of_a_schema_are_those_of_the_table(tmp_path):
    root = write_tables(tmp_path)
    for resource in describe(root)["resources"]:
        header = (root / "data" / resource["path"]).read_text("utf-8").splitlines()[0]
        assert [field["name"] for field in resource["schema"]["fields"]] == header.split(",")
