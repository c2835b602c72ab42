"""What units are worth in each other, from the one table of them, `worth.toml`."""

import ast
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Worth:
    """How much of its base units one of a unit is, and these with their powers, in order:
    a hectare is 10,000 of `m^2`."""

    factor: Fraction
    base: tuple[tuple[str, int], ...]

    def __str__(self) -> str:
        return " ".join(name if power == 1 else f"{name}^{power}" for name, power in self.base)


@cache
def definitions() -> Mapping[str, str]:
    """The definition of each unit that is worth something in others, by its code."""
    text = files(__package__).joinpath("worth.toml").read_text(encoding="utf-8")
    return {code: str(definition) for code, definition in tomllib.loads(text).items()}


@cache
def worth_of(code: str) -> Worth:
    """What a unit is worth; one that the table does not define is worth itself."""
    definition = definitions().get(code)
    if definition is None:
        return Worth(Fraction(1), ((code, 1),))
    factor, powers = _product(ast.parse(definition, mode="eval").body)
    return Worth(factor, tuple(sorted((name, power) for name, power in powers.items() if power)))


def _product(node: ast.expr) -> tuple[Fraction, Counter[str]]:
    match node:
        case ast.Constant(value=int() as number):
            return Fraction(number), Counter()
        case ast.Name(id=code):
            worth = worth_of(code)
            return worth.factor, Counter(dict(worth.base))
        case ast.BinOp(left=left, op=ast.Pow(), right=ast.Constant(value=int() as power)):
            factor, powers = _product(left)
            return factor**power, Counter({name: it * power for name, it in powers.items()})
        case ast.BinOp(left=left, op=ast.Mult() | ast.Div() as operator, right=right):
            sign = 1 if isinstance(operator, ast.Mult) else -1
            (one, powers), (other, more) = _product(left), _product(right)
            for name, power in more.items():
                powers[name] += sign * power
            return one * other**sign, powers
        case _:
            raise ValueError(f"{ast.unparse(node)!r} in worth.toml is no product of units")
