"""The build's account of itself: what was counted, and every waiver with its reason."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from html import escape

from lxml import html

from tieout.gate.gate import Waived
from tieout.weave.page import Page, fragment, inner_html
from tieout.weave.waivers import AUTHOR_REASONS, ENGINE_REASONS

#: Where a chapter wants the account: `::: {.tieout-account}`.
SLOT = "tieout-account"


def fill_account(
    page: Page, counts: Mapping[str, int], waivers: list[Waived], words: Mapping[str, str]
) -> Page:
    """The page with the account in its slot; a page without a slot as it is."""
    tree = fragment(page.body)
    slots = tree.xpath(f".//div[contains(@class, '{SLOT}')]")
    if not slots:
        return page
    for slot in slots:
        filled = fragment(_counts(counts, words) + _waivers(waivers, words))
        filled.set("class", SLOT)
        slot.getparent().replace(slot, filled)
    return replace(page, body=inner_html(tree))


def has_slot(page: Page) -> bool:
    """Whether a page asks for the account."""
    return SLOT in page.body


def _counts(counts: Mapping[str, int], words: Mapping[str, str]) -> str:
    rows = "".join(
        f"<tr><td>{escape(words[f'account_{name}'])}</td>"
        f'<td class="number">{_own(f"{number:,}", "account")}</td></tr>'
        for name, number in counts.items()
    )
    return (
        f"<p>{escape(words['account'])}:</p>"
        '<div class="table-scroll"><table class="tieout account">'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _waivers(waivers: list[Waived], words: Mapping[str, str]) -> str:
    """A row for each text and reason. What only labels the report's own parts is counted
    by reason, not listed one by one."""
    pages: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for it in waivers:
        key = (it.text if it.why in AUTHOR_REASONS else "", it.why)
        pages[key][it.page] = it.title
        counts[key] += 1
    if not pages:
        return ""
    reasons = {**AUTHOR_REASONS, **ENGINE_REASONS}
    rows = "".join(
        f"<tr><td>{_own(text, why) if text else '—'}</td><td>{escape(reasons[why])}</td>"
        f"<td>{_links(pages[text, why])}</td>"
        f'<td class="number">{_own(str(counts[text, why]), "account")}</td></tr>'
        for text, why in sorted(pages)
    )
    titles = "".join(
        f"<th>{escape(words[name])}</th>"
        for name in ("waiver_text", "waiver_why", "waiver_pages", "waiver_count")
    )
    return (
        f"<p>{escape(words['waivers'])}:</p>"
        '<div class="table-scroll"><table class="tieout">'
        f"<thead><tr>{titles}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _links(pages: Mapping[str, str]) -> str:
    return "; ".join(
        f'<a href="{escape(page)}">{escape(title)}</a>' for page, title in pages.items()
    )


def _own(text: str, why: str) -> str:
    return html.tostring(_span(text, why), encoding="unicode")


def _span(text: str, why: str) -> html.HtmlElement:
    span = html.Element("span", {"class": "waived", "data-why": why})
    span.text = text
    return span
