"""What is written of a visit before it is kept: a draft for each page of it, with a version, so that nothing is overwritten unseen.

The page of who and where has the family's number as its subject, a child's page has the family's and the child's. What
comes from elsewhere (a phone that had no signal, a second window) and is older than the draft here is kept beside it, under
a form of its own, until the worker has compared the two.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from rock.core import time
from rock.core.drafts import Answers, save_draft
from rock.core.models import Draft, SubmittedOnce
from rock.core.services import Actor, Refused, service
from rock.practice.visits.models import Visit

FORM = "visit"
BESIDE = tuple(f"visit-beside-{number}" for number in range(1, 6))
NOT_KEPT = ("add", "draft_version", "go", "visit_key")


@dataclass(frozen=True)
class Kept:
    """A page of a visit as it was typed; `version` changes with each save, and is empty while nothing is kept."""

    answers: Answers
    version: str = ""
    saved_at: datetime | None = None


def subject_of(family: int, child: int | None = None) -> str:
    """Return the subject of a page's draft."""
    return str(family) if child is None else f"{family}/{child}"


def kept(by: Actor, subject: str) -> Kept:
    """Return one page of somebody's own visit (one query)."""
    return kept_all(by, subject.partition("/")[0]).get(subject, Kept({}))


def kept_all(by: Actor, family: int | str) -> dict[str, Kept]:
    """Return all pages of somebody's own visit to a family, by subject (one query)."""
    rows = Draft.objects.filter(user_id=by.actor_id or 0, form=FORM, expires_at__gt=time.now())
    mine = rows.filter(subject=str(family)) | rows.filter(subject__startswith=f"{family}/")
    return {row.subject: _kept(row) for row in mine}


def _kept(row: Draft) -> Kept:
    return Kept(row.answers, row.updated_at.isoformat(), row.updated_at)


def cleaned(answers: Answers) -> Answers:
    """Return the answers without what is no answer and what was left empty, so that two can be compared."""
    found = {name: [value for value in values if value.strip()] for name, values in answers.items()}
    return {name: values for name, values in found.items() if values and not name.startswith(NOT_KEPT)}


@service
def keep(*, by: Actor, subject: str, answers: Answers, version: str) -> Kept | None:
    """Keep a page in place of the version that it was written on.

    When the draft is no longer that version and says something else, keep the answers beside it and return None.
    """
    given = _for_a_new_visit(cleaned(answers))
    row = Draft.objects.select_for_update().filter(user_id=by.actor_id or 0, form=FORM, subject=subject).first()
    if row is not None and row.updated_at.isoformat() != version and row.answers != given:
        _keep_beside(by, subject, given)
        return None
    return _kept(save_draft(by=by, form=FORM, subject=subject, answers=given))


def _for_a_new_visit(given: Answers) -> Answers:
    """Return the answers under a key of their own, when the visit that they carry the key of is in the record already."""
    return {**given, "key": [str(uuid4())]} if is_recorded(next(iter(given.get("key", [])), "")) else given


def is_recorded(key: str) -> bool:
    """Return whether the visit of this key stands in the record."""
    try:
        return Visit.objects.filter(key=UUID(key)).exists()
    except ValueError:
        return False


def recorded_as(by: Actor, key: str, subject: str, answers: Answers) -> str:
    """Return where the visit stands into which exactly this page went, or nothing: what is sent late is then no new visit."""
    row = SubmittedOnce.objects.filter(key=_mark(by, key, subject, cleaned(answers))).first()
    return row.result_url if row else ""


def _mark(by: Actor, key: str, subject: str, answers: Answers) -> str:
    said = json.dumps([by.actor_id, key, subject, answers], sort_keys=True)
    return hashlib.sha256(said.encode(errors="replace")).hexdigest()


def _keep_beside(by: Actor, subject: str, given: Answers) -> None:
    waiting = {row.form: row.answers for row in _beside(by, subject)}
    if given in waiting.values():
        return
    free = next((form for form in BESIDE if form not in waiting), None)
    if free is None:
        raise Refused("Five other versions wait to be compared. Compare those first, then save this again.")
    save_draft(by=by, form=free, subject=subject, answers=given)


def _beside(by: Actor, subject: str) -> list[Draft]:
    rows = Draft.objects.filter(user_id=by.actor_id or 0, form__in=BESIDE, subject=subject, expires_at__gt=time.now())
    return list(rows.order_by("updated_at"))


def beside(by: Actor, subject: str) -> Kept | None:
    """Return the oldest version that waits to be compared with the draft, or None (one query)."""
    return next(map(_kept, _beside(by, subject)), None)


def waiting(by: Actor, family: int) -> set[str]:
    """Return the subjects of a visit's pages of which another version waits (one query)."""
    rows = Draft.objects.filter(user_id=by.actor_id or 0, form__in=BESIDE, expires_at__gt=time.now())
    subjects = rows.filter(subject=str(family)) | rows.filter(subject__startswith=f"{family}/")
    return set(subjects.values_list("subject", flat=True))


@service
def settle(*, by: Actor, subject: str, answers: Answers, other: Kept) -> Kept:
    """Keep what came of a comparison, and drop the version that was compared."""
    found = next((row for row in _beside(by, subject) if row.updated_at.isoformat() == other.version), None)
    if found is not None:
        found.delete()
    return _kept(save_draft(by=by, form=FORM, subject=subject, answers=cleaned(answers)))


@service
def finish(*, by: Actor, family: int, key: str, url: str) -> None:
    """Drop the pages of a visit that is in the record now, and keep a mark of each, so that a second sending is known."""
    for subject, page in kept_all(by, family).items():
        mark = _mark(by, key, subject, cleaned(page.answers))
        SubmittedOnce.objects.get_or_create(key=mark, defaults={"result_url": url})
    discard(by=by, family=family)


@service
def discard(*, by: Actor, family: int) -> None:
    """Drop every page of a visit that is kept now, or is not wanted any more."""
    rows = Draft.objects.filter(user_id=by.actor_id or 0, form__in=[FORM, *BESIDE])
    (rows.filter(subject=str(family)) | rows.filter(subject__startswith=f"{family}/")).delete()
