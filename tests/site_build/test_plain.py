"""Classes of data as the build writes them out for the browser: what comes out behaves alike."""

import ast
import dataclasses
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from site_build.browser_bundle import PACKAGES
from tests.conftest import ROOT

RUNTIME = ROOT / "site_build" / "runtime"
SOURCE = '''
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

@dataclass(frozen=True, slots=True)
class Point:
    """A place."""

    x: float
    y: float = 2.0
    names: Mapping[str, int] = field(default_factory=dict)

    @property
    def sum(self) -> float:
        return self.x + self.y

class Pair(NamedTuple):
    one: int
    two: str = "b"

    def both(self) -> str:
        return f"{self.one}{self.two}"

    @property
    def twice(self) -> int:
        return 2 * self.one
'''


def module(name: str, file: Path) -> ModuleType:
    """One of the build's tools, which lie where only Pyodide has them on its path."""
    spec = spec_from_file_location(name, file)
    assert spec
    assert spec.loader
    found = module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


PLAIN = module("plain", RUNTIME / "plain.py")


@pytest.fixture(autouse=True)
def plain_classes(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the classes have in common, where they look for it; not its folder, which has an `inspect` too."""
    file = RUNTIME / "stand_ins" / "plain_classes.py"
    monkeypatch.setitem(sys.modules, "plain_classes", module("plain_classes", file))


def written_out(source: str) -> ast.Module:
    """The source as the build compiles it."""
    tree: ast.Module = PLAIN.Plain().visit(ast.parse(source))
    return ast.fix_missing_locations(tree)


def names(code: Any) -> dict[str, Any]:
    """What running it gives."""
    found: dict[str, Any] = {"__name__": "tried"}
    exec(compile(code, "tried.py", "exec"), found)
    return found


def test_written_out_behaves_alike() -> None:
    """Values, defaults, equality, hash, text, slots and copies are those of the decorated class."""
    theirs, ours = names(SOURCE), names(written_out(SOURCE))
    for there in (theirs, ours):
        one, other = there["Point"](1.0), there["Point"](y=2.0, x=1.0, names={})
        assert (one.x, one.y, one.names, one.sum) == (1.0, 2.0, {}, 3.0)
        assert one.names is not other.names
        assert one == other
        assert one != there["Point"](1.5)
        assert one != (1.0, 2.0, {})
        assert repr(one) == "Point(x=1.0, y=2.0, names={})"
        assert there["replace"](one, y=5.0) == there["Point"](1.0, 5.0)
        assert there["Point"].__slots__ == there["Point"].__match_args__ == ("x", "y", "names")
        assert not hasattr(one, "__dict__")
        assert len({there["Pair"](1), there["Pair"](1, "b")}) == 1
        assert repr(there["Pair"](1)) == "Pair(one=1, two='b')"
        assert there["Pair"](3)._replace(two="c").both() == "3c"
        assert there["Pair"](3).twice == 6
        assert not hasattr(there["Pair"](3), "__dict__")
    assert not dataclasses.is_dataclass(ours["Point"])


def test_hash_goes_by_the_values() -> None:
    """Equal values are one key, as with the decorated class; a field that has no hash has none here."""
    point = names(written_out(SOURCE))["Point"]
    assert len({point(1.0, 2.0, ()), point(1.0, 2.0, ()), point(2.0, 2.0, ())}) == 2
    with pytest.raises(TypeError, match="unhashable"):
        hash(point(1.0))


@pytest.mark.parametrize("change", ["one.x = 2.0", "del one.x", "one.other = 1"])
def test_written_out_does_not_change(change: str) -> None:
    """A frozen class stays frozen."""
    found = names(written_out(SOURCE))
    with pytest.raises(AttributeError, match="cannot change field"):
        exec(change, {"one": found["Point"](1.0)})


@pytest.mark.parametrize(
    "source",
    [
        "@dataclass\nclass A:\n    x: int",
        "@dataclass(frozen=True)\nclass A:\n    x: int",
        "@dataclasses.dataclass(frozen=True, slots=True)\nclass A:\n    x: int",
        "@dataclass(frozen=True, slots=True)\nclass A(B):\n    x: int",
        "@dataclass(frozen=True, slots=True)\nclass A:\n    x: int\n    def __post_init__(self): pass",
        "@dataclass(frozen=True, slots=True)\nclass A:\n    x: int = field(repr=False)",
    ],
)
def test_other_kinds_are_refused(source: str) -> None:
    """What would come out wrong fails the build."""
    with pytest.raises(SyntaxError, match=r"writ(e|ten) out"):
        written_out(source)


def test_types_of_functions_are_left_out() -> None:
    """Nobody looks at them, and Python would make them anew at each start."""
    found = names(written_out("def half(x: Unknown = 4, *, y: Unknown = 2) -> Unknown:\n    return x / y"))
    assert found["half"]() == 2.0
    assert found["half"].__annotations__ == {}


@pytest.mark.parametrize("package", PACKAGES)
def test_no_module_of_the_package_keeps_a_dataclass(package: str) -> None:
    """All kinds that the package has are written out, so that none brings the module along."""
    for file in Path(ROOT / package).glob("*.py"):
        text = ast.unparse(written_out(file.read_text(encoding="utf-8")))
        assert "import dataclass" not in text, file
        assert "@dataclass" not in text, file
