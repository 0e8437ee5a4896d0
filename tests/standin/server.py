"""The stand-in itself: an HTTPS server on loopback that gives each request to the service of its host."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.standin.basin import Basin
from tests.standin.booking import CalCom, Calendly
from tests.standin.certificate import make_certificate
from tests.standin.formspree import Formspree
from tests.standin.goatcounter import GoatCounter
from tests.standin.hubspot import HubSpot
from tests.standin.matomo import Matomo
from tests.standin.mishaps import MOVED, Mishap, Mishaps, Plan
from tests.standin.netlify import Netlify
from tests.standin.plausible import Plausible
from tests.standin.posthog import PostHog
from tests.standin.provider import Provider
from tests.standin.transport import Transport
from tests.standin.umami import Umami
from tests.standin.web3forms import Web3Forms
from tests.standin.webhook import EventLog, Webhook
from tests.standin.wire import Reply, Request, say_json, say_page

HANG = 120.0
"""Seconds after which a request that hangs is let go, should a test forget it."""


@dataclass
class Seen:
    """A request in the log; `status` is None as long as it has no answer, or if it never gets one."""

    request: Request
    provider: str | None
    status: int | None = None

    @property
    def line(self) -> str:
        """Method, host and path, for a message or a comparison."""
        return f"{self.request.method} {self.request.host}{self.request.path}"


class Standin:
    """The running server. Its services are attributes by name, and in `providers`.

    `log` has the requests to known hosts, `strays` those to any other (a browser makes some of its own),
    `refused` the hosts of connections that were turned away, `broken` the errors in the stand-in itself.
    """

    def __init__(self, folder: Path) -> None:
        """Start the server; its certificate is made in `folder`. Raises `NoOpenSSL`."""
        self.webhook, self.log_receiver, self.hubspot = Webhook(), EventLog(), HubSpot()
        self.formspree, self.netlify, self.web3forms = Formspree(), Netlify(), Web3Forms()
        self.basin, self.calcom, self.calendly = Basin(), CalCom(), Calendly()
        self.plausible, self.umami, self.goatcounter = Plausible(), Umami(), GoatCounter()
        self.matomo, self.posthog = Matomo(), PostHog()
        found = [each for each in vars(self).values() if isinstance(each, Provider)]
        self.providers: dict[str, Provider] = {each.name: each for each in found}
        self.log: list[Seen] = []
        self.strays: list[Seen] = []
        self.refused: list[str] = []
        self._mishaps, self._extra = Mishaps(), dict[str, Provider]()
        self._change = threading.Condition(threading.RLock())
        self._released = threading.Event()
        hosts = [host for each in found for host in each.hosts]
        self.certificate, key = make_certificate(folder, hosts)
        self._transport = Transport(self._answer, self._refuse, self.certificate, key)
        self.broken = self._transport.broken
        self.port = self._transport.port

    @property
    def rules(self) -> list[str]:
        """The flags with which Chromium finds every host but the loopback ones here."""
        mapped = f"MAP * 127.0.0.1:{self.port}, EXCLUDE 127.0.0.1, EXCLUDE localhost"
        return [f"--host-resolver-rules={mapped}", "--ignore-certificate-errors"]

    @property
    def records(self) -> dict[str, list[dict[str, Any]]]:
        """What each service took, in order."""
        return {name: provider.records for name, provider in self.providers.items()}

    def serve(self, host: str, provider: Provider) -> None:
        """Let another host belong to a service too, until `clear`."""
        with self._change:
            self._extra[host] = provider

    def fault(self, host: str, plan: str | Plan | None) -> None:
        """Set what goes wrong with requests to a host (see `mishaps.py`); None takes it away again."""
        with self._change:
            self._mishaps.plan(host, plan)
            if self._mishaps.refuses(host):
                self._transport.drop(host)

    def release(self) -> None:
        """Let go all requests that hang: their connections end without an answer."""
        with self._change:
            self._released.set()
            self._released = threading.Event()

    def until(self, true: Callable[[], object], seconds: float = 10) -> None:
        """Wait until this holds; asked again after each request. Raises `TimeoutError`."""
        with self._change:
            if not self._change.wait_for(true, seconds):
                seen = [f"{each.line} {each.status}" for each in self.log]
                raise TimeoutError(f"Not within {seconds} s; seen: {seen}, refused: {self.refused}")

    def clear(self) -> None:
        """Forget requests, records, plans and all settings of the services; let go what hangs."""
        self.release()
        with self._change:
            self._mishaps, self._extra = Mishaps(), {}
            for kept in (self.log, self.strays, self.refused, self.broken):
                kept.clear()
            for provider in self.providers.values():
                provider.reset()

    def close(self) -> None:
        """Take the server away."""
        self.release()
        self._transport.close()

    def _provider(self, host: str) -> Provider | None:
        """The service that a host belongs to."""
        serving = (each for each in self.providers.values() if each.serves(host))
        return self._extra.get(host) or next(serving, None)

    def _refuse(self, host: str) -> bool:
        """Whether to turn a connection away; noted."""
        with self._change:
            refuses = self._mishaps.refuses(host)
            if refuses:
                self.refused.append(host)
                self._change.notify_all()
        return refuses

    def _answer(self, request: Request) -> Reply | None:
        """The answer to a request; None for none at all. Writes the log."""
        with self._change:
            provider = self._provider(request.host)
            seen = Seen(request, provider.name if provider else None)
            (self.log if provider else self.strays).append(seen)
            mishap = self._mishaps.take(request) if request.path != MOVED else None
            released = self._released
            self._change.notify_all()
            reply = None
            if mishap is None or mishap.kind not in ("hang", "refuse") or mishap.taken:
                reply = _reply(provider, request, mishap)
            if mishap is None or mishap.kind not in ("hang", "refuse"):
                seen.status = reply.status if reply else None
                self._change.notify_all()
                return reply
        if mishap.kind == "hang":
            released.wait(HANG)
        return None


def _reply(provider: Provider | None, request: Request, mishap: Mishap | None) -> Reply:
    """The answer of a service, changed by a mishap."""
    if provider is None:
        return say_json(404, {"error": "The stand-in has no such host"})
    if request.path == MOVED:
        return provider.readable(request, say_page(200, "Moved"))
    if mishap is None or mishap.taken:
        reply = provider.answer(request)
    elif mishap.kind == "refused":
        reply = provider.readable(request, provider.refusal(mishap.code, mishap.field))
    else:
        reply = provider.readable(request, Reply(200))
    return mishap.change(reply) if mishap else reply
