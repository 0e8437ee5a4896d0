"""What is counted: in a real browser, on a site whose settings name a service; and nothing on one without."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from assessment.quiz import bundled_bank
from site_build import funnel_report
from site_build.counting import EVENTS, SCHEMA
from tests.browser.counted import SETTINGS, STORAGE, Receiver, build, changed, visitor
from tests.browser.take import answer_all, answer_step, continue_, leaks_of, picks_of
from tests.browser.visits import settled
from tests.conftest import ROOT, Site
from tests.site.tree import Tree, address

pytestmark = pytest.mark.browser

GOLDEN = ROOT / "tests" / "golden" / "count"
ARTICLE = "articles/first-offers/"
STYLE = "styles/lion-owl/"
SECRETS = ("hello", "secret", "someone@example.com", "gclid", "utm_", "q=", "#", "%23")
"""What the visits below have in addresses and fields, and no request may hold."""
TICKS = 16
SAY = """([name, detail]) =>
  document.dispatchEvent(new CustomEvent("edge:count", { detail: { name, ...detail } }))"""
END = """const end = document.querySelector(".prose").lastElementChild;
end.scrollIntoView({ block: "end", behavior: "instant" });"""
HIDE = """hidden => {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
EXAMPLES: list[tuple[str, dict[str, Any]]] = [
    ("article_read", {"slug": "first-offers", "depth": 50}),
    ("assessment_started", {"instrument": "nsa", "version": 1}),
    ("question_answered", {"n": 3, "of": 18, "engine": "ready"}),
    ("assessment_left", {"n": 3, "of": 18}),
    ("assessment_finished", {}),
    ("result_viewed", {"own": True}),
    ("result_shared", {"channel": "link"}),
    ("demo_opened", {"adapter": "mail", "code": 0}),
    ("demo_submitted", {"adapter": "hubspot", "code": 0}),
    ("demo_accepted", {"adapter": "hubspot", "code": 200}),
    ("demo_failed", {"adapter": "hubspot", "code": 429}),
    ("booking_opened", {"provider": "calcom"}),
    ("engine_failed", {"stage": "start", "text": "The scoring engine has not said anything for 8 seconds."}),
]
"""What components say; a style page says the other two events by itself."""


@pytest.fixture(scope="module")
def counting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site that counts by a receiver of its own."""
    return build(tmp_path_factory.mktemp("counting"))


@pytest.fixture
def service(counting: Path, tmp_path: Path) -> Iterator[Callable[[str], Receiver]]:
    """Gives the receiver of a site that is served and counts by that adapter."""
    open_sites: list[Site] = []

    def serve(adapter: str) -> Receiver:
        folder = counting if adapter == "webhook" else changed(counting, tmp_path / adapter, adapter)
        open_sites.append(Site(folder))
        return Receiver(open_sites[-1], adapter)

    yield serve
    for site in open_sites:
        site.close()


@pytest.fixture
def own(service: Callable[[str], Receiver]) -> Receiver:
    """The receiver of one's own, which has `event/1` as it is."""
    return service("webhook")


def arrived(page: Page, receiver: Receiver, name: str) -> None:
    """Waits until an event has reached the receiver of one's own."""
    for _ in range(200):
        if name in receiver.names():
            return
        page.wait_for_timeout(25)
    raise AssertionError(f"{name} did not come: {receiver.names()}")


def came(page: Page, receiver: Receiver, number: int) -> None:
    """Waits until so many requests have come, and fails if there are more."""
    for _ in range(200):
        if len(receiver.got) >= number:
            break
        page.wait_for_timeout(25)
    page.wait_for_timeout(100)
    assert len(receiver.got) == number, receiver.whole()


def stop(page: Page) -> None:
    """From now on time passes only where a test lets it."""
    page.clock.pause_at(page.evaluate("Date.now() / 1000 + 1"))


def read_article(page: Page, site: Site, query: str = "") -> None:
    """Opens an article and reads it to its end, in time that the test lets pass."""
    page.clock.install()
    page.goto(f"{site.url}{ARTICLE}{query}")
    page.evaluate(END)
    page.clock.run_for(TICKS * 1000)


def test_site_without_a_service_names_none(tree: Tree) -> None:
    """AN-9: no page of the default build has a word of it, and no file is there, but for the schema."""
    assert SCHEMA in tree.files
    assert not [path for path in tree.files if "components/count/" in path]
    for path in tree.html:
        assert "edge:count" not in tree.text(path), path


def test_every_page_counts_by_its_last_script(counting: Path) -> None:
    """LEAD-11: what a page takes out of its own address is gone before anything is sent; the policy fits."""
    tree = Tree(counting)
    for path in tree.html:
        scripts = [node.attributes.get("src") or "" for node in tree.html[path].css("script[src]")]
        assert [name.rpartition("/count/")[2] for name in scripts if "/count/adapters/" in name] == [
            "adapters/webhook.js"
        ], path
        assert scripts[-1].endswith("/count/adapters/webhook.js"), path
        policy = tree.one(path, "meta[http-equiv=Content-Security-Policy]").attributes["content"] or ""
        assert "connect-src 'self' https://hooks.example.com;" in policy, path


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
def test_each_event_as_its_service_wants_it(
    chromium: Browser, service: Callable[[str], Receiver], adapter: str
) -> None:
    """AN-5: every event reaches every service in the golden form, and each kind of event is among them."""
    receiver = service(adapter)
    with visitor(chromium, receiver) as page:
        page.clock.install()
        where = f"{STYLE}?utm_campaign=spring&utm_medium=qr&gclid=secret#hello"
        page.goto(receiver.site.url + where, referer="https://news.example/secret?q=1")
        came(page, receiver, 2)
        stop(page)
        for index, (name, detail) in enumerate(EXAMPLES, 3):
            page.clock.run_for(4000)
            page.evaluate(SAY, [name, detail])
            came(page, receiver, index)
    file = GOLDEN / f"{adapter}.json"
    assert receiver.plain() == json.loads(file.read_text(encoding="utf-8"))
    assert receiver.foreign == []
    # GoatCounter is told the campaign in the form of a query, and of the query nothing else.
    whole = re.sub(r"(q=)?utm_campaign(=|%3D)spring", "", receiver.whole())
    assert [secret for secret in SECRETS if secret in whole] == []
    if adapter == "webhook":
        assert set(receiver.names()) == set(EVENTS)


@pytest.mark.parametrize("adapter", SETTINGS)
def test_whole_visit_tells_nothing_of_the_visitor(
    chromium: Browser, service: Callable[[str], Receiver], adapter: str
) -> None:
    """AN-2: article, style page, assessment, sharing, demo: no answer, code, text or fragment is told."""
    receiver = service(adapter)
    site = receiver.site
    with visitor(chromium, receiver) as page:
        page.goto(f"{site.url}{STYLE}?q=secret&gclid=secret#hello")
        page.locator("share-bar button").click()
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


def test_article_is_read_after_fifteen_seconds(chromium: Browser, own: Receiver) -> None:
    """Each quarter counts once, after 15 seconds before the reader's eyes; a hidden tab reads nothing."""

    def depths() -> list[int]:
        return [event["props"]["depth"] for event in own.events() if event["name"] == "article_read"]

    with visitor(chromium, own) as page:
        page.clock.install()
        page.goto(own.site.url + ARTICLE)
        stop(page)
        came(page, own, 1)
        page.clock.run_for(60_000)
        assert depths() == [], "the head alone is no reading"
        scroll = (
            "share => scrollTo({ top: document.querySelector('.prose').getBoundingClientRect().top + scrollY"
        )
        scroll += (
            " + share * document.querySelector('.prose').offsetHeight - innerHeight, behavior: 'instant' })"
        )
        page.evaluate(scroll, 0.6)
        page.evaluate(HIDE, True)
        page.clock.run_for(60_000)
        page.evaluate(HIDE, False)
        page.clock.run_for(14_000)
        came(page, own, 1)
        page.clock.run_for(2_000)
        came(page, own, 3)
        assert depths() == [25, 50]
        page.evaluate(scroll, 1)
        page.clock.run_for(2_000)
        came(page, own, 5)
        assert depths() == [25, 50, 75, 100]
        page.clock.run_for(60_000)
        came(page, own, 5)
        assert {event["props"].get("slug") for event in own.events()} == {None, ARTICLE.split("/")[1]}


@pytest.mark.parametrize(
    ("end", "via"),
    [
        ("", "none"),
        ("?utm_medium=sales", "sales"),
        ("?utm_medium=qr&utm_campaign=fair", "qr"),
        ("?utm_medium=email", "none"),
        ("#s=K3P9TR", "share"),
    ],
)
def test_style_page_tells_how_one_came(chromium: Browser, own: Receiver, end: str, via: str) -> None:
    """A style page says by which kind of link it was opened, and the campaign where the address names one."""
    with visitor(chromium, own) as page:
        page.goto(own.site.url + STYLE + end)
        arrived(page, own, "style_page_viewed")
    [event] = [event for event in own.events() if event["name"] == "style_page_viewed"]
    assert event["props"] == {"style": "lion-owl", "via": via}
    assert event.get("campaign") == ("fair" if "fair" in end else None)


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


def test_take_that_is_left(chromium: Browser, own: Receiver) -> None:
    """A take begun and left is counted with its question and in about its time, and once at each question."""
    with visitor(chromium, own) as page:
        page.goto(f"{own.site.url}assessment/")
        settled(page)
        page.evaluate(HIDE, True)
        page.evaluate(HIDE, False)
        came(page, own, 1)
        answer_step(page, picks_of("owl", "lion"), {}, {})
        continue_(page)
        for _ in range(2):
            page.evaluate(HIDE, True)
            page.evaluate(HIDE, False)
        came(page, own, 4)
    of = len(bundled_bank().blocks)
    started, answered, left = own.events()[1:]
    assert started["props"] == {"instrument": bundled_bank().id, "version": bundled_bank().version}
    assert answered["props"]["n"] == 1
    assert answered["props"]["of"] > of
    assert left["props"] == {**answered["props"], "ms_bucket": left["props"]["ms_bucket"]}
    assert left["props"]["ms_bucket"] in {1_000, 3_000, 10_000, 30_000}


def test_engine_that_fails_is_counted(chromium: Browser, own: Receiver) -> None:
    """An engine whose script does not come is told by a stage and one word."""
    with visitor(chromium, own) as page:
        page.route("**/worker.*.js*", lambda route: route.abort())
        page.goto(f"{own.site.url}assessment/")
        settled(page)
        page.locator("fieldset.step[data-shown] input").first.check()
        arrived(page, own, "engine_failed")
    [failed] = [event for event in own.events() if event["name"] == "engine_failed"]
    assert failed["props"] == {"stage": "start", "reason": "loaded"}


def test_totals_are_exact(chromium: Browser, own: Receiver) -> None:
    """AN-6: twenty visits of a known kind give exactly those counts at the receiver, and in its funnel."""
    kinds = ("page_viewed", "style_page_viewed", "assessment_started", "question_answered")
    wanted = dict.fromkeys((*kinds, "assessment_left", "demo_opened"), 0)
    for number in range(20):
        with visitor(chromium, own) as page:
            before = len(own.got)
            page.goto(own.site.url + STYLE)
            wanted["page_viewed"] += 1
            wanted["style_page_viewed"] += 1
            if number % 2 == 0:
                page.goto(f"{own.site.url}assessment/")
                settled(page)
                answer_step(page, picks_of("owl", "lion"), {}, {})
                continue_(page)
                for name in ("page_viewed", "assessment_started", "question_answered"):
                    wanted[name] += 1
            if number % 4 == 0:
                # Leaving the page tells that the take was left.
                page.evaluate(HIDE, True)
                page.goto(f"{own.site.url}demo/")
                for name in ("assessment_left", "page_viewed", "demo_opened"):
                    wanted[name] += 1
            came(page, own, before + 2 + 3 * (number % 2 == 0) + 3 * (number % 4 == 0))
    names = own.names()
    assert {name: names.count(name) for name in wanted} == wanted
    text = "\n".join(one["body"] for one in own.got)
    report = funnel_report.report(list(funnel_report.read(text)), None)
    for name, count in wanted.items():
        assert re.search(rf"^{name} +{count}(?: |$)", report, re.MULTILINE), report


def test_page_that_is_closed_has_sent_what_it_knew(chromium: Browser, own: Receiver) -> None:
    """The send outlives the page: it is asked for as such, without credentials, and needs no preflight."""
    watch = """
      const ask = window.fetch;
      window.asked = [];
      window.fetch = (url, options) => { asked.push({ ...options, body: 0 }); return ask(url, options); };
    """
    with visitor(chromium, own, watch) as page:
        page.goto(own.site.url)
        came(page, own, 1)
        [options] = page.evaluate("asked")
    assert options["keepalive"] is True
    assert options["credentials"] == "omit"
    assert own.got[0]["type"].startswith("text/plain")
    assert own.foreign == []
