"""Parts: what a playbook has to have something of, or it says less than the standard wants."""

from collections.abc import Iterator

from site_build.errors import Problem
from site_build.playbooks.subject import Rule, Subject

HINTS = {
    "red_lines": "Write at least what nobody may cross, as in `price <= batna`.",
    "approvals": "Write who has to say yes, and to what, as in `price > hold.price`.",
    "objections": "Write at least the one that you hear most often, with its answer.",
    "metrics": "Name the figures of the ledger by which you will see whether it works.",
}
"""The lists that may not be empty, and what to do about each."""


def present(subject: Subject) -> Iterator[Problem]:
    """PB043."""
    for key, hint in HINTS.items():
        if not getattr(subject.model, key):
            yield subject.problem("PB043", f"there are no {key.replace('_', ' ')}", hint, at=(key,))


RULES = (Rule("PB043", "standard", "red lines, approvals, objections and metrics", present),)
