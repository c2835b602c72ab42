"""Reading chapters: what is wrong is told by line and column, and places are exact."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tieout.chapters.chapter import Chapter
from tieout.chapters.pandoc import attributes, plain_text
from tieout.chapters.parse import parse_chapter
from tieout.chapters.walk import place_of, walk
from tieout.findings import Finding

FOLDER = Path(__file__).parent / "cases"
CASES = tomllib.loads((FOLDER / "parse.toml").read_text("utf-8"))["case"]
NAME = "chapters/port.qmd"


def _parse(folder: Path, content: str | bytes) -> tuple[Chapter | None, list[Finding]]:
    path = folder / "port.qmd"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return parse_chapter(path, NAME, "port")


def _read(folder: Path, content: str | bytes) -> Chapter:
    chapter, findings = _parse(folder, content)
    assert findings == []
    assert chapter is not None
    return chapter


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_a_chapter_is_read_or_told_by_line_and_column(case: dict[str, Any], tmp_path: Path) -> None:
    chapter, findings = _parse(tmp_path, case["text"])
    assert [str(it) for it in sorted(findings)] == [
        f"{NAME}:{it}" for it in case.get("findings", [])
    ]
    assert (chapter is None) == bool(findings)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"---\ntitle: \xff\xfe\n---\n", "2:8: chapter-unreadable: byte 0xff"),
        ("---\ntitle: x\n---\n\né ".encode() + b"\xe9.", "5:3: chapter-unreadable: byte 0xe9"),
        ("---\ntitle: x\n---\n".encode("utf-16"), "1:1: chapter-unreadable: byte 0xff"),
    ],
)
def test_a_chapter_that_is_no_utf_8(tmp_path: Path, content: bytes, what: str) -> None:
    _, findings = _parse(tmp_path, content)
    assert [str(it) for it in findings] == [f"{NAME}:{what} is not UTF-8; save it as UTF-8"]


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("Text a\0b", "6:7: chapter-unreadable: a control character stands here, 0x00"),
        ("\x1b[0m", "6:1: chapter-unreadable: a control character stands here, 0x1b"),
        (">" * 3000 + " a", "1:1: chapter-syntax: lists or quotes stand in each other too deep"),
    ],
)
def test_a_chapter_that_no_page_can_hold(tmp_path: Path, text: str, finding: str) -> None:
    _, (found,) = _parse(tmp_path, f"---\ntitle: x\n---\n\n\n{text}\n")
    assert str(found).startswith(f"{NAME}:{finding}")


def test_a_chapter_that_is_a_folder_or_gone(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "gone.qmd"):
        _, (finding,) = parse_chapter(path, NAME, "port")
        assert finding.code == "chapter-unreadable"


CHAPTER = """---
subtitle: not the title
title: "Moved `{python} a`"
execute:
  echo: true
---

Text `{python} b` and *em `{python} facts["c.d"]`*.

```{python}
#| label: fig-a
#| "fig-cap": 'Cap `{python} d`'
#| fig-alt: Alt `{python} e.words`
#| echo: false
x = 1
```

More `{python} f`.

```{python}
#| fig-cap: Second `{python} g`
y = 2
```
"""


def test_a_chapter_knows_its_cells_and_where_they_stand(tmp_path: Path) -> None:
    chapter = _read(tmp_path, CHAPTER)
    first, second = chapter.cells
    assert (first.place.line, second.place.line) == (11, 21)
    assert first.source.endswith("x = 1")
    assert first.options["fig-cap"] == "Cap `{python} d`"
    assert [chapter.option(cell, "echo", False) for cell in chapter.cells] == [False, True]
    assert chapter.option(first, "output", True)


def test_inline_names_stand_where_they_are_written(tmp_path: Path) -> None:
    """Found again in the file: every place is that of a backtick before `{python}`."""
    chapter = _read(tmp_path, CHAPTER)
    lines = CHAPTER.splitlines()
    for inline in chapter.inlines:
        written = lines[inline.place.line - 1][inline.place.col - 1 :]
        assert written.startswith(f"`{{python}} {inline.expression}`")
    assert {it.expression: it.after for it in chapter.inlines} == {
        "b": 0, 'facts["c.d"]': 0, "f": 1, "a": 2, "d": 1, "e.words": 1, "g": 2,
    }  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [lambda text: text.replace("\n", "\r\n"), lambda text: "\ufeff" + text],
    ids=["line ends of Windows", "a byte order mark"],
)
def test_what_editors_leave_in_a_file_moves_nothing(tmp_path: Path, change: Any) -> None:
    plain = _read(tmp_path, CHAPTER)
    changed = _read(tmp_path, change(CHAPTER))
    assert changed.cells == plain.cells
    assert changed.inlines == plain.inlines
    assert changed.blocks == plain.blocks


def test_two_captions_never_share_a_place(tmp_path: Path) -> None:
    """An option in quotes was looked for at the next cell, whose number it then showed."""
    text = (
        "---\ntitle: x\n---\n\n```{python}\n#| 'fig-cap': '`{python} a`'\nx\n```\n\n"
        "```{python}\n#| fig-cap: '`{python} b`'\ny\n```\n"
    )
    places = {it.expression: it.place for it in _read(tmp_path, text).inlines}
    assert places["a"].line == 6
    assert places["b"].line == 11


def test_text_positions_are_those_of_the_golden_file(tmp_path: Path) -> None:
    """`positions.qmd` as the runs of words that the gate sees, each with its place."""
    chapter = _read(tmp_path, (FOLDER / "positions.qmd").read_bytes())
    lines = []
    for node in walk([*chapter.texts["title"], *chapter.blocks]):
        if node["t"] in ("Span", "Code") and attributes(node)[2].get("place"):
            place = place_of(node)
            lines.append(f"{place.line}:{place.col} {plain_text(node)}")
    golden = (FOLDER / "positions.txt").read_text("utf-8").splitlines()
    assert lines == golden
