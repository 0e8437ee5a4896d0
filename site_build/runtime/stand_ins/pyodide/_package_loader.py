"""Stands in for Pyodide's package loader: all that the site runs is in its library."""


class _Folder:
    """As Pyodide asks for it: an object that says its path when it is turned into text."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __str__(self) -> str:
        return self.path


SITE_PACKAGES = _Folder("/lib/python3.14/site-packages")
DSO_DIR = _Folder("/usr/lib")


def init_loaded_packages() -> None:
    """Called by Pyodide at its start; there are no packages."""
