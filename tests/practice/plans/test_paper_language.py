"""A worker prints a plan or a review for somebody whose language is Polish: offered where we know it, and Polish from end to end."""

from datetime import timedelta

import pytest

from rock.core import time
from rock.core.language import another_of, code_of
from rock.practice.plans.models import ItemKind
from rock.practice.visits.services.sharing import share
from rock.practice.visits.services.wishes import answer_wish
from rock.records.models import Audience, Mark, Person, Slot, Statement, Wish
from tests.practice.plans.conftest import World
from tests.practice.plans.test_review_pages import heard
from tests.support.pages import PageClient
from tests.support.papers import english_in, language_of, text_of
from tests.support.reviews import a_review, mark
from tests.support.visits import said


@pytest.mark.parametrize(
    ("name", "code"),
    [("Polish", "pl"), (" polski ", "pl"), ("Urdu", "ur"), ("English", "en"), ("Sylheti", ""), ("", "")],
)
def test_a_language_is_known_by_its_name(name: str, code: str) -> None:
    assert code_of(name) == code


@pytest.mark.parametrize(
    ("name", "found"), [("Polish", ("pl", "Polski")), ("English", None), ("Urdu", None), ("", None)]
)
def test_only_a_language_that_we_print_in_is_offered(name: str, found: tuple[str, str] | None) -> None:
    assert another_of(name) == found


def polish(person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(first_language="Polish")


def test_the_reader_s_language_is_offered_beside_english_for_nobody_else(world: World, pages: PageClient) -> None:
    polish(world.dee)
    world.write(ItemKind.WORRY, "Kai chodzi głodny.", readers=[world.dee, world.ray], language="Polish")
    client = pages.as_user(world.asha)
    page = client.get(f"/plans/{world.plan.pk}/print/")
    offered = [str(one["href"]) for one in page.soup.select('a[hreflang="pl"]')]
    at = f"/plans/{world.plan.pk}/print/{world.dee.pk}/"
    assert offered == [f"{at}fridge.pdf?language=pl", f"{at}plan.pdf?language=pl"]
    for link in offered:
        pdf = client.get(link).response.content
        assert (language_of(pdf), english_in(text_of(pdf))) == ("pl", [])
    english = client.get(offered[1].partition("?")[0]).response.content
    assert language_of(english) == "en"
    assert "What worries us now" in text_of(english)


@pytest.mark.parametrize("asked", ["xx", "", "PL", "../pl", "ur"])
def test_no_other_language_is_taken_and_a_refusal_is_said_to_the_worker_in_english(
    world: World, pages: PageClient, asked: str
) -> None:
    client, at = pages.as_user(world.asha), f"/plans/{world.plan.pk}/print/{world.dee.pk}/plan.pdf"
    refused = client.get(at, {"language": "pl"})
    assert refused.status == 409
    assert refused.soup.html is not None
    assert refused.soup.html["lang"] == "en-gb"
    world.write(readers=[world.dee])
    assert language_of(client.get(at, {"language": asked}).response.content) == "en"


def test_a_review_is_in_polish_from_end_to_end(world: World, pages: PageClient) -> None:
    polish(world.dee)
    heard(world, said("Nic.", Slot.BREAKFAST), said("Czekam.", Slot.TEA, carer=world.ray), wishes=("Bajka",))
    answer_wish(by=world.asha, wish=Wish.objects.get(), words="Jo czyta w piątki.", share_with_child=False)
    world.write(words="Mama robi śniadanie.", readers=[world.dee], language="Polish")
    marks = [mark(world.dee, Mark.BETTER), mark(world.kai, Mark.HARDER, words="Robię tosty.")]
    review = a_review(world.asha, world.plan, *marks, what_changed="W domu jest ciepło.")
    for one in Statement.objects.filter(occasion__family=world.family).exclude(audience__reader=world.dee):
        share(by=world.asha, statement=one, reader=world.dee, speaker_said="Tak")
    client = pages.as_user(world.asha)
    page = client.get(f"/plans/{world.plan.pk}/then-and-now/?review={review.pk}")
    (link,) = [str(one["href"]) for one in page.soup.select('a[hreflang="pl"]')]
    pdf = client.get(link).response.content
    text = text_of(pdf)
    assert (language_of(pdf), english_in(text)) == ("pl", [])
    for words in (
        "Wtedy i teraz: Kai",
        "Śniadanie",
        "Ty: lepiej",
        "Kai: trudniej",
        "Co to zmieniło",
        "Odpowiedź po 40 dniach",
    ):
        assert words in text
    assert "W domu jest ciepło." in text
    english = text_of(client.get(link.partition("?")[0]).response.content)
    for words in ("Then and now: Kai", "Breakfast", "You: better", "Kai: harder", "Answered after 40 days, on"):
        assert words in english
    assert Audience.objects.filter(reader=world.dee).exists()
    assert time.today() - timedelta(days=40) < review.next_on
