"""PostHog: `POST /i/v0/e/` with one event, `/batch/` with several."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from tests.standin.provider import Provider, wrong_method
from tests.standin.wire import JSON, Reply, Request, Unreadable, say_json, unknown

KEY = "phc_stand_in"
EVENT = {"event", "distinct_id", "properties", "timestamp", "uuid"}
LIMIT = 1024 * 1024
"""Bytes that one event may have."""


class PostHog(Provider):
    """`keys` has the public keys. A record is `identified` unless the event says that it is nobody's."""

    name = "posthog"
    hosts = ("eu.i.posthog.com", "us.i.posthog.com")

    def restore(self) -> None:
        self.keys = {KEY}

    def refusal(self, code: str, field: str | None = None) -> Reply:
        return self._error(400, code if field is None else f"{field}: {code}")

    def handle(self, request: Request) -> Reply:
        if request.path not in ("/i/v0/e/", "/batch/"):
            return self._error(404, "Not found")
        if request.method != "POST":
            return wrong_method("POST")
        if request.kind != JSON:
            return self._error(415, "Unsupported content type")
        try:
            body = request.json()
        except Unreadable:
            return self.refusal("The body can't be read")
        if not isinstance(body, dict):
            return self.refusal("The body is no object")
        if body.get("api_key") not in self.keys:
            return self._error(401, "Project API key invalid")
        events = body.get("batch") if request.path == "/batch/" else [_without_key(body)]
        if not isinstance(events, list):
            return self.refusal("batch is no list")
        for event in events:
            for text in self._problems(event, len(request.body)):
                return self.refusal(text)
        self.records += [{**event, "identified": _identified(event)} for event in events]
        return say_json(200, {"status": 1})

    def _problems(self, event: Any, size: int) -> Iterator[str]:
        """Each part of an event that is wrong, and how."""
        if not isinstance(event, dict):
            yield "The event is no object"
            return
        properties = event.get("properties", {})
        if not isinstance(properties, dict):
            yield "properties is no object"
            return
        for key in unknown(event, EVENT):
            yield f"{key} is not known"
        if not isinstance(event.get("event"), str) or not event["event"]:
            yield "event is missing"
        if not (event.get("distinct_id") or properties.get("distinct_id")):
            yield "distinct_id is missing"
        try:
            datetime.fromisoformat(event.get("timestamp", "2026-08-01T00:00:00Z"))
        except (TypeError, ValueError):
            yield "timestamp is not in ISO 8601"
        if size > LIMIT:
            yield "The event is too large"

    def _error(self, status: int, detail: str) -> Reply:
        """An error in PostHog's form."""
        return say_json(status, {"type": "validation_error", "code": "invalid", "detail": detail})


def _without_key(body: dict[str, Any]) -> dict[str, Any]:
    """The event of a body that holds one, without the key beside it."""
    return {name: value for name, value in body.items() if name != "api_key"}


def _identified(event: dict[str, Any]) -> bool:
    """True for an event that makes a person there."""
    return event.get("properties", {}).get("$process_person_profile") is not False
