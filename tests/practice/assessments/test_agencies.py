from datetime import timedelta
from typing import Any

import pytest
from django.urls import resolve

from rock.core import time
from rock.core.messages.templates import filled, template_named
from rock.core.models import OutgoingMessage
from rock.core.secret_links import link_hash
from rock.core.services import PUBLIC, Refused
from rock.practice.assessments.models import AgencyPart, Assessment
from rock.practice.assessments.queries.agencies import part_for, parts_waited_for
from rock.practice.assessments.services.agencies import AskedPart, answer_part, ask_again, ask_agency, withdraw_part
from rock.records.models import AgreementKind, Answer, Channel, InformationShare, Person
from rock.records.services.agreements import record_agreement
from tests.practice.assessments.conftest import World

pytestmark = pytest.mark.django_db


def agree(world: World, person: Person, answer: Answer, agencies: str = "Marram Primary School") -> None:
    record_agreement(
        by=world.worker,
        occasion=world.assessment.occasion,  # type: ignore[arg-type]
        person=person,
        kind=AgreementKind.ASK_AGENCIES,
        answer=answer,
        asked_by="Wendy Worker",
        asked_on=time.today(),
        how=Channel.FACE,
        agencies=agencies,
    )


def ask(world: World, **facts: Any) -> AskedPart:
    said = {
        "agency": "Marram Primary",
        "name": "Mr Shah",
        "email": "shah@example.org",
        "question": "How does Kai arrive in the morning?",
        "without_agreement_because": "Asking could put Kai at risk.",
    } | facts
    return ask_agency(by=world.worker, assessment=world.assessment, **said)


def test_asking_needs_agreement_or_a_reason(world: World) -> None:
    with pytest.raises(Refused, match="Nobody with parental responsibility has agreed"):
        ask(world, without_agreement_because="")
    agree(world, world.mother, Answer.YES)
    asked = ask(world, without_agreement_because="")
    assert asked.part.share is not None
    assert asked.part.share.basis.startswith("They agreed: Dee Ashdown")
    assert asked.part.share.purpose.startswith("To understand")


def test_one_who_says_no_is_not_overruled_by_one_who_says_yes_without_a_reason(world: World) -> None:
    agree(world, world.mother, Answer.YES)
    agree(world, world.father, Answer.NO)
    with pytest.raises(Refused, match="Ray Holt said no"):
        ask(world, without_agreement_because="")
    assert "Asking could put Kai at risk" in str(getattr(ask(world).part.share, "basis", ""))


def test_agreement_to_another_service_or_taken_back_does_not_count(world: World) -> None:
    agree(world, world.mother, Answer.YES, "Harbour Surgery")
    with pytest.raises(Refused, match="Nobody"):
        ask(world, without_agreement_because="")
    agree(world, world.mother, Answer.YES)
    world.mother.agreements.update(withdrawn_on=time.today())
    with pytest.raises(Refused, match="Nobody"):
        ask(world, without_agreement_because="")


def test_a_young_person_answers_for_themselves_and_a_child_of_nine_does_not(world: World) -> None:
    agree(world, world.kai, Answer.NO)
    agree(world, world.mother, Answer.YES)
    assert ask(world, without_agreement_because="").part.share is not None
    world.kai.birth_date = time.add_months(time.today(), -12 * 12)
    world.kai.save()
    with pytest.raises(Refused, match="Kai Ashdown said no to this service being asked"):
        ask(world, without_agreement_because="")


def test_a_young_persons_yes_is_enough_where_no_parent_says_no(world: World) -> None:
    world.kai.birth_date = time.add_months(time.today(), -15 * 12)
    world.kai.save()
    with pytest.raises(Refused, match="Neither Kai Ashdown nor anybody with parental responsibility has agreed"):
        ask(world, without_agreement_because="")
    agree(world, world.kai, Answer.YES)
    share = ask(world, without_agreement_because="").part.share
    assert share is not None
    assert share.basis.startswith("They agreed: Kai Ashdown")
    agree(world, world.father, Answer.NO)
    with pytest.raises(Refused, match="Ray Holt said no"):
        ask(world, without_agreement_because="")


def test_only_the_links_hash_is_kept_and_the_message_names_nobody(world: World) -> None:
    asked = ask(world)
    assert asked.part.token_hash == link_hash(AgencyPart.LINK, asked.token)
    message = OutgoingMessage.objects.get(template="agency_part")
    assert (message.to, message.reference) == ("shah@example.org", asked.token)
    assert asked.part.due_on == time.add_working_days(time.today(), 10)
    body = filled(template_named("agency_part"), asked.token)[1]
    assert resolve(f"/p/{asked.token}/").url_name == "asked"
    assert f"/p/{asked.token}/" in body
    assert "Kai" not in body


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"agency": " "}, "which service"),
        ({"name": ""}, "who there"),
        ({"question": " "}, "Write the question"),
        ({"question": "x" * 1001}, "shorter"),
        ({"email": "shah"}, "not an e-mail"),
    ],
)
def test_what_is_missing_is_said(world: World, facts: dict[str, str], why: str) -> None:
    with pytest.raises(Refused, match=why):
        ask(world, **facts)


def test_the_link_opens_that_part_however_it_is_typed(world: World) -> None:
    asked = ask(world)
    assert part_for(asked.token.lower().replace("-", " ")) == asked.part
    assert part_for("AAAA-BBBB-CCCC-DDDD") is None


def test_the_link_ends_with_its_time_and_with_the_question(world: World) -> None:
    asked = ask(world)
    AgencyPart.objects.update(expires_at=time.now())
    assert part_for(asked.token) is None
    AgencyPart.objects.update(expires_at=time.now() + timedelta(minutes=1))
    assert part_for(asked.token) is not None
    withdraw_part(by=world.worker, part=asked.part)
    assert part_for(asked.token) is None
    with pytest.raises(Refused, match="was ended"):
        answer_part(by=PUBLIC, part=asked.part, words="He is late.")


def test_nothing_is_answered_into_an_authorised_assessment(world: World) -> None:
    asked = ask(world)
    Assessment.objects.filter(pk=world.assessment.pk).update(authorised_on=time.today())
    assert part_for(asked.token) is None
    with pytest.raises(Refused, match="authorised"):
        answer_part(by=PUBLIC, part=asked.part, words="He is late.")


def test_a_reminder_has_a_link_of_its_own_and_the_day_stays(world: World) -> None:
    asked = ask(world)
    again = ask_again(by=world.worker, part=asked.part)
    assert again.token != asked.token
    assert part_for(asked.token) is None
    assert part_for(again.token) == asked.part
    assert again.part.due_on == asked.part.due_on
    assert again.part.reminded_at is not None
    assert OutgoingMessage.objects.filter(template="agency_part").count() == 2


def test_words_are_kept_as_theirs_and_shared_with_nobody(world: World) -> None:
    asked = ask(world)
    part = answer_part(by=PUBLIC, part=asked.part, words="He runs in, and he is hungry.")
    assert part.answer is not None
    assert (part.answer.words, part.answer.speaker_name) == ("He runs in, and he is hungry.", "Mr Shah, Marram Primary")
    assert not part.answer.audience.exists()
    entry = InformationShare.objects.get(direction="in")
    assert (entry.agency, entry.person, entry.shared_by) == ("Marram Primary", world.kai, None)
    with pytest.raises(Refused):
        answer_part(by=PUBLIC, part=asked.part, words="And more.")


def test_knowing_nothing_and_refusing_are_answers(world: World) -> None:
    nothing = answer_part(by=PUBLIC, part=ask(world).part, nothing_known=True)
    assert (nothing.answer, nothing.nothing_known) == (None, True)
    refused = answer_part(by=PUBLIC, part=ask(world).part, refused_because="It would do Kai more harm.")
    assert refused.answered_at is not None
    assert InformationShare.objects.filter(direction="in", refused_because="It would do Kai more harm.").exists()


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"words": " "},
        {"words": "He runs.", "nothing_known": True},
        {"nothing_known": True, "refused_because": "No."},
    ],
)
def test_it_is_one_of_the_three(world: World, facts: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="one of them"):
        answer_part(by=PUBLIC, part=ask(world).part, **facts)


def test_what_is_waited_for_is_listed_where_the_child_is_reached(world: World) -> None:
    late = ask(world).part
    AgencyPart.objects.filter(pk=late.pk).update(due_on=time.today() - timedelta(days=1))
    ask_agency(
        by=world.worker,
        assessment=world.strangers,
        agency="Elsewhere",
        name="Ms Low",
        email="low@example.org",
        question="How is she?",
        without_agreement_because="Asking could put her at risk.",
    )
    answered = ask(world)
    answer_part(by=PUBLIC, part=answered.part, nothing_known=True)
    assert list(parts_waited_for(world.worker)) == [late]
