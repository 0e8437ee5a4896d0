"""Stands in for hypothesis inside Pyodide, where its machine code does not run."""

import sys
from collections.abc import Callable
from typing import Any

import pytest


class _Anything:
    """Takes whatever is asked of it while a test module is read; as a decorator it changes nothing."""

    def __call__(self, *given: Any, **named: Any) -> Any:
        return given[0] if len(given) == 1 and callable(given[0]) and not named else self

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __or__(self, other: object) -> Any:
        return self


class _Strategies(_Anything):
    def __call__(self, *given: Any, **named: Any) -> Any:
        return self


def given(*_: object, **__: object) -> Callable[[Callable[..., None]], Callable[[], None]]:
    """The decorator of a test over generated cases."""

    def skipped(function: Callable[..., None]) -> Callable[[], None]:
        def test() -> None:
            pytest.skip("needs hypothesis")

        test.__name__ = function.__name__
        return test

    return skipped


strategies = _Strategies()
assume = example = settings = _Anything()
sys.modules["hypothesis.strategies"] = strategies  # type: ignore[assignment]
