"""What a log line may say: that something failed, where, and under which number; never a value that somebody typed."""

import logging
import secrets
import sys
import traceback
from types import TracebackType
from typing import Any

from django.http import HttpRequest

_FRAMES = 12


class NoValues(logging.Filter):
    """Turns an error's report into a number, its class, route and lines of code; messages, bodies and locals go."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record in place, so that no later handler finds what was taken out."""
        request = getattr(record, "request", None)
        if record.exc_info:
            told = " ".join([f"report {secrets.token_hex(4)}:", *described(record.exc_info), f"route={route(request)}"])
            record.msg, record.args = told, ()
            record.exc_info = record.exc_text = None
        elif isinstance(request, HttpRequest):
            # Django writes the path into the message, and a path may hold a person's number or a searched name.
            record.msg, record.args = f"answered {getattr(record, 'status_code', '?')} route={route(request)}", ()
        if request is not None:
            record.request = None
        return True


def described(info: tuple[Any, ...] | bool | BaseException) -> list[str]:
    """Return an exception's class and the lines that led to it; never its message, which may quote a value."""
    kind, _value, trail = _whole(info)
    where = [f"{frame.filename.rpartition('/')[2]}:{frame.lineno}:{frame.name}" for frame in _frames(trail)]
    return [
        f"{kind.__module__}.{kind.__qualname__}" if kind else "unknown",
        "at",
        " < ".join(reversed(where)) or "unknown",
    ]


def route(request: object) -> str:
    """Return the pattern of the address that was asked for, such as people/<int:pk>/; never the address itself."""
    match = getattr(request, "resolver_match", None)
    return str(match.route) if match and match.route else "-"


def _whole(info: tuple[Any, ...] | bool | BaseException) -> tuple[Any, ...]:
    if isinstance(info, BaseException):
        return type(info), info, info.__traceback__
    return info if isinstance(info, tuple) else sys.exc_info()


def _frames(trail: TracebackType | None) -> list[traceback.FrameSummary]:
    # lookup_lines=False and capture_locals=False: neither the source text nor a local is ever read.
    return list(traceback.StackSummary.extract(traceback.walk_tb(trail), limit=-_FRAMES, lookup_lines=False))
