"""A thousand edits of one promise by twenty who write at once: how long they take, and that none is lost."""

import time as real
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta

from django.db import connections

from rock.accounts.models import User
from rock.core import time
from rock.core.services import SYSTEM
from rock.core.three_way import EditedMeanwhile
from rock.practice.plans.facts import Wording
from rock.practice.plans.models import ItemKind, PlanItem, PlanWording, Standing
from rock.practice.plans.services.starting import start_plan
from rock.practice.plans.services.writing import reword, write_item
from rock.records.models import MemberRole
from rock.records.services.families import create_family
from rock.records.services.people import create_person

WRITERS, EDITS = 20, 50


@dataclass(frozen=True)
class Edited:
    """What became of the edits: how many were kept, how many met another's and were shown it first, how long all took."""

    edits: int
    kept: int
    compared: int
    seconds: float


def edit(worker: User) -> Edited:
    """Let every writer put all their edits into one promise; whoever meets another's wording writes on from it."""
    item = _item(worker)
    begin = real.perf_counter()
    with ThreadPoolExecutor(WRITERS) as pool:
        compared = sum(pool.map(lambda writer: _write(worker, item.pk, writer), range(WRITERS)))
    seconds = real.perf_counter() - begin
    rows = PlanWording.objects.filter(item=item, number__gt=1).values_list("statement__words", flat=True)
    wanted = {_words(writer, n) for writer in range(WRITERS) for n in range(EDITS)}
    return Edited(len(wanted), len(wanted & set(rows)), compared, round(seconds, 1))


def _write(worker: User, item_pk: int, writer: int) -> int:
    compared = 0
    for n in range(EDITS):
        while True:
            item = PlanItem.objects.get(pk=item_pk)
            try:
                reword(by=worker, item=item, revision=item.revision, wording=_wording(worker, _words(writer, n)))
                break
            except EditedMeanwhile:
                compared += 1
            finally:
                # There are more writers than connections: each gives its own back for the next.
                connections.close_all()
    return compared


def _words(writer: int, n: int) -> str:
    return f"Writer {writer} puts it like this, for the {n}th time"


def _wording(worker: User, words: str) -> Wording:
    return Wording(words=words, owner=worker, due_on=time.today() + timedelta(days=14))


def _item(worker: User) -> PlanItem:
    born = time.add_months(time.today(), -100)
    child = create_person(
        by=SYSTEM, searched_for="Bench Child", given_name="Bench", family_name="Child", birth_date=born
    )
    family = create_family(by=SYSTEM, name="Bench", members=[(child, MemberRole.CHILD)])
    review = time.today() + timedelta(days=30)
    plan = start_plan(
        by=worker, family=family, child=child, standing=Standing.EARLY_HELP, review_on=review, lead=worker
    )
    wording = _wording(worker, "As it was first put")
    return write_item(by=worker, plan=plan, kind=ItemKind.PROMISE, wording=wording).item
