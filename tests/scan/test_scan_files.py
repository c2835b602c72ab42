"""Scanning: sources through the cleaner, files as they stand, offsets into the untouched text."""

import json
import re
import tomllib
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from tieout.cli import main
from tieout.numbers.chinese import reader
from tieout.numbers.windows import windows
from tieout.scan import as_json_lines, as_table, files, scan
from tieout.scan.files import language_of
from tieout.scan.found import written
from tieout.text.masking import MASK

ROOT = Path(__file__).parents[2]
CASES_FOLDER = Path(__file__).parent / "cases"
CASES = tomllib.loads((CASES_FOLDER / "files.toml").read_text("utf-8"))["case"]
KEYS = [
    "source", "start", "end", "text", "kind", "value", "low", "high", "unit", "bound",
    "direction", "period", "sentence", "fact",
]  # fmt: skip


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["scan", *map(str, arguments)])


def _records(*arguments: str | Path) -> list[dict[str, Any]]:
    result = _run("--format", "jsonl", *arguments)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def _told(record: dict[str, Any]) -> Iterator[tuple[str, object]]:
    for name, value in record.items():
        yield name, "null" if value is None else value


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_a_file_is_read_as_it_stands(case: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes(case["text"].encode())
    records = _records(path, "--published", case.get("published", ""))
    for record, told in zip(records, case["found"], strict=True):
        assert {name: it for name, it in _told(record) if name in told} == told
        assert list(record) == KEYS
        assert (record["source"], record["sentence"], record["fact"]) == (str(path), None, None)
        if record["text"] != MASK:
            assert _bare(case["text"][record["start"] : record["end"]]) == _bare(record["text"])


def test_every_source_keeps_the_law_of_offsets() -> None:
    raw = {it.stem: it.read_bytes().decode() for it in (ROOT / "seeds").glob("*.txt")}
    scanned, findings = scan((), ROOT)
    assert findings == []
    assert [it.source for it in scanned] == sorted(raw)
    for one in scanned:
        assert len(list(one.found())) > 20
        for it in one.found():
            text = raw[one.source]
            assert _bare(text[it.start : it.end]) == _bare(it.text) == it.text
            assert text.split("\n")[it.place.line - 1][it.place.col - 1] == text[it.start]


def test_facts_and_reasons_of_sources_are_told() -> None:
    facts = {it["id"]: it for it in _facts()}
    records = _records("-C", ROOT)
    named = {it["fact"]: it for it in records if it["fact"]}
    assert set(named) == set(facts)
    for id_, record in named.items():
        assert record["source"] == facts[id_]["source"]
        assert record["text"] == facts[id_]["number"]
        assert record["unit"] == facts[id_]["unit"]
    assert all(re.fullmatch(r"s-[0-9a-f]{8,}(-[0-9a-f]+)?", it["sentence"]) for it in records)


def _facts() -> list[dict[str, str]]:
    import csv  # noqa: PLC0415

    with (ROOT / "data/facts.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@settings(deadline=None, max_examples=60)
@given(
    st.text(
        st.sampled_from("一三五十百千万亿.,-至超近约家元%％年月 　\r\n0123456789第aT"), max_size=40
    )
)
def test_offsets_and_json_hold_for_any_text(tmp_path_factory: Any, text: str) -> None:
    path = tmp_path_factory.mktemp("scan") / "t.txt"
    path.write_bytes(text.encode())
    ((one,), _) = scan([str(path)], path.parent, language="zh", published="2025")
    found = list(one.found())
    for it, line in zip(found, as_json_lines(one), strict=True):
        record = json.loads(line)
        assert (record["start"], record["end"]) == (it.start, it.end)
        if it.text != MASK:
            assert _bare(text[it.start : it.end]) == _bare(it.text)
    assert len(list(as_table(one))) == len(found) + (3 if found else 2)


def test_numbers_of_json_have_every_digit_and_no_noise(tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    digits = "123456789" * 2
    path.write_text(f"产值{digits}元，占10.10%，0.1吨", encoding="utf-8")
    lines = _run("--format", "jsonl", path).stdout.splitlines()
    assert [re.search(r'"value": ([^,]+),', line)[1] for line in lines] == [  # type: ignore[index]
        digits, "10.1", "0.1",
    ]  # fmt: skip


def test_the_table_names_its_columns_and_counts(ferries: Path) -> None:
    result = _run("council-minutes", "-C", ferries)
    assert result.stdout == (CASES_FOLDER / "table.txt").read_text("utf-8")


def test_open_lists_what_nobody_has_accounted_for(ferries: Path) -> None:
    table = ferries / "data/set_aside.csv"
    kept = [line for line in table.read_text().splitlines() if "halve" not in line]
    table.write_text("\n".join(kept) + "\n")
    result = _run("--open", "-C", ferries)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[-1] == "  no numbers open"
    assert [line.split()[:3] for line in lines if "multiple" in line] == [
        ["9:73", "halve", "multiple"]
    ]
    (record,) = _records("--open", "-C", ferries)
    assert (record["source"], record["text"]) == ("annual-review-2024", "halve")


def test_open_in_a_file_is_every_quantity(tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    path.write_text("2025年，三一重工产值30亿元", encoding="utf-8")
    assert [it["text"] for it in _records("--open", path)] == ["30亿元"]


def test_a_source_is_named_by_its_id_or_by_its_file(
    ferries: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_id = _records("council-minutes", "-C", ferries)
    assert _records(ferries / "seeds/council-minutes.txt", "-C", ferries) == by_id
    monkeypatch.chdir(ferries / "seeds")
    assert _records("council-minutes.txt", "-C", "..") == by_id
    away = _records("council-minutes.txt")
    assert [it["start"] for it in away] == [it["start"] for it in by_id]
    assert {it["fact"] for it in away} == {None}


def test_a_source_may_be_read_as_of_another_day(ferries: Path) -> None:
    last_year = [
        it["period"]
        for day in ("2024", "2030-05")
        for it in _records("annual-review-2024", "-C", ferries, "--published", day)
        if it["text"] == "Last year"
    ]
    assert last_year == ["2023", "2029"]


def test_findings_of_the_ledger_do_not_keep_numbers_from_being_listed(ferries: Path) -> None:
    (ferries / "data/facts.csv").unlink()
    result = _run("council-minutes", "--open", "-C", ferries)
    assert result.exit_code == 0
    assert "£1.86 million" in result.stdout
    assert result.stderr.startswith("the ledger has findings (")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (None, "a.txt:1:1: scan-missing: there is no such source or file; name a source of"),
        (b"3\n\x00", "a.txt:2:1: source-binary: "),
        (b"3 \xff", "a.txt:1:3: source-encoding: byte 2 (0xff) is not UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line(
    content: bytes | None, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if content is not None:
        (tmp_path / "a.txt").write_bytes(content)
    result = _run("a.txt")
    assert result.exit_code == 1
    assert result.stdout == ""
    line, last = result.stderr.splitlines()
    assert line.startswith(expected)
    assert last == "1 finding; nothing was written"


def test_a_folder_is_no_file_and_a_misspelt_source_is_told(ferries: Path) -> None:
    assert "source-unreadable" in _run(ferries).stderr
    result = _run("council-minute", "-C", ferries)
    assert result.exit_code == 1
    assert "scan-missing: there is no such source or file; did you mean council-minutes?" in (
        result.stderr
    )


def test_without_a_report_and_a_file_the_report_is_missed(tmp_path: Path) -> None:
    result = _run("-C", tmp_path)
    assert result.exit_code == 1
    assert "report-missing" in result.stderr


@pytest.mark.parametrize("day", ["2025-13", "25", "2025-W01-1", "20250101", "last year"])
def test_a_day_that_is_none_is_wrong_usage(day: str) -> None:
    assert _run("--published", day).exit_code == 2


@pytest.mark.parametrize(
    ("text", "language"),
    [("吞吐量65万标箱", "zh"), ("The TEU of 城陵矶港", "zh"), ("carried 5 boats", "en"), ("", "en"),
     ("Port of Chenglingji, in Chinese 城, handled a great many boxes in the year", "en")],
)  # fmt: skip
def test_the_language_is_told_from_the_characters(text: str, language: str) -> None:
    assert language_of(text) == language


def test_the_language_of_a_file_may_be_given(tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    path.write_text("three boats", encoding="utf-8")
    assert [it["text"] for it in _records(path)] == ["three boats"]
    assert _records(path, "--language", "zh") == []


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [("149 亿\n元", "zh", "149亿元"), ("GN 700", "zh", "GN700"),
     ("Model Three", "zh", "Model Three"), ("2.6\r\nmillion", "en", "2.6 million")],
)  # fmt: skip
def test_text_is_written_as_its_readers_would(text: str, language: str, expected: str) -> None:
    assert written(text, language) == expected


def test_a_long_file_is_read_in_blocks_and_told_as_it_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_BLOCK", 1_000)
    monkeypatch.setattr(files, "_SAMPLE", 1_000)
    for module in (files, reader):
        monkeypatch.setattr(module, "windows", lambda pieces: windows(pieces, 1_000))
    line = "2025年，完成产值1,286.5亿元，联系电话13000000001，增长8.2%。\r\n"
    peaks = []
    for lines in (800, 3_200):
        path = tmp_path / f"{lines}.txt"
        path.write_bytes((line * lines).encode())
        ((one,), _) = scan([str(path)], tmp_path)
        tracemalloc.start()
        for number, it in enumerate(one.found()):
            row, column = divmod(number, 4)
            assert it.place.line == row + 1
            assert it.start == row * len(line) + it.place.col - 1
            assert (it.text == MASK) == (column == 2)
        assert number == 4 * lines - 1
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0]


def test_columns_are_as_wide_as_the_lines_beside_them_need(tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    path.write_text("5吨，" * 1_500 + "12,345,678,901吨", encoding="utf-8")
    ((one,), _) = scan([str(path)], tmp_path)
    table = list(as_table(one))
    assert table[-1] == "  1,501 numbers"
    assert len(table) == 1_504
    assert len({line.index("amount") for line in table[2:1_000]}) == 1


@pytest.mark.parametrize("at", [0, 70_000, 140_000])
def test_a_fault_anywhere_in_a_file_stops_it_before_anything_is_told(
    at: int, tmp_path: Path
) -> None:
    path = tmp_path / "t.txt"
    good = "产值5亿元。".encode() * 20_000
    path.write_bytes(good[: at // 16 * 16] + b"\xff" + good)
    result = _run(path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "source-encoding" in result.stderr
