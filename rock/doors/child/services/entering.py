"""A card's number and words open the page. A wrong one says nothing about whether there is such a card."""

import re

from rock.core import time
from rock.core.services import Actor, service
from rock.doors.child.models import Card
from rock.doors.secrets import is_code

_TYPED = re.compile(r"^\D*(\d{1,9})\b(.*)$", re.DOTALL)


def read(typed: str) -> tuple[int, str]:
    """Return the number and the words of what was typed, in that order; (0, "") where it is not a card."""
    found = _TYPED.match(typed[:100])
    return (int(found[1]), found[2]) if found else (0, "")


@service
def enter(*, by: Actor, number: int, words: str) -> Card | None:
    """Return the card if it stands and these are its words, and note that it was used."""
    standing = Card.objects.filter(ended_at__isnull=True, expires_at__gt=time.now(), page__closed_at__isnull=True)
    card = standing.select_related("page__user", "page__person").filter(pk=number).exclude(words_hash="").first()
    if card is None or not is_code(card.pk, words, card.words_hash, purpose="child"):
        return None
    card.used_at = time.now()
    card.save(update_fields=["used_at"])
    return card


def forget_cards() -> int:
    """Delete cards that can no longer open anything; return how many."""
    return Card.objects.filter(expires_at__lte=time.now()).delete()[0]
