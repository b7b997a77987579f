"""What somebody typed, in the shape in which the hub takes a request."""

from typing import Any

from rock.doors.public.journey import Journey, Place
from rock.doors.public.steps import BY_SLUG
from rock.practice.requests.answers import PersonAsked, RequestAnswers
from rock.practice.requests.contact import contact_rule
from rock.practice.requests.models import AskerKind, ContactMethod, ReferralSource, Talked
from rock.records.models import AgreementKind, Answer

ENGLISH = "English"
_BY_RELATION = {"relative": ReferralSource.S1A, "friend": ReferralSource.S1B, "other": ReferralSource.S1D}
_OWN_WORDS = {"going_well": "going-well", "worry": "worry", "tried": "tried", "would_help": "would-help"}


def answers_of(journey: Journey, key: str) -> RequestAnswers:
    """Return what was answered, in the shape that the hub takes it."""
    kind = journey.kind or AskerKind.RELATIVE
    return RequestAnswers(
        submission_key=key,
        asker_kind=kind,
        source_code=_source(journey, kind),
        contact_method=ContactMethod.ONLINE,
        talked=Talked(journey.answer("talked", "talked") or Talked.SELF),
        people=tuple(_people(journey, kind)),
        words=_words(journey),
        asker_name=_name(journey),
        asker_agency=said(journey, "work", "agency"),
        asker_role=_role(journey, kind),
        asker_contact=said(journey, "contact", "contact"),
        asker_contact_rule=_contact_rule(journey),
        asker_language=said(journey, "language", "other") or ENGLISH,
        danger_now=journey.answer("danger", "danger") is True,
        agreement_help=Answer(journey.answer("agree-help", "answer")),
        agreement_ask=Answer(journey.answer("agree-ask", "answer")),
        agreement_words={
            AgreementKind.HELP: said(journey, "agree-help", "own_words"),
            AgreementKind.ASK_AGENCIES: said(journey, "agree-ask", "own_words"),
        },
    )


def said(journey: Journey, slug: str, field: str) -> str:
    """Return a text answer of a step that this person is asked; empty where there is none."""
    if BY_SLUG[slug] not in journey.path:
        return ""
    return str(journey.answer(slug, field) or "")


def _name(journey: Journey) -> str:
    return said(journey, "name", "name") or said(journey, "you", "name") or said(journey, "work", "name")


def _role(journey: Journey, kind: AskerKind) -> str:
    if kind == AskerKind.PROFESSIONAL:
        return said(journey, "work", "role")
    return said(journey, "relation", "which") or said(journey, "relation", "how")


def _source(journey: Journey, kind: AskerKind) -> ReferralSource:
    if kind == AskerKind.PROFESSIONAL:
        return ReferralSource(said(journey, "service", "service"))
    if kind == AskerKind.YOUNG_PERSON:
        return ReferralSource.S1C
    if kind == AskerKind.PARENT:
        return ReferralSource.S1A
    return _BY_RELATION[said(journey, "relation", "relation")] if _name(journey) else ReferralSource.S9


def _words(journey: Journey) -> dict[str, str]:
    words = {key: said(journey, slug, "text") for key, slug in _OWN_WORDS.items()}
    words["family_said"] = said(journey, "talked", "said")
    words["why_not_talked"] = said(journey, "talked", "why_unsafe") or said(journey, "talked", "why_not")
    words["hidden_from"] = _hidden_from(journey)
    return words


def _hidden_from(journey: Journey) -> str:
    parts = [said(journey, "hidden", "whom"), said(journey, "hidden", "also")]
    return "\n".join(part for part in parts if part)


def _contact_rule(journey: Journey) -> str:
    return contact_rule(
        ways=journey.answer("contact", "ways") or [],
        when=said(journey, "safe", "when"),
        shared=said(journey, "safe", "shared"),
        ask_for=said(journey, "safe", "ask_for"),
    )


def _address(journey: Journey) -> tuple[str, bool]:
    parts = [said(journey, "address", "lines"), said(journey, "address", "postcode")]
    hidden = BY_SLUG["hidden"] in journey.path and journey.answer("hidden", "hidden") is True
    return ", ".join(part for part in parts if part), hidden


def _people(journey: Journey, kind: AskerKind) -> list[PersonAsked]:
    address, hidden = _address(journey)
    found: list[PersonAsked] = []
    if kind == AskerKind.YOUNG_PERSON:
        age, school = said(journey, "you", "age"), said(journey, "you", "school")
        name = _name(journey) or "A young person, who asked"
        found.append(PersonAsked(name, True, None, age, "", address, hidden, school))
        return found
    for number in journey.numbers(BY_SLUG["children"]):
        child = _entry(journey, "children", number)
        found.append(
            PersonAsked(child["name"], True, child["born"], child["age"], "", address, hidden, child["school"])
        )
    if kind == AskerKind.PARENT:
        found.append(PersonAsked(_name(journey), False, None, "", "Parent or carer, who asked", address, hidden))
    for number in journey.numbers(BY_SLUG["adults"]):
        adult = _entry(journey, "adults", number)
        home = adult["lives"] == "yes"
        own = address if home else adult["address"]
        found.append(PersonAsked(adult["name"], False, None, "", adult["who"], own, home and hidden))
    return found


def _entry(journey: Journey, slug: str, number: int) -> dict[str, Any]:
    form = journey.answered(Place(BY_SLUG[slug], number))
    form.is_valid()
    return form.cleaned_data
