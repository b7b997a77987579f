"""Unsent requests: begun, kept answer by answer, come back to with a code, thrown away when their time is over."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from rock.core import time
from rock.core.services import Actor, Refused, service
from rock.doors.public.models import UnsentRequest
from rock.doors.public.sealing import (
    CannotOpen,
    code_from,
    code_text,
    name_of,
    new_code,
    new_token,
    seal,
    unseal,
)

KEPT_FOR = timedelta(days=14)
COPY_KEPT_FOR = timedelta(hours=1)
MOST_CHARACTERS = 200_000

Typed = dict[str, list[str]]


@dataclass
class Draft:
    """An opened request: `typed` is what was typed, by place (“worry”, “children-2”), as the browser sent it."""

    token: bytes
    begun_at: datetime
    expires_at: datetime
    typed: dict[str, Typed] = field(default_factory=dict)
    sent_at: datetime | None = None
    reference: str = ""
    kind: str = ""
    has_code: bool = False

    @property
    def content(self) -> bytes:
        """Return what is sealed."""
        return json.dumps({"typed": self.typed, "reference": self.reference, "kind": self.kind}).encode()


def open_draft(token: bytes | None) -> Draft | None:
    """Return the draft of a token; None when there is none, its time is over, or the token does not open it."""
    if token is None:
        return None
    row = UnsentRequest.objects.filter(token_hash=name_of(token), expires_at__gt=time.now()).first()
    return _opened(row, token) if row else None


@service
def begin_draft(*, by: Actor) -> Draft:
    """Make an empty draft under a token of the server's own making, so that nobody can plant one that they know."""
    now = time.now()
    draft = Draft(token=new_token(), begun_at=now, expires_at=now + KEPT_FOR)
    UnsentRequest.objects.create(
        token_hash=name_of(draft.token),
        sealed=seal(draft.token, draft.content),
        begun_at=now,
        expires_at=draft.expires_at,
    )
    return draft


@service
def keep_answers(*, by: Actor, token: bytes, answers: Mapping[str, Typed | None]) -> Draft:
    """Put answers into a draft by place, None to take one out; what another tab typed in other places stays.

    Refused when it is sent, gone, or would grow past 200,000 characters.
    """
    row, draft = locked(token)
    if draft.sent_at:
        raise Refused("You have already sent this. To tell us more, call us or start again.")
    for place, typed in answers.items():
        draft.typed.pop(place, None)
        if typed is not None:
            draft.typed[place] = typed
    if len(draft.content) > MOST_CHARACTERS:
        raise Refused("That is more than we can keep. Make your answer shorter.")
    row.sealed = seal(token, draft.content)
    row.save(update_fields=["sealed"])
    return draft


def locked(token: bytes) -> tuple[UnsentRequest, Draft]:
    """Return a draft's row, locked for this transaction, and the draft; Refused when it is gone."""
    found = UnsentRequest.objects.select_for_update().filter(token_hash=name_of(token), expires_at__gt=time.now())
    row = found.first()
    draft = _opened(row, token) if row else None
    if row is None or draft is None:
        raise Refused("Your answers are no longer here. Start again, or call us.")
    return row, draft


@service
def make_code(*, by: Actor, token: bytes) -> str:
    """Return a new code for coming back, in fours, to be shown once; the one given before stops working."""
    row, draft = locked(token)
    if draft.sent_at:
        raise Refused("You have already sent this.")
    code = new_code()
    row.code_hash, row.sealed_token = name_of(code), seal(code, token)
    row.save(update_fields=["code_hash", "sealed_token"])
    return code_text(code)


def come_back(typed_code: str) -> Draft | None:
    """Return the draft that a code opens, or None."""
    code = code_from(typed_code)
    if code is None:
        return None
    rows = UnsentRequest.objects.filter(code_hash=name_of(code), expires_at__gt=time.now(), sent_at__isnull=True)
    row = rows.first()
    if row is None or row.sealed_token is None:
        return None
    try:
        return _opened(row, unseal(code, bytes(row.sealed_token)))
    except CannotOpen:
        return None


def mark_sent(row: UnsentRequest, draft: Draft, reference: str, kind: str) -> None:
    """Turn a draft into the copy of what was sent, for an hour; its code stops working."""
    draft.sent_at, draft.reference, draft.kind = time.now(), reference, kind
    row.sent_at, row.expires_at = draft.sent_at, draft.sent_at + COPY_KEPT_FOR
    row.code_hash, row.sealed_token = None, None
    row.sealed = seal(draft.token, draft.content)
    row.save(update_fields=["sent_at", "expires_at", "code_hash", "sealed_token", "sealed"])


@service
def take_copy(*, by: Actor, token: bytes) -> Draft:
    """Return a sent request with its answers, once; Refused when they have been shown, or it was not sent."""
    row, draft = locked(token)
    if draft.sent_at is None or not draft.typed:
        raise Refused("The copy can be shown once only.")
    shown = Draft(**(vars(draft) | {"typed": dict(draft.typed)}))
    draft.typed = {}
    row.sealed = seal(token, draft.content)
    row.save(update_fields=["sealed"])
    return shown


@service
def throw_away(*, by: Actor, token: bytes) -> None:
    """Delete a draft because its writer wants it gone."""
    UnsentRequest.objects.filter(token_hash=name_of(token)).delete()


@service
def purge_drafts(*, by: Actor) -> int:
    """Delete every draft and copy whose time is over; return how many."""
    return UnsentRequest.objects.filter(expires_at__lte=time.now()).delete()[0]


def _opened(row: UnsentRequest, token: bytes) -> Draft | None:
    try:
        content = json.loads(unseal(token, bytes(row.sealed)))
    except CannotOpen:
        return None
    return Draft(
        token=token,
        begun_at=row.begun_at,
        expires_at=row.expires_at,
        sent_at=row.sent_at,
        has_code=row.code_hash is not None,
        **content,
    )
