"""The folders that the engine's benchmark serves, how it serves them, and the floor it measures against."""

import json
import subprocess
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from assessment.quiz import bundled_bank
from benchmarks.engine import quota
from benchmarks.engine.engines import PAGES, addresses
from benchmarks.engine.figures import distance
from benchmarks.engine.floor import bank_data
from benchmarks.engine.link import PROFILES
from benchmarks.engine.packed import Packed, pack
from benchmarks.engine.server import Server
from benchmarks.engine.sheets import answer, numbers, sheets

SHEETS = [*sheets(200, seed=2), {**sheets(1)[0], "leaks": {}}]


def test_the_plain_python_scores_as_the_package_does() -> None:
    """The floor in Python gives the package's numbers, to the last bit."""
    scope: dict[str, Any] = {}
    exec((PAGES / "plain.py").read_text(encoding="utf-8"), scope)
    scope["begin"](json.dumps(bank_data(bundled_bank())))
    for sheet in SHEETS:
        assert json.loads(scope["call"](json.dumps({"sheet": sheet}))) == numbers(answer(sheet))


def test_the_plain_javascript_scores_as_the_package_does() -> None:
    """The floor in JavaScript gives the package's numbers."""
    script = f"""
    import {{ scorer }} from {json.dumps((PAGES / "plain.js").as_uri())};
    const score = scorer({json.dumps(bank_data(bundled_bank()))});
    process.stdout.write(JSON.stringify({json.dumps(SHEETS)}.map(score)));
    """
    ran = subprocess.run(
        ["node", "--input-type=module"], input=script, capture_output=True, text=True, check=True
    )
    for sheet, found in zip(SHEETS, json.loads(ran.stdout), strict=True):
        assert distance(found, numbers(answer(sheet))["result"]) <= 1e-9


def test_the_addresses_are_the_pages() -> None:
    """The class and the worker are read from the assessment's page."""
    html = """<script type="module" src="../assets/f00/components/style-quiz/style-quiz.js"></script>
    <style-quiz class="quiz" data-worker="engine/worker.js"
      data-bank="nsa">"""
    assert addresses(html) == {
        "engine": "../assets/f00/components/engine/engine.js",
        "worker": "engine/worker.js",
    }


def test_a_quota_that_is_refused_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without control groups there is a plain message, and nothing is measured as if there were."""
    monkeypatch.setattr(quota, "ROOT", tmp_path / "none")
    with pytest.raises(quota.QuotaRefused, match="No control group"), quota.Quota(0.25):
        pass


def test_what_lies_beside_a_file_is_taken(tmp_path: Path) -> None:
    """A host's own `.br` and `.gz` are served; they are no files of their own, and nothing is made anew."""
    packed = pack({"a.wasm": b"a" * 9, "a.wasm.br": b"br", "a.wasm.gz": b"gz", "b.js": b"b" * 900}, tmp_path)
    assert packed["a.wasm"] == Packed("application/wasm", b"a" * 9, b"br", b"gz")
    assert packed.keys() == {"a.wasm", "b.js"}
    assert len(packed["b.js"].br) < 900


@pytest.mark.parametrize(
    ("accepted", "coding", "body"),
    [("gzip, br", "br", b"br"), ("gzip;q=1", "gzip", b"gz"), ("", None, b"raw")],
)
@pytest.mark.parametrize("profile", ["loopback", "fast"])
def test_a_file_is_sent_as_it_is_accepted(
    profile: str, accepted: str, coding: str | None, body: bytes
) -> None:
    """The content coding follows the request, on a shaped link too; every request is noted."""
    files = {"engine.wasm": Packed("application/wasm", b"raw", b"br", b"gz")}
    with Server(files, PROFILES[profile]) as server:
        connection = HTTPConnection(server.url.removeprefix("http://").rstrip("/"))
        connection.request("GET", "/engine.wasm?again=1", headers={"Accept-Encoding": accepted})
        response = connection.getresponse()
        assert (response.getheader("Content-Encoding"), response.read()) == (coding, body)
        assert "immutable" in (response.getheader("Cache-Control") or "")
        connection.request("GET", "/none.js")
        assert connection.getresponse().status == 404
        connection.close()
    assert [(one.path, one.sent) for one in server.requests] == [("engine.wasm", len(body)), ("none.js", 0)]
