"""People, events and words."""

from django.db.models import Exists, F, OuterRef, Q

from rock.core import time
from rock.demo.council.checking.base import HERE, Keys, check, keys_of
from rock.demo.council.sentences import sentences
from rock.practice.requests.models import Referral, RequestForSupport
from rock.records.models import Event, EventPerson, Family, FamilyMember, Occasion, Person, PersonName, Statement
from rock.records.names import fold, sounds

SAMPLE = 200


@check("a person has no preferred name, or is shown under another")
def _nameless() -> Keys:
    preferred = PersonName.objects.filter(
        person=OuterRef("pk"),
        kind="preferred",
        given_name=OuterRef("given_name"),
        family_name=OuterRef("family_name"),
    )
    return keys_of(Person.objects.filter(HERE, ~Exists(preferred)))


@check("a name is not folded as search reads it")
def _unfolded() -> Keys:
    rows = PersonName.objects.values_list("pk", "given_name", "family_name", "folded", "sounds")
    return [
        pk
        for pk, given, family, folded, heard in rows.iterator()
        if (fold(f"{given} {family}"), sounds(f"{given} {family}")) != (folded, heard)
    ]


@check("a record was made and no event says so")
def _unannounced() -> Keys:
    made = EventPerson.objects.filter(person=OuterRef("pk"), event__kind="person_created")
    return keys_of(Person.objects.filter(HERE, ~Exists(made)))


@check("a family has nobody in it")
def _nobody() -> Keys:
    return keys_of(Family.objects.filter(members__isnull=True))


@check("somebody is in one family twice at once")
def _twice() -> Keys:
    rows = FamilyMember.objects.filter(
        family=OuterRef("family"), person=OuterRef("person"), starts__lte=OuterRef("starts")
    )
    standing = rows.exclude(pk=OuterRef("pk")).filter(Q(ends__isnull=True) | Q(ends__gt=OuterRef("starts")))
    return keys_of(FamilyMember.objects.filter(Exists(standing)))


@check("an event was recorded before it happened")
def _foretold() -> Keys:
    return keys_of(Event.objects.filter(happened_at__gt=F("recorded_at")))


@check("an event was recorded after this moment")
def _events_to_come() -> Keys:
    return keys_of(Event.objects.filter(recorded_at__gt=time.now()))


@check("an occasion happened after this moment")
def _occasions_to_come() -> Keys:
    return keys_of(Occasion.objects.filter(happened_at__gt=time.now()))


@check("a child was referred after today")
def _referrals_to_come() -> Keys:
    return keys_of(Referral.objects.filter(HERE, referred_on__gt=time.today()))


@check("words were recorded and not signed off")
def _unsigned() -> Keys:
    return keys_of(Statement.objects.filter(signed_off_at__isnull=True))


@check("a sentence is said twice in 200 sampled requests, with their decisions, letters and first conversations")
def _repeated() -> Keys:
    """Read every so-manieth request; a letter may say the decision's own words for the family again."""
    keys = list(RequestForSupport.objects.order_by("pk").values_list("pk", flat=True))
    sample = keys[:: max(1, len(keys) // SAMPLE)][:SAMPLE]
    about = Q(occasion__request__in=sample) | Q(occasion__decision__request__in=sample)
    about |= Q(occasion__first_conversation_of__request__in=sample)
    own = Statement.objects.filter(
        occasion=OuterRef("occasion"), question="decision_family", words=OuterRef("words")
    ).exclude(pk=OuterRef("pk"))
    rows = Statement.objects.filter(about).exclude(Exists(own)).order_by("pk")
    first: dict[str, int] = {}
    found = set()
    for pk, words in rows.values_list("pk", "words"):
        found |= {pk for sentence in sentences(words) if first.setdefault(sentence, pk) != pk}
    return found
