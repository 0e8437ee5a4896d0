"""Stands in for site_build, whose packages have machine code that does not run inside Pyodide.

A test that asks for it is skipped; so is a module of tests that asks for it before its first test.
"""

import pytest

pytest.skip("needs site_build", allow_module_level=True)
