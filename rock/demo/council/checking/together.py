"""What families and workers did together: visits, the day, wishes, reviews, assessments with answers, and who reads it."""

from collections import defaultdict
from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import TruncDate

from rock.demo.council.checking.base import Keys, check, keys_of
from rock.practice.assessments.models import (
    Assessment,
    ManagerDecision,
    MoneyFirst,
    Passage,
    PassageAnswer,
    Reading,
)
from rock.practice.plans.models import (
    Review,
)
from rock.practice.visits.models import Alone, ChildSeen, Noticed, Visit
from rock.practice.visits.naming import spoken_of
from rock.records.models import (
    Audience,
    Clock,
    DayEntry,
    Event,
    FamilyMember,
    NetworkMember,
    Occasion,
    Presence,
    PresenceMode,
    Relationship,
    SlotMark,
    Source,
    Statement,
    StatementAbout,
    Wish,
)

SAMPLE = 60
HERE = Presence.objects.filter(occasion=OuterRef("occasion")).exclude(mode=PresenceMode.SPOKEN_ABOUT)
KINDS = ("visit", "plan", "review", "assessment", "message", "door")
BABY = timedelta(days=365)


@check("somebody spoke on a visit or at a review who was not there")
def _absent_speaker() -> Keys:
    rows = Statement.objects.filter(speaker__isnull=False, occasion__kind__in=("visit", "review"))
    rows = rows.filter(Q(occasion__visit__isnull=False) | Q(occasion__review__isnull=False))
    return keys_of(rows.filter(~Exists(HERE.filter(person=OuterRef("speaker")))))


@check("a child was seen on a visit and was not there, or the other way round")
def _seen_absent() -> Keys:
    there = Presence.objects.filter(occasion=OuterRef("visit__occasion"), person=OuterRef("child"))
    there = there.exclude(mode=PresenceMode.SPOKEN_ABOUT)
    seen, not_seen = ChildSeen.objects.filter(seen=True), ChildSeen.objects.filter(seen=False)
    return keys_of(seen.filter(~Exists(there))) | keys_of(not_seen.filter(Exists(there)))


@check("a visit is of no child, is not signed off, or no event says so")
def _visit_of_nobody() -> Keys:
    said = Event.objects.filter(kind="visit_recorded", occasion=OuterRef("occasion"))
    unsigned = Q(children__isnull=True) | Q(occasion__signed_off_at__isnull=True)
    return keys_of(Visit.objects.filter(unsigned | ~Exists(said)))


@check("a child on a visit was not in the family on that day")
def _stranger_visited() -> Keys:
    member = FamilyMember.objects.filter(
        family=OuterRef("visit__occasion__family"), person=OuterRef("child"), starts__lte=OuterRef("day")
    )
    return keys_of(ChildSeen.objects.annotate(day=TruncDate("visit__occasion__happened_at")).filter(~Exists(member)))


@check("somebody writes words for a baby, or a child’s words are another’s")
def _words_of_a_baby() -> Keys:
    own = DayEntry.objects.filter(source=Source.CHILD)
    young = ChildSeen.objects.filter(
        visit__occasion=OuterRef("statement__occasion"),
        child=OuterRef("child"),
        alone=Alone.TOO_YOUNG,
        child__birth_date__gt=TruncDate("visit__occasion__happened_at") - BABY,
    )
    return keys_of(own.exclude(statement__speaker=F("child"))) | keys_of(own.filter(Exists(young)))


@check("what somebody said of a day is not about that child, or has nobody who said it")
def _about_nobody() -> Keys:
    about = StatementAbout.objects.filter(statement=OuterRef("statement"), person=OuterRef("child"))
    found: set[int] = set()
    for model in (DayEntry, Noticed, Wish):
        found |= keys_of(model._default_manager.filter(~Exists(about)))
    nobody = Q(statement__speaker__isnull=True, statement__speaker_staff__isnull=True, statement__speaker_name="")
    return found | keys_of(DayEntry.objects.filter(nobody))


@check("a day without words says that it is word for word, or a worker’s does")
def _not_verbatim() -> Keys:
    pointed = Q(statement__words__startswith="Pointed to:") | Q(source=Source.WORKER)
    return keys_of(DayEntry.objects.filter(pointed, statement__verbatim=True))


@check("a wish is answered and its clock runs, or has no answer and its clock stands")
def _wish_clocks() -> Keys:
    answered = Q(answer__isnull=False) & (
        Q(clock__stopped_at__isnull=True) | Q(clock__stopped_at__lt=F("clock__started_at"))
    )
    waiting = Q(answer__isnull=True, clock__stopped_at__isnull=False)
    early = Q(answered_at__lt=F("statement__occasion__happened_at"))
    return keys_of(Wish.objects.filter(answered | waiting | early))


@check("somebody marked a part of the day at a review who was not asked")
def _marked_unasked() -> Keys:
    rows = SlotMark.objects.filter(person__isnull=False, occasion__review__isnull=False)
    return keys_of(rows.filter(~Exists(HERE.filter(person=OuterRef("person")))))


@check("a review lies before its plan, or compares with a day after it")
def _reviews() -> Keys:
    rows = Review.objects.annotate(day=TruncDate("occasion__happened_at"))
    return keys_of(rows.filter(Q(day__lt=F("plan__started_on")) | Q(since__gt=F("day")) | Q(next_on__lte=F("day"))))


@check("an assessment was decided by its worker, without a day or a strength, or its clock still runs")
def _decided_badly() -> Keys:
    rows = ManagerDecision.objects.select_related(None)
    headings = Passage.objects.filter(assessment=OuterRef("assessment"))
    bare = ~Exists(headings.filter(heading="day")) | ~Exists(headings.filter(heading="strong"))
    own = Q(decided_by=F("assessment__worker"))
    running = Q(assessment__clock__stopped_at__isnull=True) | Q(assessment__authorised_on__isnull=True)
    return keys_of(rows.filter(Q(bare) | own | running | Q(assessment__outcome="")))


@check("a passage was answered by somebody who was not given it")
def _answered_ungiven() -> Keys:
    given = Audience.objects.filter(statement=OuterRef("read"), reader=OuterRef("person"))
    reading = Reading.objects.filter(
        assessment=OuterRef("passage__assessment"), person=OuterRef("person"), given_at__lte=OuterRef("answered_at")
    )
    return keys_of(PassageAnswer.objects.filter(~Exists(given) | ~Exists(reading)))


@check("neglect was found and nothing says what money has to do with it")
def _neglect_before_money() -> Keys:
    money = MoneyFirst.objects.filter(assessment=OuterRef("pk"))
    found = Assessment.objects.filter(factors__code="16A", occasion__isnull=False, decision__isnull=False)
    return keys_of(found.filter(~Exists(money)))


@check("an assessment has words here and no clock of the census")
def _no_census_clock() -> Keys:
    wrong = Q(clock__isnull=True) | ~Q(clock__rule__key="assessment_census")
    return keys_of(Assessment.objects.filter(wrong, occasion__isnull=False))


@check("a clock of a wish or an assessment belongs to none")
def _loose_clocks() -> Keys:
    rows = Clock.objects.filter(rule__key__in=("wish", "assessment_census"))
    wish, assessment = Wish.objects.filter(clock=OuterRef("pk")), Assessment.objects.filter(clock=OuterRef("pk"))
    return keys_of(rows.filter(~Exists(wish), ~Exists(assessment)))


@check("somebody who is no relative and not of the family or its network may read words about a child")
def _read_by_a_stranger() -> Keys:
    near = {pair for one in Relationship.objects.values_list("person", "other") for pair in (one, one[::-1])}
    families: defaultdict[int, set[int]] = defaultdict(set)
    for model in (FamilyMember, NetworkMember):
        for person, family in model._default_manager.values_list("person", "family"):
            families[person].add(family)
    rows = Audience.objects.filter(statement__occasion__kind__in=KINDS)
    facts = rows.values_list("pk", "reader", "statement__about__person")
    return {
        pk
        for pk, reader, about in facts.iterator()
        if reader != about and (reader, about) not in near and not families[reader] & families[about]
    }


@check("a child’s words on a visit speak of somebody who may read them")
def _reads_of_themselves() -> Keys:
    """Look at the first readers of each kind: what is not the child's own reader was released past the guard."""
    rows = Audience.objects.filter(statement__day_entry__source=Source.CHILD, ends__isnull=True)
    rows = rows.exclude(reader=F("statement__speaker")).select_related("reader", "statement")
    found = set()
    for row in rows.order_by("pk")[:SAMPLE]:
        if spoken_of(row.reader, [row.statement.speaker_id or 0]).found_in(row.statement.words):
            found.add(row.pk)
    return found


@check("a sentence of a child comes twice in one family")
def _child_repeats() -> Keys:
    rows = Statement.objects.filter(day_entry__source=Source.CHILD, verbatim=True, day_entry__statement__isnull=False)
    again = Statement.objects.filter(
        day_entry__source=Source.CHILD, occasion__family=OuterRef("occasion__family"), words=OuterRef("words")
    )
    return keys_of(rows.filter(Exists(again.filter(pk__lt=OuterRef("pk")))))


@check("an occasion of a visit, plan, review or assessment belongs to nothing")
def _loose_occasions() -> Keys:
    rows = Occasion.objects.filter(kind__in=("plan", "review", "assessment"))
    return keys_of(rows.filter(plan__isnull=True, review__isnull=True, assessment__isnull=True))
