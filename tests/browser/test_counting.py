"""What is counted: in a real browser, on a site whose settings name a service."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from playwright.sync_api import Browser

from assessment.quiz import bundled_bank
from site_build import funnel_export, funnel_report
from site_build.counting import EVENTS
from site_build.kit.links import channels
from tests.browser.counted import SETTINGS, Receiver, visitor
from tests.browser.counted_visits import ARTICLE, EXAMPLES, HIDE, SAY, SECRETS, STYLE, arrived, came, stop
from tests.browser.take import answer_step, continue_, picks_of
from tests.browser.visits import settled
from tests.conftest import ROOT
from tests.site.tree import Tree

pytestmark = pytest.mark.browser
GOLDEN = ROOT / "tests" / "golden" / "count"


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
        ("?utm_source=kit&utm_medium=unheard-of", "sales"),
        ("?utm_source=kit&utm_medium=share", "share"),
        *(
            ("?" + channel.address.partition("?")[2], "qr" if channel.id == "qr" else "sales")
            for channel in channels("", "lion-owl").values()
        ),
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
    assert event.get("campaign") == dict(parse_qsl(end[1:])).get("utm_campaign")


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
    report = funnel_report.report(list(funnel_export.read(text)), None)
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
