import logging
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpRequest
from django.test import RequestFactory

from rock.core.logs import NoValues, route

Written = tuple[logging.Logger, list[str]]
SECRET = "Marigold Thistlewood"


@pytest.fixture
def written() -> Written:
    """Give a logger whose lines pass the filter and land in a list."""
    lines: list[str] = []

    class Keeper(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(self.format(record))

    handler = Keeper()
    handler.addFilter(NoValues())
    logger = logging.Logger("test")
    logger.addHandler(handler)
    return logger, lines


def fail(name: str) -> None:
    raise ValueError(f"no such person: {name}")


def test_an_error_report_has_its_number_class_and_lines(written: Written) -> None:
    logger, lines = written
    try:
        fail(SECRET)
    except ValueError:
        logger.exception("saving %s failed", SECRET)
    assert SECRET not in lines[0]
    assert "builtins.ValueError" in lines[0]
    assert "test_logs.py:" in lines[0]
    assert ":fail" in lines[0]
    assert lines[0].startswith("report ")


def test_two_reports_have_two_numbers(written: Written) -> None:
    logger, lines = written
    for _ in range(2):
        logger.error("x", exc_info=ValueError(SECRET))
    assert lines[0] != lines[1]


def test_the_address_asked_for_is_not_written(written: Written) -> None:
    logger, lines = written
    request = RequestFactory().get("/people/", {"name": SECRET})
    logger.warning("Not Found: %s", request.get_full_path(), extra={"request": request, "status_code": 404})
    assert lines == ["answered 404 route=-"]


def test_what_was_posted_is_not_on_the_record_any_more(written: Written) -> None:
    logger, _ = written
    request = RequestFactory().post("/ask/", {"worry": SECRET})
    record = logger.makeRecord("x", logging.ERROR, "f", 1, "failed", (), None, extra={"request": request})
    assert NoValues().filter(record)
    assert vars(record)["request"] is None


def test_a_plain_line_is_left_alone(written: Written) -> None:
    logger, lines = written
    logger.info("made %s children", 332)
    assert lines == ["made 332 children"]


def test_an_error_without_a_trace_still_gives_its_class(written: Written) -> None:
    logger, lines = written
    logger.error("x", exc_info=KeyError(SECRET))
    assert "builtins.KeyError at unknown" in lines[0]
    assert SECRET not in lines[0]


def test_the_route_is_the_pattern_not_the_address() -> None:
    request = HttpRequest()
    request.resolver_match = type("Match", (), {"route": "people/<int:pk>/"})()
    assert route(request) == "people/<int:pk>/"


def test_the_settings_put_the_filter_on_the_only_handler() -> None:
    logging_settings: dict[str, Any] = settings.LOGGING
    assert logging_settings["handlers"]["console"]["filters"] == ["no_values"]
    assert list(logging_settings["handlers"]) == ["console"]
    assert logging_settings["loggers"]["django"]["handlers"] == []
