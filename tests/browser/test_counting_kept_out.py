"""What is never counted: nothing by default or against a signal, nothing of the visitor, or off the list."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from assessment.quiz import bundled_bank
from site_build.counting import SCHEMA
from tests.browser.counted import SETTINGS, STORAGE, Receiver, visitor
from tests.browser.counted_visits import ARTICLE, EXAMPLES, HIDE, SAY, SECRETS, STYLE, came, read_article
from tests.browser.take import answer_all, leaks_of, picks_of
from tests.browser.visits import settled
from tests.conftest import Site
from tests.site.tree import Tree, address

pytestmark = pytest.mark.browser


def test_site_without_a_service_names_none(tree: Tree) -> None:
    """AN-9: no page of the default build has a word of it, and no file is there, but for the schema."""
    assert SCHEMA in tree.files
    assert not [path for path in tree.files if "components/count/" in path]
    for path in tree.html:
        assert "edge:count" not in tree.text(path), path


def test_default_build_asks_nobody(page: Page, site: Site, tree: Tree) -> None:
    """AN-1: by default no page of any kind asks another host, whatever its components say."""
    foreign: list[str] = []
    page.context.on(
        "request", lambda sent: None if sent.url.startswith(site.url) else foreign.append(sent.url)
    )
    for paths in tree.kinds().values():
        page.goto(site.url + address(paths[0]))
        for name, detail in EXAMPLES:
            page.evaluate(SAY, [name, detail])
        page.evaluate(HIDE, True)
    assert foreign == []


@pytest.mark.parametrize("adapter", SETTINGS)
def test_whole_visit_tells_nothing_of_the_visitor(
    chromium: Browser, service: Callable[[str], Receiver], adapter: str
) -> None:
    """AN-2: article, style page, assessment, sharing, demo: no answer, code, text or fragment is told."""
    receiver = service(adapter)
    site = receiver.site
    with visitor(chromium, receiver) as page:
        page.goto(f"{site.url}{STYLE}?q=secret&gclid=secret#hello")
        page.locator("share-bar [data-copy]").click()
        page.goto(f"{site.url}assessment/?q=secret")
        settled(page)
        answer_all(page, picks_of("owl", "lion"), leaks_of(2))
        codes = [
            page.locator(f"keep-result [data-part={name}]").inner_text() for name in ("private", "share")
        ]
        page.locator("keep-result [data-copy=share]").click()
        page.goto(codes[1])
        expect(page.locator("shared-result")).to_have_attribute("data-state", "found", timeout=60_000)
        page.goto(f"{site.url}demo/")
        page.locator("[name=name]").fill("secret")
        page.locator("[name=email]").fill("someone@example.com")
        page.locator("[name=message]").fill("hello")
        page.goto(f"{site.url}no/someone@example.com/hello/")
        read_article(page, site, "?q=secret")
        page.wait_for_timeout(200)
    whole = receiver.whole()
    bank = bundled_bank()
    words = [statement.id for block in bank.blocks for statement in block.statements]
    words += [block.id for block in bank.blocks] + [item.id for item in bank.leaks]
    words += [code.partition("=")[2] for code in codes]
    assert len(receiver.got) > len(bank.blocks)
    for word in (*SECRETS, *words):
        assert not re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", whole), word
    assert receiver.foreign == []
    if adapter == "webhook":
        sent = receiver.events()
        own = [event["props"]["own"] for event in sent if event["name"] == "result_viewed"]
        assert own == [True, False]
        assert {"assessment_finished", "result_shared", "demo_opened", "article_read"} <= set(
            receiver.names()
        )
        assert "/404.html" in {event["path"] for event in sent}


@pytest.mark.parametrize(
    "signal",
    [
        "Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true });",
        "Object.defineProperty(Navigator.prototype, 'doNotTrack', { get: () => '1' });",
    ],
)
def test_signal_of_the_browser_is_honoured(chromium: Browser, own: Receiver, signal: str) -> None:
    """AN-4: under Global Privacy Control or Do Not Track nothing is sent, whatever happens."""
    with visitor(chromium, own, signal) as page:
        for path in (STYLE, "demo/", "assessment/", ""):
            page.goto(own.site.url + path)
            for name, detail in EXAMPLES:
                page.evaluate(SAY, [name, detail])
            page.evaluate(HIDE, True)
        read_article(page, own.site)
        page.wait_for_timeout(200)
    assert own.got == []
    assert own.foreign == []


def test_visitor_refuses_for_a_tab(chromium: Browser, own: Receiver) -> None:
    """AN-4: the link of the privacy page ends the counting on every page of the tab, and keeps nothing."""
    with visitor(chromium, own) as page:
        page.goto(f"{own.site.url}privacy/")
        came(page, own, 1)
        page.get_by_role("link", name="Do not count this tab").click()
        status = page.locator("[data-part=counted]")
        expect(status).to_have_text("Nothing is counted in this tab.")
        page.goto(own.site.url + STYLE)
        page.goto(f"{own.site.url}demo/")
        page.goto(f"{own.site.url}privacy/")
        expect(status).to_have_text("Nothing is counted in this tab.")
        came(page, own, 1)
        assert page.evaluate(STORAGE) == {
            "local": [],
            "session": [],
            "cookies": "",
            "databases": [],
            "caches": [],
        }
        page.get_by_role("link", name="Count it again").click()
        expect(status).to_be_empty()
        page.goto(f"{own.site.url}about/")
        came(page, own, 2)


def test_nothing_is_kept_for_it(chromium: Browser, own: Receiver, site: Site) -> None:
    """AN-3: what lies in every kind of storage is the same with the counting as without."""
    kept = []
    for one in (own, Receiver(site, "webhook")):
        with visitor(chromium, one) as page:
            found = []
            for path in ("", ARTICLE, STYLE, "demo/", "assessment/", "privacy/"):
                page.goto(one.site.url + path)
                for name, detail in EXAMPLES:
                    page.evaluate(SAY, [name, detail])
                found.append(page.evaluate(STORAGE))
            kept.append(found)
    assert kept[0] == kept[1]
    assert len(own.got) > len(EXAMPLES)


def test_what_is_not_on_the_list_is_dropped(chromium: Browser, own: Receiver) -> None:
    """Unknown events and values that are no short words or numbers are not sent; other keys are cut."""
    with visitor(chromium, own) as page:
        page.goto(own.site.url)
        came(page, own, 1)
        for name, detail in [
            ("mouse_moved", {"n": 1}),
            ("result_shared", {"channel": "A text that somebody wrote"}),
            ("result_shared", {"channel": "someone@example.com"}),
            ("result_shared", {"channel": ["link"]}),
            ("result_shared", {}),
            ("question_answered", {"n": 1.5, "of": 18}),
            ("question_answered", {"n": -1, "of": 18}),
            ("booking_opened", {"provider": None}),
        ]:
            page.evaluate(SAY, [name, detail])
        page.evaluate("document.dispatchEvent(new Event('edge:count'))")
        page.evaluate(SAY, ["result_viewed", {"own": True, "style": "owl", "answer": "a01-2", "score": 12}])
        came(page, own, 2)
        page.evaluate(SAY, ["result_viewed", {"own": True}])
        came(page, own, 2)
    assert own.events()[1]["props"] == {"own": True}
