"""“Dad hurts Mum on Sundays”: said on a visit, in his hearing, in a house, as a wish, on Kai's own page. No door changes by a byte."""

import pytest

from rock.core.nightly import run_all
from rock.practice.visits.facts import NoticedFacts, PromiseFacts, ReadersFacts
from rock.practice.visits.models import HeldShare, NoticedKind
from rock.practice.visits.services.recording import record_visit
from rock.records.models import Audience, SaidInHearing, Slot, Statement
from tests.journeys.at_doors import House, Numbers, contacts, house, messages_to, numbers, walked
from tests.support.visits import said, seen, visit_facts

pytestmark = [pytest.mark.django_db, pytest.mark.soak]  # every address of four doors, twice
SAID = "Dad hurts Mum on Sundays."
Pages = dict[str, dict[str, str]]


def whole_walk(here: House, tried: Numbers) -> Pages:
    """Return every answer of every door."""
    children = [here.made.kai.pk, here.made.told.bea.pk]
    prefixes = {"school": "/partner/"}
    return {name: walked(client, tried, children, prefixes.get(name, "/w/")) for name, client in here.doors.items()}


def on_a_visit(here: House) -> None:
    """Kai says it in a slot, as a worry in a house and as a wish; Ray hears it; “yes, they may read it” waits."""
    made = here.made
    kai = seen(
        made.kai,
        said(SAID, Slot.EVENING, promise="Ask what happens on Sundays."),
        noticed=(NoticedFacts(NoticedKind.WORRY, SAID, by_child=True), NoticedFacts(NoticedKind.WORRY, SAID)),
        wishes=(f"I want it to stop. {SAID}",),
        promises=(PromiseFacts(f"Ring somebody when {SAID}", idea=made.kai),),
        heard_by=(made.ray,),
        readers=(ReadersFacts(made.kai, (made.dee, made.ray), "Yes"),),
    )
    record_visit(by=made.asha, facts=visit_facts(made.told.family, kai))


def on_his_own_page(here: House) -> None:
    """Kai writes it himself: of his day, as a wish, and with “I don't feel safe”."""
    client = here.at_own_page()
    client.submit(client.get("/me/day/tell/"), slot="evening", face="1", words=SAID, readers=["me"])
    client.submit(client.get("/me/wishes/new/"), words=SAID, readers=["me"])
    client.submit(client.get("/me/not-safe/"), words=SAID)
    assert SAID in client.get("/me/day/").words


def test_no_page_paper_or_message_of_any_door_changes_by_a_byte() -> None:
    here = house()
    tried, to = numbers(), contacts(here)
    before, sent = whole_walk(here, tried), messages_to(*to)
    opened = {name: sum(text.startswith("200") for text in pages.values()) for name, pages in before.items()}
    assert all(count >= 4 for count in opened.values()), opened
    on_a_visit(here)
    on_his_own_page(here)
    assert not [done.name for done in run_all() if done.failed]
    assert Statement.objects.filter(words__contains=SAID).count() >= 6
    assert SaidInHearing.objects.filter(person=here.made.ray).exists()
    assert HeldShare.objects.exists()
    after = whole_walk(here, tried)
    for name, pages in before.items():
        assert [url for url, text in pages.items() if after[name].get(url) != text] == [], name
        assert set(after[name]) == set(pages), name
    assert messages_to(*to) == sent
    assert not any("Sunday" in text for pages in after.values() for text in pages.values())


def test_nobody_outside_may_read_a_word_of_it() -> None:
    here = house()
    on_a_visit(here)
    on_his_own_page(here)
    readers = Audience.objects.filter(statement__words__contains=SAID).values_list("reader", flat=True)
    assert set(readers) <= {here.made.kai.pk}
