"""Stands in for the part of Pyodide that runs code, with which ast and tokenize would come along."""

from importlib import import_module


def eval_code(code: str, names: dict[str, object] | None = None) -> object:
    """The value of an expression that stands alone or behind a statement and a semicolon.

    That is all that Pyodide asks for at its start.
    """
    statement, _, expression = code.rpartition(";")
    exec(statement, names := {} if names is None else names)
    return eval(expression.strip(), names)


def pyimport_impl(path: str) -> object:
    """What JavaScript's `pyimport` gives: here always a module."""
    return import_module(path)
