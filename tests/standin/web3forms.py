"""Web3Forms: `POST /submit` with a form or JSON that holds the public `access_key`."""

from tests.standin import forms
from tests.standin.provider import Provider, posted
from tests.standin.wire import Reply, Request, say_elsewhere, say_json

KEY = "5f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b"
RESERVED = {"access_key", "subject", "from_name", "replyto", "redirect", "botcheck"}
TEXTS = {
    forms.MISSING: "is required",
    forms.EMPTY: "is required",
    forms.EMAIL: "is not a valid email",
    forms.NUMBER: "is not a number",
    forms.OPTION: "is not one of the options",
    forms.LARGE: "is too long",
    forms.UNKNOWN: "is not a field of this form",
}


class Web3Forms(Provider):
    """`form_fields` has each form by its access key."""

    name = "web3forms"
    hosts = ("api.web3forms.com",)
    codes = ("Invalid access_key",)

    def restore(self) -> None:
        self.form_fields = {KEY: forms.Form(required=set(), optional={"email"}, others=True)}

    @property
    def form(self) -> forms.Form:
        """The form that the site's settings name in the tests."""
        return self.form_fields[KEY]

    def refusal(self, code: str, field: str | None = None) -> Reply:
        return self._error(400, code if field is None else f"{field} {code}")

    def handle(self, request: Request) -> Reply:
        if request.path != "/submit":
            return self._error(404, "Not found")
        values = posted(request, self._error)
        if isinstance(values, Reply):
            return values
        form = self.form_fields.get(values.get("access_key", ""))
        if form is None:
            return self._error(400, "Invalid access_key")
        if values.get("botcheck") in (None, "", "false"):
            own = {name: value for name, value in values.items() if name not in RESERVED}
            for name, wrong in form.problems(own):
                return self._error(400, f"{name} {TEXTS[wrong]}")
            self.records.append(values)
        if request.wants_page:
            return say_elsewhere(values.get("redirect", "https://web3forms.com/success"))
        return say_json(200, {"success": True, "message": "Email sent successfully!"})

    def _error(self, status: int, message: str) -> Reply:
        """An error in Web3Forms' form."""
        return say_json(status, {"success": False, "message": message})
