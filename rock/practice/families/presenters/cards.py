"""What a search says of each person."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rock.practice.families.presenters.person import aged
from rock.reach.search import Card
from rock.records.models import Person


@dataclass(frozen=True)
class CardInWords:
    """A card of the search page: who, why they are on it, and what can be done next."""

    pk: int
    name: str
    age: str
    why: list[str]
    reached: bool
    ask: str
    choose: str
    token: str


def cards_in_words(
    cards: Iterable[Card], choose: Callable[[Person], str], token: Callable[[Person], str]
) -> list[CardInWords]:
    """Return the cards; only somebody who is reached can be opened or chosen, all others carry the card's proof."""
    return [
        CardInWords(
            pk=card.person.pk,
            name=str(card.person),
            age=aged(card.person),
            why=card.why,
            reached=card.reached,
            ask=card.ask,
            choose=choose(card.person) if card.reached else "",
            token="" if card.reached else token(card.person),
        )
        for card in cards
    ]
