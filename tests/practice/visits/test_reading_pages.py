"""The staff’s pages of the child’s day and of visits, and where else they appear."""

import pytest

from rock.accounts.roles import Role
from rock.core import time
from rock.practice.requests.history import history_of
from rock.practice.visits.facts import NoticedFacts, PresentFacts, ReadersFacts
from rock.practice.visits.history import first_page
from rock.practice.visits.models import Alone, NoticedKind, Visit
from rock.practice.visits.services.wishes import answer_wish
from rock.records.models import Need, Promise, Redaction, RedactionKind, RelationshipKind, Slot, Source, Statement, Wish
from tests.practice.visits.full import full_visit
from tests.support import factories as make
from tests.support.pages import PageClient
from tests.support.visits import Household, a_visit, said, seen

pytestmark = pytest.mark.django_db


def test_the_day_shows_each_voice_and_what_nobody_asked(home: Household, worker: PageClient) -> None:
    full_visit(home)
    page = worker.get(f"/people/{home.kai.pk}/day/")
    assert page.h1 == "The day of Kai Ashdown"
    assert "“Dad hurts Mum on Sundays.”" in page.words
    assert "He sleeps." in page.words
    assert "Money" in page.words
    assert "Runs out: Gas" in page.words
    assert "Not asked yet" in page.words
    assert "Through an interpreter: Polish" in page.words
    assert "A bed of my own" in page.words
    rosie = worker.get(f"/people/{home.rosie.pk}/day/")
    assert "Nobody has asked Rosie about this yet" in rosie.words
    assert "Kai says" not in rosie.words


def test_a_day_of_one_kind_and_with_one_carer(home: Household, worker: PageClient) -> None:
    full_visit(home)
    url = f"/people/{home.kai.pk}/day/"
    weekend = worker.get(url, {"kind": "weekend"})
    assert "Dad hurts Mum" in weekend.words
    assert "Kai says this" not in weekend.words
    with_ray = worker.get(url, {"with": str(home.ray.pk)})
    assert "Kai says this" not in with_ray.words
    for nonsense in ({"kind": "x"}, {"with": "x"}, {"with": "9" * 30}, {"with": "0"}):
        assert worker.get(url, nonsense).status == 200


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


def test_somebody_closed_to_the_reader_is_not_named(home: Household, worker: PageClient) -> None:
    uncle = make.person("Zebedee", "Quill")
    make.related(uncle, home.kai, RelationshipKind.AUNT_UNCLE)
    visit = a_visit(home, seen(home.kai, said("He is fine.", source=Source.OTHER, speaker=uncle, carer=uncle)))
    make.restriction(uncle, make.staff_user(Role.TEAM_MANAGER))
    for url in (f"/people/{home.kai.pk}/day/", f"/visits/{visit.pk}/"):
        page = worker.get(url)
        assert "He is fine." in page.words
        assert "Zebedee" not in page.text


def telling_visit(home: Household) -> Visit:
    """Record a visit on which every field says where Dee lives, before anybody knew that it was to be hidden."""
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
    make.address(home.dee, "4 Lantern Walk, Fleetwood", "FY7 6AA", hidden=True)
    return visit


def test_no_page_that_reads_gives_a_hidden_address_away(home: Household, pages: PageClient) -> None:
    visit = telling_visit(home)
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


def test_a_visit_as_it_was_recorded(home: Household, worker: PageClient) -> None:
    full_visit(home)
    listed = worker.get(f"/families/{home.family.pk}/visits/")
    assert "Kai Ashdown: Seen alone" in listed.words
    assert "Rosie Ashdown: Not seen: At school" in listed.words
    href = str(listed.soup.select_one("main li.rock-card a")["href"])  # type: ignore[index]
    page = worker.get(href)
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


def test_a_visit_that_waits_to_be_moved_says_so(home: Household, worker: PageClient) -> None:
    visit = a_visit(home, seen(home.kai, said()))
    Redaction.objects.create(kind=RedactionKind.MOVE, basis="Wrong flat", asked_by=home.worker, occasion=visit.occasion)
    assert "waits to be moved" in worker.get(f"/visits/{visit.pk}/").words
    words = Statement.objects.get()
    assert worker.get(f"/visits/words/{words.pk}/share/").status == 409
    assert worker.get(f"/visits/words/{words.pk}/correct/").status == 409


def test_visits_stand_in_history_on_the_record_and_on_the_first_page(home: Household, worker: PageClient) -> None:
    full_visit(home)
    lines = history_of({home.kai.pk})
    assert [(line.what, line.outcome) for line in lines if line.what == "Visit"] == [("Visit", "Seen alone")]
    page = worker.get(f"/people/{home.kai.pk}/history/")
    assert "Visits" in page.words
    assert "Seen alone" in page.words
    assert worker.get(f"/people/{home.kai.pk}/").link("Their day") == f"/people/{home.kai.pk}/day/"
    sentences = first_page({home.kai.pk, home.rosie.pk})
    assert sentences[home.kai.pk][0].startswith("Seen, alone too, and their day recorded on ")
    assert sentences[home.rosie.pk] == ["Not seen on a visit yet."]


def test_seen_and_not_alone_is_said_on_the_first_page(home: Household) -> None:
    a_visit(home, seen(home.kai, alone=Alone.DECLINED, wishes=("A dog",)))
    (sentence,) = first_page({home.kai.pk})[home.kai.pk]
    assert "not alone yet; their day not recorded yet" in sentence


def test_a_grown_up_has_no_childs_day(home: Household, worker: PageClient) -> None:
    home.dee.birth_date, home.dee.birth_kind = time.add_months(time.today(), -12 * 30), "exact"
    home.dee.save()
    with pytest.raises(KeyError):
        worker.get(f"/people/{home.dee.pk}/").link("Their day")
