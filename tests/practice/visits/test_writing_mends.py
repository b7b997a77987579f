"""What is wrong on a page of a visit says how to mend it, and what was typed stays."""

from typing import Any

import pytest

from rock.practice.visits.models import Visit
from tests.practice.visits.page_by_page import TEA, check_of, page_of, seen, sent
from tests.support.pages import PageClient
from tests.support.visits import Household

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"seen": ""}, "Choose whether you saw Kai"),
        ({"seen": "no"}, "Write why not"),
        ({"seen": "yes", "alone": ""}, "Choose whether you saw them alone"),
        ({"alone": "not_offered"}, "Write why not alone"),
        ({"strength1__words": "Kind"}, "Write what you saw or heard that shows it"),
        ({f"{TEA}__runs_out": "Gas"}, "Choose money, or money and care, because something runs out"),
        ({f"{TEA}__other": "Fine"}, "Write who said this"),
        ({f"{TEA}__words": "x" * 5001}, "Your answer is too long by 1. Make it 5,000 characters or fewer."),
    ],
)
def test_what_is_wrong_says_how_to_mend_it_and_what_was_typed_stays(
    worker: PageClient, home: Household, answers: dict[str, Any], says: str
) -> None:
    page = seen(worker, home, home.kai, **({"wish1__words": "A dog"} | answers))
    assert page.status == 200
    assert says in page.errors
    assert "A dog" in worker.get(page_of(home, home.kai)).text


def test_somebody_may_only_read_after_the_speaker_was_asked(worker: PageClient, home: Household) -> None:
    page = seen(worker, home, home.kai, **{f"readers{home.dee.pk}__readers": [str(home.ray.pk)]})
    assert "Ask first, and write what they said" in page.errors


def test_the_last_page_names_the_pages_that_are_not_right(worker: PageClient, home: Household) -> None:
    sent(worker, page_of(home))
    page = worker.get(check_of(home))
    assert "Mend: Kai" in page.words
    assert page.link("Mend: Rosie") == page_of(home, home.rosie)
    refused = worker.post(check_of(home), {})
    assert "Something on another page is not right yet" in refused.errors[0]
    assert not Visit.objects.exists()


def test_the_rules_of_the_record_are_told_in_words(worker: PageClient, home: Household) -> None:
    sent(worker, page_of(home), children=[str(home.kai.pk)])
    seen(worker, home, home.kai)
    refused = worker.submit(worker.get(check_of(home)), selector="main form[data-visit-keep]")
    assert "Nothing is written down yet" in refused.errors[0]


def test_the_workers_own_words_are_thought_about_and_nobody_elses(worker: PageClient, home: Household) -> None:
    sent(worker, page_of(home), children=[str(home.kai.pk)])
    word = "disengaged"
    seen(worker, home, home.kai, **{f"{TEA}__words": f"She is {word}"})
    assert "Words of yours to think about" not in worker.get(check_of(home)).words
    seen(worker, home, home.kai, **{f"{TEA}__saw": f"Mum is {word}"})
    page = worker.get(check_of(home))
    assert "Words of yours to think about" in page.words
    assert worker.submit(page, selector="main form[data-visit-keep]").status == 302


def test_a_second_window_with_an_older_version_is_compared_and_nothing_is_lost(
    worker: PageClient, home: Household
) -> None:
    url = page_of(home, home.kai)
    old = worker.get(url)
    seen(worker, home, home.kai, where="The garden", wish1__words="A dog")
    late = worker.submit(old, seen="yes", alone="declined", where="The hall", wish1__words="A cat")
    assert late.location == f"{url}compare/"
    assert "Another version" in worker.get(check_of(home)).words
    assert "waits to be compared" in worker.post(check_of(home), {}).errors[0]
    page = worker.get(late.location)
    for words in ("The garden", "The hall", "A dog", "A cat"):
        assert words in page.words
    names = {name: value for name, value in page.form().items() if name.startswith("choose-")}
    assert len(names) == 3
    worker.submit(page)
    form = worker.get(url).form()
    assert form["alone"] == "yes"
    assert form["wish1-words"] == "A dog\nA cat"
    assert worker.get(late.location).location == url


def test_the_same_answers_from_an_older_version_are_no_conflict(worker: PageClient, home: Household) -> None:
    old = worker.get(page_of(home))
    worker.submit(old, place="Upstairs")
    assert worker.submit(old, place="Upstairs").location == page_of(home, home.kai)


def test_ten_megabytes_are_refused_clearly_and_what_was_kept_stays(worker: PageClient, home: Household) -> None:
    page = worker.get(page_of(home, home.kai))
    assert worker.submit(page, wish1__words="x" * 10_000_000).status == 413
    long = worker.client.post(page_of(home, home.kai), {"wish1-words": "x" * 120_000})
    assert "too long to keep" in long.content.decode()
    assert "x" * 120_000 in long.content.decode()
    assert worker.get(page_of(home, home.kai)).status == 200
