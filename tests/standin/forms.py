"""Which fields a form at a service knows: set by the test to what the site is expected to send."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tests.standin.wire import is_email

MISSING, EMPTY, EMAIL, NUMBER, OPTION, LARGE, UNKNOWN = (
    "missing",
    "empty",
    "email",
    "number",
    "option",
    "large",
    "unknown",
)
"""What may be wrong with a field; each service has its own code for each."""


@dataclass
class Form:
    """The fields of one form.

    `others` says whether fields that are not named here are taken; `options` has the values that a field may
    have, `limit` how many characters a value may have.
    """

    required: set[str] = field(default_factory=lambda: {"email"})
    optional: set[str] = field(default_factory=set)
    emails: set[str] = field(default_factory=lambda: {"email"})
    numbers: set[str] = field(default_factory=set)
    options: dict[str, set[str]] = field(default_factory=dict)
    limit: int = 65_536
    others: bool = False

    def problems(self, values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """Each field that is wrong, and how."""
        for name in sorted(self.required):
            if name not in values:
                yield name, MISSING
            elif not values[name].strip():
                yield name, EMPTY
        for name, value in values.items():
            if not self.others and name not in self.required | self.optional:
                yield name, UNKNOWN
            elif value.strip():
                yield from ((name, wrong) for wrong in self._wrong(name, value))

    def _wrong(self, name: str, value: str) -> Iterator[str]:
        """What is wrong with a value that is there."""
        if name in self.emails and not is_email(value):
            yield EMAIL
        if name in self.numbers and not value.replace(".", "", 1).lstrip("-").isdigit():
            yield NUMBER
        if name in self.options and value not in self.options[name]:
            yield OPTION
        if len(value) > self.limit:
            yield LARGE
