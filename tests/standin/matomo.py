"""Matomo: `matomo.php` with `idsite` and `rec=1` in the query or a form, or such queries listed in JSON."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl

from tests.standin.provider import Provider, wrong_method
from tests.standin.wire import FORM, Cors, Reply, Request, Unreadable, say_json, say_pixel

Params = dict[str, str]


class Matomo(Provider):
    """`sites` has the sites' numbers, `token` the secret that no page may send; `now` gives the time."""

    name = "matomo"
    hosts = ("matomo.example.com",)
    cors = Cors(methods=("GET", "POST"), preflight=False)
    now: Callable[[], datetime]

    def restore(self) -> None:
        self.sites = {"1"}
        self.token = "0123456789abcdef0123456789abcdef"
        self.now = lambda: datetime.now(UTC)

    def refusal(self, code: str, field: str | None = None) -> Reply:
        return say_json(400, {"status": "error", "message": code if field is None else f"{field}: {code}"})

    def handle(self, request: Request) -> Reply:
        if request.path not in ("/matomo.php", "/piwik.php"):
            return Reply(404)
        if request.method not in ("GET", "POST"):
            return wrong_method("GET", "POST")
        params = request.params
        try:
            if request.method == "POST" and request.body[:1] == b"{":
                return self._bulk(request)
            if request.kind == FORM:
                params |= request.fields()
        except Unreadable:
            return self.refusal("The body can't be read")
        for text in self._problems(params):
            return self.refusal(text)
        self.records.append(params)
        return Reply(204) if params.get("send_image") == "0" else say_pixel()

    def _bulk(self, request: Request) -> Reply:
        """Take a list of queries; those that are wrong are counted, the others taken."""
        body = request.json()
        queries = body.get("requests")
        if not isinstance(queries, list) or not all(isinstance(each, str) for each in queries):
            return self.refusal("requests is no list of queries")
        parsed = [dict(parse_qsl(each.removeprefix("?"), keep_blank_values=True)) for each in queries]
        good = [params for params in parsed if not list(self._problems(params))]
        self.records += good
        return say_json(200, {"status": "success", "tracked": len(good), "invalid": len(parsed) - len(good)})

    def _problems(self, params: Params) -> Iterator[str]:
        """Each parameter that is wrong, and how."""
        if params.get("rec") != "1":
            yield "rec is not 1"
        if params.get("idsite") not in self.sites:
            yield "idsite is not known"
        for key in ("e_c", "e_a"):
            if ("e_c" in params or "e_a" in params) and not params.get(key, "").strip():
                yield f"{key} is blank"
        if not re.fullmatch(r"-?\d+(\.\d+)?", params.get("e_v", "0")):
            yield "e_v is no number"
        if not re.fullmatch(r"[0-9a-f]{16}", params.get("_id", "0" * 16)):
            yield "_id is not 16 hexadecimal digits"
        if "cdt" in params and params.get("token_auth") != self.token:
            yield from self._moment(params["cdt"])

    def _moment(self, text: str) -> Iterator[str]:
        """What is wrong with a time that is given without the token: it may be 24 hours old."""
        try:
            seconds = text.isdigit()
            moment = datetime.fromtimestamp(int(text), UTC) if seconds else datetime.fromisoformat(text)
        except (ValueError, OverflowError):
            yield "cdt is no time"
            return
        if self.now() - moment.replace(tzinfo=moment.tzinfo or UTC) > timedelta(hours=24):
            yield "cdt is older than 24 hours and needs token_auth"
