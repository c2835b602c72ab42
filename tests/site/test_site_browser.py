"""Pages in Chromium: a reader follows a number to its sentence and sees it marked."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tieout.build import Built

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

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


#: A sentence with several numbers, and one of them that is not its first.
FOLLOWED = "port.bulk-cargo.2025"


def test_what_was_followed_stands_beside_its_number_without_a_script(
    page: "Page", report_built: tuple[Path, Built]
) -> None:
    root, _ = report_built
    page.goto((root / "site/port.html").as_uri())
    link = page.locator(f"article p a.fact[data-fact='{FOLLOWED}']").first
    words = " ".join(link.inner_text().split())
    link.click()
    page.locator(".sentence:target").wait_for()
    beside = "element => getComputedStyle(element, '::after').content"
    marks = page.locator(".sentence:target mark.mention[data-fact]")
    told = {it.get_attribute("data-fact"): it.evaluate(beside) for it in marks.all()}
    assert len(told) > 1
    assert [id for id, text in told.items() if text == f'"{words}"'] == [FOLLOWED]
    elsewhere = page.locator(".sentence:not(:target) mark.mention[data-fact]").first
    assert elsewhere.evaluate(beside) == "none"


@pytest.mark.parametrize("width", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_script_marks_the_one_number_that_was_followed(
    chromium: "Browser", report_built: tuple[Path, Built], width: "ViewportSize"
) -> None:
    root, _ = report_built
    context = chromium.new_context(viewport=width)
    page = context.new_page()
    page.goto((root / "site/port.html").as_uri())
    page.locator(f"article p a.fact[data-fact='{FOLLOWED}']").first.click()
    asked = page.locator(".sentence:target mark.asked")
    asked.wait_for()
    assert asked.evaluate_all("all => all.map(it => it.dataset.fact)") == [FOLLOWED]
    entry = page.locator("li.asked")
    assert entry.evaluate_all("all => all.map(it => it.dataset.entry)") == [FOLLOWED]
    style = "element => getComputedStyle(element).backgroundColor"
    others = page.locator(".sentence:target mark.mention[data-fact]:not(.asked)")
    assert asked.evaluate(style) not in others.evaluate_all(f"all => all.map({style})")
    page.reload()
    asked.wait_for()  # the history remembers what was followed
    page.goto(page.url.partition("#")[0])
    assert page.locator(".asked").count() == 0
    context.close()


def test_the_dark_scheme_needs_no_script(
    chromium: "Browser", report_built: tuple[Path, Built]
) -> None:
    root, _ = report_built
    seen = {}
    for script in (True, False):
        context = chromium.new_context(java_script_enabled=script, color_scheme="dark")
        page = context.new_page()
        page.goto((root / "site/trade.html").as_uri())
        seen[script] = [
            page.locator(it).first.evaluate(
                "element => [getComputedStyle(element).color,"
                " getComputedStyle(element).backgroundColor, getComputedStyle(element).fill]"
            )
            for it in ("body", "h1", "article p", "article p a.fact", "figure svg text", "footer")
        ]
        context.close()
    assert seen[True] == seen[False]


def test_paper_is_white_in_the_dark_scheme(
    chromium: "Browser", report_built: tuple[Path, Built]
) -> None:
    root, _ = report_built
    seen = {}
    for scheme in ("light", "dark"):
        context = chromium.new_context(color_scheme=scheme)
        page = context.new_page()
        page.goto((root / "site/trade.html").as_uri())
        page.emulate_media(media="print")
        seen[scheme] = [
            page.locator(it).first.evaluate("element => getComputedStyle(element).color")
            for it in ("article p", "article p a:not([class])", "figcaption")
        ] + [
            page.locator("figure svg text").first.evaluate("it => getComputedStyle(it).fill"),
            page.locator("body").evaluate("it => getComputedStyle(it).backgroundColor"),
        ]
        context.close()
    assert seen["light"] == seen["dark"]


def test_a_long_title_is_read_in_full_in_the_header(
    chromium: "Browser", report_built: tuple[Path, Built]
) -> None:
    root, _ = report_built
    context = chromium.new_context(viewport=DESKTOP)
    page = context.new_page()
    for path in sorted((root / "site").rglob("*.html")):
        page.goto(path.as_uri())
        for title in page.locator(".md-header__topic .md-ellipsis").all():
            cut = "it => it.scrollHeight > it.clientHeight || it.scrollWidth > it.clientWidth"
            assert not title.evaluate(cut), (path.name, title.inner_text())
    context.close()


def test_from_a_disk_no_button_promises_a_search(
    chromium: "Browser", report_built: tuple[Path, Built]
) -> None:
    root, _ = report_built
    context = chromium.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto((root / "site/trade.html").as_uri())
    page.locator("html.js").wait_for()
    assert page.locator("label.md-header__button:visible").count() > 0
    page.locator("label.md-header__button[for=__search]").wait_for(state="hidden")
    context.close()


def test_no_cell_of_a_table_runs_into_the_next(
    page: "Page", report_built: tuple[Path, Built]
) -> None:
    root, _ = report_built
    for path in sorted((root / "site").rglob("*.html")):
        page.goto(path.as_uri())
        wide = page.locator("article table :is(th, td)").evaluate_all(
            "all => all.filter(it => it.scrollWidth > it.clientWidth + 1).map(it => it.innerText)"
        )
        assert wide == [], path.name


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
