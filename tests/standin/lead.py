"""The shape of `lead/1`, the site's own message about a request for a demo: what must and may be there."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from tests.standin.wire import is_email

Shape = Any
"""A test of a value, a list with the shape of each item, or a mapping; `?` marks what may be missing."""
Problem = dict[str, str]


def is_uuid(value: object) -> bool:
    """True for a random UUID as text in its usual form."""
    try:
        return isinstance(value, str) and str(UUID(value)) == value.lower() and UUID(value).version == 4
    except ValueError:
        return False


def _moment(value: object) -> bool:
    """True for a time with its zone, such as 2026-08-01T09:30:00Z."""
    try:
        return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _text(limit: int) -> Callable[[object], bool]:
    """A test for text that is not empty, of at most this many characters."""
    return lambda value: isinstance(value, str) and 0 < len(value) <= limit


def _count(value: object) -> bool:
    """True for a whole number from 0."""
    return type(value) is int and value >= 0


LABEL = _text(100)
SHAPE: Mapping[str, Shape] = {
    "id": is_uuid,
    "kind": LABEL,
    "created_at": _moment,
    "contact": {
        "email": lambda value: isinstance(value, str) and is_email(value),
        "name": _text(200),
        "company?": _text(200),
        "role?": _text(200),
        "phone?": _text(50),
    },
    "request": {
        "message?": _text(10_000),
        "slots?": [lambda value: isinstance(value, str | dict)],
        "timezone": LABEL,
    },
    "assessment?": {
        "instrument": LABEL,
        "version": lambda value: isinstance(value, str | int),
        "primary": LABEL,
        "secondary": lambda value: value is None or LABEL(value),
    },
    "source": {
        "landing_path": lambda value: (
            isinstance(value, str) and value.startswith("/") and len(value) <= 2_000
        ),
        "style_page?": _text(2_000),
        "referrer_host?": lambda value: isinstance(value, str) and re.fullmatch(r"[\w.-]+(:\d+)?", value),
        "utm?": {f"{name}?": LABEL for name in ("source", "medium", "campaign", "content", "term")},
    },
    "consent": [
        {
            "purpose": LABEL,
            "given": lambda value: isinstance(value, bool),
            "text_id": LABEL,
            "text_sha256": lambda value: isinstance(value, str) and re.fullmatch(r"[0-9a-f]{64}", value),
            "at": _moment,
            "how": LABEL,
        }
    ],
    "trap": {"filled_ms": _count, "honeypot": lambda value: isinstance(value, str | bool)},
}


def problems(value: Any, shape: Shape = SHAPE, path: str = "") -> Iterator[Problem]:
    """Each place where a value does not have the shape, as the webhook's answer names it."""
    if isinstance(shape, Mapping):
        yield from _object(value, shape, path)
    elif isinstance(shape, list):
        if not isinstance(value, list):
            yield _problem(path, "type", "is no list")
            return
        for number, item in enumerate(value):
            yield from problems(item, shape[0], f"{path}[{number}]")
    elif not shape(value):
        yield _problem(path, "value", "is not as described")


def _object(value: Any, shape: Mapping[str, Shape], path: str) -> Iterator[Problem]:
    """Where an object has a key too many, a key too few, or a wrong value."""
    if not isinstance(value, dict):
        yield _problem(path, "type", "is no object")
        return
    known = {name.rstrip("?"): name for name in shape}
    for key in value:
        if key not in known:
            yield _problem(f"{path}.{key}", "unknown", "is no part of this")
    for key, name in known.items():
        if key in value:
            yield from problems(value[key], shape[name], f"{path}.{key}")
        elif name == key:
            yield _problem(f"{path}.{key}", "missing", "is missing")


def _problem(path: str, code: str, message: str) -> Problem:
    """One problem; the path without its leading dot."""
    return {"field": path.lstrip("."), "code": code, "message": message}
