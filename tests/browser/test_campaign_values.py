"""LEAD-8, LEAD-9: whatever a campaign's links carry arrives at every service, letter for letter."""

from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, expect

from site_build.leads import UTM
from tests.browser.lead_sites import WAYS
from tests.browser.leads import Demo, expect_sent, fill, flat, rows, send
from tests.conftest import Site

pytestmark = pytest.mark.browser

LONGEST = 100
LONGEST_REFERRER = 4_096
MOST = 60_000
"""Characters of an address that the tests' server takes."""
CONTROLS = {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))}
TURNS = set("\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""What a label loses beside control characters: ends of lines, and marks that turn a text's direction."""
SPACES = " \xa0\u1680\u202f\u205f\u3000\ufeff" + "".join(chr(code) for code in range(0x2000, 0x200B))
"""What is taken off the ends of a label."""
PATHS = ("styles/lion/", "styles/lion-owl/", "articles/first-offers/", "owners/cfo/")
SIGNS = st.sampled_from(
    [*"&+%=#?;:/\\\"'<>`|\t\n\r\0 ", "😀", "👩‍🚀", "א", "\u200f", "\u202e", "%zz", "%00", "ß"]
)
TEXTS = st.one_of(
    st.lists(SIGNS, max_size=12).map("".join),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=150),
    st.lists(SIGNS, min_size=1).map(lambda parts: ("".join(parts) * 2_000)[:2_000]),
)


def label(text: str) -> str:
    """A campaign's label as it is kept."""
    plain = "".join(letter for letter in text if letter not in CONTROLS | TURNS)
    return plain.strip(SPACES)[:LONGEST]


def labels(touch: dict[str, str]) -> dict[str, str]:
    """The labels of an address as they are kept; an empty one is none."""
    return {name: label(text) for name, text in touch.items() if label(text)}


def query(touch: dict[str, str]) -> str:
    """The end of an address with a campaign, and with what may not be kept."""
    others = {"gclid": "click-1", "fbclid": "click-2", "li_fat_id": "click-3", "utm_id": "click-4"}
    return urlencode({**{f"utm_{name}": text for name, text in touch.items()}, **others}, errors="strict")


TOUCH = st.dictionaries(st.sampled_from(UTM), TEXTS).filter(lambda touch: len(query(touch)) < MOST)


@pytest.mark.parametrize("way", WAYS)
def test_campaign_arrives_as_it_is(demo: Demo) -> None:
    """First and last touch, landing page, style page and article arrive; click identifiers do not."""

    @settings(
        max_examples=8,
        deadline=None,
        derandomize=True,
        database=None,
        # A smaller example would take a hundred visits more.
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(path=st.sampled_from(PATHS), first=TOUCH, last=TOUCH)
    def arrives(path: str, first: dict[str, str], last: dict[str, str]) -> None:
        for page in demo.context.pages:
            page.close()
        page = demo.context.new_page()
        came_to = f"{demo.url}{path}?{query(first)}"
        page.goto(came_to)
        if labels(first):
            page.wait_for_function("() => sessionStorage.getItem('edge.campaign')")
        # As a link of the page leads there, so that the browser says which page was before.
        target = f"/demo/?{query(last)}"
        page.evaluate("target => { location.href = new URL(target, location.href); }", target)
        expect(page.locator("[data-part=source] li")).not_to_have_count(0)
        fill(page)
        send(page)
        expect_sent(page)
        found = flat(demo.way, demo.records[-1])
        assert found == rows(page)
        assert "click-" not in str(demo.records[-1])
        touches = [(f"/{path}", labels(first)), ("/demo/", labels(last))]
        touches = [touch for touch in touches if touch[1]] or [("/demo/", {})]
        # Of a longer address browsers tell the next page no more than the site.
        before = f"/{path}" if len(came_to) <= LONGEST_REFERRER else "/"
        wanted = {"landing_path": touches[-1][0], "page": before}
        wanted |= {f"utm_{name}": text for name, text in touches[-1][1].items()}
        if len(touches) == 2:
            wanted |= {"first_landing_path": f"/{path}"}
            wanted |= {f"first_utm_{name}": text for name, text in touches[0][1].items()}
        kind = {"styles": "style_page", "articles": "article"}.get(path.partition("/")[0])
        # Of a page that is known by neither the address nor a label nothing is said.
        if kind and (before != "/" or labels(first)):
            wanted[kind] = f"/{path}"
        came = {name: text for name, text in found.items() if "utm_" in name or name in wanted}
        came |= {name: found[name] for name in ("style_page", "article") if name in found}
        assert came == wanted

    arrives()


@pytest.mark.parametrize("way", ["webhook"])
def test_every_line_of_the_way_can_be_taken_out(demo: Demo) -> None:
    """With all lines gone the request names the form's own page, and nothing else of how one came."""
    page = demo.context.new_page()
    page.goto(f"{demo.url}styles/lion/?utm_source=letter")
    page.wait_for_function("() => sessionStorage.getItem('edge.campaign')")
    page.evaluate("location.href = new URL('/demo/?utm_term=talks', location.href)")
    lines = page.locator("[data-part=source] li")
    expect(lines).to_have_count(4)
    page.goto(f"{demo.url}styles/owl/?utm_source=card")
    page.evaluate("location.href = new URL('/demo/', location.href)")
    expect(lines.first).to_contain_text("Campaign led to: /styles/owl/")
    while lines.count():
        page.get_by_role("button", name="Remove: ").first.click()
    fill(page)
    send(page)
    expect_sent(page)
    assert demo.records[0]["source"] == {"landing_path": "/demo/", "utm": {}}


@pytest.mark.parametrize("beside", ["", "team/", "counterpart/", "compare/", "recompute/", "calibration/"])
def test_labels_are_kept_from_every_page_of_the_assessment(page: Page, site: Site, beside: str) -> None:
    """Also a link to a page beside the quiz is where a visit may begin."""
    page.goto(f"{site.url}assessment/{beside}?utm_source=letter")
    page.wait_for_function("() => sessionStorage.getItem('edge.campaign')?.includes('letter')")
