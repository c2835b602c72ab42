"""Text that touches a tied number may not change what it says."""

import pytest

from tieout.gate.gate import inspect
from tieout.weave.page import Page

FACT = '<a class="fact" data-fact="a.b" href="sources/s/index.html#s-1">7</a>'


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("There were {} boats.", None),
        ("It rose by {}, the fleet to {}.", None),
        ("about {} boats, so the council", None),
        ("{} percentage of boats is no unit", None),
        ("profit of -{} boats", "-…"),
        ("they made £{} a day", "£…"),
        ("they made GBP {} a day", "GBP …"),
        ("over {} boats", "over …"),
        ("no more than {} boats", "no more than …"),
        ("fewer than <em>{}</em> boats", "fewer than …"),
        ("rose {}% a year", "…%"),
        ("rose {} percent a year", "… percent"),
        ("a {}-fold rise", "…-fold"),
        ("涨了{}倍", "…倍"),
    ],
)
def test_signs_bounds_and_units_belong_to_the_link(text: str, changed: str | None) -> None:
    body = f"<p>{text.replace('{}', FACT)}</p>"
    page = Page("a.md", "A", "A", body, "chapters/a.qmd", "A")
    found = [it.message for it in inspect([page]).findings if it.code == "number-changed"]
    assert found == ([f"“{changed}” changes what the tied number … says"] if changed else [])
