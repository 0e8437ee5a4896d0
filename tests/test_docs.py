"""Guards the documents: what a reader is told must be what the project does."""

import re
from pathlib import Path

from site_build.counting import EVENTS, NAMES
from site_build.errors import CODES
from site_build.models.article import Article
from site_build.models.kit import Kit, Mail
from site_build.models.pair import Pair

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs" / "editor-guide.md").read_text(encoding="utf-8")


def test_every_code_is_in_the_guide() -> None:
    """An editor who is shown a code finds it in the guide, with the words the code has."""
    rows = dict(re.findall(r"^\| ([A-Z]{2}\d{3}) \| (.+) \|$", GUIDE, re.MULTILINE))
    assert rows == CODES


def test_every_article_key_is_in_the_guide() -> None:
    """Every key of an article's front matter has its row in the guide."""
    table = GUIDE.split("## Front matter")[1].split("## Text")[0]
    assert set(Article.model_fields) <= set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE))


def test_every_key_of_a_pair_is_in_the_guide() -> None:
    """Every key of a pair's front matter is named where the guide explains the pages of pairs."""
    part = GUIDE.split("A pair's page")[1].split("`_data/leaks.yml`")[0]
    assert set(Pair.model_fields) <= set(re.findall(r"`(\w+)`", part))


def test_every_key_of_a_kit_page_is_in_the_guide() -> None:
    """Every key of a kit page's front matter is named where the guide explains the kit."""
    part = GUIDE.split("### The sales kit")[1].split("### ")[0]
    assert set(Kit.model_fields) | set(Mail.model_fields) <= set(re.findall(r"`(\w+)`", part))


def test_every_event_is_in_the_document() -> None:
    """Every event of `event/1` has its row, with all its properties, and every adapter its own."""
    part = (ROOT / "docs" / "funnel.md").read_text(encoding="utf-8").split("## Counting")[1]
    found: dict[str, list[str]] = {}
    for names, keys in re.findall(
        r"^\| (`[a-z_]+`(?:, `[a-z_]+`)*) \| (`\w+`(?:, `\w+`)*) \|", part, re.MULTILINE
    ):
        found |= dict.fromkeys(re.findall(r"`(\w+)`", names), re.findall(r"`(\w+)`", keys))
    assert found == {name: list(kinds) for name, kinds in EVENTS.items()}
    assert set(re.findall(r"^\| `(\w+)` \| `(?:GET|POST)", part, re.MULTILINE)) == set(NAMES)


def test_documents_link_to_files_that_exist() -> None:
    """Every relative link of the README and of docs/ leads to a file."""
    for document in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", document.read_text(encoding="utf-8")):
            if document.name != "editor-guide.md" or not target.startswith("../"):
                assert (document.parent / target).exists(), f"{document.name}: {target}"
