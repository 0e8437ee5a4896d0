"""The booking pages of Cal.com and Calendly: each shows, as JSON, what it read from its address."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs

from tests.standin.provider import Provider, wrong_method
from tests.standin.wire import Cors, Reply, Request, is_email, say_json, say_page

UTM = {"utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term"}
Query = dict[str, list[str]]


class Booking(Provider):
    """A page that is opened, not written to. It names the parameters that it does not read in `unknown`.

    `pages` has the paths that exist; None for any path of the service's shape.
    """

    cors = Cors(origin="", methods=("GET",))
    pattern = r"(/[\w.-]+)+/?"

    def restore(self) -> None:
        self.pages: set[str] | None = None

    def knows(self, name: str) -> bool:
        """True for a parameter that the page reads."""
        raise NotImplementedError

    def problems(self, query: Query) -> Iterator[str]:
        """What is wrong with the values of the parameters."""
        if not all(is_email(address) for address in query.get("email", [])):
            yield "email is not an address"
        for guest in ",".join(query.get("guests", [])).split(","):
            if guest and not is_email(guest):
                yield "guests is not a list of addresses"
        for name in UTM & query.keys():
            if len(query[name]) > 1:
                yield f"{name} is given twice"

    def handle(self, request: Request) -> Reply:
        if request.method != "GET":
            return wrong_method("GET")
        path = request.path
        if not re.fullmatch(self.pattern, path) or (self.pages is not None and path not in self.pages):
            return say_page(404, "This page does not exist")
        query = parse_qs(request.query, keep_blank_values=True)
        seen = {
            "provider": self.name,
            "host": request.host,
            "path": path,
            "query": query,
            "unknown": sorted(name for name in query if not self.knows(name)),
            "problems": sorted(self.problems(query)),
        }
        self.records.append(seen)
        return say_json(200, seen)


class CalCom(Booking):
    """Cal.com; `slugs` has the booking questions that the page's owner has made."""

    name = "calcom"
    hosts = ("cal.com", "app.cal.com", "www.cal.com")

    def restore(self) -> None:
        super().restore()
        self.slugs: set[str] = set()

    def serves(self, host: str) -> bool:
        return host == "cal.com" or host.endswith(".cal.com")

    def knows(self, name: str) -> bool:
        read = {"name", "email", "guests", "notes"} | UTM | self.slugs
        return name in read or re.fullmatch(r"metadata\[[^\]]+\]", name) is not None


class Calendly(Booking):
    """Calendly; its questions are a1 to a10, by their order on the page."""

    name = "calendly"
    hosts = ("calendly.com",)
    pattern = r"(/[\w.-]+){1,2}/?"

    def knows(self, name: str) -> bool:
        plain = {"name", "first_name", "last_name", "email", "guests", "location", "date", "salesforce_uuid"}
        return name in plain | UTM or re.fullmatch(r"a([1-9]|10)", name) is not None

    def problems(self, query: Query) -> Iterator[str]:
        yield from super().problems(query)
        for date in query.get("date", []):
            if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", date):
                yield "date is not YYYY-MM-DD"
