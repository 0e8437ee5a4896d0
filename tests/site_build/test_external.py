"""Addresses of other sites are found in content, asked politely of a real server, and judged with care."""

import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from site_build import cli, external
from site_build.external import Answer, Asker, Mention
from tests.site_build.copies import change

AGENT = "link check of https://www.example.com/ (hello@example.com)"


def _nothing(request: object, client_address: object) -> None:
    """Says nothing when somebody hangs up, as an asker without patience does."""


class Host:
    """A server on this machine, an address for each way to answer; `asked` has method, path and agent."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, str]] = []
        self.end = threading.Event()
        host = self

        class Handler(BaseHTTPRequestHandler):
            def do_HEAD(self) -> None:
                host.answer(self)

            def do_GET(self) -> None:
                host.answer(self)

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing: the tests read `asked`."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.handle_error = _nothing  # type: ignore[method-assign]
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Answers as the path says; a number is a status."""
        path = handler.path
        self.asked.append((handler.command, path, handler.headers["User-Agent"]))
        if path == "/slow":
            self.end.wait()
            return
        if path == "/reset":
            handler.connection.close()
            return
        status = {"/get-only": 405 if handler.command == "HEAD" else 200}.get(path, 200)
        if path == "/busy":
            status = 503 if sum(one[1] == path for one in self.asked) < 3 else 200
        if path[1:4].isdigit():
            status = int(path[1:4])
        handler.send_response(status)
        if 300 <= status < 400:
            handler.send_header("Location", path[4:] or path)
        handler.send_header("Content-Length", "0")
        with suppress(OSError):
            handler.end_headers()


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    """A server, asked without a proxy."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    host = Host()
    yield host
    host.end.set()
    host.server.shutdown()
    host.server.server_close()


@pytest.fixture
def waits() -> list[float]:
    """The pauses that an asker took."""
    return []


@pytest.fixture
def asker(waits: list[float]) -> Asker:
    """One who notes the pauses instead of taking them, and waits half a second for an answer."""
    return Asker(AGENT, timeout=0.5, wait=waits.append)


@pytest.mark.parametrize(
    ("path", "answer", "methods"),
    [
        ("/", Answer(200), ["HEAD"]),
        ("/404", Answer(404), ["HEAD", "GET"]),
        ("/410", Answer(410), ["HEAD"]),
        ("/get-only", Answer(200), ["HEAD", "GET"]),
        ("/403", Answer(403), ["HEAD", "GET"]),
        ("/418", Answer(418), ["HEAD"]),
        ("/302/new", Answer(200), ["HEAD", "HEAD"]),
    ],
)
def test_statuses(
    host: Host, asker: Asker, waits: list[float], path: str, answer: Answer, methods: list[str]
) -> None:
    """One question settles a clear answer; a GET follows where HEAD may not be known; each says who asks."""
    assert asker.ask(host.url + path) == answer
    assert [method for method, _, _ in host.asked] == methods
    assert {agent for _, _, agent in host.asked} == {AGENT}
    assert waits == []


@pytest.mark.parametrize(
    ("path", "moved"),
    [("/301/new", "/new"), ("/308/new", "/new"), ("/301/302/new", "/302/new"), ("/302/301/new", "")],
)
def test_what_moved_for_good_is_known(host: Host, asker: Asker, path: str, moved: str) -> None:
    """What moved for good is known by its new address; a way for now, as doi.org's, changes nothing."""
    assert asker.ask(host.url + path) == Answer(200, moved=moved and host.url + moved)


def test_new_address_that_is_gone_is_broken(host: Host, asker: Asker) -> None:
    """What leads on to nothing counts as what it leads to."""
    assert asker.ask(f"{host.url}/301/404").status == 404


def test_circle_is_broken(host: Host, asker: Asker) -> None:
    """An address that leads to itself is told as a circle."""
    assert "circle" in asker.ask(f"{host.url}/302").why


def test_busy_host_is_asked_again(host: Host, asker: Asker, waits: list[float]) -> None:
    """A host that is ill for a moment is asked once more after a pause."""
    assert asker.ask(f"{host.url}/busy") == Answer(200)
    assert waits == [2]


@pytest.mark.parametrize(
    ("path", "why"), [("/slow", "no answer in time"), ("/reset", "the connection failed: ")]
)
def test_silence_is_told_after_three_tries(
    host: Host, asker: Asker, waits: list[float], path: str, why: str
) -> None:
    """A host that does not answer, or hangs up, is asked three times with growing pauses, then named."""
    answer = asker.ask(host.url + path)
    assert answer.status == 0
    assert answer.why.startswith(why)
    assert waits == [2, 4]


def test_unknown_host_is_told(asker: Asker) -> None:
    """A host that no name server knows is named as such."""
    assert asker.ask("http://no-such-host.invalid/").why == "no such host"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer(200), None),
        (
            Answer(404),
            "LK006 http://a.test/ is broken: the status is 404. Find where it went, or cite something else.",
        ),
        (
            Answer(0, "no such host"),
            "LK006 http://a.test/ is broken: no such host. Find where it went, or cite something else.",
        ),
        (
            Answer(403),
            "LK008 http://a.test/ could not be asked: the status is 403, as hosts give to robots "
            "or when they are ill. Open it in a browser.",
        ),
        (
            Answer(0, "no answer in time"),
            "LK008 http://a.test/ could not be asked: no answer in time. Open it in a browser.",
        ),
        (
            Answer(200, moved="http://b.test/"),
            "LK007 http://a.test/ has moved for good. Write http://b.test/.",
        ),
    ],
)
def test_answers_are_judged(answer: Answer, said: str | None) -> None:
    """Broken is an error; moved for good and not to be asked are warnings; each at its place."""
    problems = external.check(
        [Mention("http://a.test/", "content/a.md", 3, 5)], lambda url: answer, lambda: None
    )
    assert [str(one) for one in problems] == ([f"content/a.md:3:5: {said}"] if said else [])
    assert all((one.severity == "error") == (one.code == "LK006") for one in problems)


def test_hosts_are_asked_one_at_a_time() -> None:
    """Two hosts are asked at once and never more; no host twice at a time; no address twice at all."""
    lock, together = threading.Lock(), threading.Barrier(2, timeout=10)
    now: list[str] = []
    most: list[tuple[str, ...]] = []
    asked: list[str] = []
    pauses: list[None] = []

    def ask(url: str) -> Answer:
        with lock:
            asked.append(url)
            now.append(urlsplit(url).netloc)
            most.append(tuple(sorted(now)))
        if url.endswith("/0"):
            together.wait()  # two hosts at once: alone this would never end
        with lock:
            now.remove(urlsplit(url).netloc)
        return Answer(200)

    urls = [f"http://{name}.test/{number}" for number in range(3) for name in "abcd"]
    found = [Mention(url, "a.md", 1, 1) for url in [*urls, *urls, f"{urls[0]}#place"]]
    assert external.check(found, ask, lambda: pauses.append(None)) == []
    assert sorted(asked) == sorted(urls)
    assert max(map(len, most)) == 2
    assert all(len(set(hosts)) == len(hosts) for hosts in most)
    assert len(pauses) == len(urls) - 4


def test_mentions_have_their_places(tmp_path: Path) -> None:
    """Addresses are found in texts, front matter and data, without what closes a sentence or brackets."""
    content = tmp_path / "content"
    (content / "_data").mkdir(parents=True)
    (content / "a.md").write_text(
        "---\nsources:\n  - url: https://doi.org/10.1/x_(y)\n---\n\n"
        "[One](https://a.test/b).[@c] <https://b.test/?q=1#d>, https://c.test/e.\n",
        encoding="utf-8",
    )
    (content / "_data" / "authors.yml").write_text('a: "http://d.test/"\n', encoding="utf-8")
    assert external.mentions(content) == [
        Mention("http://d.test/", "content/_data/authors.yml", 1, 5),
        Mention("https://doi.org/10.1/x_(y)", "content/a.md", 3, 10),
        Mention("https://a.test/b", "content/a.md", 6, 7),
        Mention("https://b.test/?q=1#d", "content/a.md", 6, 31),
        Mention("https://c.test/e", "content/a.md", 6, 55),
    ]


def test_command_asks_and_tells(
    project: Path, host: Host, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`external-links` names a broken address at its line and exits 1, and 0 if warnings are left."""
    monkeypatch.chdir(project)
    monkeypatch.delenv("CI", raising=False)
    for file in (project / "content").rglob("*.*"):
        if file.suffix in (".md", ".yml"):
            file.write_text(
                file.read_text(encoding="utf-8").replace("https://", "elsewhere:"), encoding="utf-8"
            )
    sample = project / "content" / "articles" / "sample.md"
    change(sample, "The second claim\nruns", f"The second claim\n<{host.url}/404> runs")
    assert cli.main(["external-links"]) == 1
    out, err = capsys.readouterr()
    assert out.startswith("content/articles/sample.md:22:2: LK006 http://127.0.0.1:")
    assert err == "Asking 1 addresses, slowly.\n1 problem\n"
    assert host.asked[0][2] == AGENT
    change(sample, "/404>", "/403>")
    assert cli.main(["external-links"]) == 0
    assert "LK008" in capsys.readouterr().out
