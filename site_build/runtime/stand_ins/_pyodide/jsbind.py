"""Stands in for Pyodide's reading of typed JavaScript functions, of which there are none here."""

from typing import Any

from _pyodide_core import (  # type: ignore[import-not-found]
    JsFuncSignature,
    js2py_default_call_result,
    py2js_default,
)

no_default = object()


def _any(*_: Any, **__: Any) -> None:
    """Any JavaScript function: what goes in is converted as usual, and so is what comes out."""


default_signature = JsFuncSignature(
    _any, False, 0, (), (), py2js_default, (), (), (), py2js_default, js2py_default_call_result
)
