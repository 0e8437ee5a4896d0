"""Where requests for a demo go, how a time is booked, and what is counted: `extra.funnel` in `mkdocs.yml`.

Each adapter has what its service needs and nothing else. `connect` is what a page has to be allowed to reach,
`action` where its form may be sent without scripts; the policy of a page follows from them.
"""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, field_validator

from site_build.errors import nearest
from site_build.models.address import Address, Host
from site_build.models.base import Form, Line, Schema

Id = Annotated[str, Form(r"[A-Za-z0-9_-]{1,64}", "an id of letters, digits, hyphens and underscores")]
Guid = Annotated[
    str,
    Form(
        r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
        "an id such as 7f9c24e5-0d3e-4f60-8b1a-1f2e3d4c5b6a",
    ),
]
Number = Annotated[str, Form("[0-9]{1,20}", 'a number in quotes, such as "1234567"')]
UTM = ("source", "medium", "campaign", "content", "term")
FIELDS = (
    *("name", "email", "company", "role", "message", "slot", "timezone", "assessment"),
    *("landing_path", "page", "style_page", "article", "referrer_host"),
    *(f"utm_{name}" for name in UTM),
    "first_landing_path",
    *(f"first_utm_{name}" for name in UTM),
    *("consent_processing", "consent_marketing", "consent_result", "lead_id", "created_at", "filled_ms"),
)
"""The names under which a flat form has the envelope, as `flat` in envelope.js writes them."""


def our_field(name: str) -> str:
    """One of `FIELDS`, or ValueError."""
    if name not in FIELDS:
        raise ValueError(f"is no field of a request. {nearest(name, FIELDS)}")
    return name


OurField = Annotated[str, AfterValidator(our_field)]
FieldName = Annotated[
    str,
    BeforeValidator(lambda value: "" if value is None else value),
    Form("[A-Za-z0-9_./-]{0,100}", "the name of a field at the service"),
]
"""A field's name there; empty for one that the form has not."""


def origin(address: str) -> str:
    """Scheme and host of an address, as a policy names it."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


SERVICES = {
    "webhook": "a server of ours",
    "hubspot": "HubSpot",
    "formspree": "Formspree",
    "netlify": "Netlify, which hosts this site",
    "web3forms": "Web3Forms",
    "basin": "Basin",
}
"""What the reader of the privacy page is told of each service; none for the visitor's own mail program."""


BY_MAIL = (
    "The form on the demo page sends nothing by itself. It prepares a message in your own email program, or"
    " a calendar file that is saved on your device. You see every word before you send it, and may delete any"
    " of them. If you do send the mail, it travels through your mail provider and ours, and we use it to"
    " answer you."
)
SENT_BY_FORM = (
    "When you press its button, the form on the demo page sends what stands in its box “Exactly what is sent”"
    " to SERVICE, and we use it to answer you. Campaign labels and the page that you came from stand in the"
    " form as lines that you can take out. What could not be sent is kept in this browser, under"
    " `edge-leads`, for 72 hours at most; the page lists it, with a button to delete it."
)


class Adapter(Schema):
    """What every way out has. `plain` is what a script on the page is told."""

    @property
    def endpoint(self) -> str:
        """The address that is written to; empty for none on another site."""
        return ""

    @property
    def connect(self) -> tuple[str, ...]:
        """The origins that a page has to reach."""
        return (origin(self.endpoint),) if self.endpoint else ()

    @property
    def action(self) -> tuple[str, ...]:
        """The origins that a form goes to without scripts, the one of the thanks included."""
        return self.connect

    def plain(self) -> dict[str, Any]:
        """The settings for the script, with the endpoint."""
        return self.model_dump(mode="json", exclude_none=True) | {"endpoint": self.endpoint}


class Mail(Adapter):
    """The visitor's own mail program, or a calendar file: needs no account anywhere."""

    adapter: Literal["mail"]


class Receiver(Adapter):
    """A receiver of your own, at its whole address."""

    adapter: Literal["webhook"]
    url: Address

    @property
    def endpoint(self) -> str:
        return self.url


class Webhook(Receiver):
    """A receiver for `lead/1`; `simple` for one that cannot answer a preflight."""

    simple: bool = False


class HubSpot(Adapter):
    """HubSpot's Forms API, version 3. `fields` has the form's names for ours where they differ from `NAMES`.

    A field with an empty name is none of the form's: it goes to the end of `message`.
    """

    NAMES: ClassVar[Mapping[str, str]] = {
        "email": "email",
        "name": "firstname",
        "company": "company",
        "role": "jobtitle",
        "message": "message",
    }

    adapter: Literal["hubspot"]
    portal: Number
    form: Guid
    fields: dict[OurField, FieldName] = Field(default_factory=dict)
    subscription: int | None = None

    @field_validator("fields")
    @classmethod
    def _fields_go_somewhere(cls, fields: dict[str, str]) -> dict[str, str]:
        """Two fields under one name would be one, and message takes what has no field."""
        ours: dict[str, str] = {}
        for name, theirs in {**cls.NAMES, **fields}.items():
            if not theirs and name in ("email", "message"):
                raise ValueError(f'leaves "{name}" without a field, and no request can do without it')
            if theirs and theirs in ours:
                raise ValueError(f'has "{theirs}" for both "{ours[theirs]}" and "{name}"')
            ours[theirs] = name
        return fields

    @property
    def action(self) -> tuple[str, ...]:
        """None: HubSpot takes no form post, so without scripts the mail program has the form."""
        return ()

    @property
    def endpoint(self) -> str:
        base = "https://api.hsforms.com/submissions/v3/integration/submit"
        return f"{base}/{self.portal}/{self.form}"


class Formspree(Adapter):
    """A form at Formspree."""

    adapter: Literal["formspree"]
    form: Id

    @property
    def endpoint(self) -> str:
        return f"https://formspree.io/f/{self.form}"


class Netlify(Adapter):
    """Netlify's own forms, where the site is hosted there."""

    adapter: Literal["netlify"]
    form: Id = "demo"


class Web3Forms(Adapter):
    """Web3Forms; its key is public by design."""

    adapter: Literal["web3forms"]
    key: Guid

    @property
    def endpoint(self) -> str:
        return "https://api.web3forms.com/submit"

    @property
    def action(self) -> tuple[str, ...]:
        return (*self.connect, "https://web3forms.com")


class Basin(Adapter):
    """A form at Basin."""

    adapter: Literal["basin"]
    form: Id

    @property
    def endpoint(self) -> str:
        return f"https://usebasin.com/f/{self.form}"


Deliver = Annotated[
    Mail | Webhook | HubSpot | Formspree | Netlify | Web3Forms | Basin, Field(discriminator="adapter")
]


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
