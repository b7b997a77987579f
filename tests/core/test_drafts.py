import json
from typing import Any

import pytest
import time_machine
from django.http import QueryDict
from django.urls import reverse

from rock.accounts.models import UserKind
from rock.core import drafts
from rock.core.component_views import ComponentsForm
from rock.core.models import Draft
from rock.core.services import PUBLIC, Refused
from tests.support import factories
from tests.support.pages import PageClient

pytestmark = pytest.mark.django_db
SCRIPT = {"headers": {"accept": "application/json"}}


@pytest.fixture
def ada() -> Any:
    return factories.staff_user(name="Ada Finch")


def keep(by: Any, text: str = "Half a sent", form: Any = "visit", subject: str = "7") -> Any:
    return drafts.save_draft(by=by, form=form, subject=subject, answers={"notes": [text]})


def answers(by: Any) -> Any:
    found = drafts.load_draft(by, "visit", "7")
    return found and found.answers


def test_a_draft_comes_back_as_it_was_typed(ada: Any) -> None:
    keep(ada)
    assert answers(ada) == {"notes": ["Half a sent"]}


def test_a_later_draft_takes_the_place_of_the_earlier(ada: Any) -> None:
    keep(ada, "one")
    keep(ada, "two")
    assert [draft.answers for draft in Draft.objects.all()] == [{"notes": ["two"]}]


def test_each_form_and_subject_has_its_own(ada: Any) -> None:
    keep(ada, subject="7")
    keep(ada, subject="8")
    keep(ada, form="call")
    assert Draft.objects.count() == 3
    assert drafts.load_draft(ada, "call", "8") is None


def test_nobody_reads_anothers_draft(ada: Any) -> None:
    keep(ada)
    assert drafts.load_draft(factories.staff_user(), "visit", "7") is None
    assert drafts.load_draft(PUBLIC, "visit", "7") is None


def test_a_draft_is_discarded_by_its_writer_alone(ada: Any) -> None:
    keep(ada)
    drafts.discard_draft(by=factories.staff_user(), form="visit", subject="7")
    assert drafts.load_draft(ada, "visit", "7")
    drafts.discard_draft(by=ada, form="visit", subject="7")
    assert drafts.load_draft(ada, "visit", "7") is None


def test_a_draft_is_kept_for_fourteen_days(ada: Any) -> None:
    with time_machine.travel("2026-03-01T12:00:00Z"):
        keep(ada)
    with time_machine.travel("2026-03-15T11:59:59Z"):
        assert drafts.load_draft(ada, "visit", "7")
        assert drafts.forget_expired() == 0
    with time_machine.travel("2026-03-15T12:00:00Z"):
        assert drafts.load_draft(ada, "visit", "7") is None
        assert drafts.forget_expired() == 1


@pytest.mark.parametrize(
    "facts",
    [
        {"by": PUBLIC},
        {"form": ""},
        {"form": "x" * 101},
        {"subject": "x" * 101},
        {"answers": {"notes": ["x" * 100_001]}},
    ],
)
def test_what_cannot_be_kept_is_refused(ada: Any, facts: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        drafts.save_draft(**{"by": ada, "form": "visit", "subject": "", "answers": {}} | facts)


def test_hidden_characters_do_not_lose_a_draft(ada: Any) -> None:
    keep(ada, "a\x00b")
    assert answers(ada) == {"notes": ["ab"]}


def test_what_every_form_carries_is_no_answer() -> None:
    data = QueryDict("notes=a&notes=b&once=k&csrfmiddlewaretoken=t&draft_form=f&draft_back=/")
    assert drafts.answers_in(data) == {"notes": ["a", "b"]}


def test_a_form_is_filled_from_its_draft_part_by_part(ada: Any) -> None:
    answers = {
        "made-day": ["5"],
        "made-month": ["Mar"],
        "flavours": ["mint", "aniseed"],
        "known": ["no"],
        "gone": ["x"],
    }
    draft = drafts.save_draft(by=ada, form="components", subject="", answers=answers)
    form = ComponentsForm()
    drafts.fill(form, draft)
    assert form["made"].value() == ("5", "Mar", "")
    assert form["flavours"].value() == ["mint", "aniseed"]
    assert form["known"].value() == "no"
    assert form["name"].value() is None


def test_no_draft_fills_nothing() -> None:
    form = ComponentsForm(initial={"name": "Box"})
    drafts.fill(form, None)
    assert form["name"].value() == "Box"


def test_the_script_is_told_when_it_was_saved(pages: PageClient, ada: Any) -> None:
    with time_machine.travel("2026-03-05T15:40:00Z"):
        page = pages.as_user(ada).post(reverse("save_draft"), {"draft_form": "visit", "notes": "Hm"}, **SCRIPT)
    assert json.loads(page.text) == {"message": "Saved at 3:40pm"}
    assert Draft.objects.get().answers == {"notes": ["Hm"]}


def test_without_a_script_a_page_says_so_and_leads_back(pages: PageClient, ada: Any) -> None:
    page = pages.as_user(ada).post(reverse("save_draft"), {"draft_form": "visit", "draft_back": "/components/"})
    assert page.h1 == "Your draft is saved"
    assert page.link("Go back to the form") == "/components/"


@pytest.mark.parametrize(
    "back", ["https://example.org/", "//example.org/", "javascript:alert(1)", "\\\\example.org", ""]
)
def test_the_way_back_never_leads_elsewhere(pages: PageClient, ada: Any, back: str) -> None:
    page = pages.as_user(ada).post(reverse("save_draft"), {"draft_form": "visit", "draft_back": back})
    assert page.link("Go back to the form") == "/"


def test_a_draft_without_a_form_is_refused_in_both_ways(pages: PageClient, ada: Any) -> None:
    client = pages.as_user(ada)
    assert client.post(reverse("save_draft"), {}).h1 == "Your draft is not saved"
    page = client.post(reverse("save_draft"), {}, **SCRIPT)
    assert (page.status, "cannot be kept" in page.text) == (400, True)


def test_a_body_that_is_too_long_is_refused(pages: PageClient, ada: Any) -> None:
    page = pages.as_user(ada).post(reverse("save_draft"), {"draft_form": "visit", "notes": "x" * 500_001}, **SCRIPT)
    assert page.status == 413
    assert not Draft.objects.exists()


def test_a_draft_is_only_ever_sent(pages: PageClient, ada: Any) -> None:
    assert pages.as_user(ada).get(reverse("save_draft")).status == 405


@pytest.mark.parametrize("kind", [UserKind.FAMILY, UserKind.PARTNER])
def test_nothing_is_kept_for_people_outside(pages: PageClient, kind: UserKind) -> None:
    outside: PageClient = pages.as_user(factories.user(kind=kind, roles=[kind]))
    assert outside.post(reverse("save_draft"), {"draft_form": "visit"}).status == 403
    assert pages.post(reverse("save_draft"), {"draft_form": "visit"}).h1 == "You have been signed out"
    assert not Draft.objects.exists()
