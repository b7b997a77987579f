"""What stands about a record that the reader has open: restricted, or open to them because of an emergency."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from rock.accounts.models import User
from rock.core.words import on_day_at
from rock.reach.models import Basis
from rock.reach.queries import grants


@dataclass(frozen=True)
class Standing:
    """Whether the record is restricted, and until when the reader has it open in an emergency."""

    restricted: bool = False
    emergency_until: datetime | None = None

    @property
    def sentences(self) -> list[str]:
        """Return what a banner says; nothing for an ordinary record."""
        found = []
        if self.restricted:
            found.append(_("This record is restricted. Only the people who are named on it can open it."))
        if self.emergency_until:
            words = _("You opened this record in an emergency. It closes on %(when)s. A manager will look at it.")
            found.append(words % {"when": on_day_at(self.emergency_until)})
        return found


def standing(user: User, person_ids: Iterable[int]) -> Standing:
    """Return what stands about a person whom the user reaches (one query).

    Whoever has a restricted record open is named on it, so their own grants tell.
    """
    rows = grants(user).filter(person__in=list(person_ids), allow=True, user=user)
    found = dict(rows.filter(basis__in=(Basis.NAMED, Basis.EMERGENCY)).order_by("ends").values_list("basis", "ends"))
    return Standing(Basis.NAMED in found, found.get(Basis.EMERGENCY))
