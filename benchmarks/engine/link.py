"""The links that a page is served over: their rates and round trips, and the pace that a rate means.

Used by server; pure, so it knows neither sockets nor clocks.
"""

from dataclasses import dataclass

PAGE_TRIPS = 3
"""Round trips before a page's first byte: TCP, TLS 1.3, the request. Others take one, as on HTTP/2."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A link: `rate` in bits a second, None for no bound; `round_trip` in seconds."""

    id: str
    title: str
    rate: float | None
    round_trip: float

    def latency(self, page: bool) -> float:
        """Seconds that pass before the first byte of an answer."""
        return self.round_trip * (PAGE_TRIPS if page else 1)

    @property
    def chunk(self) -> int:
        """Bytes of one turn on the link: about 5 ms of it, so that streams share it finely."""
        return max(512, int((self.rate or 0) * 0.005 / 8))


PROFILES = {
    profile.id: profile
    for profile in (
        Profile("loopback", "loopback", None, 0.0),
        Profile("fast", "Fast 4G (9 Mbit/s, 60 ms)", 9e6, 0.060),
        Profile("slow", "Slow 4G (1.6 Mbit/s, 150 ms)", 1.6e6, 0.150),
    )
}


class Pace:
    """When a link of `rate` bits a second is free again.

    An idle link saves nothing up; a busy one makes good what a late timer lost, as a queue in a router does.
    """

    def __init__(self, rate: float) -> None:
        self.rate = rate
        self.free = 0.0

    def begin(self, now: float) -> None:
        """The link was idle until `now`, in seconds."""
        self.free = max(self.free, now)

    def take(self, size: int) -> float:
        """Put `size` bytes on the link; gives the second at which they have passed."""
        self.free += size * 8 / self.rate
        return self.free
