"""What a reader says belongs to what stood before them, whatever was changed between opening the page and sending it."""

from dataclasses import replace

import pytest

from rock.practice.assessments.models import Heading, PassageAnswer
from rock.practice.assessments.services.writing import save_passage
from rock.practice.plans.facts import Answered, wording_of
from rock.practice.plans.models import ItemView, PlanItem, VersionAnswer
from rock.practice.plans.services.saying import keep_version
from rock.practice.plans.services.writing import reword
from tests.doors.family.planned import Planned
from tests.doors.family.written import Written

pytestmark = pytest.mark.django_db
OLD, NEW = "A place at the breakfast club.", "Dee pays for the breakfast club."


def worded_anew(made: Planned) -> PlanItem:
    item = PlanItem.objects.select_related("wording__statement").get(pk=made.lines["school"].pk)
    assert item.wording is not None
    reword(by=made.asha, item=item, revision=item.revision, wording=replace(wording_of(item.wording), words=NEW))
    return item


def said_to(item: PlanItem) -> str:
    return ItemView.objects.get(item=item).wording.statement.words


def test_yes_to_a_line_is_yes_to_the_words_that_she_read(made: Planned) -> None:
    client = made.door(made.dee)
    page = client.get(f"/w/line/{made.lines['school'].pk}/")
    item = worded_anew(made)
    client.submit(page, view="agree")
    assert said_to(item) == OLD


@pytest.mark.parametrize("number", ["2", "9", "", "x", "9" * 30])
def test_a_number_of_words_that_she_was_never_shown_counts_as_the_words_that_she_may_read(
    made: Planned, number: str
) -> None:
    item = PlanItem.objects.get(pk=made.lines["school"].pk)
    client = made.door(made.dee)
    client.submit(client.get(f"/w/line/{item.pk}/"), view="agree", read=number)
    assert said_to(item) == OLD


def test_an_answer_to_a_report_belongs_to_the_wording_that_she_read(made: Planned) -> None:
    written = Written(made)
    client = made.door(made.dee)
    page = client.get(written.page_of(Heading.WORRY))
    old = written.passages[Heading.WORRY]
    passage = save_passage(
        by=made.asha,
        assessment=written.assessment,
        heading=Heading.WORRY,
        words="Kai is hungry at school each day.",
        revision=old.revision,
    )
    written.give(made.dee, passage)
    client.submit(page, view="right")
    assert PassageAnswer.objects.get().read == old.statement


def test_yes_to_a_version_is_no_yes_to_the_next(made: Planned) -> None:
    client, url = made.door(made.dee), f"/w/plan/{made.kai.pk}/know/"
    keep_version(by=made.asha, plan=made.plan, answers=[Answered(made.ray, agrees=True)])
    page = client.get(url)
    second = keep_version(by=made.asha, plan=made.plan, answers=[Answered(made.ray, agrees=True)])
    late = client.submit(page, agrees="yes", knows="yes")
    assert "The page may have changed" in " ".join(late.errors)
    assert not VersionAnswer.objects.filter(person=made.dee).exists()
    client.submit(late, agrees="yes", knows="yes")
    assert VersionAnswer.objects.get(person=made.dee).version == second
