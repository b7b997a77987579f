"""Each person of a request is found before a record is created; a hidden address comes with them, still hidden."""

import re

from django.utils import timezone

from rock.accounts.models import User
from rock.core.services import Refused, service
from rock.practice.requests.ages import born_about, can_be_born
from rock.practice.requests.models import RequestPerson
from rock.practice.requests.services.handling import match_person
from rock.reach.anomalies import MATCHING
from rock.reach.search import Found, SearchReason, find_person
from rock.records.models import Person, Residence
from rock.records.queries.candidates import Terms
from rock.records.queries.people import one_person
from rock.records.services.people import create_person
from rock.records.services.places import move_home

_POSTCODE_AT_END = re.compile(r"[\s,]*([A-Za-z]{1,2}[0-9][A-Za-z0-9]?\s*[0-9][A-Za-z]{2})\s*$")


def terms_of(asked: RequestPerson) -> Terms:
    """Return what the request gives to search by: no grown-up is looked for in a child's place, nor a child in theirs."""
    on = timezone.localtime(asked.recorded_at).date()
    born = born_about(birth_date=asked.birth_date, age=asked.age, on=on)
    first, last = can_be_born(is_child=asked.is_child, born=born, on=on)
    return Terms(
        name=asked.name,
        born=asked.birth_date,
        postcode=split_address(asked.address)[1],
        born_first=first,
        born_last=last,
    )


def candidates(*, user: User, asked: RequestPerson) -> Found:
    """Return who may be meant; the search is logged with its terms, as the page’s own and no choice of whoever opens it."""
    return find_person(user=user, terms=terms_of(asked), reason=SearchReason.REQUEST, page=MATCHING)


@service
def match_found(*, by: User, asked: RequestPerson, person_id: int) -> RequestPerson:
    """Say that somebody on the request is a record that the search offers; no other record can be reached this way."""
    offered = {card.person.pk: card.person for card in candidates(user=by, asked=asked).cards}
    if person_id not in offered:
        raise Refused("Choose one of the people on the page. If it is somebody else, ask the hub manager.")
    _keep_address(by, asked, offered[person_id])
    return match_person(by=by, asked=asked, person=offered[person_id])


@service
def create_and_match(*, by: User, asked: RequestPerson) -> RequestPerson:
    """Make a record from what the request says, after the search found nobody."""
    if asked.person_id:
        raise Refused("A record was found for this person already.")
    given, _, family_name = asked.name.strip().rpartition(" ")
    person = create_person(
        by=by,
        searched_for=str(terms_of(asked)),
        given_name=given or family_name,
        family_name=family_name if given else "",
        birth_date=asked.birth_date,
    )
    _keep_address(by, asked, person)
    return match_person(by=by, asked=asked, person=person)


def _keep_address(by: User, asked: RequestPerson, person: Person) -> None:
    """Write the address, unless it is known; one that is to be hidden is hidden from its first row, with the school."""
    lines, code = split_address(asked.address)
    if not lines:
        return
    known = Residence.objects.filter(person__in=one_person([person.pk]), lines__iexact=lines, ends__isnull=True)
    if asked.address_hidden:
        known = known.filter(hidden=True)
    if not known.exists():
        move_home(
            by=by,
            person=person,
            lines=lines,
            code=code,
            hidden=asked.address_hidden,
            also_hidden=asked.school,
            as_well=True,
        )


def split_address(address: str) -> tuple[str, str]:
    """Return an address as its lines and its postcode, either of which may be empty."""
    found = _POSTCODE_AT_END.search(address)
    if not found:
        return address.strip().rstrip(","), ""
    return address[: found.start()].strip().rstrip(","), found[1].upper()
