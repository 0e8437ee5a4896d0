"""Runs the browser packages once, to find out what they load of the standard library.

Runs inside Pyodide during a build, started by bundle.mjs. Whatever this module imports is kept for the
browser: it must not import more than the packages themselves do.
"""

import json
import sys
from importlib import import_module


def exercise(package: str, modules: list[str]) -> None:
    """Import every module of the package, and let each of its doors answer well and badly."""
    for module in modules:
        import_module(f"{package}.{module}")
    browser = sys.modules[f"{package}.browser"]
    browser.warm()
    for text in ("", "{", "[]", '{"do": 1}', *(json.dumps({"do": name}) for name in browser.DOORS)):
        browser.call(text)


def loaded(stdlib: str, package: str) -> list[str]:
    """The files of the standard library, a zip, that are loaded at this moment, as they are named in it."""
    origins = (str(getattr(module.__spec__, "origin", "")) for module in list(sys.modules.values()))
    files = {origin.removeprefix(f"{stdlib}/") for origin in origins if origin.startswith(f"{stdlib}/")}
    return sorted(file for file in files if not file.startswith(f"{package}/"))
