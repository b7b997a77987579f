"""Who stands around an assessment: the episode that is open, who has parental responsibility, and what binds a reader."""

from django.db.models import Q

from rock.core import time
from rock.practice.assessments.models import Assessment
from rock.practice.requests.models import Referral
from rock.practice.requests.queries.hidden import kept_from
from rock.records.hidden import Tokens
from rock.records.models import CourtOrder, Person, Relationship, SameRecord
from rock.records.queries.people import one_person, open_on


def open_referral(child: Person) -> Referral | None:
    """Return the child's open episode, the latest, on whichever of their records it stands."""
    rows = Referral.objects.filter(child__in=one_person([child.pk]), closed_on__isnull=True, no_further_action=False)
    return rows.select_related("child").order_by("-referred_on", "-pk").first()


def open_assessment(child: Person) -> Assessment | None:
    """Return the child's assessment that is being written here, if there is one."""
    rows = Assessment.objects.filter(referral__child__in=one_person([child.pk]), authorised_on__isnull=True)
    return rows.filter(occasion__isnull=False, referral__closed_on__isnull=True).order_by("pk").first()


def latest_assessment(child: Person) -> Assessment | None:
    """Return the child's newest assessment that was written here, authorised or not."""
    rows = Assessment.objects.filter(referral__child__in=one_person([child.pk]), occasion__isnull=False)
    return rows.order_by("-started_on", "-pk").first()


def last_decided(child: Person) -> Assessment | None:
    """Return the assessment of a child that a manager here authorised last (one query)."""
    same = SameRecord.objects.filter(person=child.pk).values("same")
    whose = Q(referral__child=child) | Q(referral__child__in=same)
    rows = Assessment.objects.filter(whose, decision__isnull=False)
    return rows.order_by("-decision__decided_at").first()


def responsible_for(child: Person) -> list[Person]:
    """Return the grown-ups who have parental responsibility for a child today, eldest first (one query besides the records')."""
    return [row.person for row in _responsible(one_person([child.pk]))]


def _responsible(ids: set[int]) -> list[Relationship]:
    rows = Relationship.objects.filter(open_on(time.today()), other__in=ids, parental_responsibility=True)
    found = rows.select_related("person").order_by("person__birth_date", "person_id", "pk")
    return list({row.person_id: row for row in found if row.person_id not in ids}.values())


def limited_by_order(child: Person) -> set[int]:
    """Return the ids of those whom a court order about the child limits today, every record of them."""
    rows = CourtOrder.objects.filter(open_on(time.today()), child__in=one_person([child.pk]), limits__isnull=False)
    return one_person(pk for pk in rows.values_list("limits_id", flat=True) if pk)


def hidden_from_reader(child: Person, reader: Person) -> Tokens:
    """Return what words about a child must not tell this reader: hidden addresses near them, and what askers keep back."""
    return kept_from(reader, [child.pk, reader.pk])
