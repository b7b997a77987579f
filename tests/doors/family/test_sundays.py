"""Kai says on a visit: “Dad hurts Mum on Sundays.” Nothing at either parent's door is another byte for it."""

import re

import pytest
from django.db import transaction

from rock.core.models import OutgoingMessage
from rock.practice.visits.services.recording import record_visit
from rock.records.models import Mark, Person, Slot, SlotMark
from tests.doors.family.opened import all_of
from tests.doors.family.planned import Planned, planned
from tests.doors.family.standing import betrays
from tests.doors.family.written import Written, visited
from tests.support.jobs import run_jobs
from tests.support.reviews import a_review, days_ago, mark
from tests.support.shared import shared
from tests.support.visits import said, seen, visit_facts

pytestmark = pytest.mark.django_db
SAID = "Dad hurts Mum on Sundays."
_EACH_TIME = re.compile(
    r'name="(?:csrfmiddlewaretoken|once)" value="[^"]*"|csrftoken=[^;]*|sessionid=[^;]*|expires=[^;]*'
    r"|nonce-[\w-]+|/CreationDate[^\n]*|/ModDate[^\n]*|D:\d{14}[^)]*|<xmp:\w+Date>[^<]*|uuid:[\w-]+|/ID\s*\[[^\]]*\]"
    r"|<xmpMM:\w+>[^<]*"
)


@shared
def made() -> Planned:
    found = planned()
    Written(found)
    from rock.practice.visits.services.sharing import share

    found.kai_takes_part(since=days_ago(40))
    a_review(found.asha, found.plan, mark(found.kai, Mark.BETTER, "I eat now"), on=days_ago(3))
    for statement in (visited(found), SlotMark.objects.get().statement):
        assert statement
        for reader in (found.dee, found.ray):
            share(by=found.asha, statement=statement, reader=reader, speaker_said="Yes")
    return found


def walk(made: Planned, reader: Person) -> dict[str, str]:
    """Return every page, paper and error of one door, by following its links and asking for what is not there."""
    client, found = made.door(reader), {}
    lines = [*(line.pk for line in made.lines.values()), 0]
    waiting = ["/w/", "/w/plan/", "/w/questions/", "/w/offers/", "/w/report/", f"/w/day/{made.kai.pk}/"]
    waiting.append(f"/w/then/{made.kai.pk}/")
    waiting += [f"/w/plan/{made.kai.pk}/{end}" for end in ("", "fridge/", "paper/", "know/")]
    waiting += [f"/w/line/{pk}/{end}" for pk in lines for end in ("", "words/", "done/", "not-mine/")]
    while waiting:
        url = waiting.pop()
        if url in found:
            continue
        page = client.get(url)
        found[url] = _EACH_TIME.sub("", all_of(page))
        if page.location.startswith("/w/"):
            waiting.append(page.location)
        if page.is_html and page.status == 200:
            links = (str(link["href"]).split("#")[0] for link in page.soup.select("main a[href^='/w/']"))
            waiting += [url for url in links if url and "leave" not in url]
    return found


def messages() -> list[tuple[str, str]]:
    run_jobs()
    rows = OutgoingMessage.objects.order_by("pk")
    return [(row.template, row.to) for row in rows]


def said_on_sunday(made: Planned) -> None:
    facts = visit_facts(made.told.family, seen(made.kai, said(SAID, Slot.EVENING)))
    record_visit(by=made.asha, facts=facts)
    harder = mark(made.kai, Mark.HARDER, SAID, slot=Slot.EVENING)
    a_review(made.asha, made.plan, harder, mark(made.dee, Mark.HARDER), what_changed=SAID)


def meets_no_hidden_word(pages: dict[str, str]) -> None:
    assert [url for url, text in pages.items() if betrays(text)] == []
    assert sum("200" in text[:4] for text in pages.values()) > 12


@pytest.mark.parametrize("name", ["dee", "ray", "jo"])
def test_every_page_paper_and_message_is_the_same_byte_for_byte(made: Planned, name: str) -> None:
    reader = getattr(made, name)
    family = {made.dee.pk, made.ray.pk, made.jo.pk}
    contacts = set(Person.objects.filter(pk__in=family).values_list("contact_points__value", flat=True))
    before, sent = walk(made, reader), [row for row in messages() if row[1] in contacts]
    assert len(before) > 10 + 4 * (len(made.lines) + 1) > 35
    assert ("I eat now" in before[f"/w/then/{made.kai.pk}/"]) is (name != "jo")
    if name == "ray":
        meets_no_hidden_word(before)
    with transaction.atomic():
        said_on_sunday(made)
    after = walk(made, reader)
    assert set(before) == set(after)
    for url, text in before.items():
        assert text == after[url], url
    assert [row for row in messages() if row[1] in contacts] == sent
    assert not any("Sunday" in text or SAID in text for text in after.values())
