"""The plan of the site: one page a file, its template, and what stands beside it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from assessment.quiz import bundled_bank
from site_build import pages
from tests.site_build.copies import DAY, PLACE, ROOT, change, loaded

SAMPLE_SOURCE = PLACE.removeprefix("content/")


def test_every_entry_has_a_page_at_its_own_address(project: Path) -> None:
    """Each entry is planned once, under its address, and no two pages share one."""
    library = loaded(project)
    plans = pages.plan(library, DAY)
    written = {source: plan.url for source, plan in plans.items() if plan.body is None}
    assert written == {entry.source: entry.url for entry in library.entries}
    assert len({plan.url for plan in plans.values()}) == len(plans)


def test_every_template_is_there() -> None:
    """Each page's template is a file of the theme."""
    templates = {plan.template for plan in pages.plan(loaded(ROOT), DAY).values()}
    assert {template for template in templates if not (ROOT / "theme" / template).is_file()} == set()


def test_article_is_given_what_it_names(project: Path) -> None:
    """An article's template has its series, authors, reading time, closing call and move as values."""
    library = loaded(project)
    context = pages.plan(library, DAY)[SAMPLE_SOURCE].context
    assert context["series"] is library.data.series["the-system"]
    assert context["authors"] == {"editors": library.data.authors["editors"].name}
    assert context["closing_call"] is library.data.ctas["assessment"]
    assert context["move"].source == "moves/if-you-then-we.md"
    assert context["minutes"] == 1
    assert context["entry"].slug == "sample"


def test_article_without_a_move_has_none(project: Path) -> None:
    """An article that names no move is given none."""
    change(project / PLACE, "move: if-you-then-we\n", "")
    assert pages.plan(loaded(project), DAY)[SAMPLE_SOURCE].context["move"] is None


def test_articles_lead_on_to_three_others(project: Path) -> None:
    """Below an article stand three others, as far as there are older ones, and never the article itself."""
    library = loaded(project)
    dates = {entry.source: entry.model.date for entry in library.articles}
    for source, plan in pages.plan(library, DAY).items():
        if source in dates:
            more = [entry.source for entry in plan.context["more"]]
            older = [other for other, day in dates.items() if day <= dates[source] and other != source]
            assert len(set(more)) == len(more) == min(3, len(older))
            assert set(more) <= set(older)


def test_overview_lists_its_section() -> None:
    """An overview is given its own section's entries and the template of its folder."""
    library = loaded(ROOT)
    plans = pages.plan(library, DAY)
    for folder, entries in (
        ("articles", library.articles),
        ("styles", library.styles),
        ("pairs", library.pairs),
        ("playbooks", library.playbooks),
    ):
        plan = plans[f"{folder}/index.md"]
        assert plan.template == f"{folder}-index.html"
        assert sorted(entry.source for entry in plan.context["listed"]) == sorted(e.source for e in entries)
        assert plan.context["section"] == ("styles" if folder == "pairs" else folder)
    assert plans["index.md"].template == "home.html"


@pytest.mark.parametrize(("source", "key"), [("index.md", "latest"), ("articles/index.md", "listed")])
@pytest.mark.parametrize("lead", ["", "lead: sample\n"])
def test_list_of_articles_is_led(project: Path, source: str, key: str, lead: str) -> None:
    """A list of articles stands newest first, but for the one that its page lets lead; home shows three."""
    page = project / "content" / source
    text = re.sub(r"^lead: .*\n", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    page.write_text(text.replace("\nkind: ", f"\n{lead}kind: ", 1), encoding="utf-8")
    change(project / PLACE, "date: 2026-11-23", "date: 2020-01-01")
    library = loaded(project)
    slugs = [entry.slug for entry in library.articles]
    assert slugs[-1] == "sample"
    wanted = ["sample", *slugs[:-1]] if lead else slugs
    found = [entry.slug for entry in pages.plan(library, DAY)[source].context[key]]
    assert found == (wanted[:3] if key == "latest" else wanted)


def test_sources_stand_in_the_order_of_their_citations(project: Path) -> None:
    """The first source that a body cites is number 1, whatever the order in the front matter."""
    change(project / PLACE, "a source.[@first]", "a source.[@second]")
    change(project / PLACE, "lines*.[@second]", "lines*.[@first]")
    context = pages.plan(loaded(project), DAY)[SAMPLE_SOURCE].context
    assert [source.id for source in context["sources"]] == ["second", "first"]


@pytest.mark.parametrize("name", ["demo", "assessment"])
def test_calls_lead_to_content_files(name: str) -> None:
    """A call's address for the Markdown block is the file of the page it leads to, which MkDocs can check."""
    library = loaded(ROOT)
    calls = pages.calls(library, pages.plan(library, DAY))
    assert set(calls) == set(library.data.ctas)
    assert calls[name] == {
        "text": library.data.ctas[name].text,
        "button": library.data.ctas[name].button,
        "href": f"/pages/{name}.md",
    }


def test_data_is_no_page() -> None:
    """What lies in `_data/` feeds pages; what lies anywhere else may be published."""
    assert pages.is_data("_data/authors.yml")
    assert not pages.is_data("articles/_data/chart.svg")
    assert not pages.is_data("articles/a/chart.svg")


def test_pair_leads_to_the_other_side_and_along_its_row() -> None:
    """A pair's page has the page of the same table from their side, and the three others of its row."""
    library = loaded(ROOT)
    plan = pages.plan(library, DAY)["pairs/lion-meets-owl.md"]
    assert (plan.template, plan.context["section"]) == ("pair.html", "styles")
    assert plan.context["reverse"].slug == "owl-meets-lion"
    assert [entry.slug for entry in plan.context["row"]] == [
        "lion-meets-lion",
        "lion-meets-dolphin",
        "lion-meets-monkey",
    ]


def test_pair_of_one_style_has_no_other_side() -> None:
    """Where both play the same style, the other side's page is the same one and is not linked."""
    assert pages.plan(loaded(ROOT), DAY)["pairs/owl-meets-owl.md"].context["reverse"] is None


def test_topic_of_a_pair_leaves_the_names_out(project: Path) -> None:
    """In the table a pair goes by what stands behind the colon of its title, or by the whole title."""
    pair = project / "content" / "pairs" / "lion-meets-owl.md"
    (model,) = [e.model for e in loaded(project).pairs if e.slug == "lion-meets-owl"]
    assert model.title == f"Lion meets Owl: {model.topic}"
    change(pair, f'title: "{model.title}"', "title: Clock and file")
    (model,) = [e.model for e in loaded(project).pairs if e.slug == "lion-meets-owl"]
    assert model.topic == "Clock and file"


def test_assessment_has_a_move_for_each_area() -> None:
    """The assessment's page has, by area, why to change something and the move of the library."""
    library = loaded(ROOT)
    found = pages.plan(library, DAY)["pages/assessment.md"].context["leak_moves"]
    assert set(found) == {area.id for area in bundled_bank().areas}
    answer = found["concessions"]
    assert answer["move"].slug == library.data.leaks["concessions"].move
    assert answer["why"] == library.data.leaks["concessions"].why


def test_playbook_has_its_moves_by_stage() -> None:
    """Every move of a playbook stands under its stage, once, in the order of the stages."""
    library = loaded(ROOT)
    entry = library.playbooks[-1]
    context = pages.plan(library, DAY)[entry.source].context
    assert [stage for stage, _ in context["stages"]] == [
        "prepare",
        "open",
        "explore",
        "bargain",
        "close",
        "review",
    ]
    listed = [move.id for _, moves in context["stages"] for move in moves]
    assert sorted(listed) == sorted(move.id for move in entry.model.moves)
    assert all(move.stage == stage for stage, moves in context["stages"] for move in moves)
    assert context["red_lines"][1].said == "Notice before automatic renewal: at most 90 days"
    assert context["approvals"][0] == ("Annual price above hold", "Head of Procurement, within 1 day")


def test_older_questions_have_a_page_of_their_own() -> None:
    """Of three versions the newest stands at the assessment's address, the older below it; all know all."""
    library = loaded(ROOT)
    banks = [replace(bundled_bank(1), version=version) for version in (1, 2, 3)]
    plans = {
        plan.url: plan
        for plan in pages.plan(library, DAY, banks).values()
        if plan.template == "assessment.html"
    }
    assert list(plans) == ["assessment/", "assessment/v2/", "assessment/v1/"]
    for url, version in (("assessment/", 3), ("assessment/v2/", 2), ("assessment/v1/", 1)):
        plan = plans[url]
        assert plan.context["bank"] is banks[version - 1]
        addresses = {3: "assessment/", 2: "assessment/v2/", 1: "assessment/v1/"}
        assert plan.context["other_versions"] == {n: a for n, a in addresses.items() if n != version}
        assert plan.context["code_lengths"] == {"private": 15, "share": 6}
        older = version < 3
        assert (plan.body is not None, plan.canonical) == (older, "assessment/" if older else None)
        assert (plan.source in {entry.source for entry in library.entries}) == (not older)
    assert len({plan.context["model"].title for plan in plans.values()}) == 3


def test_one_version_has_one_page() -> None:
    """With the first version alone the assessment is one page, and none stands for another address."""
    plans = pages.plan(loaded(ROOT), DAY, [bundled_bank(1)])
    assert [plan.url for plan in plans.values() if plan.template == "assessment.html"] == ["assessment/"]
    assert not [plan for plan in plans.values() if plan.canonical is not None]
