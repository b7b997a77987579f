"""What a hub worker typed for somebody who rang, wrote or came, in the shape in which a request is received."""

import secrets
from typing import Any

from rock.practice.requests.answers import PersonAsked, RequestAnswers
from rock.practice.requests.contact import contact_rule
from rock.practice.requests.forms.receiving import AT_HOME, CHILD, MOST_PEOPLE, born_or_age
from rock.practice.requests.models import AskerKind, ContactMethod, ReferralSource, Talked
from rock.records.models import AgreementKind, Answer

_OWN_WORDS = ("going_well", "worry", "tried", "would_help", "family_said")


def answers_from(facts: dict[str, Any]) -> RequestAnswers:
    """Return a staff form's cleaned answers as those of a request."""
    said = facts["agreement_words"]
    return RequestAnswers(
        submission_key=f"hub-{secrets.token_hex(16)}",
        asker_kind=AskerKind(facts["asker_kind"]),
        source_code=ReferralSource(facts["source_code"]),
        contact_method=ContactMethod(facts["contact_method"]),
        talked=Talked(facts["talked"]),
        people=_people(facts),
        words=_words(facts),
        asker_name=facts["asker_name"],
        asker_agency=facts["asker_agency"],
        asker_role=facts["asker_role"],
        asker_contact=facts["asker_contact"],
        asker_contact_rule=contact_rule(ways=facts["ways"], when=facts["safe_when"], shared=facts["shared"]),
        asker_language=facts["asker_language"] or "English",
        danger_now=facts["danger"],
        agreement_help=Answer(facts["agreement_help"]),
        agreement_ask=Answer(facts["agreement_ask"]),
        agreement_words=dict.fromkeys((AgreementKind.HELP, AgreementKind.ASK_AGENCIES), said),
    )


def _words(facts: dict[str, Any]) -> dict[str, str]:
    words: dict[str, str] = {key: facts[key] for key in _OWN_WORDS}
    words["why_not_talked"] = facts["why_unsafe"] or facts["why_not"]
    words["hidden_from"] = "\n".join(part for part in (facts["hidden_whom"], facts["hidden_also"]) if part)
    return words


def _people(facts: dict[str, Any]) -> tuple[PersonAsked, ...]:
    found = [_person(facts, number) for number in range(1, MOST_PEOPLE + 1) if facts[f"name_{number}"]]
    named = {person.name.casefold() for person in found}
    if facts["asker_kind"] == AskerKind.PARENT and facts["asker_name"].casefold() not in named:
        who = "Parent or carer, who asked"
        found.append(PersonAsked(facts["asker_name"], False, None, "", who, facts["address"], facts["hidden"]))
    return tuple(found)


def _person(facts: dict[str, Any], number: int) -> PersonAsked:
    kind, own = facts[f"kind_{number}"], facts[f"address_{number}"]
    born, age = born_or_age(facts[f"born_{number}"])
    home = kind in {CHILD, AT_HOME} and not own
    return PersonAsked(
        name=facts[f"name_{number}"],
        is_child=kind == CHILD,
        birth_date=born,
        age=age,
        who=facts[f"who_{number}"],
        address=facts["address"] if home else own,
        address_hidden=facts["hidden"] and kind in {CHILD, AT_HOME},
        school=facts[f"school_{number}"] if kind == CHILD else "",
    )
