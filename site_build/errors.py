"""The one error currency: every check returns a list of Problem, and only the edges print them.

Used by every module of site_build; imports nothing of the project.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Literal

CODES = {
    "FM001": "the file does not start with a front matter fence (`---`)",
    "FM002": "the closing front matter fence is missing",
    "FM003": "unknown key",
    "FM004": "a required key is missing",
    "FM005": "a value is not what the key takes",
    "FM006": "the YAML cannot be read",
    "FM007": "a key stands twice",
    "FM008": "a tab is used for indentation",
    "FM009": "the file is not plain UTF-8 text",
    "FM010": "a file stands where no page can come from",
    "CT001": "a name points at nothing (author, topic, style, move, area and so on), or a page is missing",
    "CT002": "a title or description stands on two pages",
    "CT003": "a citation names no source of the page",
    "CT004": "a source is never cited",
    "CT005": "a pull quote does not occur in the body",
    "CT006": "a placeholder in the text is not known",
    "CT007": "an article lacks a part that every article has",
    "CT008": "an internal link points at no file",
    "CT009": "a block is opened and not closed, or closed and not opened",
    "CT010": "a dialogue or a figure cannot be set as it stands",
    "GL001": "a link names a term that the glossary has not",
    "GL002": "an abbreviation is explained nowhere",
    "CN001": "a consent text is not the one that had its id, is gone or not recorded, or a purpose has none",
    "LK001": "an internal address leads to no file of the built site",
    "LK002": "an address leads to a page, and its fragment to no place on it",
    "LK003": "a link leads to an address that has moved",
    "LK004": "a link to a page of ours names the whole address of the site",
    "LK005": "an address for mail or a telephone number is not well formed",
    "LK006": "a link to another site is broken",
    "LK007": "a link to another site leads to where it has moved from for good",
    "LK008": "a link to another site could not be asked, as from a host that refuses robots",
    "PB001": "a rule of a playbook cannot be read",
    "PB002": "a rule of a playbook names what is not there, or has no value",
    "PB003": "a must-have lacks target, hold or reservation",
    "PB004": "the positions of a term are out of order",
    "PB005": "a limit is worse than the BATNA",
    "PB006": "the BATNA has no value",
    "PB007": "a position or a trade crosses a red line",
    "PB008": "an approval has no person or no time limit",
    "PB009": "nothing can call for an approval",
    "PB010": "a line to say would cross a red line",
    "PB011": "an id leads nowhere",
    "PB012": "an id stands twice",
    "PB013": "the version was not raised, or not enough",
    "PB014": "a version has no entry that says why, or the entries do not fit",
    "PB015": "a figure or a field of the ledger is explained nowhere",
    "PB016": "a give or a get has no price, or two",
    "PB017": "a give may be traded for nothing",
    "PB018": "a give costs more than any get that it is traded for",
    "PB019": "a stage has no move, or a trigger cannot happen in its stage",
    "PB020": "a move has no line to say",
    "PB021": "no move bears on a metric",
    "PB022": "evidence has no source",
    "PB023": "a case can belong to two playbooks",
    "PB024": "there are fewer than three gives or gets",
    "PB025": "no rule uses a figure that has to be filled in",
    "PB026": "no term is the money, or two are",
    "PB027": "a note is for a style that there is not",
    "PB028": "a trade moves its term the wrong way, or past our limit",
    "PB029": "a review is overdue",
    "PB030": "a line to say is longer than two breaths",
    "PB031": "a note for a style asks for what its move avoids",
    "PB032": "a move has no note for a style",
    "PB033": "an opening has no reason",
    "PB034": "a price does not say where it comes from",
    "PB035": "no give is traded for a get",
    "PB036": "giving something does not call for the approval that it names",
    "PB037": "a range goes downwards",
    "PB038": "the money is better the way that is bad for the side",
    "PB039": "a price or a volume comes to what cannot be",
    "PB040": "a line to say has a blank that nobody can fill in",
    "PB041": "a give has more uses than gets to trade it for",
    "PB042": "an active version was not kept",
    "PB043": "there are no red lines, approvals, objections or metrics",
    "QB001": "the question bank breaks a rule of the instrument",
    "CD001": "a title or a sheet of the kit has a letter that the display face has not",
    "FU001": "an export of events cannot be read",
    "ST001": "a setting of mkdocs.yml is wrong",
    "ST002": "a setting of mkdocs.yml still holds its placeholder",
    "CT014": "a number in the running text has no source in its paragraph",
    "CT011": "a link leads to an article that comes later",
    "CT012": "a page was to be read again by now",
    "CT013": "a published text has changed, and `updated` does not say so",
    "MD001": "a heading is of the first level, which the title has",
    "MD002": "a heading skips a level",
    "MD003": "a heading stands twice on a page",
    "MD004": "a picture has no words for who cannot see it",
    "MD005": "a picture is not there",
    "MD006": "a picture is too small, too heavy, or cannot be read",
    "MD007": "white space stands at the end of a line",
    "MD008": "the last line has no end",
    "MD009": "three dots stand for an ellipsis",
    "MD010": "a title or heading is in title case",
    "PR001": "a word that the house does not use",
    "RD001": "a redirect leads to no page",
    "RD002": "redirects lead in a circle",
    "RD003": "a redirect leads to an address that has moved too",
    "RD004": "an old address is that of a page",
    "RD005": "an old address is said to lead to two places",
    "RD006": "a published address leads nowhere now",
    "SP001": "a word is misspelt",
    "SP002": "a word is spelt the American way",
}


@dataclass(frozen=True, slots=True)
class Fix:
    """A change that is safe to make: at a file's line and column, `new` for `old`, if `old` stands there."""

    line: int
    column: int
    old: str
    new: str


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong, at a place, with what to do.

    `path` is relative to the project; `line` and `column` count from 1.
    `hint` says how to mend it, `fix` does.
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    severity: Literal["error", "warning"] = "error"
    fix: Fix | None = field(default=None, compare=False)

    def __str__(self) -> str:
        text = f"{self.path}:{self.line}:{self.column}: {self.code} {self.message}"
        if not text.endswith((".", "?")):
            text += "."
        return f"{text} {self.hint}".rstrip()

    def warning(self) -> "Problem":
        """The same as a warning, which fails nothing."""
        return replace(self, severity="warning")

    def mended(self, fix: Fix) -> "Problem":
        """The same with a change that mends it."""
        return replace(self, fix=fix)

    def annotation(self) -> str:
        """The problem as a pull-request annotation (a GitHub workflow command), with its text escaped."""

        def data(text: str) -> str:
            return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

        def field(text: str) -> str:
            return data(text).replace(":", "%3A").replace(",", "%2C")

        where = f"file={field(self.path)},line={self.line},col={self.column},title={field(self.code)}"
        return f"::{self.severity} {where}::{data(f'{self.message}. {self.hint}'.strip())}"


def nearest(word: str, known: Iterable[str], *, others: bool = True) -> str:
    """`Did you mean "x"?` for the known word nearest to `word`, else the list of the known ones.

    Without `others`, nothing in place of the list.
    """
    names = list(known)
    close = get_close_matches(word, names, n=1, cutoff=0.6)
    if close:
        return f'Did you mean "{close[0]}"?'
    return f"Known: {', '.join(sorted(names))}." if names and others else ""
