"""Two clicks, or two tabs, at the very same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from rock.core.services import PUBLIC
from rock.doors.public.drafts import begin_draft, keep_answers, open_draft
from rock.doors.public.sending import send
from rock.practice.requests.models import RequestForSupport
from tests.doors.public.walking import GRANDMOTHER

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """Run the works in threads that start together, each on a connection of its own."""
    barrier = Barrier(len(works))

    def run(work: Callable[[], Any]) -> Any:
        try:
            barrier.wait(timeout=10)
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def lists(typed: dict[str, Any]) -> dict[str, list[str]]:
    return {name: value if isinstance(value, list) else [value] for name, value in typed.items()}


def a_draft() -> bytes:
    token = begin_draft(by=PUBLIC).token
    answers = {place.replace("/", "-"): lists(typed) for place, typed in GRANDMOTHER.items()}
    keep_answers(by=PUBLIC, token=token, answers=answers)
    return token


def test_four_clicks_at_once_are_one_request() -> None:
    token = a_draft()
    sent = at_once(*[lambda: send(by=PUBLIC, token=token).reference] * 4)
    assert len(set(sent)) == 1
    assert RequestForSupport.objects.count() == 1


def test_six_tabs_at_once_keep_six_answers() -> None:
    token = a_draft()

    def typing(number: int) -> Callable[[], Any]:
        return lambda: keep_answers(
            by=PUBLIC, token=token, answers={f"children-{number}": {"name": [f"Child {number}"]}}
        )

    at_once(*[typing(number) for number in range(2, 8)])
    draft = open_draft(token)
    assert draft is not None
    assert {f"children-{number}" for number in range(1, 8)} <= set(draft.typed)


def test_a_word_typed_while_it_is_sent_is_either_in_it_or_refused() -> None:
    token = a_draft()

    def late() -> str:
        try:
            keep_answers(by=PUBLIC, token=token, answers={"worry": {"text": ["Late words"]}})
        except Exception as refusal:
            return type(refusal).__name__
        return "kept"

    _reference, outcome = at_once(lambda: send(by=PUBLIC, token=token).reference, late)
    words = RequestForSupport.objects.get().occasion.statements.get(question="worry").words
    assert (outcome, words) in {("kept", "Late words"), ("Refused", "Nobody is up to get Kai to school.")}
