"""Cleaning, by a table of raw texts and the blocks that they become."""

from typing import Any

import pytest
from text_samples import blocks_of, cases, make_source

from tieout.text import clean
from tieout.text.cleaning import STEPS
from tieout.text.document import Document


def notes_of(document: Document) -> list[str]:
    """Each note as a line: kind, where, what is printed, what we read."""
    lines = []
    for sentence in document.sentences:
        for note in sentence.notes:
            printed = note.printed or sentence.text[note.start : note.end]
            reading = f" → {note.reading}" if note.reading else ""
            lines.append(f"{note.kind} {note.start}–{note.end} {printed}{reading}")
    return lines


@pytest.mark.parametrize("case", cases("cleaning"), ids=lambda case: case["title"])
def test_case(case: dict[str, Any]) -> None:
    raw = case["raw"]
    source = make_source(raw, case.get("origin", ""), language=case.get("language", "zh"))
    document, findings = clean(source)
    assert findings == []
    assert blocks_of(document) == case["blocks"]
    assert notes_of(document) == case.get("notes", [])


def test_every_step_has_a_name_of_its_own_and_says_what_it_does() -> None:
    assert len({step.name for step in STEPS}) == len(STEPS)
    assert all(step.what.endswith(".") for step in STEPS)


def test_levels_count_for_headings_only() -> None:
    document, _ = clean(make_source("# 标题\n\n### 小节\n\n正文。"))
    assert [(block.kind, block.level) for block in document.blocks] == [
        ("title", 1),
        ("heading", 3),
        ("paragraph", 0),
    ]


@pytest.mark.parametrize(("language", "joint"), [("zh", ""), ("ja", ""), ("en", " ")])
def test_what_stands_between_the_sentences_of_a_paragraph(language: str, joint: str) -> None:
    document, _ = clean(make_source("One is. Two is.", language=language))
    assert document.blocks[0].joint == joint


@pytest.mark.parametrize(
    ("more", "finding"),
    [
        (
            '[[repairs]]\nkind = "sic"\ntext = "没有"\nreading = "有"\nreason = "r"\n',
            "seeds/sample.toml:17:1: repair-unmatched: the text of the repair stands nowhere in "
            "seeds/sample.txt: '没有'; quote the raw text exactly, line breaks included, and "
            "enough to be unique",
        ),
        (
            '[[repairs]]\nkind = "remove"\ntext = "港"\nreason = "r"\n',
            "seeds/sample.toml:17:1: repair-unmatched: the text of the repair stands 3 times in "
            "seeds/sample.txt: '港'; quote the raw text exactly, line breaks included, and "
            "enough to be unique",
        ),
        (
            '[[repairs]]\nkind = "remove"\ntext = "大港"\nreason = "r"\n'
            '[[repairs]]\nkind = "sic"\ntext = "港口"\nreading = "港"\nreason = "r"\n',
            "seeds/sample.toml:21:1: repair-overlaps: the repair touches what repair 1 acts on: "
            "'港口'; let one of them go",
        ),
        (
            '[reading_order]\nbasis = "printed"\nreason = "r"\n'
            '[[reading_order.segments]]\nstarts = "没有"\n'
            '[[reading_order.segments]]\nstarts = "大港口"\n',
            "seeds/sample.toml:19:1: segment-unmatched: the segment's beginning stands nowhere in "
            "seeds/sample.txt: '没有'; quote the raw text exactly, line breaks included, and "
            "enough to be unique",
        ),
        (
            '[reading_order]\nbasis = "printed"\nreason = "r"\n'
            '[[reading_order.segments]]\nstarts = "大港"\n'
            '[[reading_order.segments]]\nstarts = "大港口"\n',
            "seeds/sample.toml:21:1: segment-repeated: another segment begins at the same place: "
            "'大港口'",
        ),
        (
            '[reading_order]\nbasis = "printed"\nreason = "r"\n'
            '[[reading_order.segments]]\nstarts = "二港"\n',
            "seeds/sample.txt:2:3: segment-uncovered: text stands before the first segment of the "
            "reading order; begin a segment of seeds/sample.toml here",
        ),
        (
            '[reading_order]\nbasis = "printed"\nreason = "r"\n'
            '[[reading_order.segments]]\nstarts = "大港"\nkind = "caption"\n'
            '[[reading_order.segments]]\nstarts = "二港"\ncontinues = true\n',
            "seeds/sample.toml:21:1: segment-continues: the segment continues, but none of kind "
            "paragraph is before it",
        ),
        (
            '[[masks]]\npattern = "没有人"\nreason = "r"\n',
            "seeds/sample.toml:16:1: mask-unmatched: the pattern of the mask matches nothing in "
            "seeds/sample.txt; without it personal data may be published: mend or remove it",
        ),
        (
            '[[masks]]\npattern = "二港"\nreason = "r"\n',
            "seeds/sample.toml:1:1: mask-in-origin: the origin spells out personal data that is "
            "masked in the source; write a pattern that finds it by its surroundings",
        ),
    ],
    ids=lambda value: value.split(": ")[1] if value.startswith("seeds") else "",
)
def test_directions_that_do_not_fit_the_text(more: str, finding: str) -> None:
    document, findings = clean(make_source("\n  大港口说完了。\n二港说完了。三港说完了。", more))
    assert [str(found) for found in findings] == [finding]
    assert "三港说完了。" in "".join(block.text for block in document.blocks)
