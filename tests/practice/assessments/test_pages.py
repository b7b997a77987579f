"""The assessment's pages: who gets each, who is refused, and the way from a visit to telling the family."""

from datetime import timedelta

import pytest

from rock.accounts.roles import Role
from rock.core import time
from rock.core.drafts import load_draft
from rock.core.services import PUBLIC
from rock.core.words import day_due
from rock.practice.assessments.models import AgencyPart, Assessment, FamilyView, Heading, Outcome
from rock.practice.assessments.services.agencies import answer_part, ask_agency
from rock.practice.assessments.services.deciding import authorise
from rock.practice.assessments.services.reading import answer_passage, finish_reading
from rock.practice.assessments.services.starting import start
from rock.practice.visits.models import NoticedKind
from rock.reach.models import ViewLog
from rock.records.models import Need, Person, Slot, Telling
from rock.teams.models import Allocation, AllocationKind, Pod, Post, PostTitle
from tests.practice.assessments.conftest import DAY_WORDS, World, referred
from tests.support import factories as make
from tests.support.pages import PageClient

pytestmark = pytest.mark.django_db

PATHS = ["", "factors/", "money/", "say/day/", "others/", "others/ask/", "family/", "decide/"]


def at(assessment: Assessment, path: str = "") -> str:
    return f"/assessments/{assessment.pk}/{path}"


@pytest.mark.parametrize("path", PATHS)
def test_another_familys_assessment_is_not_there(pages: PageClient, world: World, path: str) -> None:
    client = pages.as_user(world.worker)
    assert client.get(at(world.assessment, path)).status == 200
    assert client.get(at(world.strangers, path)).status == 404
    assert client.get(f"/assessments/999999/{path}").status == 404


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.FAMILY, Role.PARTNER, Role.DATA_OFFICER, Role.CHILD])
def test_nobody_else_opens_it(pages: PageClient, world: World, role: Role) -> None:
    user = make.user(roles=[role])
    make.grant(user, [world.kai])
    assert pages.as_user(user).get(at(world.assessment)).status == 403
    assert pages.as_user(user).get("/assessments/").status == 403


@pytest.mark.parametrize("path", ["factors/", "money/", "say/day/", "others/ask/"])
def test_who_reads_quality_does_not_write(pages: PageClient, world: World, path: str) -> None:
    client = pages.as_user(world.principal)
    assert client.get(at(world.assessment)).status == 200
    assert client.get(at(world.assessment, path)).status == 403


def test_it_opens_on_the_day_then_what_visits_brought_then_the_passages(pages: PageClient, world: World) -> None:
    world.child_said("I make toast.", Slot.BREAKFAST)
    world.noticed(NoticedKind.STRENGTH, "Nan comes each day.", "Seen on Monday")
    world.noticed(NoticedKind.WORRY, "Kai is tired.")
    world.wish("I want a bed.")
    world.write(Heading.DAY, "Kai gets up at six.")
    page = pages.as_user(world.worker).get(at(world.assessment))
    order = [
        page.words.index(one) for one in ("I make toast.", "Nan comes each day.", "Kai is tired.", "I want a bed.")
    ]
    assert [*order, page.words.index("Kai gets up at six.")] == sorted(
        [*order, page.words.index("Kai gets up at six.")]
    )
    assert "Nobody has asked Kai about this yet" in page.words
    gone = time.working_days_between(world.referral.referred_on, time.today())
    assert f"working day {gone} of 45" in page.words
    assert "working day 0 of 45" in page.words
    assert ViewLog.objects.filter(user=world.worker, person=world.kai, page="assessment").count() == 1


def test_each_answer_stands_beside_its_passage_for_the_worker(pages: PageClient, world: World) -> None:
    day = world.write(Heading.DAY)
    for parent, words in ((world.mother, "He eats at my mum’s."), (world.father, "He never eats there.")):
        world.give(parent, [day])
        answer_passage(by=PUBLIC, person=parent, passage=day, view=FamilyView.NOT_RIGHT, words=words)
    world.write(Heading.DAY, "Worded anew.")
    page = pages.as_user(world.worker).get(at(world.assessment))
    for words in ("Dee Ashdown: That is not right", "He eats at my mum’s.", "He never eats there.", "Changed since"):
        assert words in page.words


def test_what_visits_brought_is_ticked_in_and_not_typed_again(pages: PageClient, world: World) -> None:
    said = world.child_said("I make toast.", Slot.BREAKFAST)
    client = pages.as_user(world.worker)
    page = client.get(at(world.assessment, "say/day/"))
    put = client.submit(page, words="Kai is up first.", quotes=[str(said.pk)], put_in="1")
    assert put.status == 200
    assert "“I make toast.”" in put.form()["words"]
    assert not world.assessment.passages.exists()
    done = client.submit(put)
    assert done.location == at(world.assessment)
    words = world.assessment.passages.get().statement.words
    assert words.startswith("Kai is up first.\n\nBreakfast: “I make toast.” (Kai Ashdown, ")


def test_ticks_alone_make_a_passage(pages: PageClient, world: World) -> None:
    noticed = world.noticed(NoticedKind.STRENGTH, "Nan comes each day.", "Seen on Monday")
    client = pages.as_user(world.worker)
    page = client.get(at(world.assessment, "say/strong/"))
    assert client.submit(page, quotes=[str(noticed.statement_id)]).status == 302
    assert "What shows it: Seen on Monday" in world.assessment.passages.get().statement.words


def test_the_money_page_starts_from_what_the_slots_said(pages: PageClient, world: World) -> None:
    world.child_said("We have toast without butter.", Slot.TEA, Need.MONEY, "Gas, on Thursdays")
    client = pages.as_user(world.worker)
    page = client.get(at(world.assessment, "say/money/"))
    assert "Runs out: Gas, on Thursdays." in page.form()["words"]
    assert "links, not advice" in page.words
    assert client.submit(page, looked_at=["benefits", "beds"]).status == 302
    words = world.assessment.passages.get().statement.words
    assert "We looked at this together: Income and benefits were checked; A bed for everybody." in words
    assert world.assessment.money_first.statement is not None


def test_two_at_once_see_both_wordings_and_nothing_is_lost(pages: PageClient, world: World) -> None:
    world.write(Heading.STRONG, "Nan comes. Dee reads to him.")
    client = pages.as_user(world.worker)
    page = client.get(at(world.assessment, "say/strong/"))
    world.write(Heading.STRONG, "Nan comes daily. Dee reads to him. He laughs.", by=world.colleague)
    clash = client.submit(page, words="Nan comes on Mondays. Dee reads to him.")
    assert clash.status == 200
    for words in ("Carl Colleague saved other words", "Nan comes daily.", "Nan comes on Mondays.", "He laughs."):
        assert words in clash.words
    assert clash.form()["words"] == "Nan comes on Mondays. Dee reads to him. He laughs."
    assert client.submit(clash).status == 302
    assert world.assessment.passages.get().revision == 3


def test_neglect_before_money_leads_the_way_and_keeps_what_was_typed(pages: PageClient, world: World) -> None:
    client = pages.as_user(world.worker)
    page = client.get(at(world.assessment, "say/worry/"))
    typed = "Kai is hungry. We think this is neglect."
    stopped = client.submit(page, words=typed, checked="1")
    assert "Write the money side first" in " ".join(stopped.errors)
    assert stopped.form()["words"] == typed
    assert stopped.link("Write the money side") == at(world.assessment, "say/money/")
    draft = load_draft(world.worker, "assessment", f"{world.assessment.pk}-worry")
    assert draft is not None
    why = client.get(stopped.link("Say why money could not be looked at"))
    assert client.submit(why, could_not_because="Dee would not say.").status == 302
    again = client.get(at(world.assessment, "say/worry/"))
    assert again.form()["words"] == typed
    assert client.submit(again, checked="1").status == 302
    assert load_draft(world.worker, "assessment", f"{world.assessment.pk}-worry") is None


def test_words_to_think_about_are_suggested_once(pages: PageClient, world: World) -> None:
    client = pages.as_user(world.worker)
    page = client.get(at(world.assessment, "say/meaning/"))
    shown = client.submit(page, words="Dee failed to engage with professionals.")
    assert "Words to think about" in shown.words
    assert client.submit(shown).status == 302


def test_factors_are_ticked_by_plain_words(pages: PageClient, world: World) -> None:
    client = pages.as_user(world.worker)
    page = client.get(at(world.assessment, "factors/"))
    assert "A parent or carer’s mental health" in page.words
    form = page.form()
    named = {str(box["value"]): str(box["name"]) for box in page.soup.select("input[type=checkbox]")}
    stopped = client.post(at(world.assessment, "factors/"), form | {named["16A"]: "16A"})
    assert "Write the money side first" in " ".join(stopped.errors)
    assert stopped.soup.select_one("input[value='16A'][checked]")
    done = client.post(at(world.assessment, "factors/"), form | {named["4B"]: "4B"})
    assert done.status == 302
    assert list(world.assessment.factors.values_list("code", flat=True)) == ["4B"]


def test_a_double_click_asks_a_service_once(pages: PageClient, world: World) -> None:
    client = pages.as_user(world.worker)
    page = client.get(at(world.assessment, "others/ask/"))
    facts = {
        "agency": "Marram Primary",
        "name": "Mr Shah",
        "email": "shah@example.org",
        "question": "How is Kai in the morning?",
    }
    refused = client.submit(page, **facts)
    assert "Nobody with parental responsibility has agreed" in " ".join(refused.errors)
    facts["without_agreement_because"] = "Asking could put Kai at risk."
    for _click in range(2):
        assert client.submit(page, **facts).location == at(world.assessment, "others/")
    assert AgencyPart.objects.count() == 1


def asked(world: World) -> AgencyPart:
    return ask_agency(
        by=world.worker,
        assessment=world.assessment,
        agency="Marram Primary",
        name="Mr Shah",
        email="shah@example.org",
        question="How is Kai in the morning?",
        without_agreement_because="Asking could put Kai at risk.",
    ).part


def test_a_late_service_is_seen_reminded_and_ended(pages: PageClient, world: World) -> None:
    part = asked(world)
    AgencyPart.objects.update(due_on=time.today() - timedelta(days=7))
    client = pages.as_user(world.worker)
    assert "Late" in client.get("/assessments/waited-for/").words
    page = client.get(at(world.assessment, "others/"))
    assert "Late" in page.words
    client.post(at(world.assessment, f"others/{part.pk}/again/"))
    assert "and again on" in client.get(at(world.assessment, "others/")).words
    client.post(at(world.assessment, f"others/{part.pk}/end/"))
    assert "The question was ended" in client.get(at(world.assessment, "others/")).words
    assert client.post(at(world.assessment, f"others/{part.pk}/again/")).status == 409
    assert client.post(at(world.strangers, f"others/{part.pk}/end/")).status == 404
    other = start(by=world.worker, child=_sibling(world))
    assert client.post(at(other, f"others/{part.pk}/end/")).status == 404


def _sibling(world: World) -> Person:
    child = make.person("Ama")
    make.grant(world.worker, child)
    referred(child)
    return child


def test_what_a_service_says_stands_in_its_words(pages: PageClient, world: World) -> None:
    answer_part(by=PUBLIC, part=asked(world), words="He runs in, hungry.")
    page = pages.as_user(world.worker).get(at(world.assessment, "others/"))
    assert "He runs in, hungry." in page.words
    assert "Mr Shah, Marram Primary" in page.words


def test_it_is_given_to_one_reader_part_by_part(pages: PageClient, world: World) -> None:
    passages = world.write_all()
    client = pages.as_user(world.worker)
    page = client.get(at(world.assessment, f"family/{world.mother.pk}/"))
    done = client.submit(page, give="yes", passages=[str(passages[0].pk)])
    assert done.location == at(world.assessment, "family/")
    shown = client.get(at(world.assessment, "family/"))
    assert "Can answer until" in shown.words
    assert "Not given: What is strong" in shown.words
    refused = client.submit(page, give="yes", passages=[])
    assert "Choose at least one part" in " ".join(refused.errors)
    assert DAY_WORDS in page.words
    again = client.get(at(world.assessment, f"family/{world.mother.pk}/"))
    assert again.form()["passages"] == str(passages[0].pk)
    assert "passages" not in page.form()
    no = client.submit(
        client.get(at(world.assessment, f"family/{world.father.pk}/")), give="no", because="He may hurt Dee."
    )
    assert no.status == 302
    assert "He may hurt Dee." in client.get(at(world.assessment, "family/")).words


def test_only_its_own_readers_can_be_given_it(pages: PageClient, world: World) -> None:
    client = pages.as_user(world.worker)
    for person in (world.stranger.pk, make.person("Una").pk, 999999):
        assert client.get(at(world.assessment, f"family/{person}/")).status == 404
        assert client.get(at(world.assessment, f"family/{person}/copy/")).status == 404
    unreached = make.person("Hal")
    make.parent([world.kai], unreached)
    assert client.get(at(world.assessment, f"family/{unreached.pk}/")).status == 404
    page = client.get(at(world.assessment, "family/"))
    assert "Hal" not in page.words
    assert "somebody here whom you may not see" in page.words


def test_a_copy_is_for_one_reader(pages: PageClient, world: World) -> None:
    day = world.write(Heading.DAY, "Kai gets up at six.")
    client = pages.as_user(world.worker)
    url = at(world.assessment, f"family/{world.mother.pk}/copy/")
    assert client.get(url).status == 404
    world.give(world.mother, [day])
    answer_passage(by=PUBLIC, person=world.mother, passage=day, view=FamilyView.LIKE_THIS, words="At seven.")
    found = client.get(url)
    assert found.response.headers["Content-Type"] == "application/pdf"
    assert found.response.content.startswith(b"%PDF")
    make.address(world.father, "14 Quayside Walk, Fleetwood", "FY7 6ZZ", hidden=True, also_hidden="up at six")
    assert client.get(url).status == 409


def test_a_manager_decides_and_each_grown_up_is_told(pages: PageClient, world: World) -> None:
    world.write_all()
    client = pages.as_user(world.manager)
    page = client.get(at(world.assessment, "decide/"))
    assert "It cannot be authorised yet" in page.words
    words = {
        "outcome": "early_help",
        "partner_lead": "Mr Shah, Marram Primary",
        "reasons": "Nan is strong.",
        "would_change": "If Nan could not come.",
        "family_words": "We stop here. Mr Shah goes on with you.",
    }
    refused = client.submit(page, checked="1", **words)
    assert "Dee Ashdown has not been given it" in " ".join(refused.errors)
    assert refused.form()["reasons"] == "Nan is strong."
    for parent in (world.mother, world.father):
        world.give(parent)
        finish_reading(by=PUBLIC, assessment=world.assessment, person=parent)
    done = client.submit(refused, checked="1", **words)
    assert done.location == at(world.assessment, "tell/")
    tell = client.get(at(world.assessment, f"tell/{world.mother.pk}/"))
    assert tell.form()["words"] == "We stop here. Mr Shah goes on with you."
    assert client.submit(tell, choice="now", channel="letter").status == 302
    assert client.get(at(world.assessment, f"tell/{world.mother.pk}/letter/")).text.startswith("%PDF")
    assert client.get(at(world.assessment, f"tell/{world.father.pk}/letter/")).status == 404
    client.post(at(world.assessment, f"tell/{world.mother.pk}/told/"))
    assert Telling.objects.get(person=world.mother).told_at
    assert "Tell the family of Kai Ashdown" in client.get("/assessments/").words
    decided = client.get(at(world.assessment, "decide/"))
    assert "If Nan could not come." in decided.words
    assert client.get(at(world.assessment, f"tell/{world.stranger.pk}/")).status == 404


def test_a_worker_sees_what_is_still_missing_and_cannot_decide(pages: PageClient, world: World) -> None:
    client = pages.as_user(world.worker)
    page = client.get(at(world.assessment, "decide/"))
    assert "A manager can authorise it when this is done" in page.words
    assert client.post(at(world.assessment, "decide/"), {"outcome": "plan"}).status == 200
    world.assessment.refresh_from_db()
    assert world.assessment.authorised_on is None
    assert client.get(at(world.assessment, "tell/")).status == 404


def test_the_last_one_stands_beside_the_new_with_its_answers(pages: PageClient, world: World) -> None:
    world.write_all()
    day = world.write(Heading.DAY, "Last year he slept on a sofa.")
    for parent in (world.mother, world.father):
        world.give(parent)
    answer_passage(by=PUBLIC, person=world.mother, passage=day, view=FamilyView.NOT_RIGHT, words="Only for a week.")
    for parent in (world.mother, world.father):
        finish_reading(by=PUBLIC, assessment=world.assessment, person=parent)
    authorise(
        by=world.manager,
        assessment=world.assessment,
        outcome=Outcome.PLAN,
        reasons="So.",
        would_change="So.",
        family_words="So.",
    )
    again = start(by=world.worker, child=world.kai)
    page = pages.as_user(world.worker).get(at(again))
    assert "Last year he slept on a sofa." in page.words
    assert "Only for a week." in page.words
    assert "An earlier assessment kept this limit." in page.words


def test_the_list_shows_both_limits_and_what_is_not_begun(pages: PageClient, world: World) -> None:
    child = make.person("Noa", born=time.today() - timedelta(days=2000))
    family = make.family(children=[child])
    pod = Pod.objects.create(name="Tern", starts=make.LONG_AGO, circle=make.circle("tern"))
    for one, of in ((child, family), (world.kai, world.family)):
        Allocation.objects.create(
            child=one, family=of, pod=pod, worker=world.worker, kind=AllocationKind.PRIMARY, starts=make.LONG_AGO
        )
    make.grant(world.worker, child)
    referred(child, working_days_ago=2)
    page = pages.as_user(world.worker).get("/assessments/")
    due = day_due(time.add_working_days(world.referral.referred_on, 45)).capitalize()
    assert f"From the referral: {due}" in page.words
    assert "Due in 45 working days" in page.words
    begin = next(link for link in page.soup.select("main a") if "Noa" in link.text)
    client = pages.as_user(world.worker)
    begun = client.submit(client.get(str(begin["href"])))
    assert begun.status == 302
    assert client.get(f"/assessments/start/{world.stranger.pk}/").status == 404
    Post.objects.create(pod=pod, user=world.manager, title=PostTitle.MANAGER, starts=make.LONG_AGO)
    managers = pages.as_user(world.manager).get("/assessments/")
    assert "Kai Ashdown" in managers.words
    assert "A parent has not answered yet" in managers.words
    assert "Stella" not in managers.words


def test_nothing_hidden_shows_to_who_may_not_see_it(pages: PageClient, world: World) -> None:
    make.address(world.mother, "14 Quayside Walk, Fleetwood", "FY7 6ZZ", hidden=True)
    told = "They moved to Quayside Walk."
    world.child_said(told)
    world.noticed(NoticedKind.WORRY, told)
    world.wish(told)
    for heading in Heading:
        world.write(heading, told)
    asked(world)
    AgencyPart.objects.update(question=told)
    client = pages.as_user(world.principal)
    for path in ("", "others/", "family/", "decide/"):
        page = client.get(at(world.assessment, path))
        assert page.status == 200
        assert "Quayside" not in page.text, path
    assert "Quayside" in pages.as_user(world.worker).get(at(world.assessment)).text


def test_one_of_another_system_is_read_and_not_changed(pages: PageClient, world: World) -> None:
    other = Assessment.objects.create(
        referral=world.referral, started_on=time.today(), authorised_on=time.today(), source="census"
    )
    client = pages.as_user(world.worker)
    for path in ("", "others/", "family/", "decide/"):
        assert client.get(at(other, path)).status == 200
    page = client.get(at(other, "say/day/"))
    refused = client.submit(page, words="More.", checked="1")
    assert "another system" in " ".join(refused.errors)
