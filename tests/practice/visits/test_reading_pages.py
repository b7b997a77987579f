"""The staff's pages of the child's day, visits, sharing, corrections and wishes."""

from datetime import timedelta

import pytest

from rock.accounts.models import User
from rock.accounts.roles import Role
from rock.core import time
from rock.practice.requests.history import history_of
from rock.practice.visits.facts import NoticedFacts, PresentFacts, ReadersFacts
from rock.practice.visits.history import first_page
from rock.practice.visits.models import Alone, HeldShare, NoticedKind
from rock.practice.visits.services.wishes import answer_wish
from rock.records.models import (
    Audience,
    CourtOrder,
    DayKind,
    Need,
    OrderKind,
    Promise,
    Redaction,
    RedactionKind,
    RelationshipKind,
    Slot,
    Source,
    Statement,
    Wish,
)
from tests.support import factories as make
from tests.support.pages import PageClient
from tests.support.visits import Household, a_visit, household, said, seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> Household:
    return household()


@pytest.fixture
def client(home: Household, pages: PageClient) -> PageClient:
    return pages.as_user(home.worker)


def full_visit(home: Household) -> Statement:
    """Record a visit with everything on it; return the words about Dad."""
    parts = [said(f"Kai says this of {slot.label}.", slot) for slot in Slot]
    a_visit(
        home,
        seen(
            home.kai,
            *parts,
            said("Dad hurts Mum on Sundays.", Slot.NIGHT, carer=home.ray, day_kind=DayKind.WEEKEND),
            said("He sleeps.", Slot.NIGHT, source=Source.PARENT, speaker=home.dee, need=Need.MONEY, runs_out="Gas"),
            said("A mattress on the floor.", Slot.NIGHT, source=Source.WORKER),
            wishes=("A bed of my own",),
            noticed=(NoticedFacts(NoticedKind.STRENGTH, "Funny", "Made us laugh"),),
            heard_by=(home.dee,),
        ),
        seen(home.rosie, seen=False, alone=None, not_seen_because="At school"),
        ended_early_because="The bell rang",
        interpreter="Polish",
    )
    return Statement.objects.get(words__startswith="Dad")


# The day


def test_the_day_shows_each_voice_and_what_nobody_asked(home: Household, client: PageClient) -> None:
    full_visit(home)
    page = client.get(f"/people/{home.kai.pk}/day/")
    assert page.h1 == "The day of Kai Ashdown"
    assert "“Dad hurts Mum on Sundays.”" in page.words
    assert "He sleeps." in page.words
    assert "Money" in page.words
    assert "Runs out: Gas" in page.words
    assert "Not asked yet" in page.words
    assert "Through an interpreter: Polish" in page.words
    assert "A bed of my own" in page.words
    rosie = client.get(f"/people/{home.rosie.pk}/day/")
    assert "Nobody has asked Rosie about this yet" in rosie.words
    assert "Kai says" not in rosie.words


def test_a_day_of_one_kind_and_with_one_carer(home: Household, client: PageClient) -> None:
    full_visit(home)
    url = f"/people/{home.kai.pk}/day/"
    weekend = client.get(url, {"kind": "weekend"})
    assert "Dad hurts Mum" in weekend.words
    assert "Kai says this" not in weekend.words
    with_ray = client.get(url, {"with": str(home.ray.pk)})
    assert "Kai says this" not in with_ray.words
    for nonsense in ({"kind": "x"}, {"with": "x"}, {"with": "9" * 30}, {"with": "0"}):
        assert client.get(url, nonsense).status == 200


def test_who_may_open_a_day(home: Household, pages: PageClient) -> None:
    visit = a_visit(home, seen(home.kai, said()))
    addresses = [f"/people/{home.kai.pk}/day/", f"/families/{home.family.pk}/visits/", f"/visits/{visit.pk}/"]
    stranger = pages.as_user(make.staff_user(Role.SOCIAL_WORKER))
    officer = make.staff_user(Role.DATA_OFFICER)
    make.grant(officer, home.kai)
    psychologist = make.staff_user(Role.PRINCIPAL_SOCIAL_WORKER)
    make.grant(psychologist, home.kai)
    for url in addresses:
        assert stranger.get(url).status == 404
        assert pages.as_user(officer).get(url).status == 403
        assert pages.as_user(psychologist).get(url).status == 200
    assert "toast" in pages.as_user(psychologist).get(addresses[0]).words


def test_a_hidden_address_in_somebodys_words_is_veiled(home: Household, pages: PageClient) -> None:
    make.address(home.dee, "4 Lantern Walk, Fleetwood", "FY7 6AA", hidden=True)
    visit = a_visit(
        home, seen(home.kai, said("We live in Lantern Walk.", need=Need.MONEY, runs_out="Lantern Walk gas"))
    )
    reader = make.staff_user(Role.PRINCIPAL_SOCIAL_WORKER)
    make.grant(reader, [home.kai])
    for url in (f"/people/{home.kai.pk}/day/", f"/visits/{visit.pk}/", f"/families/{home.family.pk}/visits/"):
        assert "Lantern" not in pages.as_user(reader).get(url).text
    assert "Lantern Walk" in pages.as_user(home.worker).get(f"/people/{home.kai.pk}/day/").words


def test_somebody_closed_to_the_reader_is_not_named(home: Household, client: PageClient) -> None:
    uncle = make.person("Zebedee", "Quill")
    make.related(uncle, home.kai, RelationshipKind.AUNT_UNCLE)
    visit = a_visit(home, seen(home.kai, said("He is fine.", source=Source.OTHER, speaker=uncle, carer=uncle)))
    make.restriction(uncle, make.staff_user(Role.TEAM_MANAGER))
    for url in (f"/people/{home.kai.pk}/day/", f"/visits/{visit.pk}/"):
        page = client.get(url)
        assert "He is fine." in page.words
        assert "Zebedee" not in page.text


def test_no_page_that_reads_gives_a_hidden_address_away(home: Household, pages: PageClient) -> None:
    visit = a_visit(
        home,
        seen(
            home.kai,
            said("I sleep at Lantern Walk.", promise="Ring Lantern Walk", need=Need.MONEY, runs_out="Lantern Walk gas"),
            said("Jem.", Slot.TEA, language="Polish", translation="I eat at Lantern Walk."),
            said("He came.", Slot.NIGHT, source=Source.OTHER, speaker_name="A neighbour on Lantern Walk"),
            wishes=("To go to Lantern Walk", "A dog"),
            noticed=(NoticedFacts(NoticedKind.STRENGTH, "Lantern Walk", "Lantern Walk"),),
            where="The kitchen at Lantern Walk",
            readers=(ReadersFacts(home.kai, (home.ray, home.ida), "Only at Lantern Walk"),),
        ),
        seen(home.rosie, seen=False, alone=None, not_seen_because="At Lantern Walk"),
        place="4 Lantern Walk",
        ended_early_because="We left Lantern Walk",
        present=(PresentFacts(name="Man of Lantern Walk"),),
    )
    answered, _open = Wish.objects.order_by("pk")
    answer_wish(by=home.worker, wish=answered, words="Soon, at Lantern Walk.", promise=Promise.objects.get())
    # Written before anybody knew that it was to be hidden.
    make.address(home.dee, "4 Lantern Walk, Fleetwood", "FY7 6AA", hidden=True)
    worker = make.staff_user(Role.SOCIAL_WORKER)
    make.grant(worker, [home.kai, home.rosie, home.ray, home.ida])
    reading = [f"/people/{home.kai.pk}/day/", f"/families/{home.family.pk}/visits/", f"/visits/{visit.pk}/"]
    writing = [f"/visits/wishes/{wish.pk}/answer/" for wish in Wish.objects.all()]
    for statement in Statement.objects.filter(occasion=visit.occasion, original=None):
        writing += [f"/visits/words/{statement.pk}/{what}/" for what in ("share", "correct")]
        writing += [f"/visits/words/{statement.pk}/share/?reader={home.ray.pk}"]
    for url in [*reading, *writing, "/visits/wishes/"]:
        assert "Lantern" not in pages.as_user(worker).get(url).text, url
    for url in reading:
        reader = make.staff_user(Role.PRINCIPAL_SOCIAL_WORKER)
        make.grant(reader, home.people)
        assert "Lantern" not in pages.as_user(reader).get(url).text, url


# Visits


def test_a_visit_as_it_was_recorded(home: Household, client: PageClient) -> None:
    full_visit(home)
    listed = client.get(f"/families/{home.family.pk}/visits/")
    assert "Kai Ashdown: Seen alone" in listed.words
    assert "Rosie Ashdown: Not seen: At school" in listed.words
    href = str(listed.soup.select_one("main li.rock-card a")["href"])  # type: ignore[index]
    page = client.get(href)
    for words in (
        "It ended early: The bell rang",
        "Heard by Dee Ashdown",
        "Only staff may read it",
        "What shows it: Made us laugh",
        "Through an interpreter: Polish",
    ):
        assert words in page.words


def test_a_visit_shows_only_the_children_who_are_reached(home: Household, pages: PageClient) -> None:
    visit = a_visit(home, seen(home.kai, said("Kai’s own")), seen(home.rosie, said("Rosie’s own")))
    other = make.staff_user(Role.SOCIAL_WORKER)
    make.grant(other, home.rosie)
    page = pages.as_user(other).get(f"/visits/{visit.pk}/")
    assert "Rosie’s own" in page.words
    assert "Kai’s own" not in page.text
    listed = pages.as_user(other).get(f"/families/{home.family.pk}/visits/")
    assert "Kai" not in listed.words


def test_a_visit_that_waits_to_be_moved_says_so(home: Household, client: PageClient) -> None:
    visit = a_visit(home, seen(home.kai, said()))
    Redaction.objects.create(kind=RedactionKind.MOVE, basis="Wrong flat", asked_by=home.worker, occasion=visit.occasion)
    assert "waits to be moved" in client.get(f"/visits/{visit.pk}/").words
    words = Statement.objects.get()
    assert client.get(f"/visits/words/{words.pk}/share/").status == 409
    assert client.get(f"/visits/words/{words.pk}/correct/").status == 409


# Sharing


def test_sharing_takes_a_reader_and_what_the_speaker_said(home: Household, client: PageClient) -> None:
    a_visit(home, seen(home.kai, said("I make toast."), heard_by=(home.dee,)))
    words = Statement.objects.get()
    page = client.get(f"/visits/words/{words.pk}/share/")
    assert "Dee Ashdown heard it when it was said. That is no reason to share it" in page.words
    assert "Ask Kai first, alone" in page.words
    missing = client.submit(page, selector="main form:not(.rock-card)", said="")
    assert missing.errors == ["Choose who may read this", "Ask them first, and write what they said"]
    sent = client.submit(page, selector="main form:not(.rock-card)", reader=str(home.ida.pk), said="Yes, tell Nan")
    assert sent.status == 302
    after = client.get(sent.location)
    assert "They said: Yes, tell Nan" in after.words
    assert [row.reader for row in Audience.objects.all()] == [home.ida]
    client.submit(after, selector="form.rock-card")
    assert not Audience.objects.filter(ends=None).exists()


def test_words_about_the_reader_are_looked_at_again(home: Household, client: PageClient) -> None:
    words = full_visit(home)
    url = f"/visits/words/{words.pk}/share/"
    form = "main form:not(.rock-card)"
    again = client.submit(client.get(url), selector=form, reader=str(home.ray.pk), said="Yes")
    assert again.errors == ["Look at it again, and say that it is safe to share"]
    assert "These words speak of Craig Holt: “Dad”" in again.words
    assert not Audience.objects.exists()
    assert client.submit(again, selector=form, looked="yes").status == 302
    assert [row.reader for row in Audience.objects.all()] == [home.ray]


def test_what_was_held_waits_on_the_page_and_can_be_kept_back(home: Household, client: PageClient) -> None:
    yes = ReadersFacts(home.kai, (home.ray,), "He can know")
    visit = a_visit(home, seen(home.kai, said("Dad hurts Mum on Sundays."), readers=(yes,)))
    assert "Look at it again before Craig Holt reads it" in client.get(f"/visits/{visit.pk}/").words
    words = Statement.objects.get()
    page = client.get(f"/visits/words/{words.pk}/share/")
    assert "Craig Holt (parent): It speaks of the reader. They said: He can know" in page.words
    looked = client.get(page.link("Look at what it says about Craig Holt"))
    assert looked.form("main form:not(.rock-card)")["reader"] == str(home.ray.pk)
    assert client.submit(page, selector="form.rock-card").status == 302
    assert HeldShare.objects.get().shared is False
    assert not Audience.objects.exists()


def test_a_hidden_address_is_refused_and_the_page_says_so(home: Household, client: PageClient) -> None:
    make.address(home.dee, "4 Lantern Walk, Fleetwood", "FY7 6AA", hidden=True)
    a_visit(home, seen(home.kai, said("We live in Lantern Walk.")))
    page = client.get(f"/visits/words/{Statement.objects.get().pk}/share/")
    sent = client.submit(page, selector="main form:not(.rock-card)", reader=str(home.ray.pk), said="Yes")
    assert sent.errors == [
        "Part of this would give away a hidden address, so it is not shared. The words stay as they were said."
    ]


def test_a_young_person_decides_and_an_order_is_said(home: Household, client: PageClient) -> None:
    home.kai.birth_date = time.add_months(time.today(), -12 * 15)
    home.kai.save()
    CourtOrder.objects.create(
        child=home.kai, limits=home.ray, kind=OrderKind.NON_MOLESTATION, starts=time.today() - timedelta(days=9)
    )
    a_visit(home, seen(home.kai, said()))
    page = client.get(f"/visits/words/{Statement.objects.get().pk}/share/")
    assert "Kai decides about these words." in page.words
    assert "A court order limits Craig Holt." in page.words


def test_another_familys_people_cannot_be_readers(home: Household, client: PageClient) -> None:
    other = household("Marsh", worker=home.worker)
    a_visit(home, seen(home.kai, said()))
    url = f"/visits/words/{Statement.objects.get().pk}"
    page = client.get(f"{url}/share/")
    form = page.form("main form:not(.rock-card)") | {"reader": str(other.ray.pk), "said": "Yes"}
    assert client.post(f"{url}/share/", form).errors == ["Choose one of the answers on this page"]
    assert client.post(f"{url}/stop/", {"reader": str(other.ray.pk)}).status == 409
    assert not Audience.objects.exists()


def test_words_of_another_family_are_not_there(home: Household, pages: PageClient) -> None:
    stranger = pages.as_user(make.staff_user(Role.SOCIAL_WORKER))
    a_visit(home, seen(home.kai, said(), wishes=("A dog",)))
    words, wish = Statement.objects.order_by("pk")[0], Wish.objects.get()
    for what in ("share", "correct"):
        assert stranger.get(f"/visits/words/{words.pk}/{what}/").status == 404
        assert stranger.post(f"/visits/words/{words.pk}/{what}/", {"reader": home.ida.pk, "said": "x"}).status == 404
    assert stranger.post(f"/visits/words/{words.pk}/stop/", {"reader": home.ida.pk}).status == 404
    assert stranger.post(f"/visits/wishes/{wish.pk}/answer/", {"words": "x"}).status == 404
    assert "A dog" not in stranger.get("/visits/wishes/").text
    assert not Audience.objects.exists()


def test_the_hub_reads_and_does_not_share(home: Household, pages: PageClient) -> None:
    hub = make.staff_user(Role.HUB_WORKER)
    make.grant(hub, home.kai)
    visit = a_visit(home, seen(home.kai, said()))
    words = Statement.objects.get()
    assert "Correct it" not in pages.as_user(hub).get(f"/visits/{visit.pk}/").words
    for what in ("share", "correct"):
        assert pages.as_user(hub).get(f"/visits/words/{words.pk}/{what}/").status == 403


# Corrections and wishes


def test_a_correction_stands_beside_the_old_words(home: Household, client: PageClient) -> None:
    visit = a_visit(home, seen(home.kai, said("Jem rosty.", language="Polish", translation="I eat roast.")))
    words = Statement.objects.get(original=None)
    page = client.get(f"/visits/words/{words.pk}/correct/")
    sent = client.submit(page, words="Jem tosty.", translation="I eat toast.")
    assert sent.location == f"/visits/{visit.pk}/"
    after = client.get(sent.location)
    assert "Corrected: the right words stand further down." in after.words
    assert "Jem rosty." in after.words
    assert "Translated from Polish: I eat toast." in after.words
    day = client.get(f"/people/{home.kai.pk}/day/")
    assert "Corrected. It said: Jem rosty." in day.words
    assert client.get(f"/visits/words/{words.pk}/correct/").status == 409


def test_a_wish_is_answered_from_the_list(home: Household, client: PageClient) -> None:
    moment = time.now() - timedelta(days=20)
    a_visit(home, seen(home.kai, said("Cold", promise="Find a bed"), wishes=("A bed of my own",)), at=moment)
    listed = client.get("/visits/wishes/")
    assert "A bed of my own" in listed.words
    assert "Late" in listed.words
    wish = Wish.objects.get()
    form = client.get(f"/visits/wishes/{wish.pk}/answer/")
    assert form.h1 == "Answer what Kai wants different"
    assert "Kai said: A bed of my own" in form.words
    promise = Promise.objects.get()
    sent = client.submit(form, words="You said: a bed. It comes on Friday.", promise=str(promise.pk))
    assert sent.location == f"/people/{home.kai.pk}/day/"
    assert "It comes on Friday." in client.get(sent.location).words
    assert Audience.objects.get().reader == home.kai
    assert "No wish waits for an answer." in client.get("/visits/wishes/").words
    better = client.get(f"/visits/wishes/{wish.pk}/answer/")
    assert client.submit(better, words="It comes on Monday.").status == 302
    wish.refresh_from_db()
    assert wish.promise == promise
    assert wish.answer
    assert wish.answer.words == "It comes on Monday."


def test_an_answer_that_betrays_an_address_is_given_back(home: Household, client: PageClient) -> None:
    make.address(home.dee, "4 Lantern Walk, Fleetwood", "FY7 6AA", hidden=True)
    a_visit(home, seen(home.kai, wishes=("To see Mum",)))
    url = f"/visits/wishes/{Wish.objects.get().pk}/answer/"
    sent = client.submit(client.get(url), words="Mum is at Lantern Walk.")
    assert sent.errors[0].startswith("Part of this would give away a hidden address")
    assert "Mum is at Lantern Walk." in sent.text


# Where else it appears


def test_visits_stand_in_history_on_the_record_and_on_the_first_page(home: Household, client: PageClient) -> None:
    full_visit(home)
    lines = history_of({home.kai.pk})
    assert [(line.what, line.outcome) for line in lines if line.what == "Visit"] == [("Visit", "Seen alone")]
    page = client.get(f"/people/{home.kai.pk}/history/")
    assert "Visits" in page.words
    assert "Seen alone" in page.words
    assert client.get(f"/people/{home.kai.pk}/").link("Their day") == f"/people/{home.kai.pk}/day/"
    sentences = first_page({home.kai.pk, home.rosie.pk})
    assert sentences[home.kai.pk][0].startswith("Seen, alone too, and their day recorded on ")
    assert sentences[home.rosie.pk] == ["Not seen on a visit yet."]


def test_seen_and_not_alone_is_said_on_the_first_page(home: Household) -> None:
    a_visit(home, seen(home.kai, alone=Alone.DECLINED, wishes=("A dog",)))
    (sentence,) = first_page({home.kai.pk})[home.kai.pk]
    assert "not alone yet; their day not recorded yet" in sentence


def test_a_grown_up_has_no_childs_day(home: Household, client: PageClient) -> None:
    home.dee.birth_date, home.dee.birth_kind = time.add_months(time.today(), -12 * 30), "exact"
    home.dee.save()
    with pytest.raises(KeyError):
        client.get(f"/people/{home.dee.pk}/").link("Their day")


def test_the_menu_leads_workers_to_wishes(home: Household, client: PageClient, pages: PageClient) -> None:
    assert "Wishes" in client.get("/visits/wishes/").text
    hub: User = make.staff_user(Role.HUB_WORKER)
    assert 'href="/visits/wishes/"' not in pages.as_user(hub).get("/hub/").text
