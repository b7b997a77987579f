"""Unsent requests: unreadable to staff, gone after 14 days, come back to with a code."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection

from rock.core import time
from rock.core.services import PUBLIC, Refused
from rock.doors.public import drafts
from rock.doors.public.models import UnsentRequest
from rock.doors.public.sealing import new_token
from rock.doors.public.tasks import throw_away_old

pytestmark = pytest.mark.django_db
SECRET = "He finds us everywhere"


def a_draft(**places: str) -> drafts.Draft:
    draft = drafts.begin_draft(by=PUBLIC)
    answers = {place: {"text": [words]} for place, words in places.items()}
    return drafts.keep_answers(by=PUBLIC, token=draft.token, answers=answers)


def everything_stored() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(d)::text, encode(sealed, 'escape') FROM public_door_unsentrequest d")
        return str(cursor.fetchall())


def test_what_was_typed_comes_back() -> None:
    draft = a_draft(worry=SECRET)
    found = drafts.open_draft(draft.token)
    assert found is not None
    assert found.typed == {"worry": {"text": [SECRET]}}


def test_nothing_typed_stands_in_the_database() -> None:
    draft = a_draft(worry=SECRET)
    stored = everything_stored()
    assert SECRET not in stored
    assert "worry" not in stored
    assert draft.token.hex() not in stored


def test_no_history_of_a_draft_is_kept() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM information_schema.tables WHERE table_name LIKE 'public_door_%history%'")
        assert cursor.fetchone() == (0,)


def test_another_token_opens_nothing() -> None:
    a_draft(worry=SECRET)
    assert drafts.open_draft(new_token()) is None
    assert drafts.open_draft(None) is None


def test_a_row_sealed_for_another_opens_nothing() -> None:
    mine, theirs = a_draft(worry="mine"), a_draft(worry="theirs")
    rows = list(UnsentRequest.objects.order_by("pk"))
    UnsentRequest.objects.filter(pk=rows[0].pk).update(sealed=rows[1].sealed)
    assert drafts.open_draft(mine.token) is None
    assert drafts.open_draft(theirs.token) is not None


def test_places_are_put_in_and_taken_out_by_themselves() -> None:
    draft = a_draft(worry="one", tried="two")
    drafts.keep_answers(by=PUBLIC, token=draft.token, answers={"worry": None, "name": {"name": ["Jo"]}})
    found = drafts.open_draft(draft.token)
    assert found is not None
    assert set(found.typed) == {"tried", "name"}


def test_too_much_is_refused_and_the_rest_stays() -> None:
    draft = a_draft(worry="short")
    with pytest.raises(Refused, match="more than we can keep"):
        drafts.keep_answers(by=PUBLIC, token=draft.token, answers={"tried": {"text": ["x" * 200_000]}})
    found = drafts.open_draft(draft.token)
    assert found is not None
    assert set(found.typed) == {"worry"}


@pytest.mark.parametrize(("days", "there"), [(13.99, True), (14.01, False)])
def test_a_draft_is_gone_after_14_days(days: float, there: bool) -> None:
    draft = a_draft(worry=SECRET)
    with time_machine.travel(time.now() + timedelta(days=days)):
        assert (drafts.open_draft(draft.token) is not None) == there
        out = StringIO()
        call_command("purge_drafts", stdout=out)
        assert out.getvalue() == f"{0 if there else 1} thrown away\n"
    assert UnsentRequest.objects.exists() == there


def test_the_worker_throws_away_too() -> None:
    a_draft(worry=SECRET)
    UnsentRequest.objects.update(expires_at=time.now())
    throw_away_old()
    assert not UnsentRequest.objects.exists()


def test_keeping_more_does_not_put_off_the_day() -> None:
    draft = a_draft(worry=SECRET)
    with time_machine.travel(time.now() + timedelta(days=5)):
        again = drafts.keep_answers(by=PUBLIC, token=draft.token, answers={"tried": {"text": ["x"]}})
    assert again.expires_at == draft.expires_at


def test_a_code_opens_the_draft_on_another_device() -> None:
    draft = a_draft(worry=SECRET)
    code = drafts.make_code(by=PUBLIC, token=draft.token)
    found = drafts.come_back(code)
    assert found is not None
    assert (found.token, found.typed) == (draft.token, draft.typed)
    assert code.replace(" ", "") not in everything_stored()


def test_a_new_code_puts_the_old_one_out_of_use() -> None:
    draft = a_draft(worry=SECRET)
    old, new = (drafts.make_code(by=PUBLIC, token=draft.token) for _ in range(2))
    assert drafts.come_back(old) is None
    assert drafts.come_back(new) is not None


def test_a_code_opens_nothing_after_14_days_or_once_sent() -> None:
    draft = a_draft(worry=SECRET)
    code = drafts.make_code(by=PUBLIC, token=draft.token)
    with time_machine.travel(time.now() + timedelta(days=15)):
        assert drafts.come_back(code) is None
    row, opened = drafts.locked(draft.token)
    drafts.mark_sent(row, opened, "RS-1", "parent")
    assert drafts.come_back(code) is None
    with pytest.raises(Refused):
        drafts.make_code(by=PUBLIC, token=draft.token)


def test_what_is_sent_is_not_changed_and_its_copy_is_taken_once() -> None:
    draft = a_draft(worry=SECRET)
    with pytest.raises(Refused):
        drafts.take_copy(by=PUBLIC, token=draft.token)
    row, opened = drafts.locked(draft.token)
    drafts.mark_sent(row, opened, "RS-1", "parent")
    with pytest.raises(Refused, match="already sent"):
        drafts.keep_answers(by=PUBLIC, token=draft.token, answers={"worry": {"text": ["later"]}})
    assert drafts.take_copy(by=PUBLIC, token=draft.token).typed == {"worry": {"text": [SECRET]}}
    with pytest.raises(Refused, match="once only"):
        drafts.take_copy(by=PUBLIC, token=draft.token)


def test_the_copy_is_gone_after_an_hour() -> None:
    draft = a_draft(worry=SECRET)
    row, opened = drafts.locked(draft.token)
    drafts.mark_sent(row, opened, "RS-1", "parent")
    with time_machine.travel(time.now() + timedelta(minutes=61)):
        assert drafts.open_draft(draft.token) is None
        assert drafts.purge_drafts(by=PUBLIC) == 1
