"""Formulas: from the MathML of a page to Typst, and to a line of text for those who hear it."""

import re
from typing import Final

from lxml import html

from tieout.pdf.markup import quoted

#: What stands below and above, by element: the positions of its second and third child.
_ATTACHED: Final = {
    "msub": ("b", ""), "msup": ("t", ""), "msubsup": ("b", "t"),
    "munder": ("b", ""), "mover": ("t", ""), "munderover": ("b", "t"),
}  # fmt: skip
#: What pandoc writes above a letter, and the character that Typst knows it by.
_ACCENTS: Final = {"‾": "¯", "¯": "¯", "^": "^", "˙": "˙", "→": "→", "~": "~"}
_WORD: Final = re.compile(r"[^\W\d_]{2,}")


def formula_markup(math: html.HtmlElement) -> str:
    """A formula (`<math>`) in Typst's markup, in a line of its own where it is shown so."""
    block = "true" if math.get("display") == "block" else "false"
    body = _row(math)
    return f"#math.equation(block: {block}, alt: {quoted(formula_text(math))}, {body});"


def formula_text(element: html.HtmlElement) -> str:
    """A formula in a line of text: `(a + b)/c`."""
    return " ".join(_spoken(element).split())


def _row(element: html.HtmlElement) -> str:
    """The children of an element, one beside the other, as code; between brackets that stretch
    if it begins and ends with such."""
    children = [it for it in element if isinstance(it.tag, str)]
    parts = [_code(it) for it in children]
    if len(parts) == 1:
        return parts[0]
    row = f"[{''.join(f'#{it};' for it in parts)}]"
    ends = [it.get("form") for it in children if it.get("stretchy") == "true"]
    return f"math.lr({row})" if ends == ["prefix", "postfix"] else row


def _code(element: html.HtmlElement) -> str:
    children = [it for it in element if isinstance(it.tag, str)]
    text = (element.text or "").strip()
    match element.tag:
        case "mi":
            if _WORD.fullmatch(text):
                return f"math.op({quoted(text)})"
            upright = element.get("mathvariant") == "normal"
            return f"math.upright({_symbols(text)})" if upright else _symbols(text)
        case "mo":
            return _symbols(text)
        case "mn" | "mtext":
            return f"text({quoted(element.text or '')})"
        case "mspace":
            return "h(0.3em)"
        case "mfrac":
            return f"math.frac({', '.join(map(_code, children))})"
        case "msqrt":
            return f"math.sqrt({_row(element)})"
        case "mroot":
            radicand, index = map(_code, children)
            return f"math.root({index}, {radicand})"
        case "mtable":
            rows = (f"({', '.join(map(_row, row))},)" for row in children)
            return f"math.mat(delim: none, {', '.join(rows)})"
        case "mover" if children[1].get("accent") == "true":
            accent = (children[1].text or "").strip()
            return f"math.accent({_code(children[0])}, {quoted(_ACCENTS.get(accent, accent))})"
        case tag if tag in _ATTACHED:
            base, *others = map(_code, children)
            places = [it for it in _ATTACHED[tag] if it]
            named = [f"{place}: {it}" for place, it in zip(places, others, strict=True)]
            return f"math.attach({base}, {', '.join(named)})"
        case _:
            return _row(element) if children else f"text({quoted(text)})"


def _symbols(text: str) -> str:
    """Characters of mathematics, each slanted and spaced as it is by its kind."""
    if len(text) == 1:
        return f"symbol({quoted(text)})"
    return f"[{''.join(f'#symbol({quoted(it)});' for it in text)}]"


def _spoken(element: html.HtmlElement) -> str:
    children = [it for it in element if isinstance(it.tag, str)]
    inner = [_spoken(it) for it in children]
    if not children:
        text = (element.text or "").strip()
        return f" {text} " if element.tag == "mo" and text not in "()[]{}" else text
    match element.tag:
        case "mfrac":
            return "/".join(map(_enclosed, inner))
        case "msqrt":
            return f"√{_enclosed(''.join(inner))}"
        case "mroot":
            return f"{_enclosed(inner[0])}^(1/{inner[1]})"
        case "msub" | "munder":
            return f"{inner[0].strip()}_{_enclosed(inner[1])}"
        case "mover" if children[1].get("accent") == "true":
            return inner[0].strip() + (children[1].text or "").strip()
        case "msup" | "mover":
            return f"{inner[0].strip()}^{_enclosed(inner[1])}"
        case "msubsup" | "munderover":
            return f"{inner[0].strip()}_{_enclosed(inner[1])}^{_enclosed(inner[2])} "
        case "mtr":
            return f"{', '.join(inner)}; "
        case _:
            return "".join(inner)


def _enclosed(text: str) -> str:
    return text if len(text.strip()) < 2 else f"({text.strip()})"
