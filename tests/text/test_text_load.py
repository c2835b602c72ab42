"""Reading `seeds/`: one finding with its exact place for each thing that can be wrong."""

import hashlib
from pathlib import Path

import pytest
from text_samples import ORIGIN, ROOT, make_source, origin_toml, real_sources

from tieout.text import load_sources
from tieout.text.toml_lines import toml_lines

EMPTY = (
    "seeds/a.txt:1:1: source-empty: the file holds no text; restore it; its origin holds its sha256"
)
RAW = "第一段。\n第二段。\n".encode()


def report(tmp_path: Path, **files: bytes | str) -> Path:
    """A report whose `seeds/` holds the files: `a_txt` is `a.txt`."""
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    for name, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        (seeds / ".".join(name.rsplit("_", 1))).write_bytes(data)
    return tmp_path


def found(root: Path) -> list[str]:
    return [str(finding) for finding in load_sources(root)[1]]


def test_a_good_source(tmp_path: Path) -> None:
    sources, findings = load_sources(report(tmp_path, a_txt=RAW, a_toml=origin_toml(RAW)))
    assert findings == []
    assert [(source.id, source.path) for source in sources] == [("a", "seeds/a.txt")]
    assert sources[0].raw == RAW.decode()
    assert sources[0].origin.published.date == "2025"


def test_line_ends_are_left_as_they_are(tmp_path: Path) -> None:
    raw = "一。\r\n二。\r三。\n".encode()
    sources, findings = load_sources(report(tmp_path, a_txt=raw, a_toml=origin_toml(raw)))
    assert findings == []
    assert sources[0].raw == raw.decode()


def test_no_sources(tmp_path: Path) -> None:
    line = (
        "seeds:1:1: sources-missing: the folder holds no source; add a raw document <id>.txt "
        "with its <id>.toml beside it"
    )
    assert found(tmp_path) == [line]
    assert found(report(tmp_path, readme_md="not a source")) == [line]


@pytest.mark.parametrize("origin", [True, False])
def test_a_link_that_leads_nowhere(tmp_path: Path, origin: bool) -> None:
    root = report(tmp_path, b_txt=RAW, b_toml=origin_toml(RAW))
    (root / "seeds/a.txt").symlink_to("gone.txt")
    if origin:
        (root / "seeds/a.toml").write_bytes((root / "seeds/b.toml").read_bytes())
    assert found(root) == [
        "seeds/a.txt:1:1: source-unreadable: the file cannot be read: No such file or directory"
    ]


def test_one_bad_source_hides_no_other(tmp_path: Path) -> None:
    files = {"a_txt": b"", "b_txt": RAW, "b_toml": origin_toml(RAW), "c_txt": b"\0"}
    sources, findings = load_sources(report(tmp_path, **files))
    assert [source.id for source in sources] == ["b"]
    assert [(finding.place.path, finding.code) for finding in findings] == [
        ("seeds/a.txt", "source-empty"),
        ("seeds/a.txt", "source-no-origin"),
        ("seeds/c.txt", "source-binary"),
        ("seeds/c.txt", "source-no-origin"),
    ]


@pytest.mark.parametrize(
    ("raw", "finding"),
    [
        (b"", EMPTY),
        (b" \n\n\t", EMPTY),
        ("\ufeff".encode(), EMPTY),
        ("\ufeff\u200b\u3000\n".encode(), EMPTY),
        (
            "第一段\n第\0二段".encode(),
            "seeds/a.txt:2:2: source-binary: the file is binary: a control character, 0x00; "
            "a source is plain text in UTF-8",
        ),
        (
            b"one\n\x01\x02two",
            "seeds/a.txt:2:1: source-binary: the file is binary: a control character, 0x01; "
            "a source is plain text in UTF-8",
        ),
        (
            "it\x92s".encode(),
            "seeds/a.txt:1:3: source-binary: the file holds a control character, U+0092; it was "
            "converted from a wrong encoding: convert it again",
        ),
        (
            "第一段".encode("utf-16"),
            "seeds/a.txt:1:1: source-encoding: byte 0 (0xff) is not UTF-8; convert the file to "
            "UTF-8 and register that",
        ),
        (
            "第一段\n第二".encode() + b"\xff\xfe",
            "seeds/a.txt:2:3: source-encoding: byte 16 (0xff) is not UTF-8; convert the file to "
            "UTF-8 and register that",
        ),
        (
            "第一段".encode("gb18030"),
            "seeds/a.txt:1:1: source-encoding: byte 0 (0xb5) is not UTF-8; convert the file to "
            "UTF-8 and register that",
        ),
    ],
    ids=[
        "empty",
        "white",
        "only a byte order mark",
        "nothing to see",
        "NUL",
        "controls",
        "a wrong encoding",
        "UTF-16",
        "cut",
        "gb18030",
    ],
)
def test_a_bad_text(tmp_path: Path, raw: bytes, finding: str) -> None:
    assert found(report(tmp_path, a_txt=raw, a_toml=origin_toml(raw))) == [finding]


def test_a_text_without_an_origin(tmp_path: Path) -> None:
    assert found(report(tmp_path, a_txt=RAW)) == [
        "seeds/a.txt:1:1: source-no-origin: the source has no origin beside it; write a.toml: "
        "title, publisher, date, territory, rights, sha256"
    ]


def test_an_origin_without_a_text(tmp_path: Path) -> None:
    files = {"a_toml": origin_toml(RAW), "b_txt": RAW, "b_toml": origin_toml(RAW)}
    assert found(report(tmp_path, **files)) == [
        "seeds/a.toml:1:1: origin-no-source: no raw text stands beside this origin; add a.txt, "
        "or remove this file"
    ]


def test_a_text_that_was_changed(tmp_path: Path) -> None:
    changed = RAW + b" "
    sha256 = hashlib.sha256(changed).hexdigest()
    root = report(tmp_path, a_txt=changed, a_toml=origin_toml(RAW))
    assert found(root) == [
        "seeds/a.toml:7:1: source-changed: a.txt is not the file that was registered: its sha256 "
        f"is {sha256}; restore the file; a new version of a document is a new source"
    ]
    assert load_sources(root)[0] == ()


def test_an_id_that_is_no_address(tmp_path: Path) -> None:
    assert found(report(tmp_path, **{"New Text_txt": RAW, "New Text_toml": ""})) == [
        "seeds/New Text.txt:1:1: source-id: 'New Text' cannot be the id of a source; use small "
        "letters, digits and single hyphens: it becomes an address"
    ]


def test_a_file_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    root = report(tmp_path, a_txt=RAW, a_toml=origin_toml(RAW))
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert found(root) == [
        "seeds/a.txt:1:1: source-unreadable: the file cannot be read: Permission denied",
        "seeds/a.toml:1:1: origin-invalid: the file cannot be read: Permission denied",
    ]


GOOD = ORIGIN.format(sha256=hashlib.sha256(RAW).hexdigest())
REPAIR = '\n[[repairs]]\nkind = "{kind}"\ntext = "{text}"\nreason = "r"\n'


@pytest.mark.parametrize(
    ("toml", "finding"),
    [
        (
            GOOD.replace('language = "zh"', "language = zh"),
            '3:12: origin-invalid: no value stands here; write key = "text", with the text in '
            "quotes",
        ),
        (
            GOOD + 'caveat = "no end\n',
            "15:17: origin-invalid: a text in quotes does not end; close it, or begin and end a "
            'text of several lines with """',
        ),
        (
            GOOD + 'caveat = """no end\n\n',
            "15:1: origin-invalid: a text in quotes does not end; close it, or begin and end a "
            'text of several lines with """',
        ),
        (
            GOOD + '[published]\ndate = "2025"\n',
            "15:1: origin-invalid: a key or a table stands twice; keep one of them",
        ),
        (
            GOOD.replace("[published]", 'kind = "again"\n[published]'),
            "10:1: origin-invalid: a key or a table stands twice; keep one of them",
        ),
        (
            GOOD + "caveat\n\n",
            '15:7: origin-invalid: a key without a value; write key = "text"',
        ),
        (
            GOOD + 'caveat = "a" b\n',
            "15:14: origin-invalid: something stands behind the value; put a text in quotes, whole",
        ),
        (
            GOOD + "[repairs\n",
            "15:9: origin-invalid: a bracket is not closed; close it",
        ),
        (
            GOOD + 'caveat = "C:\\q"\n',
            "15:15: origin-invalid: a backslash stands in a text; write two, or put the text in "
            "'quotes'",
        ),
        (
            GOOD.replace('language = "zh"\n', ""),
            '1:1: origin-invalid: language is missing; two small letters, such as "zh"',
        ),
        (
            GOOD[: GOOD.index("[published]")],
            "1:1: origin-invalid: published is missing; write the table [published]",
        ),
        (
            GOOD.replace('kind = "', 'kind = 5 # "'),
            "4:1: origin-invalid: kind is 5 and no text; put it in quotes",
        ),
        (
            "repairs = [5]\nreading_order = 5\n" + GOOD,
            "2:1: origin-invalid: reading_order is 5 and no table; write it as a table: "
            "[reading_order] or [[reading_order]]\n"
            "seeds/a.toml:1:1: origin-invalid: repairs.1 is 5 and no table; write it as a table: "
            "[repairs] or [[repairs]]",
        ),
        (
            GOOD.replace('reason = "the text says so"\n', ""),
            '10:1: origin-invalid: published.reason is missing; write reason = "…"',
        ),
        (
            GOOD.replace('"zh"', '"Chinese"'),
            "3:1: origin-invalid: language is 'Chinese'; two small letters, such as \"zh\"",
        ),
        (
            GOOD.replace('title = "标题"', 'title = ""'),
            "1:1: origin-invalid: title is empty; write what it is",
        ),
        (
            GOOD.replace('precision = "year"', 'precision = "week"'),
            "12:1: origin-invalid: published.precision is 'week'; write 'day', 'month' or 'year'",
        ),
        (
            GOOD.replace('precision = "year"', 'precision = "day"'),
            "10:1: origin-invalid: published: date 2025 is not given to the day",
        ),
        (
            GOOD.replace('date = "2025"', 'date = "2025-13"'),
            "11:1: origin-invalid: published.date: 2025-13 is no day of a calendar; write "
            '"2025", "2025-06" or "2025-06-30", as precise as it is known',
        ),
        (
            GOOD.replace("basis =", "basic ="),
            "13:1: origin-invalid: published.basic is no key of an origin; did you mean basis?",
        ),
        (
            GOOD + "colour = 5\n",
            "15:1: origin-invalid: published.colour is no key of an origin; known keys: date, "
            "precision, basis, reason",
        ),
        (
            GOOD + REPAIR.format(kind="mend", text="段"),
            "17:1: origin-invalid: repairs.1.kind is 'mend'; write 'remove', 'sic', 'join', "
            "'break' or 'space'",
        ),
        (
            GOOD
            + REPAIR.format(kind="remove", text="第一段")
            + REPAIR.format(kind="sic", text="段"),
            "21:1: origin-invalid: repairs.2: a reading belongs to a repair of kind sic, and only "
            "there",
        ),
        (
            GOOD + REPAIR.format(kind="join", text="第一段"),
            "16:1: origin-invalid: repairs.1: a repair of kind join needs a text with one line "
            "break",
        ),
        (
            GOOD + REPAIR.format(kind="space", text="第一段"),
            "16:1: origin-invalid: repairs.1: a repair of kind space needs a text with one "
            "stretch of white space",
        ),
        (
            GOOD + REPAIR.format(kind="remove", text="第一段") + 'part = "二"\n',
            "16:1: origin-invalid: repairs.1: part must stand exactly once in text",
        ),
        (
            GOOD + '\n[[masks]]\npattern = "(甲"\nreason = "r"\n',
            "17:1: origin-invalid: masks.1.pattern: no regular expression: missing ), "
            "unterminated subpattern at position 0",
        ),
        (
            GOOD + '\n[[masks]]\npattern = "甲*"\nreason = "r"\n',
            "17:1: origin-invalid: masks.1.pattern: the pattern matches the empty text",
        ),
        (
            GOOD + '\n[reading_order]\nbasis = "printed"\nreason = "r"\n'
            '[[reading_order.segments]]\nstarts = "第一段"\n'
            '[[reading_order.segments]]\nkind = "verse"\nstarts = "第二段"\n',
            "22:1: origin-invalid: reading_order.segments.2.kind is 'verse'; write 'title', "
            "'heading', 'paragraph', 'caption', 'byline' or 'aside'",
        ),
    ],
)
def test_a_bad_origin(tmp_path: Path, toml: str, finding: str) -> None:
    root = report(tmp_path, a_txt=RAW, a_toml=toml)
    assert "\n".join(found(root)) == f"seeds/a.toml:{finding}"


def test_an_origin_that_is_not_utf8(tmp_path: Path) -> None:
    root = report(tmp_path, a_txt=RAW, a_toml='title = "T"\nx = "é"'.encode("latin-1"))
    assert found(root) == [
        "seeds/a.toml:2:6: origin-encoding: byte 17 (0xe9) is not UTF-8; save it as UTF-8"
    ]


@pytest.mark.parametrize(
    ("publishers", "english", "chinese"),
    [
        (("甲", "A"), "A", "甲"),
        (("甲", ""), "甲", "甲"),
        (("", "A"), "A", "A"),
        (("", ""), "", ""),
    ],
)
def test_readers_are_told_of_a_source_in_their_language(
    publishers: tuple[str, str], english: str, chinese: str
) -> None:
    publisher, publisher_en = publishers
    origin = make_source("一。", publisher=publisher, publisher_en=publisher_en).origin
    assert (origin.publisher_in("en"), origin.publisher_in("zh")) == (english, chinese)
    assert (origin.title_in("en"), origin.title_in("zh")) == (origin.title_en, origin.title)


def test_the_lines_of_keys() -> None:
    text = '''a = 1
"b c" = """
d = 2
"""
[e]
f.g = 3
[[h]]
i = 1
[[h]]
[[h.j]]
k = 1
[l]
m = { n = 1 }
'''
    assert toml_lines(text) == {
        ("a",): 1,
        ("b c",): 2,
        ("e",): 5,
        ("e", "f", "g"): 6,
        ("h",): 7,
        ("h", 0): 7,
        ("h", 0, "i"): 8,
        ("h", 1): 9,
        ("h", 1, "j"): 10,
        ("h", 1, "j", 0): 10,
        ("h", 1, "j", 0, "k"): 11,
        ("l",): 12,
        ("l", "m"): 13,
    }


def test_the_five_sources_are_those_that_were_handed_in() -> None:
    assert {source.id: source.origin.original_file for source in real_sources()} == {
        "chenglingji-reply-2023": "004_e42bc9f5c65f87bf.txt",
        "chenzhou-hightech-2026": "003_e32023f420bce37c.txt",
        "yiyang-hightech-2025": "002_4775796268d1a4b3.txt",
        "yueyang-lingang-2026": "000_add9cca008acdee2.txt",
        "zone-five-years-2025": "001_633663b307547015.txt",
    }


@pytest.mark.parametrize("source", real_sources(), ids=lambda source: source.id)
def test_the_raw_text_is_the_file(source: object) -> None:
    raw = source.raw  # type: ignore[attr-defined]
    path = ROOT / source.path  # type: ignore[attr-defined]
    assert raw.encode() == path.read_bytes()
