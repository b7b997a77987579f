"""A request for support is received: the same way from the public form, a phone call at the hub, or a letter."""

import secrets
from datetime import datetime

from django.utils import timezone

from rock.accounts.models import User
from rock.core.services import Actor, Refused, service
from rock.practice.requests.answers import WORD_KEYS, PersonAsked, RequestAnswers
from rock.practice.requests.called import may_be_called
from rock.practice.requests.models import AskerKind, ContactMethod, Decision, RequestForSupport, RequestPerson
from rock.records.models import Agreement, AgreementKind, Answer, EventKind, Occasion, OccasionKind
from rock.records.services.clocks import start_clock
from rock.records.services.events import record_event
from rock.records.services.occasions import hold_occasion, say

_REFERENCE_LETTERS = "23456789CDFGHJKMNPQRTVWXY"  # none that are read as another, none that spell words


def new_reference() -> str:
    """Return a reference that carries nothing about anybody, for example RS-7K4M-9QXT."""
    letters = "".join(secrets.choice(_REFERENCE_LETTERS) for _ in range(8))
    return f"RS-{letters[:4]}-{letters[4:]}"


@service
def receive_request(*, by: Actor, answers: RequestAnswers, received_at: datetime | None = None) -> RequestForSupport:
    """Keep a request with its words, its people and its running clock; the same submission gives the same request back."""
    already = RequestForSupport.objects.filter(submission_key=answers.submission_key).first()
    if already:
        return already
    if not any(answers.words.get(key, "").strip() for key in ("worry", "would_help")):
        raise Refused("Say what the worry is, or what would help, so that we know what you are asking for.")
    occasion = hold_occasion(by=by, kind=OccasionKind.REQUEST, happened_at=received_at)
    request = RequestForSupport.objects.create(
        occasion=occasion,
        reference=new_reference(),
        submission_key=answers.submission_key,
        asker_kind=answers.asker_kind,
        asker_name=answers.asker_name,
        asker_agency=answers.asker_agency,
        asker_role=answers.asker_role,
        asker_contact=answers.asker_contact,
        asker_contact_rule=answers.asker_contact_rule,
        asker_language=answers.asker_language,
        source_code=answers.source_code,
        contact_method=answers.contact_method,
        danger_now=answers.danger_now,
        talked=answers.talked,
        clock=start_clock(by=by, key="request_decision", started_at=occasion.happened_at),
    )
    _keep_people(request, answers)
    _keep_words(by, occasion, answers)
    _keep_agreements(by, occasion, answers)
    record_event(by=by, kind=EventKind.REQUEST_RECEIVED, occasion=occasion, happened_at=occasion.happened_at)
    return request


@service
def add_person(*, by: User, request: RequestForSupport, person: PersonAsked) -> RequestPerson:
    """Add somebody whom the asker did not name; refused once it is decided, and for a name that stands there already."""
    if Decision.objects.filter(request=request).exists():
        raise Refused("This request has been decided, so its people can no longer be changed here.")
    if request.people.filter(name__iexact=person.name.strip(), is_child=person.is_child).exists():
        raise Refused(f"{person.name.strip()} is on this request already.")
    row = _row_of(request, person)
    row.save()
    return row


def _keep_people(request: RequestForSupport, answers: RequestAnswers) -> None:
    RequestPerson.objects.bulk_create(_row_of(request, person) for person in answers.people)


def _row_of(request: RequestForSupport, person: PersonAsked) -> RequestPerson:
    return RequestPerson(
        request=request,
        name=person.name.strip(),
        is_child=person.is_child,
        birth_date=person.birth_date,
        age=person.age,
        who=person.who,
        address=person.address,
        address_hidden=person.address_hidden,
        school=person.school,
        called=may_be_called(person.name),
    )


def _keep_words(by: Actor, occasion: Occasion, answers: RequestAnswers) -> None:
    for key in WORD_KEYS:
        words = answers.words.get(key, "")
        if words.strip():
            say(
                by=by,
                occasion=occasion,
                question=key,
                words=words,
                speaker_name=answers.asker_name or answers.asker_role or "The person who asked",
                language=answers.asker_language,
            )


def asked_by(answers: RequestAnswers, *, taken_down_by: str = "") -> str:
    """Return who asked the family whether they agree: of their own family nobody else could have but we."""
    if answers.asker_kind not in {AskerKind.PARENT, AskerKind.YOUNG_PERSON}:
        return answers.asker_name
    on_form = answers.contact_method == ContactMethod.ONLINE
    return taken_down_by or ("Asked on the form" if on_form else "Asked when they got in touch")


def _keep_agreements(by: Actor, occasion: Occasion, answers: RequestAnswers) -> None:
    own_family = answers.asker_kind in {AskerKind.PARENT, AskerKind.YOUNG_PERSON}
    asked = {AgreementKind.HELP: answers.agreement_help, AgreementKind.ASK_AGENCIES: answers.agreement_ask}
    Agreement.objects.bulk_create(
        Agreement(
            kind=kind,
            occasion=occasion,
            person_name=answers.asker_name if own_family else "",
            answer=answer,
            asked_by=asked_by(answers, taken_down_by=by.actor_name if by.actor_id else ""),
            asked_on=None if answer == Answer.NOT_ASKED else timezone.localtime(occasion.happened_at).date(),
            language=answers.asker_language or "English",
            in_words=answers.agreement_words.get(kind, ""),
            purpose="To decide what help fits" if kind == AgreementKind.ASK_AGENCIES else "To have help",
        )
        for kind, answer in asked.items()
    )
