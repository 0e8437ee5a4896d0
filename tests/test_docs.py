"""Guards the documents: what a reader is told must be what the project does."""

import re
from pathlib import Path
from typing import get_args

from site_build.counting import EVENTS, NAMES
from site_build.errors import CODES
from site_build.models.article import Article
from site_build.models.kit import Kit, Mail
from site_build.models.move import NamedMove
from site_build.models.page import Kind
from site_build.models.pair import Pair

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs" / "editor-guide.md").read_text(encoding="utf-8")


def test_every_code_is_in_the_guide() -> None:
    """An editor who is shown a code finds it in the guide, with the words the code has."""
    rows = dict(re.findall(r"^\| ([A-Z]{2}\d{3}) \| (.+) \|$", GUIDE, re.MULTILINE))
    assert rows == CODES


def test_warnings_are_those_of_the_guide() -> None:
    """The guide names each code that is said and stops nothing; PR and PB are named by their kind of rule."""
    given = re.compile(r'"([A-Z]{2}\d{3})"[^\n]*\n?\s*(?:[^\n]*\.warning\(\)|severity="warning")')
    sources = (file.read_text(encoding="utf-8") for file in (ROOT / "site_build").rglob("*.py"))
    warned = {code for source in sources for code in given.findall(source)}
    sentence = next(line for line in GUIDE.splitlines() if line.startswith("A warning "))
    assert set(re.findall(r"[A-Z]{2}\d{3}", sentence)) == {
        code for code in warned if code[:2] not in ("PR", "PB")
    }


def test_every_article_key_is_in_the_guide() -> None:
    """Every key of an article's front matter has its row in the guide."""
    table = GUIDE.split("## Front matter")[1].split("## Text")[0]
    assert set(Article.model_fields) <= set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE))


def test_every_key_of_a_pair_is_in_the_guide() -> None:
    """Every key of a pair's front matter is named where the guide explains the pages of pairs."""
    part = GUIDE.split("A pair's page")[1].split("`_data/leaks.yml`")[0]
    assert set(Pair.model_fields) <= set(re.findall(r"`(\w+)`", part))


def test_every_key_of_a_move_is_in_the_guide() -> None:
    """Every key of a move's front matter has its row where the guide explains the moves."""
    part = GUIDE.split("### Moves")[1].split("### ")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE)) == set(NamedMove.model_fields)


def test_every_kind_of_page_is_in_the_guide() -> None:
    """Every `kind` that a page may have is named where the guide explains the other pages."""
    line = next(line for line in GUIDE.splitlines() if line.startswith("Other pages take"))
    named = line.split("`kind`")[1]
    assert set(re.findall(r"`([a-z-]+)`", named)) == set(get_args(Kind))


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


def test_every_key_that_is_kept_is_in_the_document() -> None:
    """Every key under which a script keeps something on the device has its row."""
    part = (
        (ROOT / "docs" / "architecture.md")
        .read_text(encoding="utf-8")
        .split("## What is kept on the device")[1]
    )
    rows = {row.partition("<")[0] for row in re.findall(r"^\| `(edge[^`]+)`", part, re.MULTILINE)}
    scripts = (file.read_text(encoding="utf-8") for file in (ROOT / "theme").rglob("*.js"))
    kept = {key for script in scripts for key in re.findall(r'"(edge[.-][a-z.]+)"', script)}
    assert kept
    assert kept <= rows


def test_documents_link_to_files_that_exist() -> None:
    """Every relative link of the README and of docs/ leads to a file."""
    for document in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", document.read_text(encoding="utf-8")):
            if document.name != "editor-guide.md" or not target.startswith("../"):
                assert (document.parent / target).exists(), f"{document.name}: {target}"
