"""Basin: `POST /f/{id}` with a form or JSON; 200, or an `error` in JSON."""

import re

from tests.standin import forms
from tests.standin.provider import Provider, posted
from tests.standin.web3forms import TEXTS
from tests.standin.wire import Reply, Request, say_elsewhere, say_json

ID = "0a1b2c3d4e5f"


class Basin(Provider):
    """`form_fields` has each form by its id; `honeypot` is the field that its owner has named as the trap."""

    name = "basin"
    hosts = ("usebasin.com",)

    def restore(self) -> None:
        self.form_fields = {ID: forms.Form(others=True)}
        self.honeypot = "_gotcha"

    @property
    def form(self) -> forms.Form:
        """The form that the site's settings name in the tests."""
        return self.form_fields[ID]

    def refusal(self, code: str, field: str | None = None) -> Reply:
        return self._error(422, code if field is None else f"{field} {code}")

    def handle(self, request: Request) -> Reply:
        match = re.fullmatch(r"/f/([A-Za-z0-9_-]+)", request.path)
        form = self.form_fields.get(match[1]) if match else None
        if form is None:
            return self._error(404, "Form not found")
        values = posted(request, self._error)
        if isinstance(values, Reply):
            return values
        if not values.get(self.honeypot):
            own = {name: value for name, value in values.items() if name != self.honeypot}
            for name, wrong in form.problems(own):
                return self._error(422, f"{name} {TEXTS[wrong]}")
            self.records.append(values)
        if request.wants_page:
            return say_elsewhere(f"https://usebasin.com/thanks/{match[1] if match else ''}")
        return say_json(200, {"success": True})

    def _error(self, status: int, message: str) -> Reply:
        """An error in Basin's form."""
        return say_json(status, {"error": message})
