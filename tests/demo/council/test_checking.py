"""Each check finds nothing in a council as it was loaded, and finds a row that was broken by hand."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import F

from rock.core import time
from rock.demo.council.checking import CHECKS, problems
from rock.demo.council.loading.run import Loaded
from rock.demo.council.sentences import sentences
from rock.practice.assessments.models import Assessment, Section47Enquiry
from rock.practice.conferences.models import ProtectionPlan, ProtectionReview
from rock.practice.plans.models import CINPlan
from rock.practice.requests.models import Decision, HistoryOpening, Liaison, Referral, RequestForSupport
from rock.reach.models import CircleMember, Grant, ViewLog
from rock.records.models import (
    Audience,
    Clock,
    Event,
    Family,
    FamilyMember,
    Occasion,
    Person,
    PersonName,
    Residence,
    Statement,
    Telling,
)
from rock.teams.models import Allocation, Post
from tests.demo.council.breaking import BREAKS as TOGETHER

DAY = timedelta(days=1)
LONG = timedelta(days=4000)


def one(model: Any, **facts: Any) -> Any:
    """Return the first row of a table, as something that can be updated."""
    rows = model.objects.filter(**facts).order_by("pk")
    return model.objects.filter(pk=rows[0].pk)


def said(words: str = "The kettle sang twice.", question: str = "worry", **facts: Any) -> Statement:
    """Return words on the first request."""
    occasion = RequestForSupport.objects.order_by("pk")[0].occasion
    facts = {"signed_off_at": time.now(), "occasion": occasion} | facts
    return Statement.objects.create(question=question, words=words, **facts)


def without_triggers(sql: str) -> None:
    """Do what no service may: change rows that the database guards."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL rock.redaction = 'on'")
        cursor.execute(sql)
        cursor.execute("SET LOCAL rock.redaction = ''")


def _unannounced() -> None:
    made = Person.objects.create(given_name="Nobody", family_name="Told")
    PersonName.objects.create(
        person=made, kind="preferred", given_name="Nobody", family_name="Told", folded="nobody told"
    )


def _member_twice() -> None:
    row = FamilyMember.objects.order_by("pk")[0]
    FamilyMember.objects.create(
        family=row.family, person=row.person, role=row.role, starts=row.starts, ends=row.starts + DAY
    )


def _event(happened: timedelta, recorded: timedelta) -> None:
    Event.objects.create(kind="person_changed", happened_at=time.now() + happened, recorded_at=time.now() + recorded)


def _closed_early(model: Any, last: str) -> None:
    row = model.objects.filter(referral__closed_on__isnull=False).order_by("pk")[0]
    model.objects.filter(pk=row.pk).update(
        **{last: None} if last.startswith(("auth", "ended")) else {last: date(2001, 1, 1)}
    )


def _second_telling() -> None:
    told = Telling.objects.order_by("pk")[0]
    child = FamilyMember.objects.filter(family=told.occasion.family, role="child").order_by("pk")[0]
    Telling.objects.create(occasion=told.occasion, person=child.person, choice="now", decided_by=told.decided_by)


def _unasked() -> None:
    told = Telling.objects.order_by("pk")[0]
    occasion = Occasion.objects.create(kind="message", family=told.occasion.family, happened_at=time.now())
    Telling.objects.create(occasion=occasion, person=told.person, choice="now", decided_by=told.decided_by)


def _betray() -> None:
    told = Telling.objects.filter(statement__isnull=False).select_related("statement").order_by("pk")[0]
    other = FamilyMember.objects.filter(family=told.occasion.family).exclude(person=told.person).order_by("pk")[0]
    longest = max((told.statement.words if told.statement else "").split(), key=len).strip(".,")
    lines = f"1 {longest}, Blackpool"
    Residence.objects.create(person=other.person, lines=lines, hidden=True, starts=date(2026, 1, 1))


def _overlap() -> None:
    row = Allocation.objects.filter(kind="second", ends__isnull=True).order_by("pk")[0]
    Allocation.objects.filter(pk=row.pk).update(ends=row.starts + DAY)
    row.pk, row.ends = None, None
    row.save(force_insert=True)


def _refer_again() -> None:
    row = Referral.objects.filter(closed_on__isnull=True).order_by("pk")[0]
    Referral.objects.create(child=row.child, contact=row.contact, referred_on=row.referred_on)


def _sentence_twice() -> None:
    row = Statement.objects.filter(occasion__request__isnull=False).order_by("pk")[0]
    said(sentences(row.words)[0])


def _unlooked() -> None:
    row = Grant.objects.filter(user__isnull=False).order_by("pk")[0]
    stranger = Person.objects.exclude(grants__user=row.user).order_by("pk")[0]
    ViewLog.objects.create(user=row.user, person=stranger, page="person", purpose="work", seen_at=time.now() - LONG)


def _unhistoried() -> None:
    row = HistoryOpening.objects.order_by("pk")[0]
    without_triggers(f"DELETE FROM {HistoryOpening._meta.db_table} WHERE id = {row.pk}")


def _wordless() -> None:
    occasion = RequestForSupport.objects.order_by("pk")[0].occasion_id
    table = Statement._meta.db_table
    without_triggers(
        f"UPDATE {table} SET question = 'tried' WHERE occasion_id = {occasion} AND question IN ('worry', 'would_help')"
    )


def _acted_late() -> None:
    user = CircleMember.objects.order_by("pk")[0].user
    moment = time.now() - LONG
    Event.objects.create(kind="person_changed", by=user, happened_at=moment, recorded_at=moment)


def _doorless() -> None:
    one(Telling, choice="now")[0].person.door.delete()


def _wrong_child() -> None:
    row = RequestForSupport.objects.filter(decision__isnull=False).order_by("pk")[0]
    row.people.filter(is_child=True).update(person=None)


BREAKS: dict[str, Callable[[], Any]] = {
    "a person has no preferred name": lambda: one(PersonName, kind="preferred").update(given_name="Someone"),
    "a name is not folded": lambda: one(PersonName).update(folded="somebody else"),
    "a record was made and no event": _unannounced,
    "a family has nobody": lambda: Family.objects.create(name="Empty"),
    "somebody is in one family twice": _member_twice,
    "an event was recorded before": lambda: _event(-DAY, -2 * DAY),
    "an event was recorded after": lambda: _event(DAY, 2 * DAY),
    "an occasion happened after": lambda: one(Occasion).update(happened_at=time.now() + DAY),
    "a child was referred after": lambda: one(Referral).update(referred_on=time.today() + DAY, closed_on=None),
    "words were recorded and not": lambda: said(signed_off_at=None),
    "a sentence is said twice": _sentence_twice,
    "a decision was made before": lambda: one(Decision).update(decided_at=F("decided_at") - LONG),
    "a decision was made without": _unhistoried,
    "a request was decided while": _wrong_child,
    "a request has no clock": lambda: one(RequestForSupport).update(clock=None),
    "a request was decided and its clock": lambda: one(Clock, request__decision__isnull=False).update(stopped_at=None),
    "a repeat within 12": lambda: one(Decision).update(repeat_within_12_months=~F("repeat_within_12_months")),
    "a request does not say how": lambda: one(RequestForSupport).update(contact_method=""),
    "a request has no words": _wordless,
    "somebody was told before": lambda: one(Telling, told_at__isnull=False).update(told_at=F("decided_at") - DAY),
    "somebody outside the family": _second_telling,
    "somebody in a network was told": _unasked,
    "somebody may read words": lambda: one(Audience).update(reader=Person.objects.latest("pk"), speaker_said=""),
    "somebody was told and may not": lambda: Audience.objects.filter(
        statement=Telling.objects.filter(statement__isnull=False).order_by("pk")[0].statement
    ).delete(),
    "somebody was told and has no door": _doorless,
    "words told to an adult": _betray,
    "a first conversation happened": lambda: Occasion.objects.filter(
        pk=one(Liaison, first_conversation__isnull=False)[0].first_conversation_id
    ).update(happened_at=time.now() - LONG),
    "a referral was made here without": lambda: one(Referral).update(contact=None),
    "a referral was made on a route": lambda: one(
        Decision, route="assessment", occasion__family__isnull=False, request__occasion__referrals__isnull=False
    ).update(route="advice"),
    "a child was referred again": _refer_again,
    "a referral on a social-care": lambda: Clock.objects.filter(person=one(Referral)[0].child_id).delete(),
    "an assessment lies outside": lambda: _closed_early(Assessment, "authorised_on"),
    "a section 47 enquiry lies": lambda: one(Section47Enquiry).update(started_on=date(2001, 1, 1)),
    "a child-in-need plan lies": lambda: _closed_early(CINPlan, "ended_on"),
    "a protection plan lies": lambda: one(ProtectionPlan).update(started_on=date(2001, 1, 1)),
    "a protection plan began": lambda: one(ProtectionPlan).update(started_on=F("started_on") + DAY),
    "a review was held outside": lambda: one(ProtectionReview).update(held_on=date(2001, 1, 1)),
    "an assessment was authorised": lambda: Clock.objects.filter(
        person=one(Assessment, authorised_on__isnull=False)[0].referral.child_id, rule__key="assessment"
    ).update(stopped_at=None),
    "a clock stopped before": lambda: one(Clock, stopped_at__isnull=False).update(stopped_at=time.now() - LONG),
    "a child has two workers": _overlap,
    "a worker was allocated outside": lambda: one(Allocation, ends__isnull=True, kind="second").update(
        starts=date(2001, 1, 1)
    ),
    "a post ended while": lambda: Post.objects.filter(user=one(Allocation, ends__isnull=True)[0].worker_id).update(
        ends=time.today()
    ),
    "a child has a worker and no": lambda: one(Allocation, kind="second").delete(),
    "somebody with a post": lambda: CircleMember.objects.filter(circle__pod__isnull=False).delete(),
    "somebody has died": lambda: Person.objects.filter(pk=one(Allocation, ends__isnull=True)[0].child_id).update(
        death_date=time.today()
    ),
    "a grant stands": lambda: one(Grant, basis="allocation").update(source="allocation:0", ends=None),
    "a worker is allocated and": lambda: Grant.objects.filter(basis="allocation").delete(),
    "somebody reaches a child": lambda: one(Grant, basis="allocation", user__isnull=False).update(
        user=Post.objects.filter(title="manager").order_by("pk")[0].user
    ),
    "somebody looked whom": _unlooked,
    "a worker acted after": _acted_late,
} | TOGETHER


def test_a_council_as_it_was_loaded_could_have_happened(council: Loaded) -> None:
    assert list(problems()) == []


def test_each_check_has_a_row_that_breaks_it() -> None:
    for start in BREAKS:
        assert sum(words.startswith(start) for words in CHECKS) == 1, start
    assert len(BREAKS) == len(CHECKS)


@pytest.mark.parametrize("start", BREAKS)
def test_a_row_broken_by_hand_is_found(council: Loaded, start: str) -> None:
    found = next(check for words, check in CHECKS.items() if words.startswith(start))
    BREAKS[start]()
    assert set(found())


def test_what_another_system_said_is_not_held_against_us(council: Loaded) -> None:
    one(Referral).update(contact=None, source="census of 2025")
    one(Assessment).update(started_on=date(2001, 1, 1), source="census of 2025")
    names = {words for words, _keys in problems()}
    assert not any(words.startswith(("a referral was made here", "an assessment lies")) for words in names)


def test_sentences_are_split_where_one_ends_and_another_begins() -> None:
    text = "She sleeps well. “Come in,” he said. Mr. brown came? Yes!"
    assert sentences(text) == ["She sleeps well.", "“Come in,” he said.", "Mr. brown came?", "Yes!"]
    assert sentences("") == []
