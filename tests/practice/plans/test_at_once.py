"""Many who write at once, on a real database: every edit is the next revision or comes back, and none is lost."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from rock.core.three_way import EditedMeanwhile
from rock.practice.plans.models import PlanItem, PlanWording
from rock.practice.plans.services.writing import reword
from rock.records.models import Promise
from tests.practice.plans.conftest import World, make_world, promise_words

WRITERS, EDITS = 20, 5


def _edits(world: World, item_pk: int, writer: int) -> list[tuple[str, bool]]:
    """Edit one promise, each time from the revision that stands then; return each wording, and whether it was kept."""
    found = []
    for n in range(EDITS):
        item = PlanItem.objects.get(pk=item_pk)
        words = f"Writer {writer}, edit {n}"
        try:
            reword(by=world.asha, item=item, revision=item.revision, wording=promise_words(words, owner=world.dee))
            found.append((words, True))
        except EditedMeanwhile as met:
            found.append((met.mine, False))
    connections.close_all()
    return found


@pytest.mark.django_db(transaction=True)
def test_of_a_hundred_edits_at_once_none_is_lost() -> None:
    world = make_world()
    item = world.write(words="As it was.")
    with ThreadPoolExecutor(WRITERS) as pool:
        rounds = pool.map(lambda writer: _edits(world, item.pk, writer), range(WRITERS))
        said = [one for found in rounds for one in found]
    kept = {words for words, was_kept in said if was_kept}
    assert {words for words, _ in said} == {f"Writer {one}, edit {n}" for one in range(WRITERS) for n in range(EDITS)}
    assert len(kept) >= EDITS

    item.refresh_from_db()
    rows = list(PlanWording.objects.filter(item=item).select_related("statement").order_by("number"))
    assert item.revision == len(rows) == len(kept) + 1
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    assert {row.statement.words for row in rows[1:]} == kept
    assert item.wording == rows[-1]
    assert Promise.objects.get().what == rows[-1].statement.words
