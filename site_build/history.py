"""What git remembers: each article's text when it was last dated, those that are gone, the consent texts.

Read by the command line alone and handed to the checks; outside a git repository there is nothing.
"""

import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

ARTICLES = "content/articles"
DATES = re.compile(r"^(?:date|updated|publish_at):.*$", re.MULTILINE)
PUBLISHED = re.compile(r"^status:[ \t]*[\"']?published\b", re.MULTILINE)
DAY = re.compile(r"\d{4}-\d\d-\d\d")
BEGINS = re.compile(r"^(publish_at|date):[ \t]*[\"']?(\d{4}-\d\d-\d\d)", re.MULTILINE)
CONSENTS = "content/_data/consent_history.yml"
ADDED = re.compile(r"^\+([a-z0-9-]+): *[\"']?([0-9a-f]{64})", re.MULTILINE)
MAINS = ("main", "origin/main")
"""What the site is built from: what this branch has from there was published, as is what it commits."""


@dataclass(frozen=True, slots=True)
class History:
    """By path: the body of each published article at the end of the day that its dates name, and who left.

    On that day a text may change; where it was dated later, the body is the one that was dated.
    `dates` are the lines that held then, which are those that hold now unless the file has changed since.
    `gone` has the day from which each one that left was on the site, as 2026-11-23.
    `consents` has the SHA-256 that the main branch first recorded for the id of each consent text.
    """

    bodies: Mapping[str, str]
    dates: Mapping[str, tuple[str, ...]]
    gone: Mapping[str, str]
    consents: Mapping[str, str] = field(default_factory=dict)


def read(root: Path) -> History | None:
    """The history of the articles of the project at `root`, or None where git knows nothing of it."""
    top = _git(root, "rev-parse", "--show-prefix")
    if top is None or _git(root, "rev-parse", "--verify", "--quiet", "HEAD") is None:
        return None
    prefix = top.strip()
    folder = root / ARTICLES
    there = {f"{ARTICLES}/{file.name}" for file in folder.glob("*.md")} if folder.is_dir() else set()
    versions = _versions(root, prefix)
    wanted = [(path, f"{commit}:{prefix}{path}") for path, row in versions.items() for commit, _ in row]
    bases = [
        (path, f"{base}:{prefix}{path}") for base in _bases(root) for path in _listed(root, base, prefix)
    ]
    texts = _texts(
        root, [name for _, name in [*wanted, *((path, name) for path, name in bases if path not in there)]]
    )
    bodies: dict[str, str] = {}
    dates: dict[str, tuple[str, ...]] = {}
    for path in there & set(versions):
        fixed: tuple[str, ...] | None = None
        for commit, day in versions[path]:
            meta, body = _parted(texts.get(f"{commit}:{prefix}{path}", ""))
            lines = tuple(line.strip() for line in DATES.findall(meta))
            if not PUBLISHED.search(meta) or (fixed is not None and lines != fixed):
                break
            fixed, bodies[path], dates[path] = lines, body, lines
            if day <= max(DAY.findall(" ".join(lines)), default=""):
                break
    gone: dict[str, str] = {}
    for path, name in bases:
        meta, _ = _parted(texts.get(name, ""))
        days = dict(BEGINS.findall(meta))
        if path not in there and PUBLISHED.search(meta) and days:
            gone[path] = days.get("publish_at") or days["date"]
    return History(bodies, dates, gone, _consents(root))


def _bases(root: Path) -> list[str]:
    """The commits in which an article counts as published."""
    return list(dict.fromkeys(["HEAD", *_mains(root)]))


def _mains(root: Path) -> Iterator[str]:
    """The newest commits that this branch has from what the site is built from."""
    found = (_git(root, "merge-base", "HEAD", main) for main in MAINS)
    return (commit.strip() for commit in found if commit)


def _consents(root: Path) -> dict[str, str]:
    """The digest that each id of a consent text came with on the main branch; a branch may try its own."""
    first: dict[str, str] = {}
    for base in _mains(root):
        log = _git(root, "log", "--reverse", "--format=", "-p", "-U0", base, "--", CONSENTS) or ""
        for id_, digest in ADDED.findall(log):
            first.setdefault(id_, digest)
    return first


def _versions(root: Path, prefix: str) -> dict[str, list[tuple[str, str]]]:
    """For every article the commits that changed it, each with its day, the newest first."""
    shown = ("--format=%x00%H %cs", "--name-only", "--diff-filter=AM", "--no-renames")
    found: dict[str, list[tuple[str, str]]] = {}
    for part in (_git(root, "log", *shown, "--", ARTICLES) or "").split("\0")[1:]:
        line, *paths = part.split("\n")
        commit, day = line.split(" ")
        for path in paths:
            if path.endswith(".md") and path.startswith(prefix):
                found.setdefault(path.removeprefix(prefix), []).append((commit, day))
    return found


def _listed(root: Path, base: str, prefix: str) -> Iterator[str]:
    """The articles of a commit."""
    names = _git(root, "ls-tree", "--full-tree", "--name-only", base, f"{prefix}{ARTICLES}/") or ""
    return (name.removeprefix(prefix) for name in names.splitlines() if name.endswith(".md"))


def _texts(root: Path, names: list[str]) -> dict[str, str]:
    """Many files of many commits by one call; a name that git does not know is left out."""
    if not names:
        return {}
    try:
        done = subprocess.run(
            ["git", "cat-file", "--batch"],
            cwd=root,
            input="".join(f"{name}\n" for name in names).encode(),
            capture_output=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return {}
    texts: dict[str, str] = {}
    at = 0
    for name in names:
        head, _, _ = done.stdout[at : at + 4096].partition(b"\n")
        at += len(head) + 1
        if head.endswith(b" missing"):
            continue
        size = int(head.rsplit(b" ", 1)[1])
        texts[name] = done.stdout[at : at + size].decode("utf-8", "replace").replace("\r\n", "\n")
        at += size + 1
    return texts


def _parted(text: str) -> tuple[str, str]:
    """Front matter and body."""
    head, _, body = text.removeprefix("---\n").partition("\n---\n")
    return head, body


def _git(root: Path, *arguments: str) -> str | None:
    try:
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.decode("utf-8", "replace")
