"""Holds the stand-in's server: its log, its names, and each mishap on demand."""

import contextlib
import threading
from http.client import HTTPException, IncompleteRead
from pathlib import Path

import pytest

from tests.standin import certificate
from tests.standin.client import connect, send
from tests.standin.mishaps import BROKEN, REFUSE, TOO_MANY, refused, status
from tests.standin.server import Standin

HOST = "formspree.io"
REQUEST = {
    "method": "POST",
    "host": HOST,
    "path": "/f/mabcdefg",
    "headers": {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"},
    "form": {"email": "ada@lovelace.example"},
}
PREFLIGHT = {**REQUEST, "method": "OPTIONS"}


def taken(standin: Standin) -> int:
    """How many records the service has."""
    return len(standin.records["formspree"])


def test_log_and_strays(standin: Standin) -> None:
    """A request is in the log as it came; one to an unknown host gets 404 and stands apart."""
    send(standin, {**REQUEST, "query": "a=1"})
    seen = standin.log[0]
    assert (seen.line, seen.provider, seen.status) == ("POST formspree.io/f/mabcdefg", "formspree", 200)
    assert (seen.request.query, seen.request.body) == ("a=1", b"email=ada%40lovelace.example")
    assert seen.request.headers["accept"] == "application/json"
    connection = connect(standin, HOST)
    connection.request("GET", "/update", headers={"Host": "updates.example:443"})
    assert connection.getresponse().status == 404
    connection.close()
    assert [each.line for each in standin.strays] == ["GET updates.example/update"]
    assert len(standin.log) == 1


def test_connection_is_kept(standin: Standin) -> None:
    """One connection carries several requests, also after an empty answer."""
    connection = connect(standin, HOST)
    for method in ("OPTIONS", "GET", "OPTIONS"):
        connection.request(method, "/f/mabcdefg")
        connection.getresponse().read()
    connection.close()
    assert [each.status for each in standin.log] == [204, 405, 204]


def test_rules(standin: Standin) -> None:
    """Chromium finds every host at the stand-in but the site's own."""
    where = f"MAP * 127.0.0.1:{standin.port}, EXCLUDE 127.0.0.1, EXCLUDE localhost"
    assert standin.rules == [f"--host-resolver-rules={where}", "--ignore-certificate-errors"]


def test_refuse(standin: Standin) -> None:
    """No connection comes about, one that is open ends, and other hosts are not concerned."""
    connection = connect(standin, HOST)
    connection.request("GET", "/f/mabcdefg")
    connection.getresponse().read()
    standin.fault(HOST, "refuse")
    with pytest.raises((OSError, HTTPException)):
        send(standin, REQUEST)
    with contextlib.suppress(OSError):
        assert connection.sock.recv(1) == b""
    connection.close()
    assert standin.refused == [HOST]
    assert send(standin, {"method": "GET", "host": "cal.com", "path": "/edge/demo"}).status == 200
    standin.fault(HOST, None)
    assert send(standin, REQUEST).status == 200
    assert taken(standin) == 1


@pytest.mark.parametrize(("plan", "records"), [("hang", 0), ("hang-taken", 1)])
def test_hang(standin: Standin, plan: str, records: int) -> None:
    """A request gets no answer until the test lets it go, and then none either."""
    standin.fault(HOST, plan)
    ended: list[BaseException] = []

    def ask() -> None:
        try:
            send(standin, REQUEST)
        except (OSError, HTTPException) as error:
            ended.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    standin.until(lambda: standin.log)
    assert (taken(standin), standin.log[0].status, thread.is_alive()) == (records, None, True)
    standin.release()
    thread.join(10)
    assert len(ended) == 1


def test_cut(standin: Standin) -> None:
    """The headers come, the body does not; the record is there."""
    standin.fault(HOST, "cut")
    with pytest.raises((IncompleteRead, OSError)):
        send(standin, REQUEST)
    assert (taken(standin), standin.log[0].status) == (1, 200)


def test_page_instead_of_json(standin: Standin) -> None:
    """A page with the status 200, readable by a script, and no record."""
    standin.fault(HOST, "html")
    answer = send(standin, REQUEST)
    assert (answer.status, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert taken(standin) == 0


def test_too_many(standin: Standin) -> None:
    """One 429 with the seconds to wait, then the service answers; a preflight uses nothing up."""
    standin.fault(HOST, "429")
    assert send(standin, PREFLIGHT).status == 204
    answer = send(standin, REQUEST)
    assert (answer.status, answer.headers["retry-after"]) == (429, "2")
    assert send(standin, REQUEST).status == 200
    assert taken(standin) == 1


def test_own_receiver_shows_how_long_to_wait(standin: Standin) -> None:
    """Only the webhook lets a script read Retry-After: no other service documents that it does."""
    standin.fault("hooks.example.com", TOO_MANY)
    headers = {"Origin": "https://edge.example.com", "Content-Type": "application/json"}
    request = {"method": "POST", "host": "hooks.example.com", "path": "/lead", "headers": headers, "json": {}}
    assert send(standin, request).headers["access-control-expose-headers"] == "Retry-After"
    standin.fault(HOST, TOO_MANY)
    assert "access-control-expose-headers" not in send(standin, REQUEST).headers


def test_broken_twice(standin: Standin) -> None:
    """Two errors, then the record, once."""
    standin.fault(HOST, "500-twice")
    assert [send(standin, REQUEST).status for _ in range(3)] == [500, 500, 200]
    assert taken(standin) == 1


def test_redirect(standin: Standin) -> None:
    """The way leads to a page that says 200 and has taken nothing."""
    standin.fault(HOST, "redirect")
    answer = send(standin, REQUEST)
    assert (answer.status, answer.headers["location"]) == (302, "/standin/moved")
    moved = send(standin, {"method": "GET", "host": HOST, "path": answer.headers["location"]})
    assert (moved.status, taken(standin)) == (200, 0)


def test_large_body(standin: Standin) -> None:
    """The right answer within 3 MB."""
    standin.fault(HOST, "large")
    answer = send(standin, REQUEST)
    assert (len(answer.body), answer.json()["ok"]) == (3 * 1024 * 1024, True)


def test_wrong_cors(standin: Standin) -> None:
    """The permission is for another site, in the preflight too; what needs none was taken all the same."""
    standin.fault(HOST, "cors")
    for request in (PREFLIGHT, REQUEST):
        assert send(standin, request).headers["access-control-allow-origin"] == "https://wrong.example"
    assert taken(standin) == 1


SERVICES = [
    ("api.hsforms.com", "hubspot"),
    ("formspree.io", "formspree"),
    ("hooks.example.com", "webhook"),
    ("api.web3forms.com", "web3forms"),
]
"""The services that document errors."""


@pytest.mark.parametrize(("host", "provider"), SERVICES)
def test_every_code_on_demand(standin: Standin, host: str, provider: str) -> None:
    """Each documented error of a service comes when it is asked for, once, and can be read by a script."""
    codes = standin.providers[provider].codes
    assert codes
    for code in codes:
        standin.fault(host, [refused(code, "email")])
        headers = {"Origin": "https://edge.example.com"}
        answer = send(standin, {"method": "POST", "host": host, "path": "/", "headers": headers})
        assert code in answer.body.decode()
        assert 400 <= answer.status < 500
        assert "access-control-allow-origin" in answer.headers


def test_plan_as_list(standin: Standin) -> None:
    """A list is used up one a request; a status alone can be asked for; refusing cannot stand in a list."""
    standin.fault(HOST, [status(503), None, BROKEN])
    assert [send(standin, REQUEST).status for _ in range(4)] == [503, 200, 500, 200]
    with pytest.raises(ValueError, match="stands alone"):
        standin.fault(HOST, [REFUSE])
    with pytest.raises(KeyError):
        standin.fault(HOST, "no such plan")


def test_error_in_a_service_is_kept(standin: Standin, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of the stand-in itself is kept for the fixture, which then fails the test."""
    monkeypatch.setattr(standin.formspree, "handle", lambda request: 1 / 0)
    with pytest.raises((OSError, HTTPException)):
        send(standin, REQUEST)
    assert [type(each) for each in standin.broken] == [ZeroDivisionError]
    standin.clear()


def test_until_says_what_came(standin: Standin) -> None:
    """Waiting in vain ends with what was seen."""
    send(standin, REQUEST)
    with pytest.raises(TimeoutError, match=r"POST formspree\.io/f/mabcdefg 200"):
        standin.until(lambda: taken(standin) == 2, 0.01)


def test_missing_openssl(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without the program the error names it."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(certificate.NoOpenSSL, match="openssl"):
        certificate.make_certificate(tmp_path, ["a.example"])
