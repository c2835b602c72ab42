"""A small built site that is right, written from `cases/mini/` into a folder."""

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

Records = dict[str, list[dict[str, Any]]]

CASES = Path(__file__).parent / "cases"
RAW = "全年港口吞吐量达65.6万\n标箱，同比增长36.8%。\n新增企业超5000万元投资3家。\n走访12次。\n"
FIRST = "全年港口吞吐量达65.6万标箱，同比增长36.8%。"
SECOND = "新增企业超5000万元投资3家。"
#: Short names that stand for the ids of sentences in the cases, and the sentences' texts.
SENTENCES = {"s-1a": FIRST, "s-2b": SECOND, "s-3c": "增36.8%", "s-4d": "走访12次。"}
PAGES = {
    "index.html": "index.html",
    "sources/port/index.html": "source.html",
    "derivations/index.html": "derivations.html",
}


def packed_anew(content: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """A packed file with the text of one of its parts changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(made, "w") as copy:
        assert part in archive.namelist()
        for name in archive.namelist():
            held = archive.read(name)
            copy.writestr(name, change(held.decode()).encode() if name == part else held)
    return made.getvalue()


def replaced(content: bytes, part: str, old: str, new: str) -> bytes:
    """The same with the first of a text replaced."""

    def changed(text: str) -> str:
        assert old in text, old
        return text.replace(old, new, 1)

    return packed_anew(content, part, changed)


def sentence_id(text: str) -> str:
    return "s-" + hashlib.sha256(text.encode()).hexdigest()[:8]


def with_ids(text: str) -> str:
    """A text with the ids of sentences in the place of their short names."""
    for name, sentence in SENTENCES.items():
        text = re.sub(rf"\b{name}\b", sentence_id(sentence), text)
    return text


def fact(key: str, sentence: str, text: str, number: str, **more: Any) -> dict[str, Any]:
    compact = RAW.replace("\n", "")
    at = compact.index(number)
    start = at + RAW[: at + 1].count("\n")
    while RAW[:start].replace("\n", "") != compact[:at]:
        start += 1
    end = start
    while RAW[start:end].replace("\n", "") != number:
        end += 1
    record: dict[str, Any] = {
        "id": key, "source": "port", "sentence_id": sentence, "sentence_text": text,
        "quote": text, "number": number, "raw_start": start, "raw_end": end, "unit": "",
        "bound": "exact", "indicator": "boxes", "area": "port", "period": "2025",
        "status": "actual", "restates": "",
    }  # fmt: skip
    return record | more


def data() -> Records:
    return {
        "facts": [
            fact("port.boxes", "s-1a", FIRST, "65.6万标箱", value=656000, low=655500,
                 high=656500, unit="TEU"),
            fact("port.growth", "s-1a", FIRST, "36.8%", value=36.8, low=36.75, high=36.85,
                 unit="percent"),
            fact("firms.money", "s-2b", SECOND, "5000万元", value=50000000, low=50000000,
                 high=None, unit="CNY", bound="over"),
            fact("firms.count", "s-2b", SECOND, "3家", value=3, low=3, high=3, unit="count:家"),
        ],
        "derivations": [
            {
                "id": "boxes.before", "formula": "now / (1 + growth / 100)", "unit": "TEU",
                "inputs": {"now": "port.boxes", "growth": "port.growth"}, "bound": "about",
                "value": 656000 / 1.368, "low": 655500 / 1.3685, "high": 656500 / 1.3675,
            }
        ],
        "sources": [
            {
                "id": "port", "file": "seeds/port.txt", "title": "港口", "publisher": "",
                "date": "2026-01", "date_basis": "stated", "date_reason": "printed",
                "language": "zh", "sha256": hashlib.sha256(RAW.encode()).hexdigest(),
            }
        ],
    }  # fmt: skip


def mini(name: str) -> str:
    """A part of the small site."""
    return (CASES / "mini" / name).read_text(encoding="utf-8")


def write(
    folder: Path, records: Records | None = None, files: dict[str, str] | None = None
) -> Path:
    """The site in `folder/site`, and its raw document in `folder/seeds`."""
    site = folder / "site"
    every = {
        path: mini("shell.html")
        .replace("{path}", path)
        .replace("{up}", "../" * path.count("/"))
        .replace("{body}", mini(name))
        for path, name in PAGES.items()
    }
    for name, rows in (records or data()).items():
        every[f"data/{name}.json"] = json.dumps(rows, ensure_ascii=False, indent=1)
    every = {path: with_ids(text) for path, text in every.items()}
    every["assets/main.css"] = "/* url(https://example.org/x) */ p { color: red }"
    for path, text in (every | (files or {})).items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, encoding="utf-8", newline="")
    (folder / "seeds").mkdir(exist_ok=True)
    (folder / "seeds" / "port.txt").write_bytes(RAW.encode())
    return site


def change(site: Path, path: str, old: str, new: str) -> None:
    """Replaces the first `old` in a file of the site."""
    text = (site / path).read_text(encoding="utf-8")
    old = with_ids(old)
    assert old in text, f"{old!r} is not in {path}"
    (site / path).write_text(text.replace(old, with_ids(new), 1), encoding="utf-8", newline="")


def add(site: Path, text: str, path: str = "index.html") -> None:
    """Puts HTML at the end of an article; `<fact ID SENTENCE>` and `<derived ID>` stand for
    the links of the contract."""
    up = "../" * path.count("/")
    text = re.sub(
        r"<fact ([\w.]+) (\w+)>",
        rf'<a class="fact" data-fact="\1" href="{up}sources/port/index.html#s-\2">',
        text,
    )
    text = re.sub(
        r"<derived ([\w.]+)>",
        r'<a class="derived" data-derived="\1" '
        rf'href="{up}derivations/index.html#d-boxes.before">',
        text,
    )
    change(site, path, "</article>", f"{text}\n</article>")


def field(file: str, row: int, name: str, value: Any) -> Callable[[Records], None]:
    """Sets a field of a record, or takes it away where the value is `...`."""

    def apply(records: Records) -> None:
        if value is ...:
            del records[file][row][name]
        else:
            records[file][row][name] = value

    return apply
