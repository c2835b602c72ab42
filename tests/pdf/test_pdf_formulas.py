"""Formulas in the PDF: what they are set from, and what is heard of them."""

from datetime import date

import pytest
from lxml import html

from tieout.chapters.pandoc import read_markdown, write_html
from tieout.pdf import document
from tieout.pdf.formulas import formula_markup, formula_text


def formula(tex: str) -> html.HtmlElement:
    """The formula as a page holds it."""
    page = html.fragment_fromstring(write_html(read_markdown(tex)), create_parent="div")
    math: html.HtmlElement = page.xpath(".//math")[0]
    for source in math.iter("annotation"):
        source.drop_tree()
    return math


CASES = [
    (r"$\frac{a + b}{c}$", "(a + b)/c"),
    (r"$x_i^{n - m}$", "x_i^(n − m)"),
    (r"$\sqrt{x} \cdot \mathrm{fare}$", "√x ⋅ fare"),
    (r"$\sqrt[n]{k} \ge \alpha$", "k^(1/n) ≥ α"),
    (r"$$\sum_{i=a}^{n} \bar{x}_i$$", "∑_(i = a)^n x‾_i"),
    (r"$\left( \begin{matrix} a & b \\ c & d \end{matrix} \right)$", "(a, b; c, d; )"),
]


@pytest.mark.parametrize(("tex", "heard"), CASES)
def test_what_is_heard(tex: str, heard: str) -> None:
    assert formula_text(formula(tex)) == heard


def test_all_are_set() -> None:
    """Typst takes what is written of each, quotes and hashes included."""
    cases = [*(tex for tex, _ in CASES), r'$\text{a "b" \# c} \to \hat{y} \lim_{x} \{z\}$']
    source = "\n\n".join(formula_markup(formula(tex)) for tex in cases)
    front = '#set document(title: "formulas")\n#set text(lang: "en")\n'
    made = document.compiled(front + source, b"", {}, date(2024, 12, 31))
    assert made.startswith(b"%PDF")


def test_in_a_line_of_its_own() -> None:
    assert "block: true" in formula_markup(formula("$$a$$"))
    assert "block: false" in formula_markup(formula("$a$"))
