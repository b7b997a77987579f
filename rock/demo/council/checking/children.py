"""What is the child's own: a page with its cards, the days in two homes, and a language that a parent speaks."""

from django.db.models import Exists, F, OuterRef, Q

from rock.core import time
from rock.demo.council.checking.base import Keys, check, keys_of
from rock.doors.child.models import Card, ChildPage
from rock.doors.child.services.opening import YOUNGEST
from rock.practice.visits.models import Visit
from rock.reach.models import Capacity, Grant
from rock.records.models import DayEntry, Presence, Relationship


@check("a page of their own was made for a child who was too young, or the child does not reach it")
def _pages() -> Keys:
    own = Grant.objects.filter(user=OuterRef("user"), person=OuterRef("person"), capacity=Capacity.THEMSELVES)
    found = keys_of(ChildPage.objects.filter(~Exists(own), closed_at__isnull=True))
    for pk, born, opened in ChildPage.objects.values_list("pk", "person__birth_date", "opened_at"):
        if born is None or time.add_months(born, YOUNGEST * 12) > opened.date():
            found.add(pk)
    return found


@check("a card was given before its page stood, or the card before it still opens the page")
def _cards() -> Keys:
    later = Card.objects.filter(page=OuterRef("page"), made_at__gt=OuterRef("made_at"))
    early = Q(made_at__lt=F("page__opened_at")) | Q(used_at__gt=F("expires_at")) | Q(used_at__lt=F("made_at"))
    return keys_of(Card.objects.filter(early)) | keys_of(Card.objects.filter(Exists(later), ended_at__isnull=True))


@check("a child is looked after in a second home by somebody who is not their parent")
def _second_homes() -> Keys:
    parent = Relationship.objects.filter(person=OuterRef("carer"), other=OuterRef("child"), kind="parent")
    return keys_of(DayEntry.objects.filter(~Exists(parent), carer__isnull=False))


@check("somebody interpreted on a visit a language that nobody there speaks")
def _interpreted() -> Keys:
    speaks = Presence.objects.filter(occasion=OuterRef("occasion"), person__first_language=OuterRef("interpreter"))
    return keys_of(Visit.objects.exclude(interpreter="").filter(~Exists(speaks)))
