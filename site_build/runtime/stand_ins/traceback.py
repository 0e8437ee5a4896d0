"""Stands in for traceback, with which colours, syntax trees and the lines of sources would come along.

Pyodide asks for it when an exception goes to JavaScript, and to print one.
"""

import sys
from types import TracebackType


def format_exception(
    kind: object, value: BaseException | None = None, tb: TracebackType | None = None, /, **_: object
) -> list[str]:
    """The lines of a traceback, the newest call last, and then the exception itself."""
    error = kind if isinstance(kind, BaseException) else value
    lines = ["Traceback (most recent call last):\n"]
    step = tb or (error.__traceback__ if error else None)
    while step:
        code = step.tb_frame.f_code
        lines.append(f'  File "{code.co_filename}", line {step.tb_lineno}, in {code.co_name}\n')
        step = step.tb_next
    return [*lines, f"{type(error).__name__}: {error}\n"]


def print_exception(
    kind: object, value: BaseException | None = None, tb: TracebackType | None = None, /, **_: object
) -> None:
    """Write those lines to the standard error."""
    sys.stderr.write("".join(format_exception(kind, value, tb)))
