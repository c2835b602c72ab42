"""Pages in Chromium: a reader follows a number to its sentence and sees it marked."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tieout.build import Built

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.xdist_group("report")

DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 800}


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def page(chromium: "Browser", request: pytest.FixtureRequest) -> Iterator["Page"]:
    """A page without JavaScript, at the width of a desktop and of a phone."""
    context = chromium.new_context(viewport=request.param, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_a_number_leads_to_its_sentence_and_is_seen_there(
    page: "Page", report_built: tuple[Path, Built]
) -> None:
    root, _ = report_built
    page.goto((root / "site/port.html").as_uri())
    page.locator("article p a.fact[data-fact='yueyang.containers.2025']").first.click()
    page.locator(".sentence:target").wait_for()
    assert re.search(r"/sources/yueyang-lingang-2026/index\.html#s-[0-9a-f]{8}$", page.url)
    sentence = page.locator(".sentence:target")
    mark = sentence.locator("mark[data-fact='yueyang.containers.2025']")
    assert mark.inner_text() == "65.6万标箱"
    header = page.locator(".md-header").bounding_box()
    seen = mark.bounding_box()
    assert header is not None
    assert seen is not None
    bottom = page.viewport_size["height"] if page.viewport_size else 0
    assert header["y"] + header["height"] <= seen["y"], "the number is hidden by the header"
    assert seen["y"] + seen["height"] <= bottom, "the number is below the fold"
    # The style of a marked number in the sentence that was asked for, and of any other.
    style = "element => getComputedStyle(element).backgroundColor"
    other = page.locator(".sentence:not(:target) mark.mention[data-fact]").first
    assert mark.evaluate(style) != other.evaluate(style)


def test_a_derived_number_leads_to_its_formula_and_inputs(
    page: "Page", report_built: tuple[Path, Built]
) -> None:
    root, _ = report_built
    page.goto((root / "site/trade.html").as_uri())
    page.locator("article p a.derived").first.click()
    entry = page.locator("section.derivation:target")
    entry.wait_for()
    assert entry.locator(".formula").inner_text()
    entry.locator("a.fact").first.click()
    page.locator(".sentence:target").wait_for()


def test_a_mark_in_a_chart_is_a_link(page: "Page", report_built: tuple[Path, Built]) -> None:
    root, _ = report_built
    page.goto((root / "site/trade.html").as_uri())
    marks = page.locator("figure svg a.fact:visible")
    assert marks.count() > 0
    marks.first.click()
    page.locator(".sentence:target mark.mention").first.wait_for()


def test_no_page_is_wider_than_the_window(page: "Page", report_built: tuple[Path, Built]) -> None:
    root, _ = report_built
    width = page.viewport_size["width"] if page.viewport_size else 0
    for path in sorted((root / "site").rglob("*.html")):
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path.name


def test_pages_ask_no_host_for_anything(
    chromium: "Browser", report_built: tuple[Path, Built]
) -> None:
    root, _ = report_built
    context = chromium.new_context(viewport=DESKTOP)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    for name in ("index.html", "trade.html", "sources/yueyang-lingang-2026/index.html"):
        page.goto((root / "site" / name).as_uri())
    context.close()
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
