"""Codes that carry a take in a link's fragment: `private` holds the answers, `share` the counts alone.

    private   version · picks and frequency answers in mixed radix, 13 characters for bank v1 · check
    share     version · most- and least-picks of each style but the last, 4 characters for bank v1 · check

The first character is twice the bank's version, one more for a private code. Context answers travel in none.
Used by browser and the command line; knows nothing of scores or words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from assessment.errors import PlacedError, quoted
from assessment.quiz import Bank, bundled_bank, versions
from assessment.record import Record
from assessment.sheet import Answers, Pick, check

CODES = {
    "code-empty": "there is no code",
    "code-character": "a character that no code has",
    "code-version": "no bank of the version that the code names",
    "code-length": "the code is too short or too long",
    "code-check": "the check character does not fit the rest",
    "code-range": "the code stands for answers that nobody can give",
}
"""What each code of a CodeError means, in one sentence."""

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
LAST_VERSION = len(ALPHABET) // 2 - 1
"""The first character has room for no later version."""

_VALUES = {character: value for value, character in enumerate(ALPHABET)}
_KINDS: tuple[Literal["private"], Literal["share"]] = ("private", "share")
_LINK = re.compile(r"#(?:r|s)=([^#&\s]*)")
_AGAIN = "Copy the whole code or link once more, from the first character to the last."


class CodeError(PlacedError):
    """The code cannot be read. `code` is a key of CODES; the place is always `code`."""

    def __init__(self, code: str, message: str, hint: str = _AGAIN) -> None:
        super().__init__(code, "code", message, hint)


@dataclass(frozen=True, slots=True)
class Profile(Record):
    """What a share code holds: how often each style was picked as most and as least, by style id."""

    version: int
    most: Mapping[str, int]
    least: Mapping[str, int]


def private_code(bank: Bank, answers: Answers) -> str:
    """The code of a complete answer sheet. Raises SheetError if the sheet does not fit the bank."""
    check(bank, answers)
    number = 0
    for block in bank.blocks:
        names = [statement.id for statement in block.statements]
        pick = answers.blocks[block.id]
        most, least = names.index(pick.most), names.index(pick.least)
        # The least is one of the others, so it is counted without the most.
        number = number * len(names) + most
        number = number * (len(names) - 1) + least - (least > most)
    for item in bank.leaks:
        number = number * (len(bank.scale) + 1) + answers.leaks.get(item.id, 0)
    return _written(bank, "private", number)


def share_code(bank: Bank, most: Mapping[str, int], least: Mapping[str, int]) -> str:
    """The code of the counts of a result, by style id."""
    number = 0
    for counts in (most, least):
        for style, held in _free(bank):
            number = number * (held + 1) + counts[style]
    return _written(bank, "share", number)


def read_code(text: str) -> Answers | Profile:
    """What a code holds: Answers for a private one, a Profile for a share one. Raises CodeError.

    Takes the code itself or a link that holds it after `#r=` or `#s=`; spaces around it do not matter.
    """
    code = _bare(text)
    values = [_VALUES[character] for character in code]
    version, private = divmod(values[0], 2)
    if version not in versions():
        message = f"the code names version {version} of the questions, which is not here"
        hint = (
            f"Check its first character and its length: {_lengths(bundled_bank(), code)}. If both are right,"
            " load the page anew: it may be older than the code."
        )
        raise CodeError("code-version", message, hint)
    bank = bundled_bank(version)
    kind: Literal["private", "share"] = "private" if private else "share"
    if len(code) != code_length(bank, kind):
        raise CodeError("code-length", _lengths(bank, code))
    if _check(values):
        raise CodeError("code-check", "a character of the code is wrong, or two have changed places")
    number = 0
    for value in values[1:-1]:
        number = number * len(ALPHABET) + value
    return _answers(bank, number) if private else _profile(bank, number)


def code_length(bank: Bank, kind: Literal["private", "share"]) -> int:
    """How many characters such a code of the bank has, version and check character included."""
    most, length = _size(bank, kind) - 1, 2
    while most:
        most //= len(ALPHABET)
        length += 1
    return length


def _bare(text: str) -> str:
    link = _LINK.search(text)
    code = (link[1] if link else text).strip()
    if not code:
        raise CodeError("code-empty", "there is no code", "Paste the code, or the link that holds it.")
    for character in code:
        if character not in _VALUES:
            message = f"no code holds the character {quoted(character)}"
            raise CodeError("code-character", message, f"{_AGAIN} A code has letters, digits, - and _ alone.")
    return code


def _lengths(bank: Bank, code: str) -> str:
    """How long the codes of a bank are, and how long this one is."""
    private, share = (code_length(bank, kind) for kind in _KINDS)
    codes = f"a private code has {private} characters, a share code has {share} characters"
    return f"{codes}, and this has {len(code)}"


def _size(bank: Bank, kind: str) -> int:
    """How many different codes of that kind there are room for."""
    size = 1
    if kind == "share":
        for _, held in _free(bank):
            size *= (held + 1) ** 2
        return size
    for block in bank.blocks:
        size *= len(block.statements) * (len(block.statements) - 1)
    for _ in bank.leaks:
        size *= len(bank.scale) + 1
    return size


def _free(bank: Bank) -> Iterator[tuple[str, int]]:
    """Each style but the last, whose counts follow from the others, with the blocks that hold it."""
    yield from list(bank.held.items())[:-1]


def _written(bank: Bank, kind: Literal["private", "share"], number: int) -> str:
    if bank.version > LAST_VERSION:
        raise ValueError(
            f"a code names versions up to {LAST_VERSION}, and this bank is version {bank.version}"
        )
    payload = []
    for _ in range(code_length(bank, kind) - 2):
        number, value = divmod(number, len(ALPHABET))
        payload.append(value)
    values = [2 * bank.version + (kind == "private"), *reversed(payload)]
    return "".join(ALPHABET[value] for value in [*values, _check([*values, 0])])


def _check(values: list[int]) -> int:
    """The values as a polynomial over GF(64), modulus x^6 + x + 1, at its root; 0 for a sound code.

    The powers of the root differ over any 63 places, so that no single wrong character and no exchange of two
    goes unseen: the check symbol of a Reed-Solomon code.
    """
    total = 0
    for value in values:
        total <<= 1
        total ^= value ^ (0b1000011 if total > 63 else 0)
    return total


def _answers(bank: Bank, number: int) -> Answers:
    leaks, blocks = {}, {}
    for item in reversed(bank.leaks):
        number, value = divmod(number, len(bank.scale) + 1)
        if value:
            leaks[item.id] = value
    for block in reversed(bank.blocks):
        names = [statement.id for statement in block.statements]
        number, least = divmod(number, len(names) - 1)
        number, most = divmod(number, len(names))
        blocks[block.id] = Pick(names[most], names[least + (least >= most)])
    if number:
        raise CodeError("code-range", "the code stands for more answers than there are")
    return Answers(bank.id, bank.version, dict(reversed(blocks.items())), dict(reversed(leaks.items())))


def _profile(bank: Bank, number: int) -> Profile:
    found: list[dict[str, int]] = [{}, {}]
    for counts in reversed(found):
        for style, held in reversed(list(_free(bank))):
            number, counts[style] = divmod(number, held + 1)
    last = bank.styles[-1]
    for counts in found:
        counts[last] = len(bank.blocks) - sum(counts.values())
    most, least = ({style: counts[style] for style in bank.styles} for counts in found)
    # In no block is one style both, so the two counts of a style share the blocks that hold it.
    sound = all(
        most[style] >= 0 and least[style] >= 0 and most[style] + least[style] <= held
        for style, held in bank.held.items()
    )
    if number or not sound:
        raise CodeError("code-range", "the code stands for scores that no answers give")
    return Profile(bank.version, most, least)
