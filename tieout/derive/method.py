"""How a number was derived, in words: from the formula that its author declared, the very one
that computes it."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tieout.derive.formula import SPANS, Formula
from tieout.quantities.shown import unit_name
from tieout.quantities.units import STANDARD, Language, Units


@dataclass(frozen=True, slots=True)
class Named:
    """The place of an input in the words."""

    name: str


Words = tuple[str | Named, ...]

#: What is said of each shape of a formula; `{0}` and `{1}` are its parts.
_SAID: dict[Language, dict[str, str]] = {
    "en": {
        "percent": "{0} as a percentage of {1}",
        "permille": "{0} in thousandths of {1}",
        "base": "{0} before its growth of {1}",
        "grown": "{0} after a growth of {1}",
        "growth": "the growth from {1} to {0}",
        "relative": "a growth of {0} over a growth of {1}",
        "compound": "a growth of {0} on top of a growth of {1}",
        "whole": "the multiple that a growth of {0} makes",
        "beyond": "{0} less the whole",
        "rest": "the whole less {0}",
        "inverse": "the inverse of {0}",
        "converted": "{0}, converted to {1}",
        "points": "{0} less {1}, in percentage points",
        "subtract": "{0} less {1}",
        "multiply": "{0} multiplied by {1}",
        "divide": "{0} divided by {1}",
        "power": "{0} to the power of {1}",
        "negative": "the opposite of {0}",
        "count": "how many there are of {0}",
        "sum": "the sum of {0}",
        "mean": "the mean of {0}",
        "min": "the smallest of {0}",
        "max": "the largest of {0}",
        "list": ", ",
        "last": " and ",
        "span": "the length of a {0}",
        "another": "another unit",
        "open": "(",
        "close": ")",
    },
    "zh": {
        "percent": "{0}与{1}之比，以百分数计",
        "permille": "{0}与{1}之比，以千分数计",
        "base": "{0}按{1}的增速倒推的基数",
        "grown": "{0}按{1}的增速推算之数",
        "growth": "从{1}到{0}的增速",
        "relative": "{0}的增长相对于{1}的增长",
        "compound": "{0}的增长与{1}的增长相叠加",
        "whole": "增长{0}之后相当于原来的倍数",
        "beyond": "{0}减去整体",
        "rest": "整体扣除{0}之后的部分",
        "inverse": "{0}的倒数",
        "converted": "{0}换算为{1}",
        "points": "{0}减去{1}，以百分点计",
        "subtract": "{0}减去{1}",
        "multiply": "{0}乘以{1}",
        "divide": "{0}除以{1}",
        "power": "{0}的{1}次方",
        "negative": "{0}的相反数",
        "count": "{0}的个数",
        "sum": "{0}之和",
        "mean": "{0}的平均值",
        "min": "{0}中的最小值",
        "max": "{0}中的最大值",
        "list": "、",
        "last": "与",
        "span": "一{0}的时长",
        "another": "另一单位",
        "open": "（",
        "close": "）",
    },
}
_SPAN_ZH = dict(zip(SPANS, ("秒", "分钟", "小时", "天", "周", "个月", "个季度", "年"), strict=True))
_OPERATORS: dict[type[ast.operator], str] = {
    ast.Sub: "subtract",
    ast.Mult: "multiply",
    ast.Div: "divide",
    ast.Pow: "power",
}


def method(
    declared: Formula,
    unit: str,
    language: Language,
    *,
    converted: bool = False,
    units: Units = STANDARD,
) -> Words:
    """A formula in words, with the places of its inputs. `unit` is that of the result: a
    quotient in percent is a percentage, a difference in `pp` one of percentage points.
    `converted`: the formula as it computes holds more than what its author wrote, so that a
    single input is given in another unit, which `units` name."""
    told = _told(declared.tree, unit, language)
    if converted and isinstance(declared.tree, ast.Name):
        said = _SAID[language]
        name = unit_name(unit, language, units) or said["another"]
        told = _filled(said["converted"].replace("{1}", name), told)
    return tuple(_joined(told))


def _told(node: ast.expr, unit: str, language: Language) -> Iterator[str | Named]:
    said = _SAID[language]
    match node:
        case ast.Name(id=name):
            yield Named(name)
        case ast.Constant(value=number):
            yield str(number)
        case ast.Call(func=ast.Name(id=name)) if name in SPANS:
            yield from _filled(said["span"], [name if language == "en" else _SPAN_ZH[name]])
        case ast.Call(func=ast.Name(id=name), args=args):
            yield from _filled(said[name], _listed(args, language))
        case ast.UnaryOp(operand=operand):
            yield from _filled(said["negative"], _part(operand, language))
        case ast.BinOp(ast.Constant(value=1), ast.Add(), growth):
            yield from _filled(said["whole"], _part(growth, language))
        case ast.BinOp(op=ast.Add()):
            yield from _filled(said["sum"], _listed(_terms(node), language))
        case ast.BinOp():
            shape, parts = _shape(node, unit)
            yield from _placed(said[shape], parts, language)
        case _:
            yield ast.unparse(node)


def _terms(node: ast.expr) -> list[ast.expr]:
    match node:
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return [*_terms(left), *_terms(right)]
        case _:
            return [node]


#: The parts of a formula that its words name; each may be several, which are listed.
_Parts = tuple[list[ast.expr], ...]


def _shape(node: ast.BinOp, unit: str) -> tuple[str, _Parts]:
    """What a formula is known as, and the parts that are told of it."""
    left, right = node.left, node.right
    match node:
        case ast.BinOp(ast.BinOp() as made, ast.Sub(), ast.Constant(value=1)):
            return _change(made)
        case ast.BinOp(op=ast.Sub(), right=ast.Constant(value=1)):
            return "beyond", ([left],)
        case ast.BinOp(op=ast.Div(), right=ast.BinOp(ast.Constant(value=1), ast.Add(), growth)):
            return "base", ([left], [growth])
        case ast.BinOp(op=ast.Mult(), right=ast.BinOp(ast.Constant(value=1), ast.Add(), growth)):
            return "grown", ([left], [growth])
        case ast.BinOp(ast.Constant(value=1), ast.Div(), _):
            return "inverse", ([right],)
        case ast.BinOp(op=ast.Div()) if unit in ("percent", "permille"):
            return unit, ([left], [right])
        case ast.BinOp(op=ast.Sub()):
            whole, taken = _taken(node)
            if isinstance(whole, ast.Constant):
                return "rest", (taken,)
            return "points" if unit == "pp" else "subtract", ([whole], taken)
        case _:
            return _OPERATORS[type(node.op)], ([left], [right])


def _change(made: ast.BinOp) -> tuple[str, _Parts]:
    """What is known of a quotient or product less one: a growth, or two of them."""
    match made:
        case ast.BinOp(
            ast.BinOp(ast.Constant(value=1), ast.Add(), one),
            ast.Div() | ast.Mult() as operator,
            ast.BinOp(ast.Constant(value=1), ast.Add(), other),
        ):
            return "relative" if isinstance(operator, ast.Div) else "compound", ([one], [other])
        case ast.BinOp(now, ast.Div(), then):
            return "growth", ([now], [then])
        case _:
            return "beyond", ([made],)


def _taken(node: ast.BinOp) -> tuple[ast.expr, list[ast.expr]]:
    """Of `a - b - c`, the a, and what is taken from it."""
    match node.left:
        case ast.BinOp(op=ast.Sub()) as inner:
            whole, taken = _taken(inner)
            return whole, [*taken, node.right]
        case whole:
            return whole, [node.right]


def _placed(template: str, parts: _Parts, language: Language) -> Iterator[str | Named]:
    """A template with its parts in their places, the compound ones in parentheses."""
    for piece in template.replace("{0}", "\0{0}\0").replace("{1}", "\0{1}\0").split("\0"):
        if piece in ("{0}", "{1}"):
            yield from _listed(parts[int(piece[1])], language)
        else:
            yield piece


def _part(node: ast.expr, language: Language) -> Iterator[str | Named]:
    if isinstance(node, ast.BinOp):
        yield _SAID[language]["open"]
        yield from _told(node, "", language)
        yield _SAID[language]["close"]
    else:
        yield from _told(node, "", language)


def _listed(args: list[ast.expr], language: Language) -> Iterator[str | Named]:
    for number, it in enumerate(args):
        if number:
            yield _SAID[language]["last" if number == len(args) - 1 else "list"]
        yield from _part(it, language)


def _filled(template: str, part: Iterable[str | Named]) -> Iterator[str | Named]:
    before, _, after = template.partition("{0}")
    yield before
    yield from part
    yield after


def _joined(words: Iterator[str | Named]) -> Iterator[str | Named]:
    """The words with texts that follow each other made one."""
    text = ""
    for it in words:
        if isinstance(it, str):
            text += it
            continue
        if text:
            yield text
        yield it
        text = ""
    if text:
        yield text
