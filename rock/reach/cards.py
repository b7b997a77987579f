"""What a search proves: that somebody was shown this person's card, just now. Nothing else opens the pages of a stranger."""

from django.core import signing
from django.http import Http404

from rock.accounts.models import User
from rock.reach.queries import kept_from
from rock.records.models import Person

_SALT = "rock.reach.card"
CARD_LASTS = 60 * 60


def card_token(user: User, person_id: int) -> str:
    """Return the proof that the user was shown this person's card; it lasts an hour and is nobody else's."""
    return signing.dumps([user.pk, person_id], salt=_SALT, compress=True)


def person_on_card(user: User, token: str) -> Person:
    """Return the person on the card; Http404 for a false or old proof, and for somebody whom the user is kept from."""
    try:
        user_id, person_id = signing.loads(token, salt=_SALT, max_age=CARD_LASTS)
    except signing.BadSignature:
        raise Http404 from None
    person = Person.objects.filter(pk=person_id).first()
    if user_id != user.pk or person is None or kept_from(user, [person.pk]):
        raise Http404
    return person
