"""A plan at the door: who reads which line, what they say to it and write into it, and what becomes of their promise."""

from datetime import timedelta

import pytest

from rock.core import time
from rock.practice.plans.facts import Answered, Must, Wording
from rock.practice.plans.models import ItemKind, ItemView, PlanMember, VersionAnswer
from rock.practice.plans.services.must import must_happen
from rock.practice.plans.services.saying import keep_version
from rock.practice.plans.services.writing import reword
from rock.records.models import CourtOrder, OrderKind, Promise, PromiseState, Redaction, RedactionKind, Statement
from rock.records.services.occasions import stop_sharing
from tests.doors.family.planned import WEEK, Planned, planned
from tests.doors.family.test_own_lines import words_again
from tests.support import factories as make
from tests.support.pages import PageClient

pytestmark = pytest.mark.django_db


def test_one_screen_says_the_worry_who_does_what_and_what_happens_if(made: Planned) -> None:
    page = made.door(made.dee).get("/w/plan/")
    for words in ("Kai goes to school hungry.", "Breakfast is ready at eight.", "nobody has eaten", "Asha Begum"):
        assert words in page.words
    assert "We look again on" in page.words
    assert len(page.queries) <= 12


def test_once_the_day_has_passed_it_does_not_say_that_we_look_again_then(
    made: Planned, monkeypatch: pytest.MonkeyPatch
) -> None:
    passed = made.plan.review_on + timedelta(days=1)
    monkeypatch.setattr(time, "today", lambda: passed)
    page = made.door(made.dee).get("/w/plan/")
    assert "It is time to look at our plan together. Asha Begum finds a day with you." in page.words
    assert "We look again on" not in page.words


def test_everybody_s_promises_look_alike_and_a_late_service_is_as_late_as_a_late_parent(
    made: Planned, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = time.today() + 2 * WEEK
    monkeypatch.setattr(time, "today", lambda: late)
    page = made.door(made.dee).get("/w/plan/")
    tags = page.soup.select("#promises + ul .govuk-tag")
    assert {tag["class"][-1] for tag in tags} == {"govuk-tag--red"}
    assert {tag.text.split()[0] for tag in tags} == {"Late"}
    assert len(tags) == 4


def test_each_reads_what_is_shared_with_them_and_no_more(made: Planned) -> None:
    his = made.door(made.ray).get("/w/plan/")
    assert "Ray takes Kai to football." in his.words
    for words in ("hungry", "Nan’s"):
        assert words not in his.text
    for word in ("hidden", "withheld", "left out", "not shown"):
        assert word not in his.words.lower()


def test_somebody_of_the_network_sees_only_what_is_their_own(made: Planned) -> None:
    client = made.door(made.jo)
    made.write(ItemKind.GOOD_DAY, "Kai laughs at tea.", made.jo)
    page = client.get("/w/plan/")
    assert page.h1 == "What I do"
    assert "Kai sleeps at Nan’s." in page.words
    for words in ("laughs", "Breakfast is ready", "Asha", "PDF", "We look at it"):
        assert words not in page.text
    for url in ("paper/", "fridge/", "know/"):
        assert client.get(f"/w/plan/{made.kai.pk}/{url}").status == 404
    for line in ("worry", "good", "dee", "ray", "if"):
        assert client.get(f"/w/line/{made.lines[line].pk}/").status == 404
    assert client.get(f"/w/line/{made.lines['jo'].pk}/").status == 200


def test_an_order_takes_the_whole_plan_from_him(made: Planned) -> None:
    client = made.door(made.ray)
    assert client.get("/w/plan/").status == 200
    CourtOrder.objects.create(child=made.kai, limits=made.ray, kind=OrderKind.NON_MOLESTATION, starts=time.today())
    line = made.lines["ray"].pk
    for url in ("/w/plan/", f"/w/plan/{made.kai.pk}/", f"/w/plan/{made.kai.pk}/paper/", f"/w/line/{line}/"):
        assert client.get(url).status == 404
    assert client.post(f"/w/line/{line}/done/", {"words": "Done"}).status == 404
    assert "/w/plan/" not in client.get("/w/").text


def test_whoever_has_no_part_in_it_has_no_link_and_no_page(made: Planned) -> None:
    client = made.door(made.dee)
    assert "/w/plan/" in client.get("/w/").text
    PlanMember.objects.filter(person=made.dee).update(ends=time.now())
    assert "/w/plan/" not in client.get("/w/").text
    assert client.get("/w/plan/").status == 404


def pages_of(made: Planned, child: int, line: int) -> list[str]:
    at = f"/w/plan/{child}/"
    ends = ("", "fridge/", "paper/", "know/", "write/promise/", "write/what_if/")
    return [at + end for end in ends] + [f"/w/line/{line}/{end}" for end in ("", "words/", "done/", "not-mine/")]


def test_another_family_s_numbers_open_nothing(made: Planned) -> None:
    other = planned()
    before = Statement.objects.count(), ItemView.objects.count(), Promise.objects.filter(state="open").count()
    client = made.door(made.dee)
    for url in pages_of(made, other.kai.pk, other.lines["dee"].pk):
        assert client.get(url).status == 404, url
        assert client.post(url, {"view": "agree", "words": "Mine", "revision": "1", "owner": "me"}).status in {404, 405}
        assert client.get("/w/plan/", {"child": other.kai.pk, "line": other.lines["dee"].pk}).status == 200
    assert before == (
        Statement.objects.count(),
        ItemView.objects.count(),
        Promise.objects.filter(state="open").count(),
    )


def test_a_brother_s_number_and_a_line_that_was_not_shared_open_nothing(made: Planned) -> None:
    client = made.door(made.ray)
    for url in pages_of(made, made.told.bea.pk, made.lines["worry"].pk):
        assert client.get(url).status == 404, url


def test_the_other_parent_s_promise_is_not_theirs_to_word_close_or_take_back(made: Planned) -> None:
    client, line = made.door(made.ray), made.lines["dee"].pk
    assert client.get(f"/w/line/{line}/").status == 200
    for end in ("words/", "done/", "not-mine/"):
        assert client.get(f"/w/line/{line}/{end}").status == 404
        assert client.post(f"/w/line/{line}/{end}", {"words": "No", "revision": "1"}).status == 404
    assert Promise.objects.get(item=line).state == PromiseState.OPEN


@pytest.mark.parametrize("view", ["agree", "understand", "disagree", "another"])
def test_what_she_says_to_a_line_is_kept_and_shown_back_to_her(made: Planned, view: str) -> None:
    client, line = made.door(made.dee), made.lines["school"].pk
    page = client.get(f"/w/line/{line}/")
    if view in {"disagree", "another"}:
        assert client.submit(page, view=view).errors == ["Write what you want to say"]
    done = client.submit(page, view=view, words="Only on Mondays.")
    assert done.location == f"/w/plan/{made.kai.pk}/#line-{line}"
    said = ItemView.objects.get(item=line)
    assert (said.view, said.person, said.statement and said.statement.words) == (view, made.dee, "Only on Mondays.")
    assert "Only on Mondays." in client.get(f"/w/line/{line}/").words
    assert "Only on Mondays." not in made.door(made.ray).get(f"/w/line/{line}/").text


def test_what_she_writes_at_the_door_in_polish_is_kept_as_polish(made: Planned) -> None:
    client, line = made.door(made.dee), made.lines["school"].pk
    client.get("/ask/?language=pl")
    client.submit(client.get(f"/w/line/{line}/"), view="disagree", words="Tylko w poniedziałki.")
    assert Statement.objects.get(words="Tylko w poniedziałki.").language == "Polish"


def test_what_has_to_happen_is_understood_not_agreed(made: Planned) -> None:
    promise = Promise.objects.get(item=made.lines["school"])
    must_happen(by=made.asha, promise=promise, must=Must("He is losing weight.", made.asha))
    client, line = made.door(made.dee), made.lines["school"].pk
    page = client.get(f"/w/line/{line}/")
    choices = [one["value"] for one in page.soup.select("[name=view]")]
    assert choices == ["understand", "disagree", "another"]
    assert "This has to happen." in page.words
    assert "He is losing weight." in page.words
    assert client.post(f"/w/line/{line}/", {"view": "agree"}).status == 200
    assert not ItemView.objects.exists()


def test_two_parents_who_deny_each_other_s_account_see_no_word_of_it(made: Planned) -> None:
    line = made.lines["good"].pk
    for person, words in ((made.dee, "He never cooks."), (made.ray, "She is never up.")):
        client = made.door(person)
        client.submit(client.get(f"/w/line/{line}/"), view="disagree", words=words)
    for person, other in ((made.dee, "She is never up."), (made.ray, "He never cooks.")):
        for url in ("/w/", "/w/plan/", f"/w/line/{line}/", "/w/questions/"):
            assert other not in made.door(person).get(url).text


def earlier(made: Planned, reader: str) -> list[str]:
    page = made.door(getattr(made, reader)).get("/w/plan/")
    said = [" ".join(one.get_text(" ").split()) for one in page.soup.select(".rock-short > p")]
    return [one.split(": ", 1)[1] for one in said if one.startswith("It said before")]


def test_earlier_words_stay_for_whoever_could_read_them_and_for_nobody_else(made: Planned) -> None:
    assert earlier(made, "dee") == []
    line = made.lines["dee"]
    assert line.wording
    words_again(made, line, "Breakfast is ready at half past seven.")
    made.lines["dee"].refresh_from_db()
    new = Wording("Dee gets up first.", due_on=line.wording.due_on, owner=made.dee)
    reword(by=made.asha, item=line, revision=2, wording=new, keep_readers=(made.dee.pk,))
    assert earlier(made, "dee") == ["Breakfast is ready at half past seven.", "Breakfast is ready at eight."]
    assert earlier(made, "ray") == ["Breakfast is ready at eight."]
    assert "Dee gets up first." not in made.door(made.ray).get("/w/plan/").text
    old = Statement.objects.get(words="Breakfast is ready at eight.")
    stop_sharing(by=made.asha, statement=old, reader=made.ray)
    assert earlier(made, "ray") == []


def test_i_know_what_happens_if_is_asked_of_the_version_that_was_agreed(made: Planned) -> None:
    client, url = made.door(made.dee), f"/w/plan/{made.kai.pk}/know/"
    assert client.get(url).status == 404
    version = keep_version(by=made.asha, plan=made.plan, answers=[Answered(made.dee, agrees=True)])
    page = client.get(url)
    assert "nobody has eaten" in page.words
    client.submit(page, agrees="yes", knows="no")
    answer = VersionAnswer.objects.get(version=version, person=made.dee)
    assert (answer.agrees, answer.knows_what_if) == (True, False)
    client.submit(client.get(url), agrees="yes", knows="yes")
    assert "You said: I know what happens if things go wrong." in client.get("/w/plan/").words
    assert VersionAnswer.objects.count() == 1


def test_paper_for_this_reader(made: Planned) -> None:
    client = made.door(made.dee)
    for url in ("fridge", "paper"):
        page = client.get(f"/w/plan/{made.kai.pk}/{url}/")
        assert page.response.content.startswith(b"%PDF")
        assert page.response.headers["Content-Disposition"] == 'inline; filename="paper.pdf"'
    make.address(made.dee, "9 Tern Street, Blackpool", "FY1 1AA")
    made.write(ItemKind.GOOD_DAY, "Kai plays in Tern Street.", made.dee)
    assert client.get(client.get(f"/w/plan/{made.kai.pk}/fridge/").location).h1 == "This page cannot be printed now"


def test_a_plan_that_waits_to_be_moved_is_not_there(made: Planned) -> None:
    client = made.door(made.dee)
    Redaction.objects.create(
        kind=RedactionKind.REDACT, occasion=made.plan.occasion, basis="Wrong child", asked_by=made.asha
    )
    assert client.get("/w/plan/").status == 404
    assert "/w/plan/" not in client.get("/w/").text
    assert client.get(f"/w/line/{made.lines['dee'].pk}/").status == 404


def test_an_expired_session_gives_back_everything_that_was_typed(made: Planned, pages: PageClient) -> None:
    url = f"/w/plan/{made.kai.pk}/write/promise/"
    typed = {"words": "I set the alarm.", "help_needed": "A loud one", "due_on-day": "3", "due_on-month": "12"}
    page = pages.post(url, typed | {"due_on-year": "2030", "owner": "me"})
    assert page.status == 403
    for words in ("I set the alarm.", "A loud one", "3 12 2030"):
        assert words in page.words


def test_several_children_are_chosen_between(made: Planned) -> None:
    from rock.practice.plans.models import Part, Standing
    from rock.practice.plans.services.starting import start_plan

    start_plan(
        by=made.asha,
        family=made.told.family,
        child=made.told.bea,
        standing=Standing.EARLY_HELP,
        review_on=time.today() + WEEK,
        lead=made.asha,
        members=[(made.dee, Part.PARENT), (made.ray, Part.PARENT)],
    )
    client = made.door(made.dee)
    page = client.get("/w/plan/")
    assert [one.text for one in page.soup.select("main nav li > *")] == ["Kai", "Bea"]
    assert page.soup.select("[aria-current=page]")[0].text == "Kai"
    assert "Breakfast is ready at eight." in page.words
    bea = client.get(page.link("Bea"))
    assert bea.soup.select("[aria-current=page]")[0].text == "Bea"
    assert "Breakfast is ready at eight." not in bea.text
    his = made.door(made.ray)
    assert "Bea" not in his.get("/w/plan/").text  # he is no father of hers
