"""Who looked is held back where a protection enquiry must, until a named manager releases it."""

from rock.accounts.models import User
from rock.accounts.policy import Action
from rock.core import time
from rock.core.services import Refused, service
from rock.doors.family.models import LooksHeld
from rock.records.models import Person


@service
def hold_views(*, by: User, person: Person, because: str) -> LooksHeld:
    """From now on, do not show the family who looks at this person; what they saw before stays seen."""
    if not because.strip():
        raise Refused("Say why who looked must be held back.")
    if LooksHeld.objects.filter(person=person, released_at__isnull=True).exists():
        raise Refused("Who looked is held back already.")
    return LooksHeld.objects.create(person=person, because=because.strip(), held_by=by)


@service
def release_views(*, by: User, person: Person) -> LooksHeld:
    """Show the family who looked until now, what single pages held back too; only a manager decides this."""
    if not by.may(Action.RELEASE_HELD):
        raise Refused("Only a manager can release what is held back. Ask yours.")
    now = time.now()
    row = LooksHeld.objects.filter(person=person, released_at__isnull=True).first()
    row = row or LooksHeld(person=person, because="Held back by the page that was opened", held_by=by, held_at=now)
    row.released_at, row.released_by = now, by
    row.save()
    return row
