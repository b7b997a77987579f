"""Plans as they are written: lines and wordings, promises, standings, versions."""

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import TruncDate

from rock.demo.council.checking.base import Keys, check, keys_of
from rock.practice.plans.models import (
    ItemView,
    Plan,
    PlanItem,
    PlanMember,
    PlanStanding,
    PlanVersion,
    PlanWording,
    VersionAnswer,
    VersionWording,
)
from rock.records.models import (
    Promise,
    PromiseState,
    ServiceAsked,
)


@check("a promise does not read as its line does now")
def _promise_unlike_line() -> Keys:
    rows = PlanItem.objects.filter(promise__isnull=False)
    alike = Q(promise__what=F("wording__statement__words"), promise__due_on=F("wording__due_on"))
    alike &= Q(promise__slot=F("wording__slot"), promise__owner_agency=F("wording__owner_agency"))
    same_owner = Q(promise__owner=F("wording__owner")) | Q(promise__owner__isnull=True, wording__owner__isnull=True)
    same_staff = Q(promise__owner_staff=F("wording__owner_staff")) | Q(
        promise__owner_staff__isnull=True, wording__owner_staff__isnull=True
    )
    return keys_of(rows.exclude(alike & same_owner & same_staff))


@check("a promise is a line of a plan of another child, or a line of promises has none")
def _promise_elsewhere() -> Keys:
    lines = PlanItem.objects.filter(kind="promise")
    return keys_of(lines.filter(promise__isnull=True)) | keys_of(lines.exclude(promise__child=F("plan__child")))


@check("a carried promise was not carried to a later day, or goes on beside the old one")
def _carried_badly() -> Keys:
    rows = Promise.objects.filter(carried_from__isnull=False)
    open_still = rows.exclude(carried_from__state=PromiseState.CARRIED)
    ended = Promise.objects.filter(state=PromiseState.CARRIED, carried_to__isnull=True)
    return keys_of(rows.filter(due_on__lte=F("carried_from__due_on"))) | keys_of(open_still) | keys_of(ended)


@check("a promise was closed before it was made, or taken back without a word")
def _closed_badly() -> Keys:
    rows = Promise.objects.annotate(day=TruncDate("recorded_at"))
    wordless = Q(state__in=(PromiseState.TAKEN_BACK, PromiseState.DROPPED), closed_word="")
    return keys_of(rows.filter(Q(closed_on__lt=F("day")) | wordless))


@check("a service answered before it was asked")
def _answered_unasked() -> Keys:
    return keys_of(ServiceAsked.objects.filter(answered_on__lt=F("asked_on")))


@check("a line does not read as its latest wording, or its wordings are not numbered through")
def _numbered_badly() -> Keys:
    later = PlanWording.objects.filter(item=OuterRef("pk"), number__gt=OuterRef("revision"))
    stale = PlanItem.objects.exclude(wording__item=F("pk"), wording__number=F("revision"))
    before = PlanWording.objects.filter(item=OuterRef("item"), number=OuterRef("number") - 1)
    gaps = PlanWording.objects.filter(~Exists(before), number__gt=1).values("item")
    return keys_of(stale) | keys_of(PlanItem.objects.filter(Exists(later) | Q(pk__in=gaps)))


@check("a plan has no standing, one after its end, or two at once")
def _standings() -> Keys:
    standing = PlanStanding.objects.filter(plan=OuterRef("pk"), ends__isnull=True)
    open_plans, ended = Plan.objects.filter(ended_on__isnull=True), Plan.objects.filter(ended_on__isnull=False)
    found = keys_of(open_plans.filter(~Exists(standing))) | keys_of(ended.filter(Exists(standing)))
    other = PlanStanding.objects.filter(plan=OuterRef("plan"), starts__lte=OuterRef("starts")).exclude(
        pk=OuterRef("pk")
    )
    overlaps = PlanStanding.objects.filter(Exists(other.filter(Q(ends__isnull=True) | Q(ends__gt=OuterRef("starts")))))
    return found | set(overlaps.values_list("plan", flat=True))


@check("a plan has ended and a promise of it is open")
def _open_after_end() -> Keys:
    return keys_of(PlanItem.objects.filter(plan__ended_on__isnull=False, promise__state=PromiseState.OPEN))


@check("somebody words, judges or answers a plan who is not in it")
def _not_in_the_plan() -> Keys:
    def members(plan: str, person: str) -> Exists:
        return Exists(PlanMember.objects.filter(plan=OuterRef(plan), person=OuterRef(person)))

    worded = PlanWording.objects.filter(~members("item__plan", "by_person"), by_person__isnull=False)
    own = worded.filter(statement__occasion=F("item__plan__occasion"))  # what is quoted in was said elsewhere
    viewed = ItemView.objects.filter(~members("item__plan", "person"), person__isnull=False)
    answered = VersionAnswer.objects.filter(~members("version__plan", "person"))
    return keys_of(own) | keys_of(viewed) | keys_of(answered)


@check("a version holds a wording of another plan, or of a later day, or none")
def _versions() -> Keys:
    elsewhere = VersionWording.objects.exclude(wording__item__plan=F("version__plan")).values("version")
    later = VersionWording.objects.annotate(day=TruncDate("wording__made_at"))
    later_ids = later.filter(day__gt=F("version__agreed_on")).values("version")
    rows = PlanVersion.objects.filter(Q(pk__in=elsewhere) | Q(pk__in=later_ids) | Q(lines__isnull=True))
    return keys_of(rows)
