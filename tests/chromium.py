"""The browser that tests and benchmarks run in: where set-up found it, and how it is started."""

from pathlib import Path

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
"""No request but the page's own, and no need of rights or of a screen."""


def executable() -> str | None:
    """The Chromium that set-up found on this machine; None for Playwright's own."""
    recorded = Path(__file__).parents[1] / ".venv" / "browser"
    path = recorded.read_text(encoding="utf-8").strip() if recorded.is_file() else ""
    return path if path.startswith("/") else None
