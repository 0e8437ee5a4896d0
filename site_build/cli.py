"""The command line: check and mend content, check links, start an article, write schemas, playbooks, funnels.

Called by the Makefile; knows no MkDocs.
"""

import argparse
import os
import sys
import time
from datetime import date
from itertools import count
from pathlib import Path

from site_build import (
    checks,
    dictionary,
    drafts,
    external,
    fixes,
    funnel_report,
    history,
    kept_cards,
    links,
    playbook_commands,
    schemas,
    settings,
)
from site_build.checks import project
from site_build.errors import Problem

MOST_MENDINGS = 9
"""How often the files are gone through again, since one change may show another; more than it takes."""
ARTICLE = """\
---
title: "{title}"
description: "{title}: here stands, in one or two sentences, what a reader will know afterwards."
standfirst: One or two sentences under the title that make the reader want to go on.
date: {today}
authors: [editors]
topics: [system]
series: the-system
status: draft
cta: assessment
sources:
  - id: example
    text: "Author, A. (2026). Title. Publisher."
---

## First heading

Write the article here. A number or a claim carries its source.[@example]

/// pull-quote
Write the article here.
///

/// insight
One to three sentences that stand alone.
///

/// cta | demo
///
"""


def main(arguments: list[str] | None = None) -> int:
    """0 when all is well, 1 when there are problems, 2 when the call is wrong."""
    parser = argparse.ArgumentParser(prog="python -m site_build", description="The Edge's own commands.")
    commands = parser.add_subparsers(dest="command", required=True)
    checking = commands.add_parser(
        "check", help="check content, settings and question bank; print path:line:column"
    )
    checking.add_argument("--fix", action="store_true", help="mend what is safe to mend, and say what")
    commands.add_parser("schema", help="write docs/schema/*.json anew, for the editors' own tools")
    new = commands.add_parser("new-article", help="write content/articles/SLUG.md, ready to edit")
    new.add_argument("slug", nargs="?", help="the address: lower case, words joined by hyphens")
    internal = commands.add_parser("links", help="check every internal address of the built site")
    internal.add_argument(
        "site", nargs="?", default="site", help="the folder of the site; `site` if not given"
    )
    commands.add_parser(
        "external-links", help="ask every other site that is linked to; slow, and needs a connection"
    )
    funnel = commands.add_parser("funnel", help="the funnel of an export of events, with intervals")
    funnel.add_argument("file", type=Path, help="event/1 as JSON lines or array, or CSV with a column `name`")
    by = "campaign: a funnel for each; style: how often each style's page was viewed"
    funnel.add_argument("--by", choices=("style", "campaign"), help=by)
    old = commands.add_parser("old-cards", help="what a release adds to content/_data/cards.yml")
    old.add_argument("before", type=Path, help="the folder of the site as it was released last")
    old.add_argument("site", type=Path, nargs="?", default=Path("site"), help="the folder of the new one")
    playbook_commands.add(commands)
    options = parser.parse_args(arguments)
    root = Path.cwd()
    if options.command == "playbook":
        return playbook_commands.run(options, root, date.today())
    if options.command == "funnel":
        return funnel_report.run(options.file, options.by)
    if options.command == "old-cards":
        for line in kept_cards.lines(options.before, options.site, date.today()):
            print(line)
        return 0
    if options.command == "check":
        return report(fix(root, date.today()) if options.fix else check(root, date.today()))
    if options.command == "links":
        return report(links.check(root / options.site, root / "content"))
    if options.command == "external-links":
        return report(external_links(root))
    if options.command == "schema":
        return schemas.write(root / "docs" / "schema")
    slug = options.slug if options.slug is not None else free_slug(root)
    return new_article(root, slug, date.today())


def fix(root: Path, today: date) -> list[Problem]:
    """Mends what is safe to mend and prints it, until nothing more can be; the problems that are left."""
    problems = check(root, today)
    for _ in range(MOST_MENDINGS):
        mended = fixes.mend(root, problems)
        if not mended:
            break
        for problem in mended:
            print(f"mended {problem}")
        problems = check(root, today)
    return problems


def check(root: Path, today: date) -> list[Problem]:
    """Every problem on that day of content, settings and question banks of the project at `root`."""
    past, misspelt = history.read(root), dictionary.read()
    problems = project.read(
        root / "mkdocs.yml", root / "content", today, history=past, misspelt=misspelt
    ).problems
    for bank in sorted((root / "assessment" / "bank").glob("v*.toml")):
        problems += checks.check_bank(bank, bank.relative_to(root).as_posix())
    return sorted(problems)


def external_links(root: Path) -> list[Problem]:
    """What other sites say of the addresses that the content names; the site names itself when it asks."""
    found, problems = settings.load(root / "mkdocs.yml")
    if found is None:
        return problems
    asker = external.Asker(f"link check of {found.organisation.website} ({found.organisation.email})")
    named = external.mentions(root / "content")
    print(f"Asking {len({mention.url for mention in named})} addresses, slowly.", file=sys.stderr)
    return external.check(named, asker.ask, lambda: time.sleep(asker.pause))


def report(problems: list[Problem]) -> int:
    """Prints the problems, as pull-request annotations too where CI asks for them; 1 if one is no warning."""
    errors = [problem for problem in problems if problem.severity == "error"]
    for problem in problems:
        print(problem)
        if os.environ.get("CI") == "true":
            print(problem.annotation())
    warned = len(problems) - len(errors)
    said = f"{len(errors)} problem{'s' if len(errors) != 1 else ''}"
    if warned:
        said += f", {warned} warning{'s' if warned != 1 else ''}"
    print(said, file=sys.stderr)
    return 1 if errors else 0


def free_slug(root: Path) -> str:
    """`new-article`, or with a number behind it while a file has that name."""
    articles = root / "content" / "articles"
    names = ("new-article" if number == 1 else f"new-article-{number}" for number in count(1))
    return next(name for name in names if not (articles / f"{name}.md").exists())


def new_article(root: Path, slug: str, today: date) -> int:
    """Writes a draft that passes every check; refuses a bad slug and never writes over a file."""
    file = drafts.place(root, "articles", slug)
    if file is None:
        return 2
    title = slug.replace("-", " ").capitalize()
    file.write_text(ARTICLE.format(title=title, today=today.isoformat()), encoding="utf-8")
    print(f"{file.relative_to(root)} written, a draft that passes every check.")
    print("Write over what stands in it, and rename the file for the address that you want.")
    print("`make serve` shows it; `make check` names what is wrong; `status: published` publishes it.")
    return 0
