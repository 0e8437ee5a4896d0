"""Umami: `POST /api/send` with one event, `/api/batch` with a list. It keeps the path with the fragment."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from tests.standin.plausible import BOT
from tests.standin.provider import Provider, wrong_method
from tests.standin.wire import JSON, Cors, Reply, Request, Unreadable, say_json, unknown

WEBSITE = "b59e9c65-ae32-47f1-8400-119fcf4861c4"
TYPES = ("event", "identify")
LIMITS = {"name": 50, "tag": 50, "hostname": 100, "language": 35, "screen": 11}
CUT = 500
"""Longer addresses and titles are cut, not refused."""
TEXTS = {*LIMITS, "title", "url", "referrer", "id"}
KEYS = {*TEXTS, "website", "link", "pixel", "data", "timestamp"}


class Umami(Provider):
    """`websites` has the ids of the account. A record holds what is stored, so `path` has the `#fragment`."""

    name = "umami"
    hosts = ("cloud.umami.is",)
    cors = Cors(methods=("GET", "DELETE", "POST", "PUT"), headers=("*",))

    def restore(self) -> None:
        self.websites = {WEBSITE}

    def refusal(self, code: str, field: str | None = None) -> Reply:
        text = code if field is None else f"{field}: {code}"
        return say_json(400, {"error": {"message": text, "code": "bad-request", "status": 400}})

    def handle(self, request: Request) -> Reply:
        if request.path not in ("/api/send", "/api/batch"):
            return say_json(404, {"error": {"message": "Not found", "code": "not-found", "status": 404}})
        if request.method != "POST":
            return wrong_method("POST")
        if request.kind != JSON:
            return self.refusal("Content type is not JSON")
        try:
            body = request.json()
        except Unreadable:
            return self.refusal("Invalid JSON")
        batch = request.path == "/api/batch"
        if isinstance(body, list) != batch:
            return self.refusal("Expected an array" if batch else "Expected an object")
        return self._take(body if batch else [body], request.headers.get("user-agent", ""))

    def _take(self, events: list[Any], agent: str) -> Reply:
        """Take good events; one that is wrong refuses them all. A robot is told a joke."""
        for event in events:
            for field, text in self._problems(event):
                return self.refusal(text, field)
        if not agent:
            return self.refusal("User-Agent is missing")
        if BOT.search(agent):
            return say_json(200, {"beep": "boop"})
        self.records += [self._stored(event) for event in events]
        number = "00000000-0000-4000-8000-000000000000"
        return say_json(200, {"cache": "token", "sessionId": number, "visitId": number})

    def _stored(self, event: dict[str, Any]) -> dict[str, Any]:
        """What is kept of an event: the parts of its address, and long texts cut."""
        kept = dict(event["payload"])
        for key in ("url", "title"):
            if key in kept:
                kept[key] = kept[key][:CUT]
        parts = urlsplit(kept.get("url", ""))
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        return {"type": event["type"], **kept, "path": parts.path + fragment, "query": parts.query}

    def _problems(self, event: Any) -> Iterator[tuple[str, str]]:
        """Each field that is wrong, and how."""
        payload = event.get("payload") if isinstance(event, dict) else None
        if not isinstance(payload, dict) or event.get("type") not in TYPES:
            yield "type", "Expected an event with a payload"
            return
        for key in unknown(payload, KEYS):
            yield key, "Unrecognized key"
        if sum(1 for key in ("website", "link", "pixel") if payload.get(key)) != 1:
            yield "website", "Exactly one of website, link, or pixel must be provided"
        elif payload.get("website") not in self.websites:
            yield "website", "Website not found." if _uuid(payload.get("website")) else "Invalid UUID"
        for key in sorted(TEXTS & payload.keys()):
            if not isinstance(payload[key], str) or len(payload[key]) > LIMITS.get(key, 100_000):
                yield key, "Expected text that is not too long"
            elif key in ("name", "tag") and payload[key][:1] in set("=+-@\t\r"):
                yield key, "Value must not start with =, +, -, @, tab, or carriage return"
        if not isinstance(payload.get("data", {}), dict):
            yield "data", "Expected an object"


def _uuid(value: object) -> bool:
    """True for an id in the form of a UUID."""
    try:
        return bool(UUID(str(value)))
    except ValueError:
        return False
