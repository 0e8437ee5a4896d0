"""HubSpot's Forms API, version 3: `POST /submissions/v3/integration/submit/{portal}/{form}` with JSON."""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.standin import forms
from tests.standin.hubspot_consent import Consent, consent_problems
from tests.standin.provider import Provider, wrong_method
from tests.standin.wire import JSON, Cors, Reply, Request, Unreadable, say_json, unknown

PORTAL = "1234567"
FORM = "7f9c24e5-0d3e-4f60-8b1a-1f2e3d4c5b6a"
CODES = (
    "MAX_NUMBER_OF_SUBMITTED_VALUES_EXCEEDED",
    "INVALID_EMAIL",
    "BLOCKED_EMAIL",
    "REQUIRED_FIELD",
    "INVALID_NUMBER",
    "NUMBER_OUT_OF_RANGE",
    "INPUT_TOO_LARGE",
    "FIELD_NOT_IN_FORM_DEFINITION",
    "VALUE_NOT_IN_FIELD_DEFINITION",
    "INVALID_METADATA",
    "INVALID_HUTK",
    "INVALID_IP_ADDRESS",
    "INVALID_PAGE_URI",
    "INVALID_GOTOWEBINAR_WEBINAR_KEY",
    "INVALID_LEGAL_OPTION_FORMAT",
    "MISSING_PROCESSING_CONSENT",
    "MISSING_PROCESSING_CONSENT_TEXT",
    "MISSING_COMMUNICATION_CONSENT_TEXT",
    "MISSING_LEGITIMATE_INTEREST_TEXT",
    "DUPLICATE_SUBSCRIPTION_TYPE_ID",
    "FORM_HAS_RECAPTCHA_ENABLED",
)
WRONG = {
    forms.MISSING: ("REQUIRED_FIELD", "Required field '{}' is missing"),
    forms.EMPTY: ("REQUIRED_FIELD", "Required field '{}' is missing"),
    forms.EMAIL: ("INVALID_EMAIL", "Invalid email address"),
    forms.NUMBER: ("INVALID_NUMBER", "Invalid number"),
    forms.OPTION: ("VALUE_NOT_IN_FIELD_DEFINITION", "Value is not one of the options of '{}'"),
    forms.LARGE: ("INPUT_TOO_LARGE", "Value is too large"),
    forms.UNKNOWN: ("FIELD_NOT_IN_FORM_DEFINITION", "Field '{}' is not in the form definition"),
}
TOP = {"submittedAt", "fields", "context", "legalConsentOptions", "skipValidation"}
CONTEXT = {"hutk", "pageUri", "pageName", "ipAddress", "sfdcCampaignId", "goToWebinarWebinarKey"}
Problem = tuple[str, str]
"""One of `CODES`, and the text beside it."""


def field_text(name: str, text: str) -> str:
    """The text of an error about a field, in HubSpot's form."""
    return f"Error in 'fields.{name}'. {text}"


def lead_form() -> forms.Form:
    """HubSpot's own names for what a request for a demo has; the e-mail address is required."""
    names = {"firstname", "lastname", "company", "jobtitle", "phone", "message"}
    return forms.Form(optional=names)


@dataclass
class Definition:
    """A form as its owner has set it up: its fields, its rules for consent, and what it says at the end."""

    form: forms.Form = field(default_factory=lead_form)
    consent: Consent = field(default_factory=Consent)
    captcha: bool = False
    redirect: str | None = None
    message: str = "<p>Thanks for submitting the form.</p>"


class HubSpot(Provider):
    """`definitions` has the forms by portal and id, `tokens` the visitors that HubSpot itself has named.

    `clock` gives the seconds that the limit of requests is counted by; a test may set it instead of waiting.
    """

    name = "hubspot"
    hosts = ("api.hsforms.com",)
    cors = Cors(origin="echo")
    codes = CODES
    clock: Callable[[], float]

    def restore(self) -> None:
        self.definitions = {(PORTAL, FORM): Definition()}
        self.tokens: set[str] = set()
        self.clock = time.monotonic
        self.limit, self.window = 50, 10.0
        self._taken: list[float] = []
        self._refused: list[float] = []
        self._blocked = float("-inf")

    @property
    def form(self) -> Definition:
        """The form that the site's settings name in the tests."""
        return self.definitions[PORTAL, FORM]

    def refusal(self, code: str, field: str | None = None) -> Reply:
        text = f"The form says {code}" if field is None else field_text(field, f"The field says {code}")
        return self._invalid([(code, text)])

    def handle(self, request: Request) -> Reply:
        match = re.fullmatch(r"/submissions/v3/integration/submit/(\d+)/([0-9a-fA-F-]{36})", request.path)
        definition = self.definitions.get((match[1], match[2].lower())) if match else None
        if self._too_many():
            return self._error(429, "You have reached your ten_secondly limit.")
        if definition is None:
            return self._error(404, "No form with this portal and id")
        if request.method != "POST":
            return wrong_method("POST")
        if request.kind != JSON:
            return self._error(415, "Unsupported Media Type")
        try:
            body = request.json()
        except Unreadable:
            return self._error(400, "Invalid input JSON")
        problems = list(self._shape(body)) or list(self._problems(body, definition))
        if problems:
            return self._invalid(problems)
        self.records.append({**body, "values": {each["name"]: each["value"] for each in body["fields"]}})
        end = {"redirectUri": definition.redirect} if definition.redirect else {}
        return say_json(200, end or {"inlineMessage": definition.message})

    def _too_many(self) -> bool:
        """Count this request: true over 50 in 10 s, and for a minute after ten refusals within one second."""
        now = self.clock()
        self._taken = [then for then in self._taken if now - then < self.window]
        if now >= self._blocked and len(self._taken) < self.limit:
            self._taken.append(now)
            return False
        self._refused = [then for then in self._refused if now - then < 1] + [now]
        if len(self._refused) >= 10:
            self._blocked = now + 60
        return True

    def _shape(self, body: Any) -> Iterator[Problem]:
        """What does not have the documented shape at all."""
        if not isinstance(body, dict) or not isinstance(body.get("fields"), list):
            yield "INVALID_METADATA", "The body is no object with a list of fields"
            return
        for key in unknown(body, TOP):
            yield "INVALID_METADATA", f"Unknown key '{key}'"
        for each in body["fields"]:
            good = isinstance(each, dict) and not unknown(each, {"objectTypeId", "name", "value"})
            if not good or not isinstance(each.get("name"), str) or not isinstance(each.get("value"), str):
                yield "INVALID_METADATA", "A field has a name and a value, both text"

    def _problems(self, body: dict[str, Any], definition: Definition) -> Iterator[Problem]:
        """What the form refuses in a body of the right shape."""
        if definition.captcha:
            yield "FORM_HAS_RECAPTCHA_ENABLED", "The form has captcha enabled"
        if len(body["fields"]) > 1000:
            yield "MAX_NUMBER_OF_SUBMITTED_VALUES_EXCEEDED", "More than 1000 fields"
        if not re.fullmatch(r"\d{13}", str(body.get("submittedAt", "0" * 13))):
            yield "INVALID_METADATA", "submittedAt is not in milliseconds"
        yield from self._fields(body["fields"], definition.form)
        yield from self._context(body.get("context", {}))
        yield from consent_problems(body.get("legalConsentOptions"), definition.consent)

    def _fields(self, fields: list[dict[str, str]], form: forms.Form) -> Iterator[Problem]:
        """What is wrong with the fields; those of another object than the contact are not on the form."""
        for each in fields:
            if each.get("objectTypeId", "0-1") != "0-1":
                yield "FIELD_NOT_IN_FORM_DEFINITION", field_text(each["name"], "Not a field of the contact")
        for name, wrong in form.problems({each["name"]: each["value"] for each in fields}):
            code, text = WRONG[wrong]
            yield code, field_text(name, text.format(name))

    def _context(self, context: Any) -> Iterator[Problem]:
        """What is wrong with the context. A visitor's token that HubSpot did not give is refused."""
        if not isinstance(context, dict):
            yield "INVALID_METADATA", "The context is no object"
            return
        for key in unknown(context, CONTEXT):
            yield "INVALID_METADATA", f"Unknown key '{key}' in the context"
        if "hutk" in context and context["hutk"] not in self.tokens:
            yield "INVALID_HUTK", "Error in 'context.hutk'. Invalid token"
        if not re.fullmatch(r"https?://\S+", context.get("pageUri", "https://edge.example.com/")):
            yield "INVALID_PAGE_URI", "Error in 'context.pageUri'. Invalid address"
        if not re.fullmatch(r"[0-9a-fA-F.:]+", context.get("ipAddress", "::1")):
            yield "INVALID_IP_ADDRESS", "Error in 'context.ipAddress'. Invalid address"

    def _invalid(self, problems: list[Problem]) -> Reply:
        """The answer to a request that the form refuses."""
        errors = [{"message": text, "errorType": code} for code, text in problems]
        return self._error(400, "The request is not valid", errors=errors)

    def _error(self, status: int, message: str, **more: object) -> Reply:
        """An error in HubSpot's form."""
        number = "8f2e7c1a-0000-4000-8000-000000000000"
        return say_json(status, {"status": "error", "message": message, "correlationId": number, **more})
