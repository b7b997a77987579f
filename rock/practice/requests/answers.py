"""What somebody answered when they asked for support: the form's result, before it becomes records."""

from dataclasses import dataclass, field
from datetime import date

from rock.practice.requests.models import AskerKind, ContactMethod, ReferralSource, Talked
from rock.records.models import Answer

# The questions whose answers are kept as statements, in the order in which they are read.
WORD_KEYS = ("going_well", "worry", "tried", "would_help", "family_said", "why_not_talked", "hidden_from")


@dataclass(frozen=True, slots=True)
class PersonAsked:
    """Somebody the request is about, as the asker gave them."""

    name: str
    is_child: bool
    birth_date: date | None = None
    age: str = ""
    who: str = ""
    address: str = ""
    address_hidden: bool = False
    school: str = ""


@dataclass(frozen=True, slots=True)
class RequestAnswers:
    """All the answers of one request; `submission_key` makes a double click one request."""

    submission_key: str
    asker_kind: AskerKind
    source_code: ReferralSource
    contact_method: ContactMethod
    talked: Talked
    people: tuple[PersonAsked, ...]
    words: dict[str, str]
    asker_name: str = ""
    asker_agency: str = ""
    asker_role: str = ""
    asker_contact: str = ""
    asker_contact_rule: str = ""
    asker_language: str = "English"
    danger_now: bool = False
    agreement_help: Answer = Answer.NOT_ASKED
    agreement_ask: Answer = Answer.NOT_ASKED
    agreement_words: dict[str, str] = field(default_factory=dict)
