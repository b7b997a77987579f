"""The school of Dee's children is hidden from Ray, and its safeguarding lead leads the plan: nothing at his door tells him which."""

import pytest

from rock.core import time
from rock.core.services import Refused
from rock.doors.partner.models import Invitation
from rock.doors.partner.services.answering import PromiseAnswer, Said, answer_promise, tell_day
from rock.doors.partner.services.inviting import Who, Why, invite
from rock.doors.partner.services.sharing import share_lines
from rock.doors.partner.services.suggesting import suggest_line
from rock.practice.plans.facts import Wording
from rock.practice.plans.models import ItemKind, PlanItem, PlanWording
from rock.practice.plans.queries.for_reader import plan_for
from rock.practice.plans.services.readers import share_item
from rock.practice.visits.services.sharing import share
from rock.records.models import Slot
from tests.doors.family.planned import WEEK, Planned, planned
from tests.doors.family.standing import SCHOOL, STREET, betrays
from tests.doors.family.test_sundays import messages, walk
from tests.support.shared import shared

pytestmark = pytest.mark.django_db
NAME = "Nandakumar"


@shared
def made() -> Planned:
    found = planned()
    found.plan.partner_lead = f"Priya {NAME}, {SCHOOL}"
    found.plan.save()
    return found


def lead(made: Planned) -> Invitation:
    why = Why("So that she leads the plan", without_agreement_because="Waiting could put Kai at risk")
    who = Who(f"Priya {NAME}", SCHOOL, "priya@gull.example.org")
    return invite(by=made.asha, child=made.kai, who=who, why=why, until=time.today() + WEEK)


def suggested(made: Planned, row: Invitation, kind: ItemKind, wording: Wording) -> PlanItem:
    item = suggest_line(by=row.holder.user, invitation=row, plan=made.plan, kind=kind, wording=wording)
    return PlanItem.objects.get(pk=item.pk)


@pytest.mark.soak
def test_nothing_that_she_does_is_another_byte_at_a_parents_door(made: Planned) -> None:
    made.kai_takes_part(since=time.today())
    before = {reader: walk(made, reader) for reader in (made.dee, made.ray)}
    kais, sent = repr(plan_for([made.kai.pk], [made.kai.pk])), len(messages())
    row = lead(made)
    share_lines(by=made.asha, invitation=row, wordings=wordings(made), speaker_said="Yes")
    day = time.today() + WEEK
    suggested(made, row, ItemKind.STRONG, Wording(f"They like it in {STREET}"))
    suggested(made, row, ItemKind.WHAT_IF, Wording("We ring Dee", condition="Dad comes on a Sunday"))
    mine = suggested(made, row, ItemKind.PROMISE, Wording("A place at the club", owner=SCHOOL, due_on=day))
    suggested(made, row, ItemKind.PROMISE, Wording("Ring Dee at noon", owner=made.asha, due_on=day))
    tell_day(by=row.holder.user, invitation=row, slot=Slot.SCHOOL, words="Kai said that Dad hurts Mum on Sundays")
    assert mine.promise
    answer = PromiseAnswer(Said.CANNOT, "The club is full")
    answer_promise(by=row.holder.user, invitation=row, promise=mine.promise, answer=answer)
    assert {reader: walk(made, reader) for reader in before} == before
    assert repr(plan_for([made.kai.pk], [made.kai.pk])) == kais
    assert {to for _template, to in messages()[sent:]} <= {row.holder.email, made.asha.email}
    assert [url for url, text in before[made.ray].items() if betrays(text) or NAME in text] == []


def wordings(made: Planned) -> list[PlanWording]:
    rows = (PlanItem.objects.get(pk=line.pk).wording for line in made.lines.values())
    return [row for row in rows if row]


@pytest.mark.parametrize("kind", [ItemKind.STRONG, ItemKind.WHAT_IF, ItemKind.PROMISE])
def test_a_line_of_hers_is_not_given_to_the_father_since_its_name_would_tell_the_school(
    made: Planned, kind: ItemKind
) -> None:
    row = lead(made)
    wording = Wording("Kai reads", condition="it rains", owner=made.asha, due_on=time.today() + WEEK)
    item = suggested(made, row, kind, wording)
    with pytest.raises(Refused, match=SCHOOL):
        share_item(by=made.asha, item=item, reader=made.ray, knowingly=True)
    share_item(by=made.asha, item=item, reader=made.dee, knowingly=True)
    pages = walk(made, made.dee)
    assert any("Kai reads" in text for text in pages.values())
    if kind != ItemKind.PROMISE:
        assert any(f"Priya {NAME}, {SCHOOL}" in text for text in pages.values()), "she signs with where she works"


def test_a_line_of_hers_that_the_father_reads_goes_when_the_school_is_hidden_later(made: Planned) -> None:
    row = lead(made)
    row.holder.agency = "Harbour Primary"
    row.holder.save()
    share_item(by=made.asha, item=suggested(made, row, ItemKind.STRONG, Wording("Kai reads")), reader=made.ray)
    assert f"Priya {NAME}, Harbour Primary" in repr(plan_for([made.ray.pk], [made.kai.pk]))
    made.dee.residences.update(also_hidden="Harbour Primary")
    left = repr(plan_for([made.ray.pk], [made.kai.pk]))
    assert "Kai has breakfast" in left
    assert NAME not in left
    assert "Kai reads" not in left


def test_what_she_saw_is_not_given_to_him_with_her_name_below_it(made: Planned) -> None:
    row = lead(made)
    entry = tell_day(by=row.holder.user, invitation=row, slot=Slot.SCHOOL, words="Kai was tired")
    with pytest.raises(Refused, match="hidden address"):
        share(by=made.asha, statement=entry.statement, reader=made.ray, speaker_said="Yes", knowingly=True)
    assert not any("Kai was tired" in text for text in walk(made, made.ray).values())
