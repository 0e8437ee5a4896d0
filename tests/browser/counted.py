"""A site that counts, built once, and what reaches the service that counts. Used by the tests of counting.

The service itself is played by Playwright: no request leaves the machine.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Request, Route
from pydantic import TypeAdapter

from site_build.assets import script
from site_build.counting import schema
from site_build.models.funnel import Count
from tests.closed_schema import wrong
from tests.conftest import ROOT, Site

SETTINGS: dict[str, dict[str, str]] = {
    "plausible": {"domain": "edge.example.com"},
    "umami": {"website": "7f9c24e5-0d3e-4f60-8b1a-1f2e3d4c5b6a"},
    "goatcounter": {"host": "https://edge.goatcounter.com"},
    "matomo": {"host": "https://matomo.example.com", "site": "1"},
    "posthog": {"key": "phc_abc"},
    "webhook": {"url": "https://hooks.example.com/event"},
}
"""What mkdocs.yml says of each service, beside the name of its adapter."""
READ = ("theme", "assessment", "ledger", "node_modules", ".cache", "pyproject.toml")
SCHEMA = schema("https://edge.example.com/")
STORAGE = """async () => ({
  local: Object.entries(localStorage),
  session: Object.entries(sessionStorage),
  cookies: document.cookie,
  databases: (await indexedDB.databases()).map(({ name }) => name),
  caches: await caches.keys(),
})"""


def count_of(adapter: str) -> Count:
    """The settings of a service, as mkdocs.yml would give them."""
    found: Count = TypeAdapter(Count).validate_python({"adapter": adapter, **SETTINGS[adapter]})
    return found


def told(adapter: str) -> str:
    """What a page is told of the service, as it stands in the page."""
    return json.dumps({"count": count_of(adapter).plain(), "deliver": "mail"}, sort_keys=True)


def build(folder: Path) -> Path:
    """The project with a receiver of its own for what is counted, built in the folder; the site's folder."""
    shutil.copytree(ROOT / "content", folder / "content")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    line = "    deliver: {adapter: mail}\n"
    assert settings.count(line) == 1
    chosen = json.dumps({"adapter": "webhook", **SETTINGS["webhook"]})
    (folder / "mkdocs.yml").write_text(
        settings.replace(line, f"{line}    count: {chosen}\n"), encoding="utf-8"
    )
    for name in READ:
        (folder / name).symlink_to(ROOT / name)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    subprocess.run(command, cwd=folder, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    return folder / "site"


def changed(built: Path, folder: Path, adapter: str) -> Path:
    """The built site with another adapter: in every page its name, its settings and its host are put in.

    tests/site_build/test_counting_list.py holds that a build writes the same.
    """
    shutil.copytree(built, folder, copy_function=os.link)
    [own] = folder.rglob("components/count/adapters/webhook.js")
    (own.parent / f"{adapter}.js").write_bytes(script(ROOT / f"theme/components/count/adapters/{adapter}.js"))
    was, now = count_of("webhook"), count_of(adapter)
    for file in folder.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        text = text.replace(told("webhook"), told(adapter)).replace(was.connect[0], now.connect[0])
        text = text.replace("adapters/webhook.js", f"adapters/{adapter}.js")
        # The file is shared with the other build: a new one takes its place.
        file.unlink()
        file.write_text(text, encoding="utf-8")
    return folder


@dataclass
class Receiver:
    """What reached the service: method, address, kind of content, body."""

    site: Site
    adapter: str
    got: list[dict[str, str]] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def listen(self, context: BrowserContext) -> None:
        """Answers for the service on every page of the context, and notes every other host."""
        context.route(lambda url: not url.startswith(self.site.url), self._answer)

    def _answer(self, route: Route, request: Request) -> None:
        if not request.url.startswith(count_of(self.adapter).endpoint):
            self.foreign.append(request.url)
            route.abort()
            return
        kind = request.headers.get("content-type", "")
        self.got.append(
            {"method": request.method, "url": request.url, "type": kind, "body": request.post_data or ""}
        )
        assert "cookie" not in request.headers
        assert "referer" not in request.headers
        route.fulfill(status=202, headers={"access-control-allow-origin": "*"}, body="")

    def whole(self) -> str:
        """Everything that was told, in one text, decoded."""
        parts = [urlsplit(one["url"]).query + "\n" + one["body"] for one in self.got]
        return "\n".join(parts + [str(parse_qsl(part)) for part in parts])

    def plain(self) -> list[dict[str, Any]]:
        """The requests with the site's own address taken out, JSON and forms read."""
        return [self._plain(one) for one in self.got]

    def _plain(self, one: dict[str, str]) -> dict[str, Any]:
        url, body = (
            re.sub(r"http(://|%3A%2F%2F)127\.0\.0\.1(:|%3A)\d+", r"https\1edge.example.com", one[part])
            for part in ("url", "body")
        )
        body = body.replace('"127.0.0.1"', '"edge.example.com"')
        where, _, query = url.partition("?")
        sent: Any = json.loads(body) if body.startswith("{") else dict(parse_qsl(body))
        kind = one["type"].partition(";")[0]
        return {
            "request": f"{one['method']} {where}",
            "query": dict(parse_qsl(query)),
            "type": kind,
            "body": sent,
        }

    def events(self) -> list[dict[str, Any]]:
        """The events as the receiver of one's own has them; each fits the schema."""
        assert self.adapter == "webhook"
        found = [json.loads(one["body"]) for one in self.got]
        for event in found:
            assert wrong(event, SCHEMA) == [], event
        return found

    def names(self) -> list[str]:
        """The names of those events."""
        return [event["name"] for event in self.events()]


@contextmanager
def visitor(chromium: Browser, receiver: Receiver, init: str = "") -> Iterator[Page]:
    """A page in a profile of its own, whose service is the receiver; `init` runs first on each page."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, service_workers="block")
    receiver.listen(context)
    if init:
        context.add_init_script(init)
    try:
        yield context.new_page()
    finally:
        context.close()
