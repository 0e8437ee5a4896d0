"""Plausible: `POST /api/event` with JSON, sent as JSON or as plain text; 202, also for what it drops."""

import re
from collections.abc import Iterator
from typing import Any

from tests.standin.provider import Provider, wrong_method
from tests.standin.wire import JSON, TEXT, Reply, Request, Unreadable, say_json

PROPS, KEY, VALUE, PATH = 30, 300, 2_000, 2_000
"""At most so many properties, and characters of a name, of a value and of a path."""
KNOWN = ("domain", "name", "url", "referrer", "props", "revenue", "interactive")
BOT = re.compile(r"bot\b|crawl|spider", re.IGNORECASE)


class Plausible(Provider):
    """`domains` has the sites of the account: an event for another is dropped, with a header that says so.

    A record holds only what Plausible reads of an event.
    """

    name = "plausible"
    hosts = ("plausible.io",)

    def restore(self) -> None:
        self.domains = {"edge.example.com"}

    def refusal(self, code: str, field: str | None = None) -> Reply:
        return say_json(400, {"errors": {field or "event": [code]}})

    def handle(self, request: Request) -> Reply:
        if request.path != "/api/event":
            return say_json(404, {"error": "Not found"})
        if request.method != "POST":
            return wrong_method("POST")
        if request.kind not in (JSON, TEXT):
            return say_json(415, {"error": "Unsupported content type"})
        try:
            body = request.json()
        except Unreadable:
            return self.refusal("can't be read")
        if not isinstance(body, dict):
            return self.refusal("is invalid")
        for field, text in self._problems(body):
            return self.refusal(text, field)
        agent = request.headers.get("user-agent", "")
        if body["domain"] not in self.domains or not agent or BOT.search(agent):
            return say_json(202, {}).having(x_plausible_dropped="1")
        self.records.append({key: body[key] for key in KNOWN if key in body})
        return say_json(202, {})

    def _problems(self, body: dict[str, Any]) -> Iterator[tuple[str, str]]:
        """Each field that is wrong, and how."""
        for field in ("domain", "name", "url"):
            if not isinstance(body.get(field), str) or not body[field]:
                yield field, "can't be blank"
        url = re.fullmatch(r"[a-z]+://[^/?#]+(/[^?#]*)?.*", str(body.get("url")))
        if url is None:
            yield "url", "is invalid"
        elif len(url[1] or "") > PATH:
            yield "url", f"path should be at most {PATH} characters"
        props = body.get("props", {})
        if not isinstance(props, dict) or len(props) > PROPS:
            yield "props", f"should be an object of at most {PROPS} properties"
            return
        for key, value in props.items():
            if len(key) > KEY or len(str(value)) > VALUE:
                yield "props", f"keys should have at most {KEY} and values at most {VALUE} characters"
            if not isinstance(value, str | int | float | bool):
                yield "props", "values should be text, numbers or booleans"
