"""Each grown-up of the family is told what was decided, in words for them, or not yet: the way of every decision."""

from datetime import date

from rock.accounts.models import User
from rock.core.services import Refused, service
from rock.practice.assessments.models import Assessment
from rock.practice.assessments.queries.around import hidden_from_reader
from rock.practice.assessments.queries.unshared import unshared_in
from rock.practice.assessments.services.common import child_of, occasion_of
from rock.practice.requests.services.telling import hold_adult, tell_adult
from rock.records.models import Channel, Person, Telling


@service
def tell_reader(*, by: User, assessment: Assessment, person: Person, words: str, channel: Channel) -> Telling:
    """Tell one adult what was decided; refused for what is hidden from them, or somebody's words they were not given."""
    _check_authorised(assessment)
    child = child_of(assessment)
    if others := unshared_in(words, about=child, reader=person):
        raise Refused(
            f"These words repeat what {others[0].speaker} said, and {person} was not given that: “{others[0].words}”. "
            "Take it out, or say it in your own words."
        )
    return tell_adult(
        by=by,
        occasion=occasion_of(assessment),
        person=person,
        words=words,
        channel=channel,
        question="decided_told",
        kept_back=hidden_from_reader(child, person),
    )


@service
def hold_reader(
    *, by: User, assessment: Assessment, person: Person, because: str, manager: User, review_on: date
) -> Telling:
    """Hold telling one adult what was decided: why, which manager answers for it, and when it is looked at again."""
    _check_authorised(assessment)
    occasion = occasion_of(assessment)
    return hold_adult(by=by, occasion=occasion, person=person, because=because, manager=manager, review_on=review_on)


def _check_authorised(assessment: Assessment) -> None:
    if not assessment.authorised_on:
        raise Refused("Nothing is decided yet. Authorise the assessment first, then tell each grown-up.")
