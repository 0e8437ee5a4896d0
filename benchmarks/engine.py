"""The scoring engine in a real Chromium: how long it takes to start and to score, and what it weighs.

Called by `python -m benchmarks`. Every run is a browser of its own, so nothing is in any cache; the server is
on this machine, so the times hold no network. Compare figures of one run, never those of two machines.
"""

import gzip
import platform
import statistics
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from assessment.browser import bank_sheet
from tests.conftest import CHROMIUM, Site

START = """async () => {
  const script = document.querySelector("script[src*=style-quiz]").src;
  const { Engine } = await import(new URL("../engine/engine.js", script));
  const { worker, engine: folder } = document.querySelector("style-quiz").dataset;
  window.engine = new Engine(worker, folder);
  await new Promise((resolve, reject) => {
    engine.addEventListener("ready", resolve);
    engine.addEventListener("restart", ({ detail }) => reject(new Error(detail.reason)));
    engine.start();
  });
  return performance.now();
}"""
"""Starts the engine as the page does; gives the milliseconds from navigation until it is ready."""

SCORE = """async (sheet) => {
  const start = performance.now();
  await engine.ask({ do: "score", sheet });
  return performance.now() - start;
}"""
"""One score on a ready engine, to and from the worker; gives milliseconds."""

TAKE = """async () => {
  const result = document.querySelector("style-result");
  const shown = new Promise((resolve) => {
    new MutationObserver(() => !result.hidden && resolve()).observe(result, { attributes: true });
  });
  const start = performance.now();
  for (const step of document.querySelectorAll("fieldset.step:not([data-context])")) {
    const names = new Set([...step.querySelectorAll("input")].map(({ name }) => name));
    [...names].forEach((name, index) => step.querySelectorAll(`[name="${name}"]`)[index].click());
    document.querySelector("[data-part=continue]").click();
  }
  document.querySelector("[data-part=continue]").click();
  await shown;
  return performance.now() - start;
}"""
"""Answers the whole form without a pause; gives the milliseconds from the first answer to the result."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Milliseconds, one entry a run, and bytes of the files that one start asks for."""

    ready: list[float]
    first_score: list[float]
    next_score: list[float]
    take: list[float]
    raw: int
    gzipped: int
    files: int


def measure(folder: Path, browser: str | None, runs: int) -> Figures:
    """Measure the engine of the site in `folder`, each run in a new browser."""
    ready, first, later, take = [], [], [], []
    site = Site(folder)
    with sync_playwright() as playwright:

        def fresh() -> Page:
            page = playwright.chromium.launch(executable_path=browser, args=CHROMIUM).new_page()
            page.goto(f"{site.url}assessment/")
            page.wait_for_selector("style-quiz[data-ready]")
            return page

        def close(page: Page) -> None:
            owner = page.context.browser
            if owner:
                owner.close()

        for _ in range(runs):
            page = fresh()
            ready.append(page.evaluate(START))
            first.append(page.evaluate(SCORE, bank_sheet()))
            later.append(page.evaluate(SCORE, bank_sheet()))
            close(page)
            page = fresh()
            take.append(page.evaluate(TAKE))
            close(page)
    files = {path for path in site.paths if path.startswith("/assessment/engine/")}
    contents = [(folder / path.lstrip("/")).read_bytes() for path in sorted(files)]
    packed = [len(gzip.compress(content, compresslevel=9)) for content in contents]
    site.server.shutdown()
    return Figures(ready, first, later, take, sum(map(len, contents)), sum(packed), len(files))


def table(folder: Path, browser: str | None, runs: int) -> str:
    """The figures as a table in Markdown, times as median and range."""
    figures = measure(folder, browser, runs)
    rows = [
        ("navigation to engine ready", _times(figures.ready)),
        ("first score on a ready engine", _times(figures.first_score)),
        ("next score", _times(figures.next_score)),
        ("first answer to result, form filled without a pause", _times(figures.take)),
        (f"engine, {figures.files} files", f"{figures.raw:,} bytes, {figures.gzipped:,} with gzip -9"),
    ]
    lines = [f"| {name} | {value} |" for name, value in rows]
    head = f"| {platform.machine()}, {runs} runs, localhost, cold | median [range] |"
    return "\n".join([head, "| --- | --- |", *lines])


def _times(milliseconds: list[float]) -> str:
    low, high = min(milliseconds), max(milliseconds)
    return f"{statistics.median(milliseconds):,.0f} [{low:,.0f}–{high:,.0f}] ms"
