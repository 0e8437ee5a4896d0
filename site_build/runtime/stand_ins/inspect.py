"""Stands in for inspect, which Pyodide imports at its start; with it would come ast, dis and tokenize."""


def iscoroutinefunction(_: object) -> bool:
    """Asked by Pyodide of what JavaScript calls: nothing here is asynchronous."""
    return False
