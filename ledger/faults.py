"""Several faults of one request, told together, so that nobody mends one to hear of the next.

Used by `prepare` and `owners`, which look at every field before they give up, and by `browser`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from assessment.errors import PlacedError


class Faults(PlacedError):
    """More than one fault. `others` follow the first, which gives its code, place, message and hint."""

    def __init__(self, faults: Sequence[PlacedError]) -> None:
        first, *others = faults
        super().__init__(first.code, first.place, first.message, first.hint)
        self.others = tuple(others)


class Found:
    """Collects faults: `take` gives what some work comes to, or keeps its fault."""

    def __init__(self) -> None:
        self.faults: list[PlacedError] = []

    def take(self, work: Callable[[], Any], otherwise: Any = None) -> Any:
        """What the work comes to; `otherwise` where it raises a PlacedError, which is kept."""
        try:
            return work()
        except PlacedError as error:
            self.faults.append(error)
            return otherwise

    def tell(self) -> None:
        """Raise what was found: a single fault as it is, several as Faults."""
        if len(self.faults) == 1:
            raise self.faults[0]
        if self.faults:
            raise Faults(self.faults)
