"""A page as Markdown: headings that Markdown leaves alone, HTML in one block."""

import markdown as python_markdown
import pytest
from lxml import html

from tieout.pages.markdown import markdown
from tieout.weave.page import Page, Use, uses


def _page(body: str, heading: str = "Port", title: str = "Port", description: str = "") -> Page:
    return Page("a/port.md", title, heading, body, "chapters/port.qmd", "Port", False, description)


def _rendered(page: Page) -> html.HtmlElement:
    """The page as the site's shell reads it."""
    text = markdown(page).split("---\n", 2)[2]
    made = python_markdown.markdown(text, extensions=["attr_list", "toc"])
    return html.fragment_fromstring(made, create_parent="div")


@pytest.mark.parametrize(
    "text",
    [
        "plain", "a_b_c and __d__", "*stressed* **strong**", "# not a level", "a # b #",
        "less < more & more", "[brackets](x.html)", "![x](y)", "`code`", "{#id .class}", "a\\b",
        "1. a list", "- a list", "+ a list", "> a quote", "a | b", "~~struck~~", "&amp; written",
        "2 * 3 * 4", "中文，标题", "[^1]", "http://example.org/a_b", "--- ---", "a {: .b }",
    ],
)  # fmt: skip
def test_a_heading_says_what_it_said(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    rendered = _rendered(_page(f"<h2 id='x'>{escaped}</h2><p>y</p>", heading=escaped))
    assert rendered.find("h1").text_content() == text
    assert rendered.find("h2").text_content() == text
    assert rendered.find("h2").get("id") == "x"
    assert len(rendered) == 3


def test_links_in_a_heading_stay_links() -> None:
    link = '<a class="fact" data-fact="a_b.c" href="s/x_y.html#s-1" title="65*6*">65_6_ TEU</a>'
    heading = _rendered(_page(f"<h2>Moved {link} <em>in</em> all</h2>")).find("h2")
    (anchor,) = heading.xpath(".//a")
    assert (anchor.text, anchor.get("data-fact"), anchor.get("href"), anchor.get("title")) == (
        "65_6_ TEU", "a_b.c", "s/x_y.html#s-1", "65*6*",
    )  # fmt: skip
    assert heading.text_content() == "Moved 65_6_ TEU in all"


def test_html_between_headings_is_one_block_and_stays_as_it_is() -> None:
    body = "<p>a *b* _c_</p>\n\n<pre>one\n\n  two</pre><p># d</p><h2>H</h2><p>e</p>"
    rendered = _rendered(_page(body))
    assert [it.tag for it in rendered] == ["h1", "div", "h2", "div"]
    assert [it.text_content() for it in rendered[1].iter("p")] == ["a *b* _c_", "# d"]
    assert rendered[1].find("pre").text_content() == "one\n\n  two"


def test_the_front_matter_is_yaml_whatever_the_title_holds() -> None:
    page = _page("<p>x</p>", title="A: 'b' \"c\" #d", description="one: two")
    assert markdown(page).startswith(
        "---\ntitle: 'A: ''b'' \"c\" #d'\ndescription: 'one: two'\n---\n\n# Port\n"
    )


def test_places_are_taken_out_and_what_they_wrapped_stays() -> None:
    body = (
        "<div class='cell' data-place='c:1:1'><p><span data-place='c:1:2'>a "
        "<em data-place='c:1:3'>b</em></span> c "
        "<span class='k' data-place='c:2:1'>d</span></p></div>"
    )
    text = markdown(_page(body))
    assert "data-place" not in text
    assert '<div class="cell"><p>a <em>b</em> c <span class="k">d</span></p></div>' in text


def test_uses_stand_under_the_heading_that_is_above_them() -> None:
    body = (
        "<p><a data-fact='a'>1</a></p><h2 id='h'>The  coast</h2>"
        "<p><a data-derived='b'>2</a> <a href='x'>no</a></p>"
    )
    assert list(uses(_page(body))) == [
        Use("fact", "a", "a/port.html", "Port", ""),
        Use("derived", "b", "a/port.html", "Port", "h"),
    ]


def test_the_table_of_contents_leaves_out_what_editors_struck_out() -> None:
    body = '<h2 id="h-1">一、<del class="editor-note" title="x">spam</del>发展"飞地"经济</h2>'
    (line,) = (it for it in markdown(_page(body)).splitlines() if it.startswith("## "))
    assert line.endswith('{#h-1 data-toc-label="一、发展”飞地”经济"}')
    assert "spam</del>" in line
