"""Visits to the pages of the standard: open one, tab to a control, prepare a sheet, look at what was kept.

Used by the tests of those pages; imports no test module.
"""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from unicodedata import normalize

from playwright.sync_api import Page, expect

from ledger.browser import call
from tests.browser.asking import RESULT, send
from tests.browser.visits import Profiles
from tests.conftest import ROOT, Site

PLAYBOOKS = sorted(
    file.stem for file in (ROOT / "content" / "playbooks").glob("*.md") if file.stem != "index"
)
EXAMPLE = "[data-part=example]"
RENEWAL = {"baseline": "240,000", "rival_quote": "219,000", "moving_cost": "36,000", "active_share": "0.85"}
"""The example of the software renewal, as the page types it."""
LEDGER = "edge.ledger."
ENTRIES = """() => Object.fromEntries(
  Object.entries(localStorage).filter(([key]) => key.startsWith("edge.ledger."))
)"""


def playbook(site: Site, name: str = "software-renewal") -> dict[str, Any]:
    """A playbook as the site offers it for download."""
    found: dict[str, Any] = json.loads((site.folder / "playbooks" / f"{name}.json").read_text("utf-8"))
    return found


def ledger_says(**request: Any) -> dict[str, Any]:
    """What CPython answers to a page's request of the ledger."""
    found: dict[str, Any] = json.loads(call(json.dumps(request)))
    return found


def open_page(profiles: Profiles, address: str) -> Page:
    """A page that asks the ledger, in a fresh profile, its form ready."""
    page = profiles.profile().new_page()
    page.goto(profiles.site.url + address)
    page.wait_for_selector("[data-ready]")
    return page


def prepare_page(profiles: Profiles, name: str = "software-renewal") -> Page:
    """The page that prepares a sheet, with the fields of a playbook of the site."""
    page = open_page(profiles, f"playbooks/prepare/#{name}")
    expect(page.locator(EXAMPLE)).to_be_visible()
    return page


def prepared_page(profiles: Profiles, name: str = "software-renewal") -> Page:
    """The same with the example's sheet worked out."""
    page = prepare_page(profiles, name)
    page.locator(EXAMPLE).click()
    send(page)
    return page


def fill(page: Page, figures: Mapping[str, str]) -> None:
    """Types the figures into their fields."""
    for name, text in figures.items():
        page.locator(f"[data-place='inputs.{name}']").fill(text)


def typed(page: Page) -> dict[str, str]:
    """What stands in the fields of figures, by name."""
    found: dict[str, str] = page.locator("[data-place^='inputs.']").evaluate_all(
        "all => Object.fromEntries(all.map(({ dataset, value }) => [dataset.place.split('.')[1], value]))"
    )
    return found


def seal(page: Page) -> dict[str, Any]:
    """Seals the sheet on the page, and gives the entry as it was kept."""
    page.locator("[data-part=seal]").click()
    expect(page.locator("[data-part=save]")).to_be_visible()
    [text] = page.evaluate(ENTRIES).values()
    found: dict[str, Any] = json.loads(text)
    return found


def saved(page: Page, button: Any) -> tuple[str, str]:
    """Presses a button that saves a file: the file's name and its text."""
    with page.expect_download() as told:
        button.click()
    return told.value.suggested_filename, Path(told.value.path()).read_text("utf-8")


def tab_to(page: Page, selector: str, most: int = 80) -> None:
    """Presses Tab until the element has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached by Tab")


def packages(page: Page) -> list[dict[str, Any]]:
    """The packages of the result, each with its lines of trades by name."""
    return [
        {
            "view": one.locator(".package__view").text_content(),
            "price": one.locator(".package__price").text_content(),
            "trades": dict(
                zip(
                    one.locator("dt").all_text_contents(),
                    one.locator("dd").all_text_contents(),
                    strict=True,
                )
            ),
            "worth": one.locator(".package__worth").text_content(),
        }
        for one in page.locator(f"{RESULT} .package").all()
    ]


def packages_in(found: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The same of Python's packages."""
    return [
        {
            "view": one["view"],
            "price": f"{one['price']} {one['unit']}",
            "trades": {
                "We give": "; ".join(one["gives"]) or "nothing more",
                "We get": "; ".join(one["gets"]) or "nothing more",
                **({"Ask first": "; ".join(one["needs"])} if one["needs"] else {}),
            },
            "worth": f"Worth to us {one['ours']}; to them {one['theirs']}",
        }
        for one in found
    ]


def squeezed(text: str) -> str:
    """A text without its blanks: print breaks lines anywhere, and draws some pairs of letters as one sign."""
    return re.sub(r"\s+", "", normalize("NFKC", text))
