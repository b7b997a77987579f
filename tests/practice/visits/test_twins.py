"""Twins: told apart on every page of a visit, each keeps their own day, and the words of one never stand on the other."""

from datetime import timedelta

import pytest

from rock.core import time
from rock.core.services import Refused
from rock.practice.visits.queries.day import day_of
from rock.records.models import DayEntry, Person, Slot, Wish
from rock.records.queries.candidates import Terms
from rock.records.queries.search import search
from tests.practice.visits.page_by_page import TEA, check_of, page_of, seen, sent
from tests.support import factories as make
from tests.support import visits
from tests.support.pages import PageClient
from tests.support.visits import Household, a_visit, said

pytestmark = pytest.mark.django_db


def twin(home: Household, name: str, days: int = 2500) -> Person:
    child = make.person(name, "Ashdown", born=time.today() - timedelta(days=days))
    make.member(home.family, child)
    make.grant(home.worker, [child])
    return child


def test_each_keeps_their_own_day_and_wish(worker: PageClient, home: Household) -> None:
    ava, eva = twin(home, "Ava"), twin(home, "Eva")
    sent(worker, page_of(home), children=[str(ava.pk), str(eva.pk)])
    seen(worker, home, ava, **{f"{TEA}__words": "I have beans.", "wish1__words": "My own bed"})
    seen(worker, home, eva, **{f"{TEA}__words": "I give mine to Ava.", "wish1__words": "Ava’s bed"})
    worker.submit(worker.get(check_of(home)), selector="main form[data-visit-keep]")
    assert {(one.child, one.statement.words) for one in DayEntry.objects.all()} == {
        (ava, "I have beans."),
        (eva, "I give mine to Ava."),
    }
    assert {(one.child, one.statement.words) for one in Wish.objects.all()} == {(ava, "My own bed"), (eva, "Ava’s bed")}
    tea = next(row for row in day_of([ava.pk]).rows if row.slot is Slot.TEA)
    assert [entry.words for cell in tea.cells for entry in cell.entries] == ["I have beans."]
    assert "I give mine" not in worker.get(f"/people/{ava.pk}/day/").text


def test_one_never_speaks_on_the_day_of_the_other(home: Household) -> None:
    ava, eva = twin(home, "Ava"), twin(home, "Eva")
    with pytest.raises(Refused, match="each child said on their own day"):
        a_visit(home, visits.seen(ava, said(speaker=eva)), visits.seen(eva, said()))


def test_two_babies_who_have_no_names_yet_are_told_apart(worker: PageClient, home: Household) -> None:
    first, second = twin(home, "Baby", 3), twin(home, "Baby", 3)
    page = worker.get(page_of(home))
    boxes = [box.parent for box in page.soup.select("[name=children]")]
    named = [box.get_text(" ", strip=True) for box in boxes if box]
    assert len(named) == len(set(named)), named
    sent(worker, page_of(home), children=[str(first.pk), str(second.pk)])
    tabs = [link.get_text(" ", strip=True) for link in worker.get(page_of(home)).soup.select(".rock-tabs a")]
    assert len(tabs) == len(set(tabs)), tabs


def test_a_search_for_one_finds_the_other_as_somebody_else(home: Household) -> None:
    ava, eva = twin(home, "Ava"), twin(home, "Eva")
    found = search(Terms(name="Eva Ashdown", born=eva.birth_date))
    assert [match.person_id for match in found][:1] == [eva.pk]
    assert {match.person_id for match in found} >= {ava.pk, eva.pk}
