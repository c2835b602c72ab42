"""What the engine itself makes of the numbers, as parts of the document: the pages of what can be
compared and of contradictions, and the account of every number in the sources."""

from lxml import html

from tieout.volume.citations import page_ties
from tieout.volume.volume import Volume
from tieout.weave.page import Page, fragment

#: The pages of the site that compare, by address, in the order of the document.
_COMPARING = ("comparability.html", "conflicts.html")
#: The page of the site that says what became of every number.
ACCOUNT = "numbers/index.html"


def analyses(volume: Volume) -> list[Page]:
    """The pages that compare numbers, which stand behind the chapters and are like them; without
    those that a report has nothing for."""
    pages = [volume.pages[it] for it in _COMPARING if it in volume.pages]
    return [it for it in pages if page_ties(it)]


def account(page: Page) -> html.HtmlElement:
    """The table of the page of every number in the sources, a row for each source, which leads
    to its sentences."""
    table = fragment(page.body).find_class("table-scroll")[0]
    for anchor in table.iter("a"):
        anchor.set("href", f"../sources/{anchor.get('href', '').removeprefix('#')}/index.html")
    return table
