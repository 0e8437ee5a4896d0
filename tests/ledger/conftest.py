"""Settings of the generated tests."""

from __future__ import annotations

from hypothesis import settings

# A deadline measures the machine: a busy one would fail tests that are right.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")
