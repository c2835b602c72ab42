"""What every format that a report is bound in relies on."""

import pytest
from lxml import html

from tieout.volume.anchors import page_place, sentence_place
from tieout.volume.chinese import marked_text
from tieout.volume.columns import add_widths
from tieout.volume.pandoc_file import packed, unpacked
from tieout.volume.rewriting import Rewriter
from tieout.weave.page import fragment, inner_html


def rewriter(places: dict[str, str] | None = None) -> Rewriter:
    made = Rewriter(
        ties={("fact", "a.b"): "t.s.s-1"},
        places=places or {},
        titles={"t.s.s-1": "A source, 2024"},
    )
    made.begin("port.html", "Port", "3")
    return made


def rewritten(body: str, **places: str) -> str:
    return inner_html(rewriter(places).rewritten(fragment(body)))


@pytest.mark.parametrize(
    ("body", "made"),
    [
        ("<p>parks (产业园) b</p>", '<p>parks (<span lang="zh-CN">产业园</span>) b</p>'),
        ("<p>a<b>园区、</b>片区</p>",
         '<p>a<b><span lang="zh-CN">园区、</span></b><span lang="zh-CN">片区</span></p>'),
        ('<p lang="zh-CN">园区 1</p>', '<p lang="zh-CN">园区 1</p>'),
        ("<p>1 &lt; 2</p>", "<p>1 &lt; 2</p>"),
    ],
)  # fmt: skip
def test_chinese_is_marked_within_another_language(body: str, made: str) -> None:
    assert marked_text(body, "en") == made
    assert marked_text(body, "zh-CN") == body


def test_a_number_leads_to_its_entry_and_has_a_place_of_its_own() -> None:
    body = '<p><a data-fact="a.b" href="sources/s/index.html#s-1" data-place="x:1:1">4</a>.</p>'
    assert rewritten(body) == (
        '<p><span id="u.1"><a data-fact="a.b" href="#t.s.s-1" title="A source, 2024">4</a></span>.'
        "</p>"
    )


@pytest.mark.parametrize(
    ("body", "made"),
    [
        ('<a href="costs.html#x">c</a>', '<a href="#c.costs">c</a>'),
        ('<a href="notebooks/port.ipynb">n</a>', "n"),
        ('<a href="https://example.org/">e</a>', '<a href="https://example.org/">e</a>'),
        ('<p class="told">t</p>', '<div class="told"><p>t</p></div>'),
        ("<details><summary>Show</summary><p>t</p></details>", "<div><p>t</p></div>"),
        ('<p class="downloads">d</p>', ""),
        ('<span class="figure-label"><span data-why="label">1</span></span>',
         '<span class="figure-label"><span data-why="label">3.1</span></span>'),
        ('<h2 id="x">y</h2>', '<h2 id="c.port.x">y</h2>'),
    ],
)  # fmt: skip
def test_what_a_page_holds_becomes_what_a_file_can(body: str, made: str) -> None:
    assert rewritten(body, **{"costs.html": "c.costs"}) == made


def test_a_drawing_is_a_picture_with_room_for_labels() -> None:
    made = rewriter()
    body = (
        '<div><svg xmlns="http://www.w3.org/2000/svg" width="100" height="50" viewbox="0 0 100 50" '
        'aria-label="Bars"><a href="#x"><title>t</title><text fill="var(--chart-ink, #123456)">a'
        "</text></a></svg></div>"
    )
    assert inner_html(made.rewritten(fragment(body))) == (
        '<div><img src="chart-1.svg" alt="Bars"></div>'
    )
    drawn = made.pictures["chart-1.svg"].decode()
    assert 'viewBox="-20 0 140 50"' in drawn
    assert '<text fill="#123456">a</text>' in drawn
    assert "<title>" not in drawn


def test_columns_are_as_wide_as_their_longest_word() -> None:
    table = html.fragment_fromstring(
        f"<table><tr><th>Text</th><th class='number'>How often</th></tr>"
        f"<tr><td>{'long words ' * 20}</td><td class='number'>3</td></tr></table>"
    )
    add_widths(table)
    widths = [float(it.get("style", "")[7:-1]) for it in table.iter("col")]
    assert sum(widths) == pytest.approx(100, abs=0.1)
    assert widths[1] >= 100 * len("often") / 90
    assert [it.get("style") for it in table.iter("td")] == [None, "text-align: right"]


def test_places_are_names_that_every_format_takes() -> None:
    assert page_place("a b/c.html", "d:e") == "c.a-b-c.d-e"
    assert sentence_place("源", "s-1") == "t.源.s-1"


def test_files_in_a_file_have_one_order_and_no_time() -> None:
    files = {"b": b"2", "mimetype": b"m", "a": b"1"}
    made = packed(files, "mimetype")
    assert made == packed(dict(reversed(files.items())), "mimetype")
    assert list(unpacked(made)) == ["mimetype", "a", "b"]
    assert made[30:39] == b"mimetypem"
