"""A visit to the wrong flat was recorded on the wrong child: what was quoted of it leaves that child's plan."""

from datetime import date

from rock.practice.plans.facts import Quote
from rock.practice.plans.models import ItemKind, PlanItem
from rock.practice.plans.queries.for_reader import plan_for
from rock.practice.plans.queries.versions import compare_versions
from rock.practice.plans.services.readers import share_item
from rock.practice.plans.services.saying import keep_version
from rock.practice.plans.services.starting import quote_in
from rock.practice.plans.services.writing import take_in
from rock.records.models import Person, Promise, RedactionKind, Statement
from rock.records.services.redaction import agree_redaction, ask_redaction
from tests.practice.plans.conftest import World
from tests.support import factories as make

WORDS = "There are four beds and no sheets."


def _quoted(world: World) -> tuple[Person, Statement, PlanItem]:
    """Quote somebody else's words into Kai's plan, as a mistake would."""
    ama = make.person("Ama", "Boateng", born=date(2016, 1, 1))
    make.family("Boateng", children=[ama])
    make.grant(world.manager, [ama])
    make.grant(world.asha, [ama])
    said = make.statement(WORDS, about=[world.kai], speaker=world.kai, of=world.family)
    item = quote_in(by=world.asha, plan=world.plan, quote=Quote(ItemKind.WORRY, said))
    share_item(by=world.asha, item=item, reader=world.dee, knowingly=True)
    return ama, said, item


def test_words_that_move_leave_the_plan_its_readers_and_its_versions(world: World) -> None:
    ama, said, item = _quoted(world)
    version = keep_version(by=world.asha, plan=world.plan, answers=[])
    asked = ask_redaction(
        by=world.asha,
        kind=RedactionKind.MOVE,
        basis="The wrong flat",
        statement=said,
        wrong_person=world.kai,
        right_person=ama,
    )
    assert plan_for([world.dee.pk], [world.kai.pk]) is None  # already while it waits
    agree_redaction(by=world.manager, redaction=asked)
    item.refresh_from_db()
    assert item.removed_at is not None
    assert item.removed_because == "These words stood on the wrong record."
    assert item.wording is not None
    assert item.wording.by_person == ama
    found = compare_versions(version)
    assert (found.removed, found.same) == ([], [])


def test_a_promise_of_a_moved_visit_leaves_the_plan_with_it(world: World) -> None:
    ama, said, _ = _quoted(world)
    promise = Promise.objects.create(
        family=world.family,
        made_on=said.occasion,
        child=world.kai,
        what="Asha asks for sheets.",
        owner_staff=world.asha,
        due_on=date(2030, 1, 1),
    )
    item = take_in(by=world.asha, plan=world.plan, promise=promise)
    share_item(by=world.asha, item=item, reader=world.jo)
    assert plan_for([world.jo.pk], [world.kai.pk]) is not None
    asked = ask_redaction(
        by=world.asha,
        kind=RedactionKind.MOVE,
        basis="The wrong flat",
        occasion=said.occasion,
        pairs=[(world.kai, ama)],
        right_family=ama.memberships.get().family,
    )
    assert plan_for([world.jo.pk], [world.kai.pk]) is None  # already while it waits
    agree_redaction(by=world.manager, redaction=asked)
    item.refresh_from_db()
    assert item.removed_at is not None


def test_words_that_go_take_what_stood_beside_them(world: World) -> None:
    item = world.write(words="Meet at the blue door.", help_needed="A lift to the blue door")
    assert item.wording is not None
    asked = ask_redaction(
        by=world.asha, kind=RedactionKind.REDACT, basis="It must go", statement=item.wording.statement
    )
    agree_redaction(by=world.manager, redaction=asked)
    item.wording.refresh_from_db()
    promise = Promise.objects.get()
    assert (item.wording.help_needed, promise.what, promise.help_needed) == ("", "Removed", "")
    assert "blue door" not in Statement.objects.get(pk=item.wording.statement_id).words
