"""Reviews, then and now, and what stands still as pages: who gets them, who is refused, twice and from two windows."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from rock.accounts.roles import Role
from rock.core import time
from rock.core.models import Draft
from rock.core.services import SYSTEM, Refused
from rock.practice.plans.models import Drift, Plan, Review
from rock.practice.plans.printing_review import review_pdf
from rock.practice.plans.services.drift import find_drift
from rock.practice.visits.services.recording import record_visit
from rock.practice.visits.services.sharing import share
from rock.records.models import Audience, Mark, Promise, RedactionKind, Slot, SlotMark, Statement, Wish
from rock.records.services.redaction import ask_redaction
from tests.practice.plans.conftest import World, make_world
from tests.support import factories as make
from tests.support.pages import Page, PageClient
from tests.support.reviews import a_review, days_ago, mark, moment
from tests.support.visits import said, seen, visit_facts


def heard(world: World, *slots: Any, days: int = 40, **facts: Any) -> None:
    facts = {"alone": "yes"} | facts
    record_visit(
        by=world.asha, facts=visit_facts(world.family, seen(world.kai, *slots, **facts), at=moment(days_ago(days)))
    )


def begin(client: PageClient, world: World, *present: Any) -> Page:
    """Fill the first part, and return the page that follows."""
    page = client.get(f"/plans/{world.plan.pk}/review/who/")
    chosen = [str(one.pk) for one in present]
    data = page.form() | {"present": chosen}
    done = client.post(f"/plans/{world.plan.pk}/review/who/", data)
    assert done.status == 302, done.errors
    return client.get(done.location)


def keep(client: PageClient, world: World, **answers: Any) -> Page:
    """Fill the last part, and press “Keep this review”."""
    last = client.get(f"/plans/{world.plan.pk}/review/changed/")
    assert client.submit(last, what_changed="The flat is warm now.", **answers).status == 302
    return client.submit(client.get(f"/plans/{world.plan.pk}/review/"))


def test_a_review_is_written_part_by_part_and_kept_once(world: World, pages: PageClient) -> None:
    heard(world, said("Nothing.", Slot.BREAKFAST), said("I wait.", Slot.TEA), wishes=("A story",))
    promise = world.write().promise
    assert promise is not None
    client = pages.as_user(world.asha)
    assert f"/plans/{world.plan.pk}/then-and-now/" in client.get(f"/plans/{world.plan.pk}/review/").text
    page = begin(client, world, world.kai, world.dee)
    assert page.h1 == "Breakfast"
    done = client.submit(
        page,
        **{
            f"mark_ordinary_0_{world.kai.pk}": "better",
            f"words_ordinary_0_{world.kai.pk}": "I make toast.",
            f"mark_ordinary_0_{world.dee.pk}": "same",
            "mark_ordinary_0_worker": "harder",
        },
    )
    assert done.location.endswith("/review/tea/")
    promises = client.get(f"/plans/{world.plan.pk}/review/promises/")
    assert client.submit(promises, **{f"became_{promise.pk}": "carried"}).status == 302
    wishes = client.get(f"/plans/{world.plan.pk}/review/wishes/")
    wish = Wish.objects.get()
    assert client.submit(wishes, **{f"wish_{wish.pk}": "Jo reads on Fridays."}).status == 302
    done = keep(client, world)
    review = Review.objects.get()
    assert done.location == f"/plans/{world.plan.pk}/then-and-now/?review={review.pk}"
    marks = SlotMark.objects.values_list("source", "mark")
    assert set(marks) == {("child", "better"), ("parent", "same"), ("worker", "harder")}
    shown = client.get(done.location)
    for words in ("I make toast.", "The flat is warm now.", "Carried over for the 1st time", "Jo reads on Fridays."):
        assert words in shown.words
    assert "Answered after 40 days" in shown.words
    assert not Draft.objects.filter(form="review").exists()


def test_a_second_window_and_a_second_click_make_no_second_review(world: World, pages: PageClient) -> None:
    heard(world, said("Nothing."))
    client = pages.as_user(world.asha)
    page = begin(client, world, world.dee)
    client.submit(page, **{f"mark_ordinary_0_{world.dee.pk}": "better"})
    client.submit(client.get(f"/plans/{world.plan.pk}/review/changed/"))
    one, two = (client.get(f"/plans/{world.plan.pk}/review/") for _ in range(2))
    first = client.submit(one)
    assert client.submit(one).location == first.location
    again = client.submit(two)
    assert any("another window" in line for line in again.errors)
    assert Review.objects.count() == 1


def test_a_part_that_is_not_right_keeps_what_was_typed_and_says_what_is_missing(
    world: World, pages: PageClient
) -> None:
    heard(world, said("Nothing."))
    client = pages.as_user(world.asha)
    page = begin(client, world, world.dee)
    no = client.submit(page, **{f"words_ordinary_0_{world.dee.pk}": "It is calmer."})
    assert no.status == 200
    assert any("Choose what became of it" in line for line in no.errors)
    assert no.form()[f"words_ordinary_0_{world.dee.pk}"] == "It is calmer."
    stopped = client.submit(client.get(f"/plans/{world.plan.pk}/review/"))
    assert any("What changed it" in line for line in stopped.errors)


def test_the_first_part_comes_first_and_an_unknown_one_is_not_there(world: World, pages: PageClient) -> None:
    client = pages.as_user(world.asha)
    assert client.get(f"/plans/{world.plan.pk}/review/tea/").location.endswith("/review/who/")
    assert client.get(f"/plans/{world.plan.pk}/review/lunch/").status == 404


def test_only_who_took_part_is_asked_and_a_baby_is_not(world: World, pages: PageClient) -> None:
    client = pages.as_user(world.asha)
    begin(client, world, world.dee)
    page = client.get(f"/plans/{world.plan.pk}/review/tea/")
    names = {name for name in page.form() if name.startswith("words_")}
    assert names == {f"words_ordinary_0_{world.dee.pk}", "words_ordinary_0_worker"}
    world.kai.birth_date = days_ago(100)
    world.kai.save()
    begin(client, world, world.kai)
    page = client.get(f"/plans/{world.plan.pk}/review/tea/")
    assert "watched and not asked" in page.words
    assert {name for name in page.form() if name.startswith("words_")} == {"words_ordinary_0_worker"}


def test_with_each_carer_the_day_is_asked_apart(world: World, pages: PageClient) -> None:
    heard(world, said("The sofa.", Slot.NIGHT, carer=world.ray), said("My bed.", Slot.NIGHT, carer=world.dee))
    client = pages.as_user(world.asha)
    begin(client, world, world.kai)
    page = client.get(f"/plans/{world.plan.pk}/review/night/")
    at_dads = f"mark_ordinary_{world.ray.pk}_{world.kai.pk}"
    client.submit(page, **{at_dads: "harder", f"mark_ordinary_{world.dee.pk}_{world.kai.pk}": "better"})
    keep(client, world)
    assert set(SlotMark.objects.values_list("carer", "mark")) == {(world.ray.pk, "harder"), (world.dee.pk, "better")}
    shown = client.get(f"/plans/{world.plan.pk}/then-and-now/")
    assert "The night, with Ray Holt" in shown.words


def test_then_stands_beside_now_and_the_picture_says_it_aloud(world: World, pages: PageClient) -> None:
    Plan.objects.update(started_on=days_ago(39))
    heard(world, said("No breakfast.", face=1), days=40)
    heard(world, said("", face=5), days=5)
    a_review(world.asha, world.plan, mark(world.kai, Mark.BETTER), mark(None, Mark.NOT_KNOWN), on=days_ago(4))
    page = pages.as_user(world.asha).get(f"/plans/{world.plan.pk}/then-and-now/")
    about = page.soup.select_one("svg[role=img] desc")
    assert about is not None
    assert about.get_text() == "Breakfast. Kai: better; Asha Begum: not known."
    drawn = [one.get_text() for one in page.soup.select("svg text")]
    assert {"Then", "Now", "Breakfast", "“No breakfast.”", "Kai: better", "Asha Begum: not known"} <= set(drawn)
    assert len(page.soup.select("svg path")) == 2
    cells = [cell.get_text(" ", strip=True) for cell in page.soup.select(".rock-day tbody td")]
    assert "No breakfast." in cells[0]
    assert "Pointed to" in cells[1] or "face" in cells[1].lower()


def test_who_was_not_asked_is_shown_as_unheard(world: World, pages: PageClient) -> None:
    heard(world, said("Nothing."))
    a_review(world.asha, world.plan, mark(world.dee, Mark.SAME))
    page = pages.as_user(world.asha).get(f"/plans/{world.plan.pk}/then-and-now/")
    assert "Nobody has asked Kai about this yet" in page.words
    assert "Nobody was asked" in page.words  # nothing was said of it since


def test_no_page_of_it_speaks_of_attendance(world: World, pages: PageClient) -> None:
    a_review(world.asha, world.plan, mark(world.dee))
    client = pages.as_user(world.asha)
    for path in ("", "review/", "review/who/", "then-and-now/"):
        words = client.get(f"/plans/{world.plan.pk}/{path}").words.lower()
        assert "attend" not in words
        assert "engage" not in words


@pytest.mark.parametrize(("days", "shown"), [(270, False), (280, True)])
def test_from_nine_months_on_the_day_then_and_now_comes_first(
    world: World, pages: PageClient, days: int, shown: bool
) -> None:
    Plan.objects.update(started_on=days_ago(days))
    heard(world, said("No breakfast."), days=300)
    heard(world, said("Porridge."), days=2)
    world.write()
    find_drift(by=SYSTEM)
    page = pages.as_user(world.asha).get(f"/plans/{world.plan.pk}/")
    assert ("This plan is nine months old" in page.words) is shown
    assert "Nothing in the child’s day has changed" in page.words
    if shown:
        assert page.words.index("No breakfast.") < page.words.rindex("What worries us now")


def test_what_only_today_is_known_of_is_not_said_twice_and_the_way_further_down_stands_first(
    world: World, pages: PageClient
) -> None:
    Plan.objects.update(started_on=days_ago(280))
    heard(world, said("Porridge."), days=2)
    world.write()
    page = pages.as_user(world.asha).get(f"/plans/{world.plan.pk}/")
    assert "No part of the day can be compared" in page.words
    assert page.words.count("Porridge.") == 1
    assert page.words.index("Further down:") < page.words.index("This plan is nine months old")


def _paths(plan: Plan, review: Review, person: int, statement: int, drift: int) -> list[str]:
    own = [
        "then-and-now/",
        "review/",
        "review/who/",
        f"reviews/words/{statement}/",
        f"reviews/{review.pk}/{person}.pdf",
    ]
    return [*(f"/plans/{plan.pk}/{one}" for one in own), f"/drift/{drift}/"]


def _everything(world: World) -> list[str]:
    Plan.objects.filter(pk=world.plan.pk).update(started_on=days_ago(100))
    world.plan.refresh_from_db()
    review = a_review(world.asha, world.plan, mark(world.dee, Mark.SAME, "It is as it was."), on=days_ago(3))
    find_drift(by=SYSTEM)
    statement = Statement.objects.get(occasion=review.occasion)
    drift = Drift.objects.get(child=world.kai)
    return _paths(world.plan, review, world.dee.pk, statement.pk, drift.pk)


def test_a_stranger_gets_none_of_it_and_another_familys_numbers_are_not_there(world: World, pages: PageClient) -> None:
    paths = _everything(world)
    other = make_world()
    theirs = _everything(other)
    stranger = pages.as_user(make.staff_user(Role.SOCIAL_WORKER))
    client = pages.as_user(world.asha)
    for path in paths:
        assert stranger.get(path).status == 404, path
        assert client.get(path).status != 404, path
    for path in theirs:
        assert client.get(path).status == 404, path
    mixed = [path.replace(f"/plans/{other.plan.pk}/", f"/plans/{world.plan.pk}/") for path in theirs[3:5]]
    for path in mixed:
        assert client.get(path).status == 404, path
    theirs_review = Review.objects.get(plan=other.plan)
    assert client.get(f"/plans/{world.plan.pk}/then-and-now/?review={theirs_review.pk}").status == 404
    assert "Kai" not in stranger.get("/drift/").words
    reader = make.staff_user(Role.PRINCIPAL_SOCIAL_WORKER)
    assert pages.as_user(reader).get("/drift/").status == 403


def test_a_promise_of_another_family_in_the_form_changes_nothing(world: World, pages: PageClient) -> None:
    other = make_world()
    promise = other.write().promise
    assert promise is not None
    client = pages.as_user(world.asha)
    begin(client, world, world.dee)
    page = client.get(f"/plans/{world.plan.pk}/review/promises/")
    client.submit(page, **{f"became_{promise.pk}": "kept"})
    keep(client, world)
    assert Promise.objects.get(pk=promise.pk).state == "open"


def test_the_list_of_what_stands_still_leads_to_an_answer(world: World, pages: PageClient) -> None:
    _everything(world)
    client = pages.as_user(world.manager)
    page = client.get("/drift/")
    assert "Kai Ashdown: nothing in the child’s day has changed" in page.words
    form = client.get(f"/drift/{Drift.objects.get().pk}/")
    no = client.submit(form, words="")
    assert any("what was decided" in line for line in no.errors)
    done = client.submit(form, words="We ask Kai himself, at school.", seen_to_by=str(world.asha.pk))
    assert done.location == "/drift/"
    assert Drift.objects.get().seen_to_by == world.asha
    assert "Nothing stands still" in client.get("/drift/").words
    assert "has changed" not in client.get(f"/plans/{world.plan.pk}/").words


def test_words_of_a_review_are_given_to_a_reader_after_asking_and_taken_back(world: World, pages: PageClient) -> None:
    path = _everything(world)[3]
    client = pages.as_user(world.asha)
    page = client.get(path)
    assert "Nobody outside the staff may read it" in page.words
    done = client.submit(page, reader=str(world.jo.pk), speaker_said="Nan may know")
    assert done.location == path
    assert [row.reader for row in Audience.objects.filter(ends=None)] == [world.jo]
    for _click in range(2):
        assert client.post(path, {"take_back": str(world.jo.pk)}).location == path
    assert not Audience.objects.filter(ends=None).exists()


def test_from_what_changed_it_a_link_leads_to_who_may_read_it(world: World, pages: PageClient) -> None:
    review = a_review(world.asha, world.plan, mark(world.dee), what_changed="The cupboard is full.")
    said = Statement.objects.get(words="The cupboard is full.")
    link = f"/plans/{world.plan.pk}/reviews/words/{said.pk}/"
    client = pages.as_user(world.asha)
    page = client.get(f"/plans/{world.plan.pk}/then-and-now/?review={review.pk}")
    assert link in [one["href"] for one in page.soup.select("main a[href]")]
    reading = make.staff_user(Role.PRINCIPAL_SOCIAL_WORKER)
    make.grant(reading, [world.kai])
    assert link not in pages.as_user(reading).get(f"/plans/{world.plan.pk}/then-and-now/").response.content.decode()
    client = pages.as_user(world.asha)
    assert "speaker_said" not in client.get(link).form()  # nobody asks themselves
    done = client.submit(client.get(link), reader=str(world.dee.pk))
    assert done.location == link
    assert 'name="speaker_said"' in pages.as_user(world.manager).get(link).text
    assert review_pdf(review, world.plan, world.dee).startswith(b"%PDF")
    with pytest.raises(Refused):
        review_pdf(review, world.plan, world.ray)


def test_what_waits_to_be_moved_is_given_to_nobody(world: World, pages: PageClient) -> None:
    review = a_review(world.asha, world.plan, mark(world.dee), what_changed="The cupboard is full.")
    said = Statement.objects.get(words="The cupboard is full.")
    ask_redaction(by=world.asha, kind=RedactionKind.REDACT, basis="Another child", occasion=review.occasion)
    client = pages.as_user(world.asha)
    path = f"/plans/{world.plan.pk}/reviews/words/{said.pk}/"
    assert "wait to be moved or removed" in client.get(path).words
    client.post(path, {"reader": str(world.dee.pk), "speaker_said": "Yes"})
    assert not Audience.objects.exists()


def test_on_paper_a_reader_has_only_what_is_shared_with_them(world: World, pages: PageClient) -> None:
    heard(world, said("Dad hurts Mum on Sundays."))
    review = a_review(
        world.asha, world.plan, mark(world.kai, Mark.HARDER, "It was bad."), mark(world.dee, Mark.BETTER, "Calmer.")
    )
    with pytest.raises(Refused, match="Nothing of this review is shared with Dee"):
        review_pdf(review, world.plan, world.dee)
    own = Statement.objects.get(words="Calmer.")
    share(by=world.asha, statement=own, reader=world.dee, speaker_said="Yes")
    pdf = pages.as_user(world.asha).get(f"/plans/{world.plan.pk}/reviews/{review.pk}/{world.dee.pk}.pdf")
    assert pdf.status == 200
    assert pdf.response.content.startswith(b"%PDF")
    with pytest.raises(Refused):
        review_pdf(review, world.plan, world.ray)


def test_a_review_of_an_ended_plan_is_refused_in_words(world: World, pages: PageClient) -> None:
    Plan.objects.update(ended_on=time.today() + timedelta(days=0))
    client = pages.as_user(world.asha)
    assert "plan has ended" in client.get(f"/plans/{world.plan.pk}/review/").words
    assert client.post(f"/plans/{world.plan.pk}/review/", {"key": str(uuid4())}).status != 302
