"""Where requests for a demo go, how a time is booked, and what is counted: `extra.funnel` in `mkdocs.yml`.

The policy of a page follows from `connect` and `action` of what is chosen; `delivery` has the ways out.
"""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, field_validator

from site_build.models.address import Address, Host
from site_build.models.base import Form, Line, Schema
from site_build.models.delivery import (
    BY_MAIL,
    SENT_BY_FORM,
    SERVICES,
    Adapter,
    Deliver,
    Guid,
    Id,
    Mail,
    Number,
    Receiver,
)


class CalCom(Schema):
    """A booking page at Cal.com: `link` is its whole address."""

    provider: Literal["calcom"]
    link: Annotated[
        str, Form(r"https://([a-z0-9-]+\.)?cal\.com/[\w./-]+", "an address such as https://cal.com/edge/demo")
    ]


class Calendly(Schema):
    """A booking page at Calendly; `answers` says which of its questions, a1 to a10, takes which field."""

    provider: Literal["calendly"]
    link: Annotated[
        str, Form(r"https://calendly\.com/[\w./-]+", "an address such as https://calendly.com/edge/demo")
    ]
    answers: dict[Annotated[str, Form("a([1-9]|10)", "a1 to a10")], Literal["company", "role", "message"]] = (
        Field(default_factory=dict)
    )


Booking = Annotated[CalCom | Calendly, Field(discriminator="provider")]


class Counter(Adapter):
    """A service that counts, at a host that may be yours; `PATH` is where it takes an event."""

    PATH: ClassVar[str]
    host: Address

    @field_validator("host")
    @classmethod
    def _without_path(cls, host: str) -> str:
        """The host, or ValueError where the path stands in it that is put behind it."""
        path = cls.PATH.strip("/")
        if host.rstrip("/").endswith(f"/{path}"):
            raise ValueError(f'takes the address without "/{path}", which is put behind it')
        return host

    @property
    def endpoint(self) -> str:
        return self.host.rstrip("/") + self.PATH


class Plausible(Counter):
    """Plausible, its cloud or a host of your own."""

    PATH = "/api/event"
    adapter: Literal["plausible"]
    domain: Host
    host: Address = "https://plausible.io"


class Umami(Counter):
    """Umami, its cloud or a host of your own."""

    PATH = "/api/send"
    adapter: Literal["umami"]
    website: Guid
    host: Address = "https://cloud.umami.is"


class GoatCounter(Counter):
    """GoatCounter: `host` is your own address there."""

    PATH = "/count"
    adapter: Literal["goatcounter"]


class Matomo(Counter):
    """Matomo, with cookies switched off in its settings."""

    PATH = "/matomo.php"
    adapter: Literal["matomo"]
    site: Number


class PostHog(Counter):
    """PostHog: its key only writes, and is public by design."""

    PATH = "/i/v0/e/"
    adapter: Literal["posthog"]
    key: Id
    host: Address = "https://eu.i.posthog.com"


class Log(Receiver):
    """A receiver for `event/1`."""


Count = Annotated[Plausible | Umami | GoatCounter | Matomo | PostHog | Log, Field(discriminator="adapter")]


class Funnel(Schema):
    """The whole block. Without `booking` no time can be booked here, without `count` nothing is counted."""

    deliver: Deliver = Mail(adapter="mail")
    booking: Booking | None = None
    count: Count | None = None
    phone: Line | None = None

    def connect(self, kind: str) -> tuple[str, ...]:
        """The origins that scripts of a page of that kind may reach, each once."""
        ways = (
            *(self.deliver.connect if kind == "demo" else ()),
            *(self.count.connect if self.count else ()),
        )
        return tuple(dict.fromkeys(ways))

    def action(self, kind: str) -> tuple[str, ...]:
        """Where a form of a page of that kind may be sent without scripts."""
        return self.deliver.action if kind == "demo" else ()

    @property
    def told(self) -> str:
        """What the demo form does with a request, for the page on privacy."""
        service = SERVICES.get(self.deliver.adapter)
        return SENT_BY_FORM.replace("SERVICE", service) if service else BY_MAIL
