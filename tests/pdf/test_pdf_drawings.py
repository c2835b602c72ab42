"""Charts in the PDF: where the links over a drawing lie, and what it is printed in."""

import pytest
from lxml import html

from tieout.pdf.drawings import drawing, marks

CASES = {
    "a bar": ('<path d="M0,10h50v20h-50Z"/>', (0.1, 0.3, 0.25, 0.2)),
    "a bar in capitals": ('<path d="M0,10H50V30H0Z"/>', (0.1, 0.3, 0.25, 0.2)),
    "a dot": (
        '<path transform="translate(80,40)" d="M5,0A5,5,0,1,1,-5,0A5,5,0,1,1,5,0"/>',
        (0.475, 0.55, 0.05, 0.1),
    ),
    "larger": ('<path transform="scale(2)" d="M0,0h10v10h-10Z"/>', (0.1, 0.2, 0.1, 0.2)),
    "a curve": ('<path d="M0,0C10,0,10,10,0,10Z"/>', (0.1, 0.2, 0.05, 0.1)),
    "a rectangle": ('<rect x="10" y="20" width="20" height="10"/>', (0.15, 0.4, 0.1, 0.1)),
    "a label": (
        '<text text-anchor="start" transform="translate(0,10)" font-size="10px">656</text>',
        (0.1, 0.215, 0.0825, 0.11),
    ),
    "a label before its place": (
        '<text text-anchor="end" x="20" y="10" font-size="10px">万家</text>',
        (0.1, 0.215, 0.1, 0.11),
    ),
}


def chart(shape: str) -> html.HtmlElement:
    """A drawing of 200 by 100 whose only mark is linked, moved by 20 to the right and down."""
    return html.fragment_fromstring(
        '<svg viewbox="0 0 200 100"><g transform="translate(20,20)">'
        f'<a data-fact="boats" href="sources/x">{shape}<title>56</title></a></g></svg>'
    )


@pytest.mark.parametrize("name", CASES)
def test_where_a_mark_is(name: str) -> None:
    shape, expected = CASES[name]
    [mark] = marks(chart(shape))
    assert (mark.kind, mark.id) == ("fact", "boats")
    assert (mark.left, mark.top, mark.width, mark.height) == pytest.approx(expected)


@pytest.mark.parametrize("shape", ['<path d=""/>', '<rect transform="rotate(45)" width="9"/>', ""])
def test_what_cannot_be_read_has_no_link(shape: str) -> None:
    assert marks(chart(shape)) == []


def test_what_is_printed_is_apart_in_grey() -> None:
    svg = chart('<path fill="var(--chart-series-2, #c4622d)" d="M0,0h1"/>')
    drawn = drawing(svg).decode()
    assert 'fill="#e39a63"' in drawn
    assert "<a" not in drawn
    assert "<title" not in drawn
    assert 'viewBox="0 0 200 100"' in drawn
