"""What dataclasses have in common once the build has written them out (plain.py).

It takes the place of the module `dataclasses`, with which copy, inspect, weakref, annotationlib and ast would
come along, and each class would be put together anew at each start.
"""

from typing import Any


class FrozenInstanceError(AttributeError):
    """Somebody tried to change what does not change."""


def replace(record: Any, /, **changes: object) -> Any:
    """A copy with other values for these fields."""
    return type(record)(**{name: getattr(record, name) for name in record.__slots__} | changes)


def equal(one: object, other: object) -> bool:
    """The `__eq__` of all: the same class, and equal values in all fields."""
    return _values(one) == _values(other) if type(other) is type(one) else NotImplemented


def hashed(record: Any) -> int:
    """The `__hash__` of all."""
    return hash(_values(record))


def shown(record: Any) -> str:
    """The `__repr__` of all."""
    fields = ", ".join(f"{name}={getattr(record, name)!r}" for name in record.__slots__)
    return f"{type(record).__qualname__}({fields})"


def frozen(_: object, name: str, *__: object) -> None:
    """The `__setattr__` and `__delattr__` of all."""
    raise FrozenInstanceError(f"cannot change field {name!r}")


def _values(record: Any) -> tuple[object, ...]:
    return tuple(getattr(record, name) for name in record.__slots__)
