"""What a grown-up asks or writes at their page reaches the first page of the children's worker."""

from datetime import timedelta

import pytest

from rock.core import time
from rock.core.services import SYSTEM
from rock.doors.family.news import first_page
from rock.records.models import RedactionKind, Statement, Telling
from rock.records.services.joining import join_people
from rock.records.services.redaction import ask_redaction
from rock.teams.lines import Dated
from rock.teams.models import PostTitle
from rock.teams.services.allocating import allocate
from rock.teams.services.pods import fill_post, make_pod
from tests.doors.family.planned import Planned, planned
from tests.support import factories as make
from tests.support.pages import PageClient
from tests.support.shared import shared

pytestmark = pytest.mark.django_db
WAITS = "Somebody of the family, or near it, asked you something: answer by"
WROTE = "Somebody of the family, or near it, wrote at their page on"


@shared
def made() -> Planned:
    """Give the family, with both children allocated to Asha."""
    found = planned()
    pod = make_pod(by=SYSTEM, name="North", service_name="Families")
    kit = make.staff_user(name="Kit Moss")
    for user in (found.asha, kit):
        fill_post(by=SYSTEM, pod=pod, user=user, title=PostTitle.SOCIAL_WORKER, starts=make.LONG_AGO)
    for child in (found.kai, found.told.bea):
        allocate(by=found.told.manager, child=child, family=found.told.family, pod=pod, worker=found.asha, second=kit)
    return found


def lines(made: Planned) -> list[str]:
    found = first_page({made.kai.pk, made.told.bea.pk})
    return [line for rows in found.values() for line in rows]


def ask(made: Planned, words: str = "When is the meeting?") -> Statement:
    client = made.door(made.dee)
    client.submit(client.get("/w/questions/"), words=words)
    return Statement.objects.get(question="door_question", words=words)


def test_a_question_stands_once_on_the_worker_s_first_page_and_leads_to_its_answer(made: Planned) -> None:
    assert lines(made) == []
    row = ask(made)
    worker = PageClient(made.asha)
    page = worker.get("/children/")
    assert page.words.count(WAITS) == 1
    assert len(page.queries) <= 12
    for private in ("meeting", "Dee", "Ray", "Jo Poole"):
        assert not any(private in line for line in lines(made))
    url = f"/door/{made.dee.pk}/question/{row.pk}/"
    assert f'href="{url}"' in page.text
    worker.submit(worker.get(url), words="On Monday at ten.")
    assert not any(isinstance(line, Dated) for line in lines(made))


def test_it_is_due_on_the_day_that_her_page_says(made: Planned) -> None:
    ask(made)
    due = next(line.due for line in lines(made) if isinstance(line, Dated))
    assert due == time.add_working_days(time.today(), 5)
    with time.at(time.now() + timedelta(days=30)):
        assert any(isinstance(line, Dated) and line.due == due for line in lines(made))


def test_several_lead_to_the_page_of_whoever_asked_first(made: Planned) -> None:
    ask(made)
    ask(made, "Who comes?")
    line = next(line for line in lines(made) if isinstance(line, Dated))
    assert "asked you 2 things: answer the first by" in line
    assert line.url == f"/door/{made.dee.pk}/"


def test_what_is_written_at_a_page_stands_for_a_week_in_one_sentence(made: Planned) -> None:
    assert lines(made) == []
    client = made.door(made.jo)
    client.submit(client.get(f"/w/offers/{made.offer.pk}/"), words="Saturdays, now.")
    client = made.door(made.dee)
    told = Telling.objects.get(person=made.dee)
    client.submit(client.get(f"/w/say/{told.pk}/"), kind="answer_understood")
    assert [line.startswith(WROTE) for line in lines(made)] == [True]
    with time.at(time.now() + timedelta(days=7, minutes=1)):
        assert lines(made) == []


def test_who_works_with_one_of_two_children_reads_it_too_and_a_stranger_nothing(made: Planned) -> None:
    ask(made)
    for child in (made.kai, made.told.bea):
        assert any(line.startswith(WAITS) for line in first_page({child.pk})[child.pk])
    assert first_page({make.person("Una", "Kelp").pk}) == {}


def test_a_second_record_of_the_child_is_read_with_the_first(made: Planned) -> None:
    ask(made)
    twin = make.person("Kai", "Quillfeather")
    make.grant(made.asha, twin)
    join_people(by=made.asha, one=made.kai, other=twin, reason="One child")
    assert any(line.startswith(WAITS) for line in first_page({twin.pk})[twin.pk])


def test_what_waits_to_be_moved_is_not_there(made: Planned) -> None:
    row = ask(made)
    ask_redaction(by=made.asha, kind=RedactionKind.REDACT, basis="About others", statement=row)
    assert not any(isinstance(line, Dated) for line in lines(made))
