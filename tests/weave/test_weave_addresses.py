"""Where addresses lead, as pages write them."""

import pytest

from tieout.weave.addresses import resolved


@pytest.mark.parametrize(
    ("href", "page", "leads"),
    [
        ("port.html", "index.html", ("port.html", "")),
        ("port.html#a", "index.html", ("port.html", "a")),
        ("#a", "sources/s/index.html", ("sources/s/index.html", "a")),
        ("", "port.html", ("port.html", "")),
        ("../o/index.html#s-1", "sources/s/index.html", ("sources/o/index.html", "s-1")),
        ("../../port.html", "sources/s/index.html", ("port.html", "")),
    ],
)
def test_an_address_leads_from_its_page(href: str, page: str, leads: tuple[str, str]) -> None:
    assert resolved(href, page) == leads
