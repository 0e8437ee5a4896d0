"""Asks every address of another site that content and sources name whether it is still there.

Called by the command line when somebody wants to know, never by a build. Polite: one question at a time
for each host, two in all, with pauses; HEAD first. What refuses robots is told apart from what is broken.
"""

import http.client
import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from socket import gaierror
from typing import IO, Any
from urllib.parse import urlsplit

from site_build import frontmatter
from site_build.errors import Problem

AT_ONCE = 2
TRIES = 3
FOR_GOOD = (301, 308)
"""The statuses of an address that has moved and will not come back."""
BROKEN = (400, 404, 410, 414)
NO_HEAD = (400, 403, 404, 405, 406, 500, 501, 503)
"""After these a GET may still be answered: some hosts do not know HEAD."""
NOT_NOW = (408, 425, 429, 500, 502, 503, 504)
"""After these it is worth asking once more."""
ADDRESS = re.compile(r"https?://[^\s<>\"'`\\]+")
PAIRS = {"(": ")", "[": "]", "{": "}"}
CLOSING = ".,;:!?*_"
"""What stands behind an address in a text and is not part of it."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An address and where it is written."""

    url: str
    path: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a question: `status`, 0 without an answer, and `why`; `moved` is where it now is."""

    status: int
    why: str = ""
    moved: str = ""


def mentions(content: Path) -> list[Mention]:
    """Every address of another site in the files of `content`: texts, front matter and data."""
    found = []
    for file in sorted([*content.rglob("*.md"), *content.rglob("*.yml")]):
        shown = f"{content.name}/{file.relative_to(content).as_posix()}"
        text, _ = frontmatter.decode(file.read_bytes(), shown)
        for number, line in enumerate((text or "").split("\n"), 1):
            for match in ADDRESS.finditer(line):
                found.append(Mention(_trimmed(match[0]), shown, number, match.start() + 1))
    return found


def _trimmed(url: str) -> str:
    """The address without what closes the brackets or the sentence that it stands in, and all behind that."""
    opened = []
    for place, letter in enumerate(url):
        if letter in PAIRS:
            opened.append(PAIRS[letter])
        elif letter in PAIRS.values() and (not opened or opened.pop() != letter):
            url = url[:place]
            break
    return url.rstrip(CLOSING)


@dataclass(frozen=True, slots=True)
class Asker:
    """How questions are put: who asks, how long an answer may take, and the pauses, all in seconds."""

    agent: str
    timeout: float = 15
    pause: float = 1
    wait: Callable[[float], None] = time.sleep

    def ask(self, url: str) -> Answer:
        """One address, up to three times; a HEAD, then a GET where that is not understood."""
        answer = Answer(0)
        for attempt in range(TRIES):
            if attempt:
                self.wait(self.pause * 2**attempt)
            answer = self._once(url, "HEAD")
            if answer.status in NO_HEAD or not (answer.status or attempt):
                answer = self._once(url, "GET")
            if answer.status and answer.status not in NOT_NOW:
                break
        return answer

    def _once(self, url: str, method: str) -> Answer:
        hops = _Hops()
        opener = urllib.request.build_opener(hops)
        plain = url.partition("#")[0]
        headers = {"User-Agent": self.agent, "Accept": "*/*"}
        try:
            request = urllib.request.Request(plain, method=method, headers=headers)
            with opener.open(request, timeout=self.timeout) as response:
                return Answer(response.status, moved=hops.for_good)
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, "it leads round in a circle" if "loop" in str(error) else "")
        except urllib.error.URLError as error:
            if isinstance(error.reason, gaierror):
                return Answer(0, "no such host")
            return Answer(0, _words(error.reason))
        except (OSError, http.client.HTTPException, ValueError) as error:
            return Answer(0, _words(error))


class _Hops(urllib.request.HTTPRedirectHandler):
    """Follows an answer that leads on; remembers the new address, as long as it is said to be for good."""

    def __init__(self) -> None:
        self.for_good = ""
        self.sure = True

    def redirect_request(
        self, req: Any, fp: IO[bytes], code: int, msg: str, headers: http.client.HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        """Called for each answer that leads on."""
        self.sure = self.sure and code in FOR_GOOD
        if self.sure:
            self.for_good = newurl
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _words(error: object) -> str:
    return "no answer in time" if isinstance(error, TimeoutError) else f"the connection failed: {error}"


def check(found: Iterable[Mention], ask: Callable[[str], Answer], pause: Callable[[], None]) -> list[Problem]:
    """A problem for each mention of an address that is not well, sorted by place.

    `ask` is called from two threads, never twice at a time for one host; between two questions to one host
    `pause` is called. Broken is an error; moved for good, and what could not be asked, are warnings.
    """
    places: dict[str, list[Mention]] = {}
    for mention in found:
        places.setdefault(mention.url.partition("#")[0], []).append(mention)
    hosts: dict[str, list[str]] = {}
    for url in places:
        hosts.setdefault(urlsplit(url).netloc.lower(), []).append(url)

    def ask_host(urls: list[str]) -> list[tuple[str, Answer]]:
        answers = []
        for number, url in enumerate(urls):
            if number:
                pause()
            answers.append((url, ask(url)))
        return answers

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answered = [one for answers in pool.map(ask_host, hosts.values()) for one in answers]
    return sorted(
        problem for url, answer in answered for mention in places[url] for problem in _said(mention, answer)
    )


def _said(mention: Mention, answer: Answer) -> Iterator[Problem]:
    problem = Problem(mention.path, mention.line, mention.column, "", "")
    if answer.status in BROKEN or answer.why in ("no such host", "it leads round in a circle"):
        why = answer.why or f"the status is {answer.status}"
        hint = "Find where it went, or cite something else."
        yield replace(problem, code="LK006", message=f"{mention.url} is broken: {why}", hint=hint)
    elif not 200 <= answer.status < 300:
        why = answer.why or f"the status is {answer.status}, as hosts give to robots or when they are ill"
        message, hint = f"{mention.url} could not be asked: {why}", "Open it in a browser."
        yield replace(problem, code="LK008", message=message, hint=hint, severity="warning")
    elif answer.moved:
        message, hint = f"{mention.url} has moved for good", f"Write {answer.moved}."
        yield replace(problem, code="LK007", message=message, hint=hint, severity="warning")
