"""He writes guesses at his own door to see which of them are stopped: none is, so that none tells him that it was right."""

from typing import Any

import pytest

from rock.core import time
from rock.core.services import Refused
from rock.practice.plans.models import PlanItem
from rock.practice.plans.services.promises import close_promise
from rock.records.models import NetworkMember, PromiseState
from tests.doors.family.planned import WEEK, Planned
from tests.doors.family.standing import PHONE, POSTCODE, SCHOOL, STREET
from tests.support.pages import PageClient

pytestmark = pytest.mark.django_db
RIGHT = f"{STREET} {POSTCODE} {SCHOOL} {PHONE}"
WRONG = (
    RIGHT.replace("Sandpiper", "Sandgrouse")
    .replace("FY4 2ZZ", "FY4 3ZZ")
    .replace("Gull", "Gannet")
    .replace("456", "123")
)


def day_in_a_week() -> dict[str, Any]:
    day = time.today() + WEEK
    return {"due_on__day": day.day, "due_on__month": day.month, "due_on__year": day.year}


def guess(client: PageClient, made: Planned, words: str) -> list[str]:
    """Write a guess wherever he can write, and return what each page then shows of it, the words left out."""
    promise = client.get(f"/w/plan/{made.kai.pk}/write/promise/")
    what_if = client.get(f"/w/plan/{made.kai.pk}/write/what_if/")
    asked = client.get("/w/questions/")
    answers = [
        client.submit(promise, words=f"I go to {words}", owner="me", help_needed=words, **day_in_a_week()),
        client.submit(what_if, condition=f"I am at {words}", words=f"Ring me at {words}"),
        client.submit(asked, words=f"Is it {words}?"),
    ]
    line = PlanItem.objects.order_by("-pk").first()
    assert line
    answers += [client.get(f"/w/line/{line.pk}/{end}") for end in ("", "words/")]
    answers.append(client.submit(client.get(f"/w/line/{line.pk}/"), view="another", words=f"Or {words}"))
    answers.append(client.submit(client.get(f"/w/line/{line.pk}/words/"), condition=words, words=f"Not {words}"))
    answers += [
        client.get(url)
        for url in (
            "/w/plan/",
            "/w/questions/",
            f"/w/line/{line.pk}/",
            f"/w/plan/{made.kai.pk}/paper/",
            f"/w/plan/{made.kai.pk}/fridge/",
        )
    ]
    return [f"{one.status} {one.words.count(words) if one.is_html else ''}" for one in answers]


def test_a_right_guess_of_his_reads_like_a_wrong_one(made: Planned) -> None:
    wrong = guess(made.door(made.ray), made, WRONG)
    PlanItem.objects.filter(promise__idea_of=made.ray).update(removed_at=time.now(), removed_because="Test")
    PlanItem.objects.filter(wordings__by_person=made.ray).update(removed_at=time.now(), removed_because="Test")
    right = guess(made.door(made.ray), made, RIGHT)
    assert right == wrong
    assert any(one.endswith((" 4", " 3")) for one in right)


def test_a_word_with_his_done_promise_is_no_test_either(made: Planned) -> None:
    client = made.door(made.ray)
    for words in (WRONG, RIGHT):
        client.submit(
            client.get(f"/w/plan/{made.kai.pk}/write/promise/"), words="I ring Kai.", owner="me", **day_in_a_week()
        )
        line = PlanItem.objects.order_by("-pk").first()
        assert line
        client.submit(client.get(f"/w/line/{line.pk}/done/"), words=words)
        assert words in client.get(f"/w/line/{line.pk}/").words


def test_a_worker_s_word_about_his_promise_is_compared_before_it_is_kept(made: Planned) -> None:
    client = made.door(made.ray)
    client.submit(
        client.get(f"/w/plan/{made.kai.pk}/write/promise/"), words="I ring Kai.", owner="me", **day_in_a_week()
    )
    line = PlanItem.objects.order_by("-pk").first()
    assert line
    assert line.promise
    with pytest.raises(Refused, match="Sandpiper"):
        close_promise(by=made.asha, promise=line.promise, state=PromiseState.KEPT, word=f"He rang {STREET}")
    close_promise(by=made.asha, promise=line.promise, state=PromiseState.KEPT, word="He rang")


def test_what_somebody_offers_is_no_test(made: Planned) -> None:
    client = made.door(made.jo)
    for words in (WRONG, RIGHT):
        offer = NetworkMember.objects.filter(person=made.jo, ends=None).get()
        client.submit(client.get(f"/w/offers/{offer.pk}/"), words=words)
        assert words in client.get("/w/offers/").words
