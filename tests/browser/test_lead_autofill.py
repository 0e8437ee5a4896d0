"""Chromium's own autofill fills in what a visitor sees, never the trap; a badly made trap it does fill.

The browser is told to use an address through its `Autofill` domain. What then fills the form is what fills
it when a visitor takes the browser's suggestion: its reading of the fields, its rules of which to leave out.
"""

import time
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.leads import SENT, Demo, expect_sent, flat, rows, send, status

pytestmark = pytest.mark.browser

PEOPLE = """
  Ada Lovelace | ada@lovelace.example | Analytical Engines Ltd | +442079460000
  Grace B. Hopper | grace.hopper@navy.example | Hopper & Sons, Inc. | +12025550143
  Jürgen Müller-Lüdenscheidt | j.mueller@firma.example | Müller Maschinenbau GmbH & Co. KG | +493012345678
  Élodie Lefèvre | elodie@lefevre.example | Société Lefèvre | +33142685300
  山田 太郎 | taro@yamada.example | 山田商事株式会社 | +81312345678
  김민준 | minjun@kim.example | 주식회사 김 | +82212345678
  王小明 | wang@xiaoming.example | 小明科技有限公司 | +861012345678
  محمد الأحمد | m.alahmad@trade.example | شركة الأحمد | +966112345678
  יעל כהן | yael@cohen.example | כהן ובניו | +97231234567
  Олена Петренко | olena@petrenko.example | ТОВ Приклад | +380442345678
  María José García López | mj.garcia@ejemplo.example | Ejemplo S.A. | +525512345678
  João da Silva | joao@silva.example | Silva Comércio Ltda. | +551123456789
  Priya Raghunathan | priya@exports.example | Raghunathan Exports Pvt Ltd | +912212345678
  Åsa Öström | asa@ostrom.example | Öström AB | +46812345678
  Siobhán O'Brien | siobhan@obrien.example | O'Brien "Web" Design | +35316123456
  Nguyễn Thị Mai | mai@nguyen.example | Công ty Mai | +842412345678
  Website Robot | website@robot.example | Website.example | +61291234567
  Giulia D'Angelo | giulia@dangelo.example | D'Angelo e Figli S.r.l. | +390612345678
  Teo | teo@teo.example | T | +6561234567
  Anna Wielka-Kowalska | anna@kowalska.example | Usługi Doradcze | +48221234567
"""
"""Who fills in the form: name, e-mail, company, telephone."""
PLACES = """
  GB | 12 St James's Square | London | SW1Y 4JH
  US | 1600 Harbor Road | Arlington | 22201
  DE | Lindenstraße 9 | Berlin | 10969
  FR | 5 rue de l'Église | Lyon | 69002
  JP | 千代田1-1 | 千代田区 | 100-0001
  KR | 세종대로 110 | 서울 | 04524
  CN | 长安街1号 | 北京 | 100006
  SA | King Fahd Road 7 | Riyadh | 11564
  IL | Herzl 4 | Tel Aviv | 6688104
  UA | Хрещатик 1 | Київ | 01001
  MX | Av. Reforma 222 | Ciudad de México | 06600
  BR | Avenida Paulista 1000 | São Paulo | 01310-100
  IN | 14 Marine Drive | Mumbai | 400020
  SE | Storgatan 3 | Stockholm | 111 51
  IE | 8 Merrion Street | Dublin | D02 X285
  VN | 2 Tràng Tiền | Hà Nội | 100000
  AU | 1 George Street | Sydney | 2000
  IT | Via Appia 30 | Roma | 00184
  SG | 10 Anson Road | Singapore | 079903
  PL | ul. Długa 5 | Warszawa | 00-238
"""
"""Where each of them lives: country, street, town, code. The form asks for none of it; a bad trap gets it."""
KINDS = (
    *("NAME_FULL", "EMAIL_ADDRESS", "COMPANY_NAME", "PHONE_HOME_WHOLE_NUMBER"),
    *("ADDRESS_HOME_COUNTRY", "ADDRESS_HOME_LINE1", "ADDRESS_HOME_CITY", "ADDRESS_HOME_ZIP"),
)
"""What stands between the bars, in Chromium's names."""
ASKED = {"name": "NAME_FULL", "email": "EMAIL_ADDRESS", "company": "COMPANY_NAME"}
"""The fields that a browser can fill in."""
TRAPS = {"webhook": "website", "formspree": "_gotcha", "web3forms": "botcheck"}
"""The names that the trap has, with a way out of each."""
BAD = {
    "name": ('<input name="website"', '<input name="phone"', "PHONE_HOME_WHOLE_NUMBER"),
    "label": ("Leave this empty", "City", "ADDRESS_HOME_CITY"),
    "completion": ('"off" data-name="website"', '"street-address" data-name="website"', "ADDRESS_HOME_LINE1"),
}
"""What makes a bad trap of ours, and what falls into it; it stays as far off the screen as it was."""


def addresses() -> list[dict[str, str]]:
    """What the browser of each person knows."""
    lines = zip(PEOPLE.strip().splitlines(), PLACES.strip().splitlines(), strict=True)
    parts = [[part.strip() for part in f"{person}|{place}".split("|")] for person, place in lines]
    return [dict(zip(KINDS, one, strict=True)) for one in parts]


def autofill(page: Page, person: dict[str, str], field: str) -> dict[str, str]:
    """Has the browser fill in the form from one of its fields; gives what it took each for, by name."""
    session = page.context.new_cdp_session(page)
    session.send("Autofill.enable")
    found = session.send("Runtime.evaluate", {"expression": f"document.getElementById('demo-{field}')"})
    node = session.send("DOM.describeNode", {"objectId": found["result"]["objectId"]})["node"]
    address = {"fields": [{"name": kind, "value": value} for kind, value in person.items()]}
    told: list[dict[str, Any]] = []
    session.on("Autofill.addressFormFilled", lambda event: told.extend(event["filledFields"]))
    end = time.monotonic() + 20
    # As long as the browser has not read the form it fills in nothing, and nothing tells when it has.
    while page.locator("demo-form :autofill").count() < len(ASKED) and time.monotonic() < end:
        session.send("Autofill.trigger", {"fieldId": node["backendNodeId"], "address": address})
        page.wait_for_timeout(20)
    for name, kind in ASKED.items():
        expect(page.locator(f"#demo-{name}:autofill")).to_have_value(person[kind])
    session.detach()
    return {each["name"]: each["autofillType"] for each in told}


def trap_of(page: Page) -> Locator:
    """The field that nobody sees."""
    return page.locator("[data-name=website]")


def fell(page: Page) -> bool:
    """Whether the browser has filled in the trap."""
    hit: bool = trap_of(page).evaluate("input => input.value !== '' || input.matches(':autofill')")
    return hit


@pytest.mark.parametrize("way", list(TRAPS))
def test_autofill_leaves_the_trap_alone(demo: Demo) -> None:
    """Of 20 people whose browser fills in the form none falls into the trap; each request arrives."""
    people = addresses()
    hits: list[dict[str, str]] = []
    page = demo.context.new_page()
    for number, person in enumerate(people):
        demo.go(page)
        taken_for = autofill(page, person, list(ASKED)[number % len(ASKED)])
        # The browser has looked at the trap, by its name, and has taken it for nothing.
        assert taken_for[TRAPS[demo.way]] == ""
        hits += [person] * fell(page)
        page.locator("#demo-consent-processing").check()
        send(page)
        expect_sent(page)
        found = flat(demo.way, demo.records[-1])
        assert found == rows(page)
        assert {name: found[name] for name in ASKED} == {name: person[kind] for name, kind in ASKED.items()}
    assert hits == []
    assert len(demo.records) == len(people) == 20


@pytest.mark.parametrize("way", ["webhook"])
@pytest.mark.parametrize("change", list(BAD))
def test_bad_trap_is_filled_in(demo: Demo, change: str) -> None:
    """Named otherwise, or for a kind of address, the trap is filled in and the visitor's request is lost."""
    old, new, kind = BAD[change]
    page = demo.context.new_page()
    changed: list[int] = []

    def worse(route: Route) -> None:
        answer = route.fetch()
        changed.append(answer.text().count(old))
        route.fulfill(response=answer, body=answer.text().replace(old, new))

    page.route("**/demo/", worse)
    demo.go(page)
    assert changed == [1]
    person = addresses()[1]
    autofill(page, person, "name")
    assert fell(page)
    # A telephone number comes as people write it in their country.
    assert trap_of(page).input_value().replace(" ", "") in person[kind].replace(" ", "")
    page.locator("#demo-consent-processing").check()
    send(page)
    expect(status(page)).to_have_text(SENT)
    assert (demo.posts, demo.records) == (0, [])
