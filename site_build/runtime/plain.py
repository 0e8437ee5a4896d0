"""Writes plainer what Python would work out anew at each start: classes of data, types of functions.

Used by library.py on our own modules. What comes out behaves alike; the packages' tests run on it.
"""

import ast

COMMON = {
    "__eq__": "equal",
    "__hash__": "hashed",
    "__repr__": "shown",
    "__setattr__": "frozen",
    "__delattr__": "frozen",
}
"""The methods that are the same for all dataclasses, and their names in MODULE."""
MODULE = "plain_classes"
GONE = {"dataclass", "field"}
"""What nobody asks for once the classes are written out."""
DECORATOR = "dataclass(frozen=True, slots=True)"
STEPS = {"__init__", "__post_init__"}
BASES: tuple[list[str], ...] = ([], ["Record"])
"""What a dataclass may come from: of another dataclass, fields would have to be taken over."""


class Plain(ast.NodeTransformer):
    """Leaves out the types of parameters and results, which nobody looks at; writes classes of data out."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """Called for each function."""
        self.generic_visit(node)
        node.returns = None
        return node

    def visit_arg(self, node: ast.arg) -> ast.AST:
        """Called for each parameter."""
        node.annotation = None
        return node

    def visit_ImportFrom(self, node: ast.ImportFrom) -> ast.AST:
        """Called for each import of that kind."""
        if node.module == "dataclasses":
            node.module = MODULE
            kept = [name for name in node.names if name.name not in GONE]
            node.names = kept + [ast.alias(name, f"_{name}") for name in sorted(set(COMMON.values()))]
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        """Called for each class. SyntaxError for a dataclass of another kind than the one that is known."""
        self.generic_visit(node)
        fields = [one for one in node.body if isinstance(one, ast.AnnAssign)]
        others = [one for one in node.body if one not in fields]
        if [ast.unparse(one) for one in node.bases] == ["NamedTuple"]:
            node.bases = [ast.parse(_named(node.name, fields), mode="eval").body]
            node.body = [*ast.parse("__slots__ = ()").body, *others]
            return node
        if not any("dataclass" in ast.unparse(one) for one in node.decorator_list):
            return node
        kind = ([ast.unparse(one) for one in node.decorator_list], [ast.unparse(one) for one in node.bases])
        methods = {one.name for one in others if isinstance(one, ast.FunctionDef)}
        if kind[0] != [DECORATOR] or kind[1] not in BASES or methods & STEPS:
            raise SyntaxError(f"{node.name} is a dataclass of a kind that runtime/plain.py cannot write out")
        node.decorator_list = []
        node.body = [*ast.parse(_members(fields)).body, *others]
        return node


def _named(name: str, fields: list[ast.AnnAssign]) -> str:
    """The source of the tuple that a NamedTuple with these fields is."""
    names = [ast.unparse(one.target) for one in fields]
    defaults = ", ".join(ast.unparse(one.value) for one in fields if one.value)
    return f"__import__('collections').namedtuple({name!r}, {names!r}, defaults=[{defaults}])"


def _members(fields: list[ast.AnnAssign]) -> str:
    """The source of what the decorator would give a class with these fields."""
    parameters, steps = "self", ""
    for one in fields:
        name = ast.unparse(one.target)
        default, value = "", name
        if isinstance(one.value, ast.Call) and ast.unparse(one.value.func) == "field":
            (factory,) = one.value.keywords
            if factory.arg != "default_factory":
                raise SyntaxError(f"{name}: of field() only default_factory can be written out")
            default, value = "=...", f"{ast.unparse(factory.value)}() if {name} is ... else {name}"
        elif one.value:
            default = f"={ast.unparse(one.value)}"
        parameters += f", {name}{default}"
        steps += f" _set(self, {name!r}, {value})\n"
    names = ", ".join(repr(ast.unparse(one.target)) for one in fields)
    shared = "".join(f"{method} = _{name}\n" for method, name in COMMON.items())
    start = f"def __init__({parameters}, *, _set=object.__setattr__):\n{steps}"
    return f"__slots__ = __match_args__ = ({names},)\n{shared}{start}"
