"""Spelling: words that a dictionary of mistakes knows, and American spellings, in every text of a page.

Called by `checks.check` on the outlines; gives problems, prints nothing. A capital inside a sentence is a
name's and is let be; so is American spelling in quotation marks, which is somebody else's.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from site_build.checks.outlines import WORD, Page, quoted
from site_build.errors import Problem
from site_build.models.rules import Spelling

BEGINS = re.compile(r"(?:^|[.!?:]\s|[\n#*>|-]\s*|[\"“(])\s*\Z")


def problems(pages: Sequence[Page], ours: Spelling, misspelt: Mapping[str, str]) -> Iterator[Problem]:
    """Each word that is misspelt, with what it may have meant."""
    names = {name.lower() for name in ours.words}
    wrong = (misspelt.keys() - set(ours.british.values())) | ours.british.keys()
    for page in pages:
        for word in sorted((page.words & wrong) - names):
            for match in _places(word, page.outline.prose):
                if word in ours.british and quoted(page.outline.prose, match.start()):
                    continue
                code, message, right = _said(match[0], ours, misspelt)
                fix = (match[0], right[0]) if len(right) == 1 else None
                yield page.problem(code, message, _hint(right), match.start(), fix=fix)
        for key, text in page.shown():
            for word in sorted(_wrong(text, wrong) - names):
                for match in _places(word, text):
                    code, message, right = _said(match[0], ours, misspelt)
                    yield page.document.problem(code, message, _hint(right), at=(key,))


def _wrong(text: str, wrong: Collection[str]) -> set[str]:
    return {word for word in WORD.findall(text.lower()) if word in wrong}


def _places(word: str, prose: str) -> Iterator[re.Match[str]]:
    """Where the word stands in small letters, or with a capital where a sentence begins."""
    for match in re.finditer(rf"(?<![\w'’-]){re.escape(word)}(?![\w'’-])", prose, re.IGNORECASE):
        begins = match[0][1:].islower() and BEGINS.search(prose[max(0, match.start() - 8) : match.start()])
        if match[0].islower() or begins:
            yield match


def _said(word: str, ours: Spelling, misspelt: Mapping[str, str]) -> tuple[str, str, list[str]]:
    """The code, the message, and the words that may be meant, with a capital where one stands."""
    if word.lower() in ours.british:
        code, message, right = "SP002", f'"{word}" is American', [ours.british[word.lower()]]
    else:
        code, message = "SP001", f'"{word}" is misspelt'
        right = [one.strip() for one in misspelt[word.lower()].split(",") if one.strip()]
    if word[0].isupper():
        right = [one[:1].upper() + one[1:] for one in right]
    return code, message, right


def _hint(words: Sequence[str]) -> str:
    return f"Write {' or '.join(f'"{word}"' for word in words)}."
