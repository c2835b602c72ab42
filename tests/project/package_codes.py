"""Reads the package's own source for the words that it uses: finding codes, cell options.

An expression is followed to the string constants that it may be: through constants of the
module, loops over literal tuples, f-strings, parameters (to every call), and the tuples that
generators yield.
"""

import ast
from collections.abc import Iterator
from functools import cached_property
from itertools import product
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "tieout"


class UnclearError(Exception):
    """An expression that cannot be followed to constants."""


class Code:
    """A module, or what is searched of the package: its tree, and each node's parent."""

    def __init__(self, path: Path, text: str | None = None) -> None:
        self.path = path
        self.tree = ast.parse(path.read_text(encoding="utf-8") if text is None else text)

    @cached_property
    def parents(self) -> dict[ast.AST, ast.AST]:
        return {child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)}

    def above(self, node: ast.AST) -> Iterator[ast.AST]:
        while node in self.parents:
            node = self.parents[node]
            yield node

    def calls(self) -> Iterator[ast.Call]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))


class Package:
    """All modules, searched together."""

    def __init__(self, modules: list[Code]) -> None:
        self.modules = modules

    @classmethod
    def read(cls, folder: Path = PACKAGE) -> "Package":
        return cls([Code(path) for path in sorted(folder.rglob("*.py"))])

    def finding_codes(self) -> dict[str, list[str]]:
        """Each code that a `Finding` is made with, and the places where it is."""
        found: dict[str, list[str]] = {}
        for module in self.modules:
            for call in module.calls():
                if called(call) == "Finding":
                    for code in self.argument(module, call, 1, "code"):
                        found.setdefault(code, []).append(f"{module.path}:{call.lineno}")
        return found

    def cell_options(self) -> set[str]:
        """Each option of a cell that the package asks for."""
        found: set[str] = set()
        for module in self.modules:
            for call in module.calls():
                within = {it.name for it in module.above(call) if isinstance(it, ast.FunctionDef)}
                if called(call) == "option" and holder(call) == "chapter":
                    found |= self.argument(module, call, 1, "name")
                elif called(call) == "get" and holder(call) == "options" and "option" not in within:
                    found |= self.argument(module, call, 0, "key")
        return found

    def argument(self, module: Code, call: ast.Call, index: int, name: str) -> set[str]:
        """What an argument of a call may be."""
        for keyword in call.keywords:
            if keyword.arg == name:
                return self.constants(module, keyword.value)
        for given in call.args[: index + 1]:
            if isinstance(given, ast.Starred):
                return self.yielded(module)
        if index >= len(call.args):
            raise UnclearError(f"{module.path}:{call.lineno}: no argument {name}")
        return self.constants(module, call.args[index])

    def constants(self, module: Code, node: ast.expr) -> set[str]:
        """The strings that an expression may be."""
        match node:
            case ast.Constant(value=str(text)):
                return {text}
            case ast.IfExp(body=one, orelse=other):
                return self.constants(module, one) | self.constants(module, other)
            case ast.FormattedValue(value=value):
                return self.constants(module, value)
            case ast.JoinedStr(values=values):
                return {"".join(it) for it in product(*(self.constants(module, v) for v in values))}
            case ast.Attribute(value=ast.Name(id=holder), attr=name):
                folder = module.path.parent
                homes = [it for it in self.modules if it.path == folder / f"{holder}.py"]
                return set().union(*(self.assigned(home, name) for home in homes))
            case ast.Name():
                return self.named(module, node)
            case _:
                raise UnclearError(f"{module.path}:{node.lineno}: {ast.unparse(node)}")

    def named(self, module: Code, node: ast.Name) -> set[str]:
        for above in module.above(node):
            if isinstance(above, ast.For) and node.id in names_in(above.target):
                return self.looped(module, above.target, above.iter, node.id)
            if isinstance(above, ast.ListComp | ast.GeneratorExp | ast.SetComp):
                for part in above.generators:
                    if node.id in names_in(part.target):
                        return self.looped(module, part.target, part.iter, node.id)
            if isinstance(above, ast.FunctionDef):
                parameters = [it.arg for it in (*above.args.posonlyargs, *above.args.args)]
                if node.id in parameters:
                    return self.passed(module, above, parameters, node.id)
        return self.assigned(module, node.id)

    def looped(self, module: Code, target: ast.expr, over: ast.expr, name: str) -> set[str]:
        """What a loop's name may be: over a literal tuple, or over what a generator yields."""
        if isinstance(over, ast.Tuple | ast.List):
            if isinstance(target, ast.Name):
                return set().union(*(self.constants(module, it) for it in over.elts))
            index = [it.id for it in ast.walk(target) if isinstance(it, ast.Name)].index(name)
            rows = [it for it in over.elts if isinstance(it, ast.Tuple)]
            return set().union(*(self.constants(module, row.elts[index]) for row in rows))
        return self.yielded(module)

    def passed(
        self, module: Code, function: ast.FunctionDef, parameters: list[str], name: str
    ) -> set[str]:
        """What a parameter may be: the argument of every call, for a private function within
        its module."""
        index = parameters.index(name) - (parameters[0] in ("self", "cls"))
        private = function.name.startswith("_")
        found: set[str] = set()
        for other in [module] if private else self.modules:
            for call in other.calls():
                if called(call) == function.name:
                    found |= self.argument(other, call, index, name)
        return found

    def yielded(self, module: Code) -> set[str]:
        """The first strings of the tuples that the generators of the module's part yield."""
        found: set[str] = set()
        for other in self.modules:
            if part_of(other.path) != part_of(module.path):
                continue
            for node in ast.walk(other.tree):
                if isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
                    first = node.value.elts[0]
                    if isinstance(first, ast.Constant | ast.Attribute | ast.JoinedStr):
                        found |= self.constants(other, first)
        if not found:
            raise UnclearError(f"{module.path}: nothing is yielded in its part")
        return found

    def assigned(self, module: Code, name: str) -> set[str]:
        """What a name is assigned to, anywhere in the module."""
        found: set[str] = set()
        for node in ast.walk(module.tree):
            match node:
                case (
                    ast.Assign(targets=[ast.Name(id=target)], value=ast.expr() as value)
                    | ast.AnnAssign(target=ast.Name(id=target), value=ast.expr() as value)
                ) if target == name:
                    found |= self.constants(module, value)
        if not found:
            raise UnclearError(f"{module.path}: {name}")
        return found


def part_of(path: Path) -> str:
    """The folder of the package that a module lies in, at whatever depth."""
    return path.relative_to(PACKAGE).parts[0] if PACKAGE in path.parents else str(path.parent)


def called(call: ast.Call) -> str:
    """The last name of what is called: `finding` of `page.finding(…)`."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def holder(call: ast.Call) -> str:
    """The name before the last: `options` of `cell.options.get(…)`."""
    match call.func:
        case ast.Attribute(value=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name
    return ""


def names_in(target: ast.expr) -> set[str]:
    """The names that a loop sets."""
    return {node.id for node in ast.walk(target) if isinstance(node, ast.Name)}
