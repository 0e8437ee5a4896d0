"""What every service of the stand-in has: its names, its records, and its answers."""

from collections.abc import Callable
from typing import Any

from tests.standin.wire import FORM, JSON, MULTIPART, Cors, Reply, Request, Unreadable, say_json


class Provider:
    """One service. `records` holds what it took, in order; `codes` the errors that it documents.

    A service of its own sets `name`, `hosts` and `cors`, and writes `handle`, `refusal` and `restore`.
    """

    name: str
    hosts: tuple[str, ...] = ()
    cors: Cors = Cors()
    codes: tuple[str, ...] = ()

    def __init__(self) -> None:
        self.records: list[dict[str, Any]] = []
        self.reset()

    def serves(self, host: str) -> bool:
        """True if a request to this host is for this service."""
        return host in self.hosts

    def reset(self) -> None:
        """Forget the records and what the test has set."""
        self.records.clear()
        self.restore()

    def restore(self) -> None:
        """Set everything that a test may change back to how it is at first."""

    def answer(self, request: Request) -> Reply:
        """The answer to any request, `OPTIONS` too."""
        if request.method == "OPTIONS":
            return self.cors.answer(request)
        try:
            reply = self.handle(request)
        except Unreadable as error:
            reply = self.refusal(f"unreadable: {error}")
        return self.readable(request, reply)

    def readable(self, request: Request, reply: Reply) -> Reply:
        """The answer with the headers that let the asking site read it."""
        return reply.having(**self.cors.allowed(request))

    def handle(self, request: Request) -> Reply:
        """The answer to a request that is no `OPTIONS`; adds to `records` what it takes."""
        raise NotImplementedError

    def refusal(self, code: str, field: str | None = None) -> Reply:
        """The service's answer with one of its error codes, about a field or about the whole."""
        return say_json(400, {"error": code if field is None else f"{field}: {code}"})


def wrong_method(*allowed: str) -> Reply:
    """The answer to a method that a service does not know."""
    return Reply(405, headers={"Allow": ", ".join(allowed)})


def posted(request: Request, error: Callable[[int, str], Reply]) -> dict[str, str] | Reply:
    """The fields that were posted, as a form or as JSON, or else the answer to what was asked instead.

    `error` gives the service's own answer with a status and a text.
    """
    if request.method != "POST":
        return wrong_method("POST")
    if request.kind not in (FORM, MULTIPART, JSON):
        return error(415, "Unsupported content type")
    try:
        return request.fields()
    except Unreadable:
        return error(400, "Unreadable body")
