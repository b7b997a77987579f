"""It is given to one reader of the family, part by part, decided by a manager and told."""

import pytest

from rock.core.services import PUBLIC
from rock.practice.assessments.models import FamilyView, Heading
from rock.practice.assessments.services.reading import answer_passage, finish_reading
from rock.records.models import Person, Telling
from tests.practice.assessments.at_the_desk import at
from tests.practice.assessments.conftest import DAY_WORDS, World
from tests.support import factories as make
from tests.support.pages import PageClient
from tests.support.papers import english_in, language_of, languages_in, text_of

pytestmark = pytest.mark.django_db


def test_it_is_given_to_one_reader_part_by_part(pages: PageClient, world: World) -> None:
    passages = world.write_all()
    client = pages.as_user(world.worker)
    page = client.get(at(world.assessment, f"family/{world.mother.pk}/"))
    done = client.submit(page, give="yes", passages=[str(passages[0].pk)])
    assert done.location == at(world.assessment, "family/")
    shown = client.get(at(world.assessment, "family/"))
    assert "Can answer until" in shown.words
    assert "Not given: What is strong" in shown.words
    refused = client.submit(page, give="yes", passages=[])
    assert "Choose at least one part" in " ".join(refused.errors)
    assert DAY_WORDS in page.words
    again = client.get(at(world.assessment, f"family/{world.mother.pk}/"))
    assert again.form()["passages"] == str(passages[0].pk)
    assert "passages" not in page.form()
    no = client.submit(
        client.get(at(world.assessment, f"family/{world.father.pk}/")), give="no", because="He may hurt Dee."
    )
    assert no.status == 302
    assert "He may hurt Dee." in client.get(at(world.assessment, "family/")).words


def test_only_its_own_readers_can_be_given_it(pages: PageClient, world: World) -> None:
    client = pages.as_user(world.worker)
    for person in (world.stranger.pk, make.person("Una").pk, 999999):
        assert client.get(at(world.assessment, f"family/{person}/")).status == 404
        assert client.get(at(world.assessment, f"family/{person}/copy/")).status == 404
    unreached = make.person("Hal")
    make.parent([world.kai], unreached)
    assert client.get(at(world.assessment, f"family/{unreached.pk}/")).status == 404
    page = client.get(at(world.assessment, "family/"))
    assert "Hal" not in page.words
    assert "somebody here whom you may not see" in page.words


def test_a_copy_is_for_one_reader(pages: PageClient, world: World) -> None:
    day = world.write(Heading.DAY, "Kai gets up at six.")
    client = pages.as_user(world.worker)
    url = at(world.assessment, f"family/{world.mother.pk}/copy/")
    assert client.get(url).status == 404
    world.give(world.mother, [day])
    answer_passage(by=PUBLIC, person=world.mother, passage=day, view=FamilyView.LIKE_THIS, words="At seven.")
    found = client.get(url)
    assert found.response.headers["Content-Type"] == "application/pdf"
    assert found.response.content.startswith(b"%PDF")
    make.address(world.father, "14 Quayside Walk, Fleetwood", "FY7 6ZZ", hidden=True, also_hidden="up at six")
    assert client.get(url).status == 409


def test_a_copy_is_offered_in_the_reader_s_language_with_every_word_as_it_was_written(
    pages: PageClient, world: World
) -> None:
    Person.objects.filter(pk=world.mother.pk).update(first_language="Polish")
    day = world.write(Heading.DAY, "Kai gets up at six.")
    world.give(world.mother, [day])
    answer_passage(by=PUBLIC, person=world.mother, passage=day, view=FamilyView.LIKE_THIS, words="O siódmej.")
    world.write(Heading.DAY, "Kai gets up at seven.")
    world.give(world.mother)
    world.give(world.father)
    client = pages.as_user(world.worker)
    page = client.get(at(world.assessment, "family/"))
    (link,) = [str(one["href"]) for one in page.soup.select('a[hreflang="pl"]')]
    pdf = client.get(link).response.content
    text = text_of(pdf)
    assert (language_of(pdf), english_in(text)) == ("pl", [])
    assert languages_in(pdf) == {"en", "pl"}
    for words in ("Co napisaliśmy: Kai", "Kai gets up at seven.", "O siódmej.", "Zmieniliśmy to"):
        assert words in text
    english = text_of(client.get(link.partition("?")[0]).response.content)
    for words in ("What we wrote about Kai", "What the day is like", "It was like this", "We have changed this"):
        assert words in english


def test_a_manager_decides_and_each_grown_up_is_told(pages: PageClient, world: World) -> None:
    world.write_all()
    client = pages.as_user(world.manager)
    page = client.get(at(world.assessment, "decide/"))
    assert "It cannot be authorised yet" in page.words
    words = {
        "outcome": "early_help",
        "partner_lead": "Mr Shah, Marram Primary",
        "reasons": "Nan is strong.",
        "would_change": "If Nan could not come.",
        "family_words": "We stop here. Mr Shah goes on with you.",
    }
    refused = client.submit(page, checked="1", **words)
    assert "Dee Ashdown has not been given it" in " ".join(refused.errors)
    assert refused.form()["reasons"] == "Nan is strong."
    for parent in (world.mother, world.father):
        world.give(parent)
        finish_reading(by=PUBLIC, assessment=world.assessment, person=parent)
    done = client.submit(refused, checked="1", **words)
    assert done.location == at(world.assessment, "tell/")
    tell = client.get(at(world.assessment, f"tell/{world.mother.pk}/"))
    assert tell.form()["words"] == "We stop here. Mr Shah goes on with you."
    assert client.submit(tell, choice="now", channel="letter").status == 302
    assert client.get(at(world.assessment, f"tell/{world.mother.pk}/letter/")).text.startswith("%PDF")
    assert client.get(at(world.assessment, f"tell/{world.father.pk}/letter/")).status == 404
    client.post(at(world.assessment, f"tell/{world.mother.pk}/told/"))
    assert Telling.objects.get(person=world.mother).told_at
    assert "Tell the family of Kai Ashdown" in client.get("/assessments/").words
    decided = client.get(at(world.assessment, "decide/"))
    assert "If Nan could not come." in decided.words
    assert client.get(at(world.assessment, f"tell/{world.stranger.pk}/")).status == 404


def test_a_worker_sees_what_is_still_missing_and_cannot_decide(pages: PageClient, world: World) -> None:
    client = pages.as_user(world.worker)
    page = client.get(at(world.assessment, "decide/"))
    assert "A manager can authorise it when this is done" in page.words
    assert client.post(at(world.assessment, "decide/"), {"outcome": "plan"}).status == 200
    world.assessment.refresh_from_db()
    assert world.assessment.authorised_on is None
    assert client.get(at(world.assessment, "tell/")).status == 404
