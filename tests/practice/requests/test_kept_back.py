"""What an asker says must not be learned is held back from everyone who is told, but those whom it protects."""

from typing import Any

import pytest

from rock.accounts.roles import Role
from rock.core.services import Refused
from rock.practice.requests.answers import PersonAsked
from rock.practice.requests.kept_back import kept_back
from rock.practice.requests.models import AskerKind, Decision
from rock.practice.requests.services import telling
from rock.practice.requests.services.handling import match_person
from rock.records.models import Channel, Residence, Telling
from tests.support import requests as asking
from tests.support.pages import PageClient

LEE = PersonAsked(name="Lee Holt", is_child=False, who="dad")
SAID = "Kai’s dad Lee must not learn Gull Primary"
WORRY = {"worry": "Kai is tired.", "hidden_from": SAID}


@pytest.mark.parametrize(
    ("said", "text", "betrayed"),
    [
        (SAID, "Kai settles well at Gull Primary.", True),
        (SAID, "Kai settles well at gull primary", True),
        (SAID, "Lee, Kai is well.", False),
        (SAID, "He must not be late.", False),
        ("He must not find out about Gull primary school", "She is at Gull Primary School", True),
        ("They now live at 14 Samphire Court.", "We visit Samphire Court", True),
        ("They now live near Fleetwood", "We meet in Fleetwood", True),
        ("Fleetwood is safe for them", "We meet in Fleetwood", False),
        ("Her post code fy99 4qt must stay secret", "Post it to FY99 4QT", True),
        ("Do not give 07700 900555 to him", "Ring 07700900555", True),
        ("Nobody must know. They are scared of Lee on Monday", "They see nobody on Monday", False),
        ("Her new partner Christopher", "Chris Christopher", False),
        ("her dad", "Dear dad", False),
        ("Lee\nthe tern surgery, a nursery in marton", "Ask at Tern Surgery", True),
        ("Lee\nthe tern surgery and gull primary", "Ask at Gull Primary", True),
        ("Lee\nKai, mum", "Kai and mum", False),
        ("Lee\nGull Primary, Layton\nher job at Booths", "She works at Booths", True),
        ("The Little Gulls of Layton nursery", "He is at little gulls of layton", True),
        ("Lee\nher new surname Quillfeather", "Ms Quillfeather rang", True),
        ("Lee must not learn that her surname is Ashdown now", "Ms ASHDOWN rang", True),
        ("Lee\nher new name is ashdown", "Dee Ashdown", True),
        ("Lee\nHer last name, Ashdown. Gull Primary", "We rang Dee Ashdown", True),
        ("He must not learn that Kai is now called Jake", "Jake is well", True),
        ("Lee Holt must not find out. She goes by Quillfeather", "Ms Quillfeather", True),
        ("Lee\nAshdown, Gull Primary", "Dee Ashdown", True),
        ("Lee\nDee Ashdown", "Ms Ashdown", True),
        ("Lee\nDee, Kai", "Dee and Kai", False),
        ("Lee\nThey moved. She is Dee Ashdown now. Ring first", "Ms Ashdown", True),
        ("He must not learn that she is Dee Marchbanks now", "Ms Marchbanks", True),
        ("He must not learn that she is Dee Marchbanks now", "Dee is well", False),
        ("Lee is scared now", "He is scared", False),
        ("Kai’s dad Lee\nMs Ashdown’s new school", "Kai Ashdown", True),
        ("Kai’s dad Lee\nthe house of Lee Holt’s mum", "Dear Mr Holt", False),
        ("Lee Holt\nher new school", "Dear Mr Holt, the new school year", False),
        ("Lee\nher new surname and her new job", "And a new job", False),
        ("", "Anything", False),
        ("Lee must not learn 07700.900.456", "07700 900456", True),
        ("Lee must not learn 07700\u00a0900\u00a0456", "07700 900456", True),
        ("Lee must not learn +44 (0) 7700 900456", "oh 7700 900456", True),
        ("Lee\n07700 900456 07700 900457", "07700 900456", True),
        ("He must not get dee.new@example.org", "write to Dee.New@example.org", True),
        ("He must not learn her insta @dee_quill", "on Insta: Dee_Quill", True),
        ("He must not learn her insta deequill99", "deequill99", True),
        ("he must not learn that she is at gull primary", "Gull Primary", True),
        ("he must not know they live in 14 sandpiper court", "14 Sandpiper Ct", True),
        ("LEE MUST NOT LEARN GULL PRIMARY", "Gull Primary", True),
        ("He must not learn of Holt Road", "She is at Holt Rd", True),
        ("He must not learn of Ashdown Road", "Kai Ashdown", False),
        ("Lee\n14 tern st", "Tern Street", True),
        ("Lee\nfy99-4qt", "FY99 4QT", True),
        ("Ojciec nie może się dowiedzieć o szkole Łabędź", "Szkoła Łabędź", True),
        ("He must not hear about the family court or her new school", "The family court. A new school", False),
    ],
)
def test_names_are_found_in_what_the_asker_wrote(said: str, text: str, betrayed: bool) -> None:
    assert kept_back(said, people=["Kai Ashdown", "Dee Ashdown", "Lee Holt"]).betrayed_by(text) is betrayed


def tell(decision: Decision, name: str, words: str) -> Telling:
    person = decision.request.people.get(name__startswith=name).person
    assert person is not None
    return telling.tell_now(
        by=decision.decided_by, decision=decision, person=person, words=words, channel=Channel.LETTER
    )


@pytest.mark.django_db
def test_the_father_is_not_told_what_the_grandmother_said_he_must_not_learn() -> None:
    decision = asking.decided(asking.at_hub(), asking.KAI, asking.DEE, LEE, words=WORRY)
    with pytest.raises(Refused, match="hidden from Lee Holt: “Gull Primary”"):
        tell(decision, "Lee", "We talk with Gull Primary about Kai.")
    assert not Telling.objects.exists()
    assert tell(decision, "Lee", "We talk with Kai’s school.").statement is not None


HIDDEN: dict[str, Any] = {
    "address": "14 Samphire Court, Blackpool, FY99 4QT",
    "address_hidden": True,
}


def hidden_family() -> Decision:
    kai = PersonAsked(name="Kai Ashdown", is_child=True, school="Gull Primary", **HIDDEN)
    dee = PersonAsked(name="Dee Ashdown", is_child=False, who="mum", **HIDDEN)
    return asking.decided(asking.at_hub(), kai, dee, LEE, words=WORRY)


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["At Samphire Court.", "FY994QT", "He is at Gull Primary."])
def test_a_hidden_address_of_the_request_counts_even_where_no_record_holds_it(words: str) -> None:
    decision = hidden_family()
    Residence.objects.all().delete()
    with pytest.raises(Refused, match="give away"):
        tell(decision, "Lee", words)


@pytest.mark.django_db
def test_who_lives_at_the_hidden_address_may_read_of_it() -> None:
    assert tell(hidden_family(), "Dee", "We visit you at Samphire Court, and Gull Primary.").statement is not None


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "refused"), [(AskerKind.PARENT, False), (AskerKind.RELATIVE, True)])
def test_a_parent_who_asked_may_read_what_they_wrote(kind: AskerKind, refused: bool) -> None:
    decision = asking.decided(asking.at_hub(), words=WORRY, asker_kind=kind, asker_name="Dee Ashdown")
    if refused:
        with pytest.raises(Refused, match="give away"):
            tell(decision, "Dee", "We talk with Gull Primary.")
    else:
        assert tell(decision, "Dee", "We talk with Gull Primary.").statement is not None


NEW_NAME = {"worry": "Kai is tired.", "hidden_from": "Kai’s dad Lee\nher new surname, Quillfeather"}
DEE_NOW = PersonAsked(name="Dee Quillfeather", is_child=False, who="mum")


@pytest.mark.django_db
def test_the_fathers_letter_does_not_carry_the_mothers_new_surname_and_hers_may() -> None:
    decision = asking.decided(asking.at_hub(), asking.KAI, DEE_NOW, LEE, words=NEW_NAME)
    with pytest.raises(Refused, match="hidden from Lee Holt: “Quillfeather”"):
        tell(decision, "Lee", "We talk with Kai and with Ms Quillfeather.")
    assert tell(decision, "Lee", "We talk with Kai and with his mum.").statement is not None
    assert tell(decision, "Dee", "Dear Ms Quillfeather, we talk with you.").statement is not None


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words",
    ["Ring Priya on 07700 900789.", "Write to priya@gullprimary.example", "We spoke with Gull Primary."],
)
def test_from_where_it_was_asked_is_kept_back_with_what_the_asker_keeps_back(words: str) -> None:
    decision = asking.decided(
        asking.at_hub(),
        asking.KAI,
        LEE,
        words=WORRY | {"hidden_from": "Lee must not learn where they live, 4 Dune Court"},
        asker_kind=AskerKind.PROFESSIONAL,
        asker_name="Priya",
        asker_agency="Gull Primary",
        asker_contact="07700 900789 priya@gullprimary.example",
    )
    with pytest.raises(Refused, match="give away"):
        tell(decision, "Lee", words)


@pytest.mark.django_db
def test_a_school_in_the_asker_s_own_name_is_no_name_of_theirs() -> None:
    decision = asking.decided(asking.at_hub(), asking.KAI, LEE, words=WORRY, asker_name="Priya of Gull Primary")
    with pytest.raises(Refused, match="“Gull Primary”"):
        tell(decision, "Lee", "We talk with Gull Primary about Kai.")


@pytest.mark.django_db
def test_a_name_that_the_reader_has_too_is_not_hidden_from_them() -> None:
    same_name = PersonAsked(name="Lee Quillfeather", is_child=False, who="dad")
    decision = asking.decided(asking.at_hub(), asking.KAI, DEE_NOW, same_name, words=NEW_NAME)
    assert tell(decision, "Lee", "Dear Mr Quillfeather, we talk with you.").statement is not None


@pytest.mark.django_db
def test_what_another_request_about_the_family_keeps_back_is_not_told_either() -> None:
    manager = asking.at_hub()
    first = asking.decided(manager, asking.KAI, asking.DEE, LEE)
    later = asking.request(asking.KAI, words=WORRY)
    kai = first.request.people.get(name__startswith="Kai").person
    assert kai is not None
    match_person(by=manager, asked=later.people.get(), person=kai)
    with pytest.raises(Refused, match="hidden from Lee Holt: “Gull Primary”"):
        tell(first, "Lee", "We talk with Gull Primary about Kai.")


@pytest.mark.django_db
def test_the_page_shows_what_must_not_be_learned(pages: PageClient) -> None:
    decision = asking.decided(asking.at_hub(), asking.KAI, asking.DEE, LEE, words=WORRY)
    client = pages.as_user(asking.at_hub(Role.HUB_WORKER))
    page = client.get(f"/hub/{decision.request.reference}/")
    assert "What must not be learned, and by whom" in page.words
    assert SAID in page.words
    tell_page = client.get(client.get(f"/hub/{decision.request.reference}/tell/").link("Decide about telling Lee Holt"))
    assert SAID in tell_page.words
    refused = client.submit(tell_page, choice="now", words="We talk with Gull Primary.", channel="letter", checked="1")
    assert refused.errors == [
        "These words give away something that is hidden from Lee Holt: “Gull Primary”. Take it out."
    ]
