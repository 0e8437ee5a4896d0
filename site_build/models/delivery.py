"""Where requests for a demo go: one adapter a service, each with what its service needs and nothing else.

`connect` is what a page has to be allowed to reach, `action` where its form may be sent without scripts.
"""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, field_validator

from site_build.errors import nearest
from site_build.models.address import Address
from site_build.models.base import Form, Schema

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
    *("consent_processing", "consent_marketing", "consent_result", "marketing"),
    *("lead_id", "created_at", "filled_ms"),
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
    subscription: Annotated[int, Field(strict=True, ge=1)] | None = None

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
