"""What may go wrong on the way to a service, on demand: `standin.fault(host, plan)`.

A plan is one of `PLANS` by name, one mishap for every request until it is taken away, or a list that is used
up one a request, where None is a request that goes well. A preflight uses nothing up.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tests.standin.wire import Reply, Request, say_page

LARGE = 3 * 1024 * 1024
MOVED = "/standin/moved"
"""Where a redirect leads: a page that says 200 and takes nothing."""


@dataclass(frozen=True)
class Mishap:
    """One thing that goes wrong.

    `taken`: the service has the request all the same, and its record; only the answer suffers. `preflight`:
    `OPTIONS` suffers too. `code` and `field` are for `refused`, `location` for `redirect`.
    """

    kind: str
    taken: bool = False
    preflight: bool = False
    status: int = 500
    code: str = ""
    field: str | None = None
    location: str = MOVED

    def change(self, reply: Reply) -> Reply:
        """The answer after the mishap. Without `taken`, `reply` is an empty 200 that may be read."""
        if self.kind == "cut":
            return replace(reply, status=200, body=reply.body or b"{}", cut=True)
        if self.kind == "html":
            page = say_page(200, "Please log in to this network")
            return replace(page, headers={**reply.headers, **page.headers})
        if self.kind == "status":
            wait = {"Retry-After": "2"} if self.status == 429 else {}
            return replace(reply, status=self.status, headers={**reply.headers, **wait})
        if self.kind == "redirect":
            return replace(reply, status=302, headers={**reply.headers, "Location": self.location})
        if self.kind == "large":
            return replace(reply, body=reply.body + b" " * (LARGE - len(reply.body)))
        if self.kind == "cors":
            return reply.having(Access_Control_Allow_Origin="https://wrong.example")
        return reply


REFUSE = Mishap("refuse", preflight=True)
HANG = Mishap("hang")
HANG_TAKEN = Mishap("hang", taken=True)
CUT = Mishap("cut", taken=True)
PAGE = Mishap("html")
TOO_MANY = Mishap("status", status=429)
BROKEN = Mishap("status", status=500)
REDIRECT = Mishap("redirect")
LARGE_BODY = Mishap("large", taken=True)
WRONG_CORS = Mishap("cors", taken=True, preflight=True)

Plan = Mishap | Sequence[Mishap | None]
PLANS: dict[str, Plan] = {
    "refuse": REFUSE,
    "hang": HANG,
    "hang-taken": HANG_TAKEN,
    "cut": CUT,
    "html": PAGE,
    "429": (TOO_MANY,),
    "500-twice": (BROKEN, BROKEN),
    "redirect": REDIRECT,
    "large": LARGE_BODY,
    "cors": WRONG_CORS,
}


def refused(code: str, field: str | None = None) -> Mishap:
    """The service's own answer with one of its error codes, about a field or about the whole."""
    return Mishap("refused", code=code, field=field)


def status(number: int) -> Mishap:
    """An answer with this status and nothing in it."""
    return Mishap("status", status=number)


class Mishaps:
    """The plans by host. Not safe for threads by itself: the server has the lock."""

    def __init__(self) -> None:
        self._always: dict[str, Mishap] = {}
        self._next: dict[str, list[Mishap | None]] = {}

    def plan(self, host: str, plan: str | Plan | None) -> None:
        """Set or, with None, take away what goes wrong for a host. `refuse` cannot stand in a list."""
        chosen = PLANS[plan] if isinstance(plan, str) else plan
        self._always.pop(host, None)
        self._next.pop(host, None)
        if isinstance(chosen, Mishap):
            self._always[host] = chosen
        elif chosen:
            if any(each is not None and each.kind == "refuse" for each in chosen):
                raise ValueError("`refuse` stands alone: take it away with fault(host, None)")
            self._next[host] = list(chosen)

    def refuses(self, host: str) -> bool:
        """True if no connection to the host is to come about."""
        return host in self._always and self._always[host].kind == "refuse"

    def take(self, request: Request) -> Mishap | None:
        """What goes wrong with this request, if anything; uses up one step of a list."""
        steps = self._next.get(request.host, [])
        if request.method == "OPTIONS":
            found = self._always.get(request.host) or (steps[0] if steps else None)
            return found if found is not None and found.preflight else None
        return steps.pop(0) if steps else self._always.get(request.host)
