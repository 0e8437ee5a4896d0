"""A request as a service sees it, its answer, and which other sites may read that answer."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from email import message_from_bytes
from typing import Any
from urllib.parse import parse_qsl

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
JSON = "application/json"
TEXT = "text/plain"
HTML = "text/html"


class Unreadable(ValueError):
    """The body is not what its content type says."""


@dataclass(frozen=True)
class Request:
    """One request. The names in `headers` are in lower case; `path` is without the query."""

    host: str
    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: bytes

    @property
    def kind(self) -> str:
        """The content type without its parameters; empty if none was sent."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def origin(self) -> str:
        """The site that the request comes from, as the browser names it; empty for none."""
        return self.headers.get("origin", "")

    @property
    def wants_page(self) -> bool:
        """True for a form that is sent without scripts: the browser asks for a page."""
        return HTML in self.headers.get("accept", "")

    @property
    def params(self) -> dict[str, str]:
        """The query; of a name given twice, the last."""
        return dict(parse_qsl(self.query, keep_blank_values=True))

    def text(self) -> str:
        """The body as text; `Unreadable` if it is not UTF-8."""
        try:
            return self.body.decode()
        except UnicodeDecodeError as error:
            raise Unreadable("not UTF-8") from error

    def json(self) -> Any:
        """The body read as JSON, whatever its content type; `Unreadable` if it is none."""
        try:
            return json.loads(self.text())
        except json.JSONDecodeError as error:
            raise Unreadable("not JSON") from error

    def fields(self) -> dict[str, str]:
        """The fields of a form: urlencoded, multipart, or a flat JSON object; else `Unreadable`."""
        if self.kind == FORM:
            return dict(parse_qsl(self.text(), keep_blank_values=True))
        if self.kind == MULTIPART:
            return self._parts()
        if self.kind == JSON:
            value = self.json()
            if not isinstance(value, dict):
                raise Unreadable("not an object")
            return {name: item if isinstance(item, str) else json.dumps(item) for name, item in value.items()}
        raise Unreadable(f"not a form: {self.kind}")

    def _parts(self) -> dict[str, str]:
        """The named parts of a multipart body; files are read as text."""
        head = f"Content-Type: {self.headers['content-type']}\r\n\r\n"
        message = message_from_bytes(head.encode() + self.body)
        if not message.is_multipart():
            raise Unreadable("no parts")
        found = {}
        for part in message.walk():
            name = part.get_param("name", header="content-disposition")
            content = part.get_payload(decode=True)
            if isinstance(name, str) and isinstance(content, bytes):
                found[name] = content.decode()
        return found


@dataclass(frozen=True)
class Reply:
    """An answer. `cut`: the connection ends after the headers, though they promise a body."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False

    def having(self, **headers: str) -> "Reply":
        """The same answer with more headers; an underscore in a name stands for a hyphen."""
        more = {name.replace("_", "-"): value for name, value in headers.items()}
        return replace(self, headers={**self.headers, **more})


def say_json(status: int, value: object) -> Reply:
    """An answer in JSON."""
    body = json.dumps(value, ensure_ascii=False).encode()
    return Reply(status, body, {"Content-Type": JSON})


def say_page(status: int, text: str) -> Reply:
    """An answer that is a small page with a heading."""
    body = f"<!doctype html><html lang=en><title>{text}</title><h1>{text}</h1>"
    return Reply(status, body.encode(), {"Content-Type": f"{HTML}; charset=utf-8"})


def say_pixel(status: int = 200) -> Reply:
    """An answer that is a picture of one pixel."""
    start = "47494638396101000100800100000000ffffff21f9"
    gif = bytes.fromhex(f"{start}04010a0001002c00000000010001000002024c01003b")
    return Reply(status, gif, {"Content-Type": "image/gif"})


def say_elsewhere(location: str, status: int = 302) -> Reply:
    """An answer that sends the browser to another address."""
    return Reply(status, headers={"Location": location})


@dataclass(frozen=True)
class Cors:
    """Which other sites may write to a service and read its answers.

    `origin` is `*`, `echo` for the asking site's own name, or empty for no other site. In `headers`, `*`
    stands for all. With `preflight` false an `OPTIONS` request gets 405 and no permission. `expose` has the
    headers of an answer that a script may read beside the few that it always may.
    """

    origin: str = "*"
    methods: tuple[str, ...] = ("POST",)
    headers: tuple[str, ...] = ("content-type",)
    preflight: bool = True
    expose: tuple[str, ...] = ()

    def allowed(self, request: Request) -> dict[str, str]:
        """The headers that let the asking site read the answer."""
        named = request.origin if self.origin == "echo" else self.origin
        if not named:
            return {}
        shown = {"Access-Control-Expose-Headers": ", ".join(self.expose)} if self.expose else {}
        vary = {"Vary": "Origin"} if self.origin == "echo" else {}
        return {"Access-Control-Allow-Origin": named, **vary, **shown}

    def answer(self, request: Request) -> Reply:
        """The answer to `OPTIONS`. What may be sent is told; the browser compares."""
        if not self.preflight or not self.origin:
            return Reply(405, headers={"Allow": ", ".join(self.methods)})
        told = {
            "Access-Control-Allow-Methods": ", ".join(self.methods),
            "Access-Control-Allow-Headers": ", ".join(self.headers),
        }
        return Reply(204, headers={**self.allowed(request), **told})


def is_email(text: str) -> bool:
    """True for what the services take as an address: a name, one @, and a host with a dot."""
    name, at, host = text.rpartition("@")
    inner = "." in host.strip(".") and ".." not in host and host == host.strip(".")
    return bool(name and at and inner) and "@" not in name and not any(c.isspace() for c in text)


def unknown(names: Iterable[str], known: Iterable[str]) -> list[str]:
    """The names that are not known, in their order."""
    known = set(known)
    return [name for name in names if name not in known]
