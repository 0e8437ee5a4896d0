"""What an article is on a given day."""

from datetime import date
from pathlib import Path

import pytest

from site_build.schedule import due, state
from tests.site_build.copies import PLACE, change, loaded


@pytest.mark.parametrize(
    ("keys", "day", "expected"),
    [
        ("status: published", "2026-11-22", "scheduled"),
        ("status: published", "2026-11-23", "published"),
        ("status: published\npublish_at: 2026-12-01", "2026-11-30", "scheduled"),
        ("status: published\npublish_at: 2026-12-01", "2026-12-01", "published"),
        ("status: published\nexpires_on: 2026-12-01", "2026-11-30", "published"),
        ("status: published\nexpires_on: 2026-12-01", "2026-12-01", "expired"),
        ("status: draft\npublish_at: 2026-12-01", "2026-12-02", "draft"),
        ("status: review\nexpires_on: 2026-12-01", "2026-12-02", "review"),
    ],
)
def test_state_follows_the_day(project: Path, keys: str, day: str, expected: str) -> None:
    """The first day counts as published, and the day of expiry as expired; a draft stays one."""
    change(project / PLACE, "status: published", keys)
    (article,) = (entry.model for entry in loaded(project).articles if entry.document.path == PLACE)
    assert state(article, date.fromisoformat(day)) == expected


@pytest.mark.parametrize(("day", "expected"), [("2027-01-01", False), ("2027-01-02", True)])
def test_review_is_due_from_its_day_on(project: Path, day: str, expected: bool) -> None:
    """An article that names a day for its next look is due from that day on; one that names none never is."""
    (article,) = (entry.model for entry in loaded(project).articles if entry.document.path == PLACE)
    assert not due(article, date.fromisoformat(day))
    change(project / PLACE, "status: published", "status: published\nreview_by: 2027-01-02")
    (article,) = (entry.model for entry in loaded(project).articles if entry.document.path == PLACE)
    assert due(article, date.fromisoformat(day)) is expected
