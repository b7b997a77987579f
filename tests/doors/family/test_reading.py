"""A report at the door, passage by passage and each apart; and a child's day as far as it was shared."""

from datetime import timedelta
from typing import Any

import pytest

from rock.core import time
from rock.core.words import on_day
from rock.practice.assessments.models import Heading, PassageAnswer, Reading
from rock.practice.assessments.services.reading import give_to_read
from rock.practice.assessments.services.starting import start
from rock.practice.assessments.services.writing import save_passage
from rock.practice.visits.services.sharing import share
from rock.records.models import CourtOrder, OrderKind
from rock.records.services.occasions import stop_sharing
from tests.doors.family.planned import Planned, planned
from tests.doors.family.written import STRONG, WORRY, Written, visited
from tests.support import factories as make
from tests.support.pages import PageClient
from tests.support.shared import shared

pytestmark = pytest.mark.django_db


@shared
def written(made: Planned) -> Written:
    return Written(made)


def answer(client: PageClient, written: Written, heading: Heading, view: str, words: str = "") -> Any:
    return client.submit(client.get(written.page_of(heading)), view=view, words=words)


def test_each_reads_what_they_were_given_and_answers_it(written: Written) -> None:
    client = written.made.door(written.made.dee)
    assert "What we wrote, to read and answer" in client.get("/w/").words
    assert client.get("/w/report/").location == written.url
    page = client.get(written.url)
    for words in (STRONG, WORRY, "Please answer by"):
        assert words in page.words
    assert len(page.queries) <= 12
    assert answer(client, written, Heading.WORRY, "not_right").errors == ["Write what you want to say"]
    answer(client, written, Heading.WORRY, "like_this", "It was one Monday.")
    answer(client, written, Heading.STRONG, "right")
    assert PassageAnswer.objects.filter(person=written.made.dee).count() == 2
    assert "You finished on" in client.get(written.url).words


def test_nothing_says_that_the_other_was_asked_or_what_he_answered(written: Written) -> None:
    his, hers = written.made.door(written.made.ray), written.made.door(written.made.dee)
    before = hers.get(written.url).words
    answer(his, written, Heading.STRONG, "not_right", "She makes it up.")
    assert hers.get(written.url).words == before
    page = his.get(written.url)
    assert WORRY not in page.text
    assert "makes it up" in page.words
    assert his.get(written.page_of(Heading.WORRY)).status == 404
    assert his.post(written.page_of(Heading.WORRY), {"view": "right"}).status == 404
    for word in ("Dee", "mother", "other parent", "others"):
        assert word not in page.words


def test_a_passage_that_was_changed_since_is_shown_as_changed(written: Written) -> None:
    client = written.made.door(written.made.dee)
    answer(client, written, Heading.WORRY, "not_right", "Never.")
    passage = save_passage(
        by=written.made.asha,
        assessment=written.assessment,
        heading=Heading.WORRY,
        words="Kai is hungry at school on some days.",
        revision=written.passages[Heading.WORRY].revision,
    )
    assert WORRY in client.get(written.url).words
    written.give(written.made.dee, passage, written.passages[Heading.STRONG])
    page = client.get(written.url)
    assert "on some days" in page.words
    assert "We changed this since you answered" in page.words
    assert "Never." in page.words


def test_she_says_that_she_has_read_it_all(written: Written) -> None:
    client = written.made.door(written.made.dee)
    assert client.submit(client.get(written.url)).location == written.url
    assert Reading.objects.get(person=written.made.dee).finished_at
    assert Reading.objects.get(person=written.made.ray).finished_at is None


def test_after_the_day_it_says_so_and_can_still_be_answered(written: Written, monkeypatch: pytest.MonkeyPatch) -> None:
    late = written.until + timedelta(days=1)
    monkeypatch.setattr(time, "today", lambda: late)
    page = written.made.door(written.made.dee).get(written.url)
    assert "That day has passed. You can still answer." in page.words


def test_an_order_or_another_family_s_number_opens_no_report(written: Written) -> None:
    made, his = written.made, written.made.door(written.made.ray)
    other = Written(planned())
    for url in (other.url, other.page_of(Heading.STRONG)):
        assert his.get(url).status == 404
        assert his.post(url, {"view": "right"}).status in {404, 405}
    assert his.post(f"{other.url}finish/").status == 404
    assert his.get(f"{written.url}{other.passages[Heading.STRONG].pk}/").status == 404
    CourtOrder.objects.create(child=made.kai, limits=made.ray, kind=OrderKind.NON_MOLESTATION, starts=time.today())
    assert his.get(written.url).status == 404
    assert "/w/report/" not in his.get("/w/").text


def test_without_anything_to_read_there_is_no_link(made: Planned) -> None:
    client = made.door(made.dee)
    home = client.get("/w/").text
    for url in ("/w/report/", f"/w/day/{made.kai.pk}/"):
        assert url not in home
        assert client.get(url).status == 404


def test_the_day_is_shown_as_far_as_it_was_shared(made: Planned) -> None:
    row, url = visited(made), f"/w/day/{made.kai.pk}/"
    hers, his = made.door(made.dee), made.door(made.ray)
    assert hers.get(url).status == 404
    share(by=made.asha, statement=row, reader=made.dee, speaker_said="Yes")
    assert "The day of Kai" in hers.get("/w/").words
    page = hers.get(url)
    assert "I make toast for me and Bea." in page.words
    assert "Breakfast" in page.words
    assert "The evening" not in page.words
    assert his.get(url).status == 404
    assert "/w/day/" not in his.get("/w/").text
    stop_sharing(by=made.asha, statement=row, reader=made.dee)
    assert hers.get(url).status == 404


def test_a_day_of_a_child_who_is_not_theirs_is_not_there(made: Planned) -> None:
    row = visited(made)
    share(by=made.asha, statement=row, reader=made.ray, speaker_said="Yes")
    other = planned()
    his = made.door(made.ray)
    assert his.get(f"/w/day/{made.kai.pk}/").status == 200
    for child in (made.told.bea, other.kai):
        assert his.get(f"/w/day/{child.pk}/").status == 404
    CourtOrder.objects.create(child=made.kai, limits=made.ray, kind=OrderKind.NON_MOLESTATION, starts=time.today())
    assert his.get(f"/w/day/{made.kai.pk}/").status == 404


def test_the_list_says_of_each_child_how_far_she_is(written: Written) -> None:
    made = written.made
    make.grant(made.asha, [made.told.bea])
    about_bea = start(by=made.asha, child=made.told.bea)
    passage = save_passage(by=made.asha, assessment=about_bea, heading=Heading.STRONG, words="Bea sings.", revision=0)
    until = time.today() + timedelta(days=9)
    give_to_read(by=made.asha, assessment=about_bea, person=made.dee, passages=[passage], answer_by=until)
    client = made.door(made.dee)
    words = client.get("/w/report/").words
    assert f"About Kai Please answer by {on_day(written.until)}" in words
    assert f"About Bea Please answer by {on_day(until)}" in words
    client.submit(client.get(written.url))
    assert f"About Kai You finished on {on_day(time.today())}" in client.get("/w/report/").words
