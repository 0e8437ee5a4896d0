"""Rules that can be read, name what is there, and come to something in the worked example."""

from collections import Counter
from collections.abc import Iterator

from ledger.conditions import strangers
from ledger.playbook import RuleTrouble
from ledger.rules import Rule as Text
from ledger.rules import RuleError
from site_build.errors import Problem
from site_build.frontmatter import Path
from site_build.playbooks.subject import Rule, Subject


def readable(subject: Subject) -> Iterator[Problem]:
    """PB001: also a figure in the place of a condition, and a fact in that of a figure."""
    for trouble in subject.troubles:
        yield subject.rule_problem("PB001", trouble)
    for path, rule in subject.conditions():
        for error in strangers(rule, subject.read.names):
            if error.code != "no-name":
                yield subject.rule_problem("PB001", RuleTrouble(path, error))


def valued(subject: Subject) -> Iterator[Problem]:
    """PB002: figures first, then the conditions."""
    yield from (subject.rule_problem("PB002", trouble) for trouble in subject.figures.troubles())
    for path, rule in subject.conditions():
        for error in strangers(rule, subject.read.names):
            if error.code == "no-name":
                yield subject.rule_problem("PB002", RuleTrouble(path, error))
        yield from _without_value(subject, path, rule)


def _without_value(subject: Subject, path: Path, rule: Text) -> Iterator[Problem]:
    """A condition that comes to nothing in the example, as where it divides by zero."""
    try:
        subject.figures.holds(rule)
    except RuleError as error:
        if not error.of and error.code != "no-name":
            yield subject.rule_problem("PB002", RuleTrouble(path, error))


def used(subject: Subject) -> Iterator[Problem]:
    """PB025."""
    read = subject.read
    rules = [rule for _, rule in read.rules.values()]
    rules += [one.rule for one in (*read.red_lines, *read.approvals)]
    named = {node.word for rule in rules for node, _ in rule.named()}
    for number, one in enumerate(subject.model.inputs):
        if one.id not in named:
            hint = "Use it in a rule, or take it out: nobody should fill in what counts for nothing."
            yield subject.problem("PB025", f'no rule uses "{one.id}"', hint, at=("inputs", number))


def once(subject: Subject) -> Iterator[Problem]:
    """PB012."""
    model = subject.model
    for key in ("inputs", "facts", "terms", "gives", "gets", "moves", "red_lines", "approvals"):
        ids = [one.id for one in getattr(model, key)]
        counted = Counter(ids)
        for number, id_ in enumerate(ids):
            if counted[id_] > 1 and id_ in ids[:number]:
                message = f'the id "{id_}" stands twice among {key}'
                yield subject.problem("PB012", message, "Rename one.", at=(key, number, "id"))
    inputs = {one.id for one in model.inputs}
    figures = inputs | {term.id for term in model.terms} | {"batna"}
    for number, fact in enumerate(model.facts):
        if fact.id in figures:
            message = f'"{fact.id}" is the name of a figure too'
            yield subject.problem("PB012", message, "Rename the fact.", at=("facts", number, "id"))
    for number, term in enumerate(model.terms):
        if term.id in inputs or term.id == "batna":
            message = f'"{term.id}" is the name of a figure to fill in too'
            yield subject.problem("PB012", message, "Rename the term.", at=("terms", number, "id"))


RULES = (
    Rule("PB001", "hard", "rules that can be read", readable),
    Rule("PB002", "hard", "a value for every rule in its example", valued),
    Rule("PB012", "hard", "one place for each id", once),
    Rule("PB025", "standard", "no figure to fill in that counts for nothing", used),
)
