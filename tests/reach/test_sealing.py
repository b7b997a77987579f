from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from rock.core import time
from rock.core.services import SYSTEM
from rock.reach.models import ViewLog, ViewSeal
from rock.reach.sealing import FIRST, make_partitions, misfits, seal_views
from tests.support import factories as make
from tests.support.pages import PageClient

pytestmark = pytest.mark.django_db


def look(days_ago: int, **facts: Any) -> ViewLog:
    moment = time.now() - timedelta(days=days_ago)
    return ViewLog.objects.create(page="person", purpose="work", seen_at=moment, **facts)


def tamper(sql: str, *values: int) -> None:
    """Change the log as somebody could who owns the database."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE reach_viewlog DISABLE TRIGGER append_only")
        cursor.execute("ALTER TABLE reach_viewlog_rest DISABLE TRIGGER append_only")
        cursor.execute(sql, values)
        cursor.execute("ALTER TABLE reach_viewlog ENABLE TRIGGER append_only")


def day(days_ago: int) -> date:
    return time.today() - timedelta(days=days_ago)


def test_each_day_that_is_over_is_sealed_once_empty_days_too() -> None:
    look(3)
    look(1)
    look(1)
    look(0)
    assert [(seal.day, seal.rows) for seal in seal_views(by=SYSTEM)] == [(day(3), 1), (day(2), 0), (day(1), 2)]
    assert seal_views(by=SYSTEM) == []
    digests = list(ViewSeal.objects.values_list("digest", flat=True))
    assert len({FIRST, *digests}) == 4
    assert misfits() == []


def test_nothing_is_sealed_without_a_view() -> None:
    assert seal_views(by=SYSTEM) == []
    assert misfits() == []


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE reach_viewlog SET page = 'other' WHERE id = %s",
        "UPDATE reach_viewlog SET user_id = 7 WHERE id = %s",
        "UPDATE reach_viewlog SET terms = 'nothing' WHERE id = %s",
        "UPDATE reach_viewlog SET seen_at = seen_at + interval '1 second' WHERE id = %s",
        "DELETE FROM reach_viewlog WHERE id = %s",
    ],
)
def test_a_changed_or_missing_view_shows_on_its_day_and_on_no_other(sql: str) -> None:
    look(3)
    row = look(2)
    look(1)
    seal_views(by=SYSTEM)
    tamper(sql, row.pk)
    assert [one.day for one in misfits()] == [day(2)]


def test_a_view_that_is_slipped_in_later_shows() -> None:
    look(2)
    seal_views(by=SYSTEM)
    look(2)
    found = misfits()
    assert [(one.day, one.sealed_rows, one.rows) for one in found] == [(day(2), 1, 2)]
    assert misfits(since=day(1)) == []


def test_a_seal_that_is_made_to_fit_breaks_the_chain_after_it() -> None:
    row = look(3)
    look(2)
    seal_views(by=SYSTEM)
    tamper("DELETE FROM reach_viewlog WHERE id = %s", row.pk)
    ViewSeal.objects.filter(day=day(3)).delete()
    ViewSeal.objects.create(day=day(3), rows=0, digest="1" * 64)
    assert day(2) in [one.day for one in misfits()]


def test_a_seal_that_is_taken_away_shows() -> None:
    for days in (3, 2, 1):
        look(days)
    seal_views(by=SYSTEM)
    ViewSeal.objects.filter(day=day(2)).delete()
    assert day(2) in [one.day for one in misfits()]


def test_views_are_never_changed_by_the_product() -> None:
    row = look(1)
    with pytest.raises(Exception, match="append-only"), transaction.atomic():
        ViewLog.objects.filter(pk=row.pk).update(page="other")
    ViewSeal.objects.create(day=day(1), rows=0, digest="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        ViewSeal.objects.create(day=day(1), rows=0, digest="y")


def test_the_command_names_the_day_and_prints_the_newest_digest() -> None:
    row = look(2)
    out = StringIO()
    call_command("verify_seals", stdout=out)
    assert "nothing is sealed yet" in out.getvalue()
    seal_views(by=SYSTEM)
    call_command("verify_seals", stdout=out)
    assert "every sealed day fits" in out.getvalue()
    assert ViewSeal.objects.latest("day").digest in out.getvalue()
    tamper("DELETE FROM reach_viewlog WHERE id = %s", row.pk)
    with pytest.raises(CommandError, match="1 days do not fit"):
        call_command("verify_seals", "--since", str(day(2)), stdout=out)
    assert f"{day(2)}: sealed with 1 views, now 0: does not fit" in out.getvalue()


def test_the_page_shows_the_digests(pages: PageClient) -> None:
    client = pages.as_user(make.staff_user("hub_manager"))
    assert "Nothing is sealed yet." in client.get(reverse("reach:seals")).words
    look(1)
    seal_views(by=SYSTEM)
    assert ViewSeal.objects.get().digest in client.get(reverse("reach:seals")).words


def test_this_month_and_the_next_two_get_their_own_part() -> None:
    assert make_partitions(by=SYSTEM) == 3
    assert make_partitions(by=SYSTEM) == 0
    look(0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM reach_viewlog_rest")
        assert cursor.fetchone()[0] == 0


def test_a_month_that_has_begun_without_its_part_stays_where_it_is() -> None:
    look(0)
    assert make_partitions(by=SYSTEM) == 2
