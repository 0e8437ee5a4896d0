"""A receiver of one's own: `lead/1` with an `Idempotency-Key`, and the same receiver for events."""

from typing import Any

from tests.standin import lead
from tests.standin.provider import Provider, wrong_method
from tests.standin.wire import FORM, JSON, TEXT, Cors, Reply, Request, Unreadable, say_json, say_page

EVENTS = {
    "page_viewed",
    "article_read",
    "style_page_viewed",
    "assessment_started",
    "question_answered",
    "assessment_left",
    "assessment_finished",
    "result_viewed",
    "result_shared",
    "demo_opened",
    "demo_submitted",
    "demo_accepted",
    "demo_failed",
    "booking_opened",
    "engine_failed",
}


class Webhook(Provider):
    """Takes a lead once by its key: the second time it says 409, and that it has it.

    With `simple` it answers no `OPTIONS` and takes `text/plain` without the header, each time anew; with
    `native` also a form that is sent without scripts. `shape` is how a lead looks, `path` where it goes.
    """

    name = "webhook"
    hosts = ("hooks.example.com",)
    codes = ("missing", "unknown", "type", "value")
    simple: bool

    def restore(self) -> None:
        self.simple = self.native = False
        self.shape = dict(lead.SHAPE)
        self.path = "/lead"
        self._ids: dict[str, str] = {}

    @property
    def cors(self) -> Cors:  # type: ignore[override]
        """With `simple` the answers can be read, but nothing but plain requests come through."""
        headers = ("content-type", "idempotency-key")
        return Cors("echo", headers=headers, preflight=not self.simple, expose=("Retry-After",))

    def refusal(self, code: str, field: str | None = None) -> Reply:
        about = {} if field is None else {"field": field}
        return say_json(422, {"errors": [{**about, "code": code, "message": f"The receiver says {code}"}]})

    def handle(self, request: Request) -> Reply:
        if request.path != self.path:
            return say_json(404, {"errors": [{"code": "path", "message": "Nothing is taken here"}]})
        if request.method != "POST":
            return wrong_method("POST", "OPTIONS")
        if self.native and request.kind == FORM:
            self.records.append(dict(request.fields()))
            return say_page(200, "Thank you")
        if request.kind != (TEXT if self.simple else JSON):
            return say_json(415, {"errors": [{"code": "type", "message": "Content type is not taken"}]})
        try:
            body = request.json()
        except Unreadable:
            return self.refusal("unreadable")
        key = request.headers.get("idempotency-key")
        if not self.simple and not lead.is_uuid(key):
            return self.refusal("missing", "Idempotency-Key")
        problems = list(lead.problems(body, self.shape))
        if problems:
            return say_json(422, {"errors": problems})
        return self._take(body, body["id"] if key is None else key)

    def _take(self, body: dict[str, Any], key: str) -> Reply:
        """Take a good lead, once by its key and once by its own id."""
        known = None if self.simple else self._ids.get(key) or self._ids.get(body["id"])
        if known:
            return say_json(409, {"id": known})
        given = f"lead-{len(self.records) + 1}"
        self._ids[key] = self._ids[body["id"]] = given
        self.records.append(body)
        return say_json(201, {"id": given})


class EventLog(Provider):
    """Takes `event/1`: an object, or a list of them, with the name of an event under `event` or `name`.

    `events` has the names. The properties are for the tests to judge; a record is what was sent.
    """

    name = "log"
    hosts = ("log.example.com",)
    cors = Cors("echo", headers=("content-type", "idempotency-key"))

    def restore(self) -> None:
        self.events = set(EVENTS)
        self.path = "/event"

    def handle(self, request: Request) -> Reply:
        if request.path != self.path:
            return say_json(404, {"errors": [{"code": "path", "message": "Nothing is taken here"}]})
        if request.method != "POST":
            return wrong_method("POST", "OPTIONS")
        if request.kind not in (JSON, TEXT):
            return say_json(415, {"errors": [{"code": "type", "message": "Content type is not taken"}]})
        try:
            body = request.json()
        except Unreadable:
            return say_json(422, {"errors": [{"code": "unreadable", "message": "Not JSON"}]})
        sent = body if isinstance(body, list) else [body]
        for event in sent:
            name = event.get("event", event.get("name")) if isinstance(event, dict) else None
            if name not in self.events:
                error = {"field": "event", "code": "unknown", "message": f"No event: {name}"}
                return say_json(422, {"errors": [error]})
        self.records += sent
        return Reply(204)
