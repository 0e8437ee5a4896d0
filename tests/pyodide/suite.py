"""Runs tests of our packages inside Pyodide, on the library that visitors load. Started by run.mjs.

The packages come from that library. What pytest needs comes from the whole one; whatever a package itself
asks for that is not in the visitors' library is a failure, by name and line. `--lacking=NAME` has it taken
for a library without that package.
"""

# mypy: ignore-errors

import os
import sys
import zipimport
from importlib import import_module

PACKAGES = ("assessment", "ledger")
LIBRARY = "/lib/python314.zip"
LACKING = next((f"{word.partition('=')[2]}" for word in arguments if word.startswith("--lacking=")), None)  # noqa: F821
THERE = {
    file
    for file in zipimport._zip_directory_cache[LIBRARY]
    if file.split("/")[0].removesuffix(".pyc") != LACKING
}


class Missing:
    """Sees every import; keeps those that a module of ours causes, and that the library has not."""

    def __init__(self):
        self.found = set()

    def find_spec(self, name, path=None, target=None):
        frame = sys._getframe(1)
        while frame and frame.f_code.co_filename.split("/")[0] not in PACKAGES:
            frame = frame.f_back
        file = name.replace(".", "/")
        there = name in sys.builtin_module_names or {f"{file}.pyc", f"{file}/__init__.pyc"} & THERE
        # No door reads a bank written by hand; those of the site are in the library as JSON.
        if frame and not there and name.split(".")[0] != "tomllib":
            self.found.add(f"{frame.f_code.co_filename}:{frame.f_lineno} needs {name}")


ours = [import_module(name) for name in PACKAGES]
for name in PACKAGES:
    import_module(f"{name}.browser")
for module in list(sys.modules.values()):
    if getattr(module, "__path__", None) and module.__name__.split(".")[0] not in PACKAGES:
        module.__path__ = [f"/stdlib.zip/{module.__name__.replace('.', '/')}"]
plain = sys.modules["plain_classes"]
# pytest needs these themselves, and the library has what stands in for them.
for name in ("asyncio", "inspect", "pyodide.webloop", "traceback", LACKING):
    sys.modules.pop(name, None)
sys.path[:] = ["/stdlib.zip", "/project/tests/pyodide/stand_ins", "/project", "/packages"]
# Only tests ask for the modules that do not travel.
for package in ours:
    package.__path__.append(f"/project/{package.__name__}")
missing = Missing()
sys.meta_path.insert(0, missing)

os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # hypothesis brings one
os.chdir("/project")

import dataclasses  # noqa: E402

import pytest  # noqa: E402

# Tests ask this module for what the build has written out for our packages.
theirs = dataclasses.replace
dataclasses.FrozenInstanceError = plain.FrozenInstanceError
dataclasses.replace = lambda record, /, **changes: (
    theirs if dataclasses.is_dataclass(record) else plain.replace
)(record, **changes)

options = ["-q", "-c", "/dev/null", "--rootdir=/project", "--confcutdir=/project/tests/assessment"]
options += ["--import-mode=importlib", "-p", "no:cacheprovider", "-p", "no:faulthandler"]
for package in ours:
    print(f"package from {package.__file__}")
code = int(pytest.main([*options, *(word for word in arguments if not word.startswith("--lacking"))]))  # noqa: F821
if missing.found:
    print("\n".join(sorted(missing.found)))
    code = 1
