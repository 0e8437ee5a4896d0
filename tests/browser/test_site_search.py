"""The search in a real browser: by keys, link and address; with nothing found, no index, and no script."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.faults import missing
from tests.browser.test_a11y import findings
from tests.browser.test_policy import WATCH, strict
from tests.conftest import Site

pytestmark = pytest.mark.browser
DIALOG = "dialog.search-dialog"


def opened(page: Page, site: Site, path: str = "", keys: str = "/") -> Page:
    """A page of the site with the search open over it."""
    page.goto(site.url + path)
    page.keyboard.press(keys)
    expect(page.locator(f"{DIALOG} input[name=q]")).to_be_focused()
    return page


def look_for(page: Page, words: str) -> None:
    """Types words into the field that has the focus, in the place of those that are there."""
    page.keyboard.press("Control+A")
    page.keyboard.type(words)


def status(page: Page) -> str:
    """What is said of the hits, once it says something."""
    place = page.locator("[role=status].search__status")
    expect(place).not_to_be_empty()
    return place.inner_text()


@pytest.mark.parametrize("keys", ["/", "Control+K", "Meta+K"])
def test_keys_lead_to_a_heading(page: Page, site: Site, keys: str) -> None:
    """A key opens the search, words find a heading, an arrow goes to it, Enter opens it at its heading."""
    opened(page, site, keys=keys)
    look_for(page, "executives may have seen")
    first = page.locator(".search__title").first
    expect(first).to_have_text("Interest is not an appointment")
    expect(page.locator(".search__place").first).to_have_text("Article · What the executives may have seen")
    page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator(f"{DIALOG} input[name=q]")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site.url}articles/chief-negotiation-officer/#what-the-executives-may-have-seen")
    expect(page.locator("#what-the-executives-may-have-seen")).to_be_in_viewport()


def test_escape_closes_and_gives_the_focus_back(page: Page, site: Site) -> None:
    """Opened by its link, closed by Escape with words in the field, the focus is on the link; words stay."""
    page.goto(site.url)
    link = page.get_by_role("link", name="Search", exact=True)
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator(DIALOG)).to_be_visible()
    look_for(page, "anchor")
    page.keyboard.press("Escape")
    expect(page.locator(DIALOG)).to_be_hidden()
    expect(link).to_be_focused()
    assert page.url == site.url
    page.keyboard.press("/")
    expect(page.locator(f"{DIALOG} input[name=q]")).to_have_value("anchor")
    page.get_by_role("button", name="Close").click()
    expect(page.locator(DIALOG)).to_be_hidden()


def test_keys_are_letters_in_a_field(page: Page, site: Site) -> None:
    """On the page of the search "/" is a sign in the field and leads there from outside; no dialog opens."""
    page.goto(f"{site.url}search/")
    page.keyboard.press("/")
    field = page.get_by_label("Words to look for")
    expect(field).to_be_focused()
    page.keyboard.type("a/b")
    page.keyboard.press("Control+K")
    expect(field).to_have_value("a/b")
    expect(page.locator(DIALOG)).to_have_count(0)


def test_slash_can_be_switched_off(page: Page, site: Site) -> None:
    """The key of one letter goes away for good with its box, Ctrl+K stays, and nothing else is kept."""
    opened(page, site)
    box = page.get_by_label("The key / opens the search")
    box.uncheck()
    page.goto(f"{site.url}about/")
    page.keyboard.press("/")
    page.keyboard.press("Control+K")
    expect(page.locator(f"{DIALOG} input[name=q]")).to_have_value("")
    assert page.evaluate("({ ...localStorage })") == {"edge.search.slash": "off"}
    box.check()
    assert page.evaluate("localStorage.length") == 0


def test_word_of_the_standard_leads_to_its_meaning(page: Page, site: Site) -> None:
    """A term's entry in the glossary comes before the pages that use it, and opens at the entry."""
    page.goto(f"{site.url}search/?q=batna")
    expect(page.locator(".search__place").first).to_have_text("Glossary · BATNA")
    page.locator(".search__title").first.click()
    page.wait_for_url("**/playbooks/glossary/#batna")


def test_enter_leads_to_the_page_of_the_search(page: Page, site: Site) -> None:
    """Enter in the field opens the page with the same words, which has the same hits."""
    opened(page, site)
    look_for(page, "renewal & price")
    said = status(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    assert parse_qs(urlsplit(page.url).query)["q"] == ["renewal & price"]
    assert status(page) == said


def test_address_holds_the_words(page: Page, site: Site) -> None:
    """The page's address and title follow the words, so that the link can be passed on."""
    page.goto(f"{site.url}search/?q=anchring")
    expect(page.get_by_label("Words to look for")).to_have_value("anchring")
    expect(page.locator(".search__hits mark").first).to_have_text("Anchor")
    page.get_by_label("Words to look for").fill("batna")
    page.wait_for_url(f"{site.url}search/?q=batna")
    expect(page).to_have_title("“batna” · Search · The Edge")
    expect(page.locator("[role=status].search__status")).to_contain_text("for “batna”")
    page.get_by_label("Words to look for").fill("")
    page.wait_for_url(f"{site.url}search/")
    expect(page).to_have_title("Search · The Edge")
    expect(page.locator(".search__hit")).to_have_count(0)


def test_more_hits_come_by_tens(page: Page, site: Site) -> None:
    """Ten pages are shown, the button brings ten more, and the focus goes to the first of those."""
    page.goto(f"{site.url}search/?q=price")
    hits = page.locator(".search__hit")
    expect(hits).to_have_count(10)
    page.get_by_role("button", name="Show more").click()
    expect(hits).to_have_count(20)
    expect(hits.nth(10).locator("a").first).to_be_focused()


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("negotation", "Who should own negotiation?"),
        ("engotiation", "Who should own negotiation?"),
        ("PRIVACY", "Privacy"),
        ("pricin", "Price increase, selling side"),
        ("the lion and the owl", "Lion–Owl: the prepared push"),
    ],
)
def test_slips_and_half_words_find(page: Page, site: Site, words: str, title: str) -> None:
    """A slip, letters turned round, capitals, a word half typed and small words do not stand in the way."""
    page.goto(f"{site.url}search/?{words and 'q=' + words.replace(' ', '+')}")
    expect(page.locator(".search__title", has_text=title).first).to_be_visible()


def test_words_that_no_page_has_together(page: Page, site: Site) -> None:
    """Where no page has all the words, those that have most are shown, and it is said."""
    page.goto(f"{site.url}search/?q=renewal+xyzzy")
    assert status(page).startswith("No page holds all of “renewal xyzzy”. ")
    expect(page.locator(".search__title").first).to_have_text("Software renewal, buying side")


def test_nothing_found_offers_a_way_on(page: Page, site: Site) -> None:
    """Without a hit the dialog says so and offers the site's main ways."""
    opened(page, site)
    look_for(page, "xyzzy")
    assert status(page) == "Nothing found for “xyzzy”. Try another word, or fewer."
    expect(page.locator(f"{DIALOG} .search__links a")).to_have_text(
        ["Articles", "Styles", "Playbooks", "Assessment"]
    )


def test_index_that_does_not_load(page: Page, site: Site) -> None:
    """The failure is said in words, the words typed stay, and another try succeeds when the index is back."""
    site.fault = missing("index.json")
    opened(page, site)
    look_for(page, "anchor")
    assert status(page).startswith("The index of the search did not load.")
    site.fault = None
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".search__hit").first).to_be_visible()
    expect(page.locator(f"{DIALOG} input[name=q]")).to_have_value("anchor")
    expect(page.get_by_role("button", name="Try again")).to_have_count(0)


def test_script_that_does_not_load(page: Page, site: Site) -> None:
    """Where the dialog's script fails, the link leads to the page of the search as without script."""
    site.fault = missing("search.js")
    page.goto(site.url)
    page.get_by_role("link", name="Search", exact=True).click()
    page.wait_for_url(f"{site.url}search/")


def test_nothing_is_loaded_before_it_is_wanted(page: Page, site: Site) -> None:
    """A page loads only what opens the search; the index comes with it, the parts with the words."""
    page.goto(site.url, wait_until="networkidle")
    assert [path for path in site.paths if "/search/" in path] == [
        next(path for path in site.paths if path.endswith("/search/door.js"))
    ]
    site.paths.clear()
    page.keyboard.press("/")
    expect(page.locator(f"{DIALOG} input[name=q]")).to_be_focused()
    look_for(page, "librarian")
    expect(page.locator(".search__hit")).to_have_count(1)
    parts = [path.rpartition("/")[2] for path in site.paths if path.endswith(".json")]
    assert sorted(parts)[:2] == ["index.json", "l.json"]
    assert len(parts) == 3, "the text of the one hit"


def test_search_holds_under_the_strict_policy(page: Page, site: Site) -> None:
    """Under trusted types and a policy without anything inline nothing is violated."""
    site.fault = strict
    page.add_init_script(WATCH)
    opened(page, site)
    look_for(page, "price")
    expect(page.locator(".search__hit").first).to_be_visible()
    assert page.evaluate("violated") == []


def test_search_is_clean_in_every_state(page: Page, site: Site) -> None:
    """axe finds nothing in the dialog with hits, without one and without the index, nor on the page."""
    opened(page, site)
    report = [f"open: {finding}" for finding in findings(page)]
    # One hit: what is below the fold of the dialog is not painted, and so has no contrast to measure.
    look_for(page, "librarian")
    expect(page.locator(".search__hit")).not_to_have_count(0)
    report += [f"hits: {finding}" for finding in findings(page)]
    page.locator(f"{DIALOG} input[name=q]").fill("xyzzy")
    expect(page.locator(".search__links")).to_be_visible()
    report += [f"nothing: {finding}" for finding in findings(page)]
    site.fault = missing("w.json")
    page.locator(f"{DIALOG} input[name=q]").fill("weather")
    expect(page.get_by_role("button", name="Try again")).to_be_visible()
    report += [f"no index: {finding}" for finding in findings(page)]
    site.fault = None
    page.goto(f"{site.url}search/?q=price")
    expect(page.locator(".search__hit").first).to_be_visible()
    report += [f"page: {finding}" for finding in findings(page)]
    assert not report, "\n".join(report)


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_search_fits_its_window(page: Page, site: Site, width: int) -> None:
    """The dialog and the page are never wider than the window, and every way on is large enough to touch."""
    page.set_viewport_size({"width": width, "height": 740})
    opened(page, site)
    look_for(page, "price")
    expect(page.locator(".search__hit").first).to_be_visible()
    for place in (DIALOG, "site-search"):
        over = page.locator(place).first.evaluate("(box) => box.scrollWidth - box.clientWidth")
        assert over <= 0, place
    small = page.locator(
        f"{DIALOG} :is(.search__title, button:not([hidden]), input[name=q], label)"
    ).evaluate_all(
        "(all) => all.map((one) => [one.className, one.getBoundingClientRect().height])"
        ".filter(([, high]) => high < 44)"
    )
    assert small == []
    assert page.locator(".masthead__search").bounding_box()["height"] >= 44  # type: ignore[index]


def test_without_script_the_page_says_so(plain: Page, site: Site) -> None:
    """The link leads to the page, which says what it needs, offers other ways, and shows no dead field."""
    plain.goto(site.url)
    plain.locator(".masthead__search").click()
    assert plain.url == f"{site.url}search/"
    expect(plain.locator(".search__missing")).to_be_visible()
    expect(plain.locator(".search__form")).to_be_hidden()
    expect(plain.locator(".search-else a").first).to_be_visible()


def test_assessment_keeps_its_keys(page: Page, site: Site) -> None:
    """On the assessment's pages no key opens the search; the link leads to its page."""
    page.goto(f"{site.url}assessment/")
    assert not page.locator("script[src*='search/door']").count()
    page.locator(".masthead__search").click()
    page.wait_for_url(f"{site.url}search/")
