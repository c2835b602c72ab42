"""Derivations of several chapters: the same may be made twice, two under one id may not."""

from decimal import Decimal
from pathlib import Path

import pytest
from nbformat.v4 import new_notebook

from tieout.chapters.chapter import Executed
from tieout.chapters.parse import parse_chapter
from tieout.compose import unique_derivations
from tieout.derive.derivation import Derivation
from tieout.findings import Stopped
from tieout.quantities.quantity import Quantity

NUMBER = Quantity(Decimal(5), Decimal(5), Decimal(5))


def _made(folder: Path, slug: str, *derivations: Derivation) -> Executed:
    path = folder / f"{slug}.qmd"
    path.write_text(
        '---\ntitle: x\n---\n\n```{python}\nderive("a.b.c", "1")\nx = derive("a.b", "1")\n```\n'
    )
    chapter, _ = parse_chapter(path, f"chapters/{slug}.qmd", slug)
    assert chapter is not None
    return Executed(chapter, new_notebook(), ((),), {}, derivations)


def test_two_chapters_may_make_the_same_derivation(tmp_path: Path) -> None:
    one, other = Derivation("a.b", "t", "1", (), NUMBER), Derivation("c.d", "t", "1", (), NUMBER)
    executed = [_made(tmp_path, "first", one), _made(tmp_path, "second", other, one)]
    assert unique_derivations(executed) == (one, other)


def test_a_derivation_may_not_have_the_id_of_a_fact(tmp_path: Path) -> None:
    one = Derivation("a.b", "t", "1", (), NUMBER)
    with pytest.raises(Stopped) as caught:
        unique_derivations([_made(tmp_path, "first", one)], {"a.b"})
    assert [str(it) for it in caught.value.findings] == [
        "chapters/first.qmd:7:13: output-collision: a.b is a fact of data/facts.csv already; "
        "give one of them another id"
    ]


def test_one_id_for_two_derivations_is_a_finding_where_it_stands(tmp_path: Path) -> None:
    one, other = Derivation("a.b", "t", "1", (), NUMBER), Derivation("a.b", "t", "2", (), NUMBER)
    with pytest.raises(Stopped) as caught:
        unique_derivations([_made(tmp_path, "first", one), _made(tmp_path, "second", other)])
    assert [str(it) for it in caught.value.findings] == [
        "chapters/second.qmd:7:13: output-collision: chapters/first.qmd derives a.b in another "
        "way; give one of them another id"
    ]
