"""GoatCounter: `GET` or `POST /count?p=…`; a picture of one pixel, with what is wrong in a header only."""

import re
from collections.abc import Iterator

from tests.standin.provider import Provider, wrong_method
from tests.standin.wire import Cors, Reply, Request, say_pixel

KNOWN = ("p", "t", "e", "r", "s", "q", "b")
PATH = 2_048
"""Characters of a path."""
TRUTH = {"true", "false", "1", "0", "on", "off"}


class GoatCounter(Provider):
    """Reads only the query, never a body; a record holds the parameters that it reads."""

    name = "goatcounter"
    hosts = ("edge.goatcounter.com",)
    cors = Cors(methods=("GET", "POST"), preflight=False)

    def refusal(self, code: str, field: str | None = None) -> Reply:
        return say_pixel(400).having(X_Goatcounter=code if field is None else f"{field}: {code}")

    def handle(self, request: Request) -> Reply:
        if request.path != "/count":
            return Reply(404)
        if request.method not in ("GET", "POST"):
            return wrong_method("GET", "POST")
        params = request.params
        for text in self._problems(params):
            return self.refusal(text)
        self.records.append({key: params[key] for key in KNOWN if key in params})
        return say_pixel()

    def _problems(self, params: dict[str, str]) -> Iterator[str]:
        """Each parameter that is wrong, and how."""
        path = params.get("p", "")
        if not path:
            yield "not valid: path: must be set"
        if len(path) > PATH:
            yield f"not valid: path: must be shorter than {PATH} characters"
        if params.get("e", "0") not in TRUTH:
            yield "error decoding parameters: e is no boolean"
        if not re.fullmatch(r"(\d+(\.\d+)?(,\d+(\.\d+)?){0,2})?", params.get("s", "")):
            yield "error decoding parameters: s is no size"
        bot = params.get("b", "0")
        if not bot.isdigit() or 0 < int(bot) < 150:
            yield f"wrong value: b={bot}"
