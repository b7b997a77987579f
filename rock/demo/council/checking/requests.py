"""Requests, decisions and who was told what."""

from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import TruncDate

from rock.core import time
from rock.demo.council.checking.base import Keys, check, keys_of
from rock.practice.requests.models import Decision, HistoryOpening, Liaison, Referral, RequestForSupport
from rock.records.hidden import Tokens
from rock.records.models import (
    Agreement,
    AgreementKind,
    Audience,
    FamilyMember,
    NetworkMember,
    Residence,
    Statement,
    Telling,
    TellingChoice,
)
from rock.records.queries.hidden import hidden_from
from rock.records.queries.telling import NEAR


@check("a decision was made before its request came in")
def _decided_early() -> Keys:
    return keys_of(Decision.objects.filter(decided_at__lt=F("request__occasion__happened_at")))


@check("a decision was made without opening the history before it, and without saying why")
def _history_unopened() -> Keys:
    opened = HistoryOpening.objects.filter(request=OuterRef("request"), opened_at__lte=OuterRef("decided_at"))
    return keys_of(Decision.objects.filter(~Exists(opened), history_not_opened_because=""))


@check("a request was decided while a child on it had no record")
def _undecidable() -> Keys:
    rows = RequestForSupport.objects.filter(decision__isnull=False, people__is_child=True, people__person__isnull=True)
    return keys_of(rows)


@check("a request has no clock, or one that does not start with it")
def _no_clock() -> Keys:
    return keys_of(RequestForSupport.objects.exclude(clock__started_at=F("occasion__happened_at")))


@check("a request was decided and its clock still runs, or the other way round")
def _clock_not_stopped() -> Keys:
    runs, decided = Q(clock__stopped_at__isnull=True), Q(decision__isnull=False)
    return keys_of(RequestForSupport.objects.filter((runs & decided) | (~runs & ~decided)))


@check("a repeat within 12 months is marked wrongly")
def _repeats() -> Keys:
    """Compare each mark with the referrals of the request's children (as the decision computed it)."""
    referred: dict[int, list[Any]] = {}
    for child, day in Referral.objects.filter(no_further_action=False).values_list("child", "referred_on"):
        referred.setdefault(child, []).append(day)
    rows = Decision.objects.filter(request__people__is_child=True, request__people__person__isnull=False)
    found: dict[int, list[bool]] = {}
    asked_on = TruncDate("request__occasion__happened_at")
    facts = rows.annotate(on=asked_on).values_list("pk", "repeat_within_12_months", "on", "request__people__person")
    for pk, marked, on, child in facts.iterator():
        again = any(time.add_months(on, -12) <= day < on for day in referred.get(child, ()))
        found.setdefault(pk, [marked]).append(again)
    return [pk for pk, (marked, *again) in found.items() if marked != any(again)]


@check("a request does not say how it came")
def _came_somehow() -> Keys:
    return keys_of(RequestForSupport.objects.filter(contact_method=""))


@check("a request has no words about the worry or what would help")
def _wordless() -> Keys:
    said = Statement.objects.filter(occasion=OuterRef("occasion"), question__in=("worry", "would_help"))
    return keys_of(RequestForSupport.objects.filter(~Exists(said)))


@check("somebody was told before it was decided to tell them, or before the decision")
def _told_early() -> Keys:
    early = Q(told_at__lt=F("decided_at")) | Q(decided_at__lt=F("occasion__decision__decided_at"))
    return keys_of(Telling.objects.filter(early))


@check("somebody outside the family and its network, or a child, was to be told")
def _told_stranger() -> Keys:
    family = {"family": OuterRef("occasion__family"), "person": OuterRef("person")}
    adult = FamilyMember.objects.filter(role="adult", **family)
    near = Q(Exists(NetworkMember.objects.filter(**family)), occasion__kind=NEAR)
    return keys_of(Telling.objects.exclude(near).filter(~Exists(adult)))


@check("somebody in a network was told something to which nobody agreed, and which no manager decided")
def _told_unasked() -> Keys:
    kinds = (AgreementKind.TELL, AgreementKind.NOT_NEEDED)
    agreed = Agreement.objects.filter(occasion=OuterRef("occasion"), kind__in=kinds)
    return keys_of(Telling.objects.filter(~Exists(agreed), occasion__kind=NEAR, choice=TellingChoice.NOW))


@check("somebody may read words without a telling or an act of sharing behind it")
def _audience() -> Keys:
    telling = Telling.objects.filter(statement=OuterRef("statement"), person=OuterRef("reader"))
    return keys_of(Audience.objects.filter(~Exists(telling), speaker_said=""))


@check("somebody was told and may not read the words")
def _told_nothing() -> Keys:
    shared = Audience.objects.filter(statement=OuterRef("statement"), reader=OuterRef("person"))
    return keys_of(Telling.objects.filter(~Exists(shared), choice=TellingChoice.NOW))


@check("somebody was told and has no door")
def _no_door() -> Keys:
    return keys_of(Telling.objects.filter(choice=TellingChoice.NOW, person__door__isnull=True))


@check("words told to an adult give away an address that is hidden from them")
def _betrayed() -> Keys:
    hidden = Residence.objects.filter(hidden=True, person__memberships__family=OuterRef("occasion__family"))
    rows = Telling.objects.filter(Exists(hidden), statement__isnull=False).select_related("statement", "occasion")
    kept: dict[tuple[int | None, int], Tokens] = {}
    found = []
    for row in rows:
        key = (row.occasion.family_id, row.person_id)
        if key not in kept:
            members = FamilyMember.objects.filter(family=row.occasion.family_id)
            kept[key] = hidden_from(row.person_id, members.values_list("person", flat=True))
        if row.statement and kept[key].betrayed_by(row.statement.words):
            found.append(row.pk)
    return found


@check("a first conversation happened before its request, or was written before it happened")
def _talked_early() -> Keys:
    early = Q(first_conversation__happened_at__lt=F("request__occasion__happened_at"))
    unwritten = Q(first_conversation__recorded_at__lt=F("first_conversation__happened_at"))
    return keys_of(Liaison.objects.filter(early | unwritten))
