"""A session that ends while a visit is written on a phone: with a script or without one, no word of it is lost."""

import pytest
from django.contrib.sessions.models import Session

from rock.practice.visits.models import Visit
from rock.practice.visits.services import drafting
from tests.journeys.steps import InBrowser, look, look_without_script, main_words, press
from tests.support.visits import Household, household

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WISH = "A night light, and Dad to ring on Wednesdays"


@pytest.fixture
def home(transactional_db: None) -> Household:
    return household()


def page_of(home: Household) -> str:
    return f"/visits/new/{home.family.pk}/{home.kai.pk}/"


def test_without_a_script_the_answer_gives_back_what_was_typed(in_browser: InBrowser, home: Household) -> None:
    page = in_browser(page_of(home), phone=True, javascript=False, user=home.worker)
    page.fill("[name=wish1-words]", WISH)
    Session.objects.all().delete()
    press(page, "Save and continue")
    look_without_script(page, "visit-session-ended")
    assert WISH in page.content()
    assert "Craig Holt" not in main_words(page)
    assert not Visit.objects.exists()


def test_with_a_script_it_waits_as_a_draft_for_the_same_worker(in_browser: InBrowser, home: Household) -> None:
    page = in_browser(page_of(home), phone=True, user=home.worker)
    page.wait_for_selector("html[data-visit-ready]", state="attached")
    page.fill("[name=wish1-words]", WISH)
    page.get_by_text("Saved at").wait_for()
    Session.objects.all().delete()
    press(page, "Save and continue")
    assert WISH in page.content()
    again = in_browser(page_of(home), phone=True, user=home.worker)
    again.wait_for_selector("html[data-visit-ready]", state="attached")
    assert again.input_value("[name=wish1-words]") == WISH
    look(again)
    subject = drafting.subject_of(home.family.pk, home.kai.pk)
    assert drafting.kept(home.worker, subject).answers["wish1-words"] == [WISH]
