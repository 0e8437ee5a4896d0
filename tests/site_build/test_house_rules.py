"""The rules where a golden case would be too large: what they leave alone, large files, the past."""

import re
import struct
import subprocess
import zlib
from datetime import date, timedelta
from pathlib import Path

import pytest

from site_build import checks, dictionary, history, outline
from site_build.checks.numbers import COUNT, MONEY, SHARE
from tests.site_build.copies import DAY, PLACE, SAMPLE, change, loaded, said
from tests.site_build.test_golden_rules import GIT

IMAGE = "cta: assessment\nimage:\n  src: two-offers.png\n  alt: Two offers.\n  credit: The editors."


def with_tail(project: Path, tail: str) -> list[str]:
    """What is said, dictionary and all, of the sample article with `tail` behind it."""
    (project / PLACE).write_text(f"{SAMPLE}\n{tail}", encoding="utf-8")
    found = checks.check(loaded(project), DAY, misspelt=dictionary.read())
    return [str(problem).removeprefix(f"{PLACE}:") for problem in found]


@pytest.mark.parametrize(
    "tail",
    [
        "A survey found 43% of them.[@first]\nOf the rest 3 in 10 said no.\n",
        "Suppose that the discount is 3% and the price 240,000 euros.\n",
        "[Ours](../playbooks/software-renewal.md) covers up to 500,000 euros.\n",
        "## What the 93% says\n\nNothing.\n",
        "| share | price |\n| --- | --- |\n| 43% | 5,000 euros |\n",
        "In 1992 there were 3 people, version 2.5, and 30 days on page 12 of the book.\n",
        "`43%` and {{ calibration.pooled.by_lead.3-4.right }}% are computed.\n",
        '"We are leveraging synergies," she said, "for the organization."\n',
        "The World Trade Organization, Mr Teh and the Department of Defense.\n",
        "```\n# comment...\nrecieve \n43% of 34 studies\n```\n",
        "<!-- recieve 43% of 34 studies -->\n",
        'Read <https://example.org/recieve> or [this](https://example.org/organization "A title").\n',
        "One line with a break  \nand another.\n",
        "## What the Closer hears\n\n### More\n\n## What the Strategist hears\n\n### Most\n",
        "![A chart of two offers](chart.svg)\n",
    ],
)
def test_what_is_right_is_left_alone(project: Path, tail: str) -> None:
    """Sources, marked illustrations, code, quotations, names and years give no problem."""
    (project / "content" / "articles" / "chart.svg").write_text("<svg/>\n", encoding="utf-8")
    assert with_tail(project, tail) == []


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (SHARE, "43%"),
        (SHARE, "17.6 per cent"),
        (SHARE, "7 of 12"),
        (SHARE, "3 out of every 10"),
        (COUNT, "57 laboratory experiments"),
        (COUNT, "2,311 people"),
        (COUNT, "25 million eBay listings"),
        (MONEY, "$260,000"),
        (MONEY, "1.5 million euros"),
        (MONEY, "EUR 5"),
        (MONEY, "5 EUR"),
    ],
)
def test_what_counts_as_a_number(pattern: re.Pattern[str], text: str) -> None:
    """Shares, counts of studies and amounts of money are each seen whole."""
    found = pattern.search(f"It was {text}, they say.")
    assert found
    assert found[0] == text


def test_section_of_an_example_is_an_illustration_and_the_one_before_is_not(project: Path) -> None:
    """[@example] marks the part in which it stands and those behind it; counts of studies need more."""
    change(project / PLACE, "  - id: second", "  - id: example\n    text: Invented.\n  - id: second")
    text = (project / PLACE).read_text(encoding="utf-8")
    parts = ["## One", "By 3%.", "## Two", "By 4%.", "Invented.[@example]", "By 5%.", "In 34 studies."]
    tail = "".join(f"\n{part}\n" for part in parts)
    (project / PLACE).write_text(text + tail, encoding="utf-8")
    assert [line.split('"')[1] for line in said(project)] == ["3%", "34 studies"]


def test_heavy_picture_is_named(project: Path) -> None:
    """MD006: a picture of more than 400 KB is named with its size, a drawing too; its width is read first."""
    change(project / PLACE, "cta: assessment", IMAGE)
    header = struct.pack(">IIBBBBB", 1600, 900, 8, 2, 0, 0, 0)
    head = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + header
    file = project / "content" / "articles" / "sample" / "two-offers.png"
    file.parent.mkdir()
    file.write_bytes(head + struct.pack(">I", zlib.crc32(b"IHDR" + header)))
    assert said(project) == []
    file.write_bytes(head + bytes(400 * 1024))
    line = f"{PLACE}:13:3: MD006 the picture has 401 KB, at most 400 are wanted."
    assert said(project) == [f"{line} Save it as WebP, or with a stronger compression."]


def test_offsets_of_prose_are_those_of_the_body() -> None:
    """What is no prose is blanked out and keeps its length and its lines."""
    body = "# A `b`\n\n```\n# c\n```\n[d](e.md) <!-- f\n --> {{ g }} [@h]\n\ni\n=\n"
    found = outline.read(body)
    assert len(found.prose) == len(body)
    assert found.prose.count("\n") == body.count("\n")
    assert found.prose.split() == ["#", "A", "[d]", "i", "="]
    assert [(one.level, one.text, one.marked) for one in found.headings] == [
        (1, "A `b`", True),
        (1, "i", False),
    ]


def commit(root: Path, message: str) -> None:
    """Commits all of content/articles."""
    subprocess.run([*GIT, "add", "content/articles"], cwd=root, check=True)
    subprocess.run([*GIT, "commit", "-q", "-m", message], cwd=root, check=True)


def test_no_git_has_no_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside a repository, in one without a commit, and without git, there is no history."""
    assert history.read(tmp_path) is None
    subprocess.run([*GIT, "init", "-q"], cwd=tmp_path, check=True)
    assert history.read(tmp_path) is None
    monkeypatch.setenv("PATH", "")
    assert history.read(tmp_path) is None


def test_history_of_a_changed_article(project: Path) -> None:
    """A change is named once committed, too; a draft, a new date, or white space alone is no change."""
    file = project / PLACE
    subprocess.run([*GIT, "init", "-q"], cwd=project, check=True)

    def codes(days: int = 0) -> list[str]:
        found = checks.check(loaded(project), DAY + timedelta(days), history=history.read(project))
        return [problem.code for problem in found if problem.code == "CT013"]

    change(file, "status: published", "status: draft")
    commit(project, "A draft")
    change(file, "status: draft", "status: published")
    change(file, "The first claim has", "The first claim has got")
    commit(project, "Published")
    assert codes() == []
    file.write_text(
        file.read_text(encoding="utf-8").replace("claim has", "claim  has") + "\n", encoding="utf-8"
    )
    assert codes() == []
    change(file, "has got", "carries")
    assert codes() == ["CT013"]
    commit(project, "Changed")
    assert codes() == ["CT013"]
    assert codes(days=-7) == []
    change(file, "date: 2026-11-23", "date: 2026-11-23\nupdated: 2026-11-30")
    assert codes() == []
    commit(project, "Dated")
    assert codes() == []
    assert codes(days=9) == []


def test_change_on_the_day_that_is_named_is_no_change(project: Path) -> None:
    """What was changed again on the day of `updated` is not named on the days after, what came later is."""
    file = project / PLACE
    subprocess.run([*GIT, "init", "-q"], cwd=project, check=True)
    named = date(2099, 1, 1)
    change(file, "date: 2026-11-23", f"date: 2026-11-23\nupdated: {named}")
    commit(project, "Dated")
    change(file, "The first claim has", "The first claim has got")
    commit(project, "Once more, on a day that is not after the one that is named")

    def codes() -> list[str]:
        found = checks.check(loaded(project), named + timedelta(1), history=history.read(project))
        return [problem.code for problem in found if problem.code == "CT013"]

    assert codes() == []
    change(file, "has got", "carries")
    assert codes() == ["CT013"]


def test_lost_address_is_asked_for_until_it_is_redirected(project: Path) -> None:
    """A published article that is renamed needs a redirect; a draft, and one with a redirect, do not."""
    subprocess.run([*GIT, "init", "-q"], cwd=project, check=True)
    commit(project, "Published")
    (project / PLACE).rename(project / "content" / "articles" / "renamed.md")

    def codes() -> list[str]:
        found = checks.check(loaded(project), DAY, history=history.read(project))
        return [problem.code for problem in found]

    assert codes() == ["RD006"]
    redirects = project / "content" / "_data" / "redirects.yml"
    redirects.write_text("/articles/sample/: /articles/renamed/\n", encoding="utf-8")
    assert codes() == []
    redirects.write_text("{}\n", encoding="utf-8")
    change(
        project / "content" / "articles" / "renamed.md", "cta:", "redirect_from: [/articles/sample/]\ncta:"
    )
    assert codes() == []


def test_article_that_only_main_has_is_not_lost(project: Path) -> None:
    """RD006 is about what this branch once had: not about what main has got since, nor what never was out."""
    subprocess.run([*GIT, "init", "-q"], cwd=project, check=True)
    commit(project, "Published")
    later = project / "content" / "articles" / "later.md"
    later.write_text((project / PLACE).read_text(encoding="utf-8"), encoding="utf-8")
    commit(project, "On main alone")
    subprocess.run([*GIT, "checkout", "-q", "-b", "work", "HEAD~1"], cwd=project, check=True)
    found = history.read(project)
    assert found
    assert found.gone == {}
    later.write_text(SAMPLE.replace("date: 2026-11-23", "date: 2026-12-24"), encoding="utf-8")
    commit(project, "Scheduled")
    later.unlink()
    found = history.read(project)
    assert found
    assert found.gone == {"content/articles/later.md": "2026-12-24"}
    assert checks.check(loaded(project), DAY, history=found) == []
