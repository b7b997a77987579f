"""A visit that was written down on the wrong child."""

from dataclasses import dataclass
from typing import Any

from rock.accounts.models import User
from rock.records.models import Family, Occasion, Person, Redaction, RedactionKind, Statement
from rock.records.services.redaction import agree_redaction, ask_redaction

SECRET = "The neighbour’s boy broke his arm."


@dataclass
class Visit:
    """A visit to Leo and Mia, written down as one to Kai and Dee."""

    asker: User
    agreer: User
    kai: Person
    dee: Person
    leo: Person
    mia: Person
    wrong: Family
    right: Family
    words: Statement

    @property
    def occasion(self) -> Occasion:
        return Occasion.objects.get(pk=self.words.occasion_id)

    def ask(self, *pairs: tuple[Person, Person], **facts: Any) -> Redaction:
        given = pairs or ((self.kai, self.leo), (self.dee, self.mia))
        facts = {"by": self.asker, "occasion": self.occasion, "right_family": self.right} | facts
        return ask_redaction(kind=RedactionKind.MOVE, basis="We went next door", pairs=given, **facts)

    def move(self) -> Redaction:
        return agree_redaction(by=self.agreer, redaction=self.ask())
