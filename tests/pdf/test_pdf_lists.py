"""Lists in the PDF: which are small and wide, and which stay on the page of what follows."""

import pytest
from lxml import html

from tieout.pdf.lists import list_markup, term_markup

_ITEMS = [f'#"boat {it}";' for it in "abcdefg"]


def _list(count: int, tag: str = "ul", kind: str = "") -> html.HtmlElement:
    items = "".join(f"<li>{it}</li>" for it in range(count))
    return html.fragment_fromstring(f'<{tag} class="{kind}">{items}</{tag}>')


@pytest.mark.parametrize(
    ("count", "tag", "kind", "compact", "called"),
    [
        (2, "ul", "", False, "#list("),
        (7, "ul", "", False, "#list("),
        (7, "ol", "", False, "#enum("),
        (6, "ul", "", True, "#list("),
        (7, "ul", "", True, "#long-list("),
        (2, "ul", "statements", False, "#kept-list("),
        (7, "ul", "statements", False, "#list("),
    ],
)
def test_a_list_is_set_by_its_length_and_kind(
    count: int, tag: str, kind: str, compact: bool, called: str
) -> None:
    markup = list_markup(_list(count, tag, kind), _ITEMS[:count], compact=compact)
    assert markup.startswith(called)
    assert markup.count("boat") == count


@pytest.mark.parametrize(("count", "compact", "wide"), [(7, True, 1), (6, True, 0), (7, False, 0)])
def test_a_term_with_a_long_list_stands_above_it(count: int, compact: bool, wide: int) -> None:
    body = html.fragment_fromstring("<dd></dd>")
    body.append(_list(count))
    markup = term_markup(body, '#"Inputs";', '#"…";', compact=compact)
    assert markup.count("wide: true") == wide
