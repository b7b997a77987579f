"""Earlier versions of the plan, and how it ended: only what is shared with whoever reads it, and no day of anything else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page as Browser

from rock.core import time
from rock.doors.family.models import SafetyFinding
from rock.practice.plans.facts import Answered, wording_of
from rock.practice.plans.models import ItemKind, PlanItem
from rock.practice.plans.services.readers import share_ending
from rock.practice.plans.services.saying import keep_version
from rock.practice.plans.services.standing import end_plan
from rock.practice.plans.services.writing import remove_item, reword
from rock.records.models import CourtOrder, OrderKind, Person, RedactionKind, Statement
from rock.records.services.occasions import share_words, stop_sharing
from rock.records.services.redaction import ask_redaction
from tests.doors.family.planned import Planned, planned
from tests.doors.family.standing import STREET, door_user
from tests.support import pages as fetched
from tests.support.browser import check_axe, check_no_sideways_scroll
from tests.support.jobs import run_jobs
from tests.support.shared import shared

pytestmark = pytest.mark.django_db
FIRST, SECOND = date(2026, 9, 1), date(2026, 10, 1)
OLD, NEW = "Ray takes Kai to football.", "Ray takes Kai to football and to swimming."
WHY, STAYS = "Mornings are calm now.\nYou did this.", "Noor Khan, Seaside library"


@shared
def made() -> Planned:
    return planned()


def agreed(made: Planned, on: date, *people: Person) -> None:
    made.plan.started_on = FIRST
    made.plan.save(update_fields=["started_on"])
    said = [Answered(one, agrees=True, knows_what_if=one == made.dee) for one in people]
    keep_version(by=made.asha, plan=made.plan, answers=said, agreed_on=on)


def worded(made: Planned, line: str, words: str, *readers: Person) -> PlanItem:
    item = PlanItem.objects.get(pk=made.lines[line].pk)
    assert item.wording
    ids = [one.pk for one in readers]
    wording = replace(wording_of(item.wording), words=words)
    return reword(by=made.asha, item=item, revision=item.revision, wording=wording, keep_readers=ids).item


def page_of(made: Planned, reader: Person, what: str = "earlier") -> fetched.Page:
    return made.door(reader).get(f"/w/plan/{made.kai.pk}/{what}/")


def days_on(page: fetched.Page) -> list[str]:
    return [one.get_text(" ", strip=True) for one in page.soup.select("main h2")]


def changes_on(page: fetched.Page) -> list[str]:
    return [" ".join(one.get_text(" ").split()) for one in page.soup.select("main .rock-card")]


def test_each_reads_what_was_agreed_and_what_changed_since_the_newest_first(made: Planned) -> None:
    assert page_of(made, made.dee).status == 404
    assert "Earlier versions" not in made.door(made.dee).get("/w/plan/").words
    agreed(made, FIRST, made.dee)
    worded(made, "ray", NEW, made.dee, made.ray)
    agreed(made, SECOND, made.dee)
    made.write(ItemKind.STRONG, "Kai makes his own bed.", made.dee)
    door = made.door(made.dee)
    page = door.get(door.get("/w/plan/").link("Earlier versions of our plan"))
    assert days_on(page) == ["Since then", "As we agreed it on 1 October 2026", "As we agreed it on 1 September 2026"]
    new, other = changes_on(page)
    assert new == "What is strong already New: “Kai makes his own bed.”"
    assert f"It said before: {OLD} Ray, by" in other
    assert f"After that it said: {NEW} Ray, by" in other
    assert "You said: I agree. You said: I know what happens if things go wrong." in page.words
    assert page.words.count("Kai goes to school hungry.") == 2


def test_where_only_the_day_changed_the_words_stand_once(made: Planned) -> None:
    agreed(made, FIRST)
    item = made.lines["ray"]
    assert item.wording
    wording = replace(wording_of(item.wording), due_on=date(2026, 12, 24))
    reword(by=made.asha, item=item, revision=item.revision, wording=wording)
    [change] = changes_on(page_of(made, made.ray))
    assert change.count(OLD) == 1
    assert change.endswith("After that it said: You, by 24 December 2026")


def test_a_line_taken_out_is_said_to_be_gone(made: Planned) -> None:
    agreed(made, FIRST)
    remove_item(by=made.asha, item=made.lines["good"], because="He said it another way")
    [gone] = changes_on(page_of(made, made.ray))
    assert gone.startswith("What a good day looks like No longer there:")
    assert "another way" not in page_of(made, made.ray).words


def test_what_is_not_shared_with_him_moves_no_word_and_no_day(made: Planned) -> None:
    agreed(made, FIRST)
    before = page_of(made, made.ray).words
    worded(made, "worry", "Kai is hit on Sundays.", made.dee)
    made.write(ItemKind.WORRY, "Somebody shouts at night.", made.dee)
    agreed(made, SECOND, made.dee)
    assert page_of(made, made.ray).words == before
    assert days_on(page_of(made, made.ray)) == ["As we agreed it on 1 September 2026"]
    assert len(days_on(page_of(made, made.dee))) == 2


def test_whoever_was_asked_about_a_version_finds_it_though_nothing_of_theirs_changed(made: Planned) -> None:
    agreed(made, FIRST)
    agreed(made, SECOND, made.ray)
    page = page_of(made, made.ray)
    assert len(days_on(page)) == 2
    assert "It read as it did on 1 September 2026." in page.words
    assert "I do not know yet what happens" in page.words
    assert "do not know yet" not in page_of(made, made.dee).words


def test_a_new_wording_that_is_not_shared_with_him_leaves_him_the_old_one(made: Planned) -> None:
    agreed(made, FIRST)
    worded(made, "ray", "Ray meets Kai only with Asha there.", made.dee)
    agreed(made, SECOND, made.dee)
    page = page_of(made, made.ray)
    assert days_on(page) == ["As we agreed it on 1 September 2026"]
    assert OLD in page.words
    assert "only with Asha" not in page.words


def test_what_was_taken_back_or_waits_to_be_moved_is_in_no_version(made: Planned) -> None:
    agreed(made, FIRST)
    good = Statement.objects.get(words="Kai has breakfast at the table.")
    football = Statement.objects.get(words=OLD)
    assert "breakfast at the table" in page_of(made, made.ray).words
    stop_sharing(by=made.asha, statement=good, reader=made.ray)
    ask_redaction(by=made.asha, kind=RedactionKind.REDACT, basis="Not so", statement=football)
    words = page_of(made, made.ray).words
    assert "breakfast at the table" not in words
    assert OLD not in words
    assert "No longer there" not in words
    assert "breakfast at the table" in page_of(made, made.dee).words


def test_whom_an_order_limits_finds_none_and_the_grandmother_what_is_her_own(made: Planned) -> None:
    agreed(made, FIRST, made.dee, made.ray)
    hers = page_of(made, made.jo).words
    assert "Kai sleeps at Nan’s." in hers
    assert "football" not in hers
    CourtOrder.objects.create(child=made.kai, limits=made.ray, kind=OrderKind.NON_MOLESTATION, starts=time.today())
    assert page_of(made, made.ray).status == 404


def test_a_line_that_would_give_her_address_away_is_in_no_version_and_is_noted(made: Planned) -> None:
    agreed(made, FIRST)
    made.write(ItemKind.STRONG, "She is happy here.", made.ray, made.dee)
    item = worded(made, "ray", f"Near {STREET}.", made.dee)
    share_words(by=made.asha, statement=Statement.objects.get(words=f"Near {STREET}."), reader=made.ray)
    agreed(made, SECOND)
    page = page_of(made, made.ray)
    assert STREET not in page.text
    assert OLD not in page.words
    assert "She is happy here." in page.words
    run_jobs()
    assert SafetyFinding.objects.filter(source="plan", source_id=item.pk).exists()


def end(made: Planned, *readers: Person, words: str = WHY) -> None:
    end_plan(by=made.asha, plan=made.plan, words=words, partner=STAYS, drop_open_because="It is done")
    made.plan.refresh_from_db()
    for reader in readers:
        share_ending(by=made.asha, plan=made.plan, reader=reader)


def test_why_it_ended_and_who_stays_is_there_for_whom_it_was_shared_with(made: Planned) -> None:
    agreed(made, FIRST)
    assert page_of(made, made.dee, "ended").status == 404
    end(made, made.dee)
    door = made.door(made.dee)
    home = door.get("/w/")
    page = door.get(home.link("How our plan for Kai ended"))
    for words in ("Mornings are calm now.", "You did this.", STAYS, "Kai"):
        assert words in page.words
    assert door.get(f"/w/plan/{made.kai.pk}/").location == f"/w/plan/{made.kai.pk}/ended/"
    earlier = door.get(page.link("Earlier versions of our plan"))
    assert days_on(earlier) == ["As we agreed it on 1 September 2026"]
    assert earlier.link("Back").endswith("/ended/")
    for other in (made.ray, made.jo):
        assert "ended" not in made.door(other).get("/w/").words
        assert [page_of(made, other, what).status for what in ("ended", "earlier")] == [404, 404]
        assert made.door(other).get(f"/w/plan/{made.kai.pk}/").status == 404


def test_the_grandmother_may_be_told_why_and_is_told_no_name(made: Planned) -> None:
    end(made, made.jo)
    door = made.door(made.jo)
    page = door.get(door.get("/w/").link("Our plan has ended"))
    assert STAYS in page.words
    assert "Kai" not in page.words


def test_it_is_gone_while_its_words_wait_to_be_moved_and_where_he_may_not_read_them(made: Planned) -> None:
    end(made, made.dee, made.ray)
    assert page_of(made, made.ray, "ended").status == 200
    CourtOrder.objects.create(child=made.kai, limits=made.ray, kind=OrderKind.NON_MOLESTATION, starts=time.today())
    assert page_of(made, made.ray, "ended").status == 404
    ask_redaction(by=made.asha, kind=RedactionKind.REDACT, basis="Not so", statement=made.plan.ended_because)
    assert page_of(made, made.dee, "ended").status == 404
    assert "ended" not in made.door(made.dee).get("/w/").words


@pytest.mark.parametrize("what", ["earlier", "ended"])
def test_a_stranger_s_child_and_no_such_child_are_alike(made: Planned, what: str) -> None:
    agreed(made, FIRST)
    found = [made.door(made.ray).get(f"/w/plan/{pk}/{what}/") for pk in (made.told.bea.pk, 999_999)]
    assert [page.status for page in found] == [404, 404]
    assert found[0].words == found[1].words


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_both_pages_pass_axe_on_a_phone_and_at_400_percent(in_browser: Callable[..., Browser]) -> None:
    made: Any = planned()
    agreed(made, FIRST, made.dee)
    worded(made, "ray", NEW, made.dee)
    made.write(ItemKind.PROMISE, "A bus pass.", made.dee, owner="School", due_on=time.today() + timedelta(9))
    page = in_browser(f"/w/plan/{made.kai.pk}/earlier/", phone=True, user=door_user(made.dee))
    page.locator("summary").first.click()
    check_axe(page)
    page.set_viewport_size({"width": 320, "height": 640})
    check_no_sideways_scroll(page)
    end(made, made.dee)
    page.goto(f"/w/plan/{made.kai.pk}/ended/")
    check_axe(page)
    check_no_sideways_scroll(page)
