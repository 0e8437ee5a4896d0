"""The calls to action: those that templates use are there, and each leads to a page.

Called by `checks.check` on a loaded library; gives problems, prints nothing.
"""

from collections.abc import Iterator

from site_build.errors import Problem, nearest
from site_build.library import Library

TEMPLATE_CALLS = ("demo", "assessment")


def problems(library: Library) -> Iterator[Problem]:
    """The calls that templates use are there, and every call leads to a page."""
    document = library.data_documents["ctas"]
    for name in TEMPLATE_CALLS:
        if name not in library.data.ctas:
            message = f'the call to action "{name}" is missing, which the templates use'
            yield document.problem("CT001", message, "Write it anew.")
    addresses = [f"/{entry.url}" for entry in library.entries]
    for name, call in library.data.ctas.items():
        if call.href not in addresses:
            hint = nearest(call.href, addresses, others=False)
            yield document.problem(
                "CT008", f"no page has the address {call.href}", hint, at=("ctas", name, "href")
            )
