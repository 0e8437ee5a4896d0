"""Formspree: `POST /f/{id}` with a form or JSON; JSON comes back to whoever asks for it."""

import re

from tests.standin import forms
from tests.standin.provider import Provider, posted
from tests.standin.wire import Cors, Reply, Request, say_elsewhere, say_json

ID = "mabcdefg"
FORM_CODES = (
    "BLOCKED",
    "EMPTY",
    "FILES_TOO_BIG",
    "FORM_NOT_FOUND",
    "INACTIVE",
    "NO_FILE_UPLOADS",
    "PROJECT_NOT_FOUND",
    "TOO_MANY_FILES",
)
FIELD_CODES = (
    "REQUIRED_FIELD_EMPTY",
    "REQUIRED_FIELD_MISSING",
    "TYPE_EMAIL",
    "TYPE_NUMERIC",
    "TYPE_TEXT",
)
WRONG = {
    forms.MISSING: ("REQUIRED_FIELD_MISSING", "is required"),
    forms.EMPTY: ("REQUIRED_FIELD_EMPTY", "should not be empty"),
    forms.EMAIL: ("TYPE_EMAIL", "should be an email"),
    forms.NUMBER: ("TYPE_NUMERIC", "should be a number"),
    forms.OPTION: ("TYPE_TEXT", "should be one of the options"),
    forms.LARGE: ("TYPE_TEXT", "is too long"),
    # Formspree takes any field; a form with `others` false answers with a code that no list has.
    forms.UNKNOWN: ("UNKNOWN_FIELD", "is not a field of this form"),
}


class Formspree(Provider):
    """`form_fields` has each form by its id; `quota` is how many records the plan takes in a month."""

    name = "formspree"
    hosts = ("formspree.io",)
    cors = Cors(headers=("content-type", "formspree-client", "formspree-session-data"))
    codes = (*FORM_CODES, *FIELD_CODES)

    def restore(self) -> None:
        self.form_fields = {ID: forms.Form(others=True)}
        self.quota = 50

    @property
    def form(self) -> forms.Form:
        """The form that the site's settings name in the tests."""
        return self.form_fields[ID]

    def refusal(self, code: str, field: str | None = None) -> Reply:
        about = {} if field is None else {"field": field}
        status = 404 if code in ("FORM_NOT_FOUND", "PROJECT_NOT_FOUND") else 422
        return self._error(status, [{"code": code, **about, "message": f"The form says {code}"}])

    def handle(self, request: Request) -> Reply:
        match = re.fullmatch(r"/f/([A-Za-z0-9_-]+)", request.path)
        form = self.form_fields.get(match[1]) if match else None
        if form is None:
            return self.refusal("FORM_NOT_FOUND")
        values = posted(request, lambda status, message: self._error(status, [{"message": message}]))
        if isinstance(values, Reply):
            return values
        own = {name: value for name, value in values.items() if not name.startswith("_")}
        if values.get("_gotcha"):
            return self._accepted(request)
        if not any(value.strip() for value in own.values()):
            return self.refusal("EMPTY")
        if len(self.records) >= self.quota:
            return self._error(403, [{"message": "The form has reached its limit for this month"}])
        errors = [
            {"code": WRONG[wrong][0], "field": name, "message": WRONG[wrong][1]}
            for name, wrong in form.problems(own)
        ]
        if errors:
            return self._error(422, errors)
        self.records.append(values)
        return self._accepted(request)

    def _accepted(self, request: Request) -> Reply:
        """The answer to what was taken, or silently dropped."""
        if "application/json" in request.headers.get("accept", ""):
            return say_json(200, {"next": "https://formspree.io/thanks?language=en", "ok": True})
        return say_elsewhere("https://formspree.io/thanks?language=en")

    def _error(self, status: int, errors: list[dict[str, str]]) -> Reply:
        """An error in Formspree's form: the whole in words, then each part."""
        text = ", ".join(f"{each.get('field', 'form')} {each['message']}" for each in errors)
        return say_json(status, {"error": text, "errors": errors})
