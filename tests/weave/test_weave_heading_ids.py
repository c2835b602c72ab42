"""Ids of headings hold when their numbers change."""

import pytest

from tieout.chapters.pandoc import Node, attr, string
from tieout.weave.heading_ids import heading_id
from tieout.weave.links import waived


def _fact(text: str) -> Node:
    return {"t": "Link", "c": [attr("", ("fact",)), [string(text)], ["sources/x.html#s-1", ""]]}


@pytest.mark.parametrize(
    ("inlines", "name"),
    [
        ([string("Trade"), {"t": "Space"}, string("Grew")], "trade-grew"),
        (
            [string("Output rose by "), _fact("59%"), string(" in a year")],
            "output-rose-by-in-a-year",
        ),
        ([string("See "), waived("5G", "name"), string("!")], "see"),
        ([{"t": "Span", "c": [attr(place="c:1:1"), [string("Zölle")]]}], "zölle"),
        ([string("有色金属")], "有色金属"),
        ([_fact("59%")], "section"),
    ],
)
def test_an_id_is_made_of_words_alone(inlines: list[Node], name: str) -> None:
    assert heading_id(inlines, set()) == name


def test_twins_are_told_apart() -> None:
    taken = {"sec-trade"}
    names = [heading_id([string("Sec trade")], taken) for _ in range(3)]
    assert names == ["sec-trade-2", "sec-trade-3", "sec-trade-4"]
    assert len(taken) == 4
