"""Moves: each can be reached, has words, logs what is known, and says nothing that it tells us to avoid."""

import re
from collections.abc import Iterator

from assessment.styles import STYLES
from ledger.playbook import BLANKS
from site_build.errors import Problem, nearest
from site_build.frontmatter import Path
from site_build.models.move import STAGES, Stage
from site_build.playbooks.subject import Rule, Subject

MOST_WORDS = 30
"""Of a line to say: two breaths."""
SUPPORTED = ("E", "D", "V")
"""The grades that rest on something that was published."""
DENIED = re.compile(r"\b(no|not|never|nothing|without|avoid|don't|instead|resist|before|rather|stop|leave)\b")
FROM: dict[Stage, tuple[str, ...]] = {
    "bargain": ("price round", "after the packages", "refused the packages", "stuck"),
    "close": ("deal seemed done", "say yes to a package", "nothing is left open", "everything is agreed"),
    "review": ("invoice", "days of a deal", "after the contract began"),
}
"""What happens in a stage or later, in the words of a trigger."""
UP_TO: dict[Stage, tuple[str, ...]] = {
    "open": (
        "no number has been said",
        "before the first number",
        "before any number",
        "first meeting starts",
    ),
}
"""What happens in a stage or earlier."""
NOT_YET = re.compile(r"\b(before|until|unless|no|not)\b[^,;]*$")
SMALL = {"and", "for", "from", "into", "one", "our", "than", "that", "the", "their", "them", "then", "they"}
SMALL |= {"this", "what", "when", "with", "your"}
"""Words that say nothing of a subject."""
ING = re.compile(r"(?<=[aeiouy])([a-z]*)ing$")
DOUBLED = re.compile(r"([^aeiou])\1$")


def worded(subject: Subject) -> Iterator[Problem]:
    """PB020."""
    for number, move in enumerate(subject.model.moves):
        if not move.say:
            message = f'the move "{move.id}" has no line to say'
            hint = "Write the words: a move that cannot be said will not be made."
            yield subject.problem("PB020", message, hint, at=("moves", number))


def short(subject: Subject) -> Iterator[Problem]:
    """PB030."""
    for number, move in enumerate(subject.model.moves):
        for index, line in enumerate(move.say):
            words = len(line.split())
            if words > MOST_WORDS:
                message = f"the line to say has {words} words, more than two breaths"
                hint = f"Say it in {MOST_WORDS}, or in two lines."
                yield subject.problem("PB030", message, hint, at=("moves", number, "say", index))


def filled(subject: Subject) -> Iterator[Problem]:
    """PB040: what stands in braces in a line to say is a blank that is known."""
    model = subject.model
    rows: list[tuple[Path, str]] = [
        (("moves", number, "say", index), line)
        for number, move in enumerate(model.moves)
        for index, line in enumerate(move.say)
    ]
    rows += [
        (("objections", number, "answer", index), line)
        for number, one in enumerate(model.objections)
        for index, line in enumerate(one.answer)
    ]
    for at, line in (*rows, (("walk_away", "say"), model.walk_away.say)):
        for name in re.findall(r"\{([^{}]*)\}", line):
            if name not in BLANKS:
                message = f'"{{{name}}}" is no blank that a line to say can have'
                yield subject.problem("PB040", message, nearest(name, BLANKS), at=at)


def reached(subject: Subject) -> Iterator[Problem]:
    """PB019: every stage has a move, and no trigger waits for what cannot happen in its move's stage."""
    moves = subject.model.moves
    for stage in STAGES:
        if not any(move.stage == stage for move in moves):
            message = f"the stage {stage} has no move"
            yield subject.problem("PB019", message, "Take one from the library.", at=("moves",))
    for number, move in enumerate(moves):
        for words, stage, early in _signs(move.trigger.lower()):
            place = STAGES.index(move.stage) - STAGES.index(stage)
            if place < 0 if early else place > 0:
                when = "first" if early else "last"
                message = f'the trigger waits for "{words}", which happens {when} in the stage {stage}'
                hint = f"Move it there, or say what calls for it in the stage {move.stage}."
                yield subject.problem("PB019", message, hint, at=("moves", number, "trigger"))


def _signs(trigger: str) -> Iterator[tuple[str, Stage, bool]]:
    """What a trigger names that happens from a stage on, or up to one (the last is then false)."""
    for signs, early in ((FROM, True), (UP_TO, False)):
        for stage, phrases in signs.items():
            for words in phrases:
                at = trigger.find(words)
                if at >= 0 and not (early and NOT_YET.search(trigger[:at])):
                    yield words, stage, early


def pointing(subject: Subject) -> Iterator[Problem]:
    """PB011, as far as moves go."""
    model = subject.model
    ids = [move.id for move in model.moves]
    rows: list[tuple[Path, str | None]] = []
    for number, move in enumerate(model.moves):
        rows += [(("moves", number, "then", answer), next_) for answer, next_ in move.then.items()]
    rows += [(("objections", number, "move"), one.move) for number, one in enumerate(model.objections)]
    for at, id_ in rows:
        if id_ is not None and id_ not in ids:
            message = f'"{id_}" is no move of this playbook'
            yield subject.problem("PB011", message, nearest(id_, ids), at=at)


def known(subject: Subject) -> Iterator[Problem]:
    """PB015."""
    names = subject.names
    for number, move in enumerate(subject.model.moves):
        for key, row in (("logs", names.logs), ("metric", names.metrics)):
            for index, name in enumerate(getattr(move, key)):
                if name not in row:
                    message, hint = f'"{name}" is explained nowhere', nearest(name, row, others=False)
                    hint = (
                        hint or f"The known ones stand in _data/{'logs' if key == 'logs' else 'metrics'}.yml."
                    )
                    yield subject.problem("PB015", message, hint, at=("moves", number, key, index))
    for index, name in enumerate(subject.model.metrics):
        if name not in names.metrics:
            message, hint = f'"{name}" is explained nowhere', nearest(name, names.metrics, others=False)
            hint = hint or "The known ones stand in _data/metrics.yml."
            yield subject.problem("PB015", message, hint, at=("metrics", index))


def logged(subject: Subject) -> Iterator[Problem]:
    """PB021."""
    moved = {name for move in subject.model.moves for name in move.metric}
    for index, name in enumerate(subject.model.metrics):
        if name not in moved and name in subject.names.metrics:
            message = f'no move bears on the metric "{name}"'
            hint = "Name it under a move's `metric`, or take it out."
            yield subject.problem("PB021", message, hint, at=("metrics", index))


def sourced(subject: Subject) -> Iterator[Problem]:
    """PB022."""
    for number, move in enumerate(subject.model.moves):
        if move.evidence.grade in SUPPORTED and not move.evidence.source:
            message = f"evidence of grade {move.evidence.grade} has no source"
            hint = (
                "Name the study, or give it the grade that it has: C for convention, P for our own proposal."
            )
            yield subject.problem("PB022", message, hint, at=("moves", number, "evidence"))


def styled(subject: Subject) -> Iterator[Problem]:
    """PB027."""
    for number, move in enumerate(subject.model.moves):
        for style in move.by_style:
            if style not in STYLES:
                message, hint = f'"{style}" is no style', nearest(style, STYLES)
                yield subject.problem("PB027", message, hint, at=("moves", number, "by_style", style))


def noted(subject: Subject) -> Iterator[Problem]:
    """PB032."""
    for number, move in enumerate(subject.model.moves):
        lacking = [style for style in STYLES if style not in move.by_style]
        if lacking:
            message = f'the move "{move.id}" has no note for {", ".join(lacking)}'
            hint = "Write what changes for that style, in one sentence."
            yield subject.problem("PB032", message, hint, at=("moves", number))


def consistent(subject: Subject) -> Iterator[Problem]:
    """PB031: a note that asks for what the move tells everybody to avoid, as far as words can tell."""
    for number, move in enumerate(subject.model.moves):
        for style, note in move.by_style.items():
            for avoided in move.avoid:
                words = _content(avoided)
                if len(words) >= 2 and words <= _content(note) and not DENIED.search(note.lower()):
                    message = f'the note for {style} asks for what the move avoids: "{avoided}"'
                    hint = "Change one of the two."
                    yield subject.problem("PB031", message, hint, at=("moves", number, "by_style", style))


def _content(text: str) -> set[str]:
    """The words of a text that say something, each as its stem."""
    words = re.findall(r"[a-z]{3,}", text.lower().replace("’", ""))
    return {_stem(word) for word in words if word not in SMALL}


def _stem(word: str) -> str:
    """A word cut to its beginning: naming, names and name are one, and so are putting and put."""
    # Without a vowel before it, "ing" belongs to the word, as in bring.
    bare = ING.sub(r"\1", word.removesuffix("s")).removesuffix("e")
    return DOUBLED.sub(r"\1", bare)[:5]


RULES = (
    Rule("PB011", "hard", "ids that lead somewhere", pointing),
    Rule("PB015", "standard", "names that the glossary explains", known),
    Rule("PB019", "standard", "a move in every stage, and triggers that can happen there", reached),
    Rule("PB020", "standard", "words for every move", worded),
    Rule("PB021", "standard", "metrics that its moves bear on", logged),
    Rule("PB022", "standard", "sources for its evidence", sourced),
    Rule("PB027", "standard", "notes for styles that there are", styled),
    Rule("PB040", "standard", "blanks in lines to say that can be filled in", filled),
    Rule("PB030", "soft", "lines that can be said in two breaths", short),
    Rule("PB031", "soft", "notes that agree with what is to be avoided", consistent),
    Rule("PB032", "soft", "a note for each style", noted),
)
