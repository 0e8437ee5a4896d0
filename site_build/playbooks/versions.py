"""Versions: what has changed is a new version, high enough, with an entry that says why."""

from collections.abc import Iterator
from itertools import pairwise

from site_build.errors import Problem
from site_build.playbooks.difference import differences, due, enough, raised
from site_build.playbooks.subject import Rule, Subject

KEEP = "python -m site_build playbook keep FILE"
"""What puts a version by, for the next one to be compared with."""


def raised_enough(subject: Subject) -> Iterator[Problem]:
    """PB013."""
    model = subject.model
    same = next((old for old in subject.kept if old.version == model.version), None)
    before = [old for old in subject.kept if old.number < model.number]
    later = [old for old in subject.kept if old.number > model.number]
    if later:
        message = f"version {later[-1].version} was kept already, and this is {model.version}"
        hint = f"Make it {raised(later[-1].version, 'patch')} or higher."
        yield subject.problem("PB013", message, hint, at=("version",))
    elif same and (found := differences(same, model)):
        level = due(found) or "patch"
        message = f"the playbook has changed, and the version is still {model.version}: {found[0].text[:-1]}"
        hint = f"Make it {raised(model.version, level)}, and say why under `changes`."
        yield subject.problem("PB013", message, hint, at=("version",))
    elif before and not same:
        found = differences(before[-1], model)
        level = due(found) or "patch"
        if not enough(before[-1].version, model.version, level):
            message = f"{model.version} is too little for a {level} change: {found[0].text[:-1]}"
            hint = f"Make it {raised(before[-1].version, level)}."
            yield subject.problem("PB013", message, hint, at=("version",))


def kept(subject: Subject) -> Iterator[Problem]:
    """PB042: what an active playbook says under a version is offered for good, so that it may not change."""
    model = subject.model
    if (
        subject.ours
        and model.status == "active"
        and model.version not in {old.version for old in subject.kept}
    ):
        message = f"version {model.version} is active and was not kept: the next edit would change it unseen"
        hint = f"Run `{KEEP.replace('FILE', subject.document.path)}`, and commit what it writes."
        yield subject.problem("PB042", message, hint, at=("version",))


def explained(subject: Subject) -> Iterator[Problem]:
    """PB014."""
    model = subject.model
    rows = [tuple(int(part) for part in change.version.split(".")) for change in model.changes]
    if model.number not in rows:
        message = f"no entry of `changes` says why there is a version {model.version}"
        hint = f"Add `- {{version: {model.version}, date: …, by: …, why: …}}` as the first."
        yield subject.problem("PB014", message, hint, at=("changes",))
    before = {old.number for old in subject.kept}
    for number, row in enumerate(rows):
        # Of a version that was kept, the entry is right and the playbook's number is not: that is PB013.
        if row > model.number and row not in before:
            message = f"there is an entry for {model.changes[number].version}, and this is {model.version}"
            hint = "Raise `version`, or take the entry out."
            yield subject.problem("PB014", message, hint, at=("changes", number))
    for number, (newer, older) in enumerate(pairwise(model.changes)):
        if rows[number + 1] >= rows[number]:
            hint = "The newest stands first."
            yield subject.problem("PB014", "the changes are out of order", hint, at=("changes", number + 1))
        elif newer.date < older.date:
            message = f"version {newer.version} is older than {older.version}, by their dates"
            yield subject.problem("PB014", message, "Correct one of the two.", at=("changes", number, "date"))
    for old in subject.kept:
        if old.number not in rows:
            message = f"no entry of `changes` speaks of version {old.version}, which was kept"
            yield subject.problem("PB014", message, "Put it back.", at=("changes",))


def reviewed(subject: Subject) -> Iterator[Problem]:
    """PB029."""
    model = subject.model
    if model.review_by <= subject.today and model.status == "active":
        message = f"the playbook was to be reviewed by {model.review_by}"
        hint = "Review it against the ledger, and set the next day."
        yield subject.problem("PB029", message, hint, at=("review_by",))
    elif model.review_by <= model.effective:
        message = "the review is due before the playbook holds"
        yield subject.problem("PB029", message, "Set a later day.", at=("review_by",))


RULES = (
    Rule("PB013", "hard", "a version that was raised with its changes", raised_enough),
    Rule("PB014", "hard", "an entry that says why for every version", explained),
    # "hard" makes it an error, once every active version is kept.
    Rule("PB042", "soft", "an active version that is kept", kept),
    Rule("PB029", "soft", "a review that is not overdue", reviewed),
)
