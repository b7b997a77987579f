"""Answers that stand with the wrong record of a reader go to the right one; an assessment never goes to another child.

All are called past the guards when two people agreed (see `rock.records.services.moving` and `removing`).
"""

from django.db.models import QuerySet

from rock.accounts.models import User
from rock.core.services import Refused
from rock.practice.assessments.models import AgencyPart, Assessment, MoneyFirst, PassageAnswer, Reading
from rock.records.models import Occasion, Person, Statement
from rock.records.queries.people import one_person
from rock.records.services.guards import history
from rock.records.services.moving import repoint

REMOVED = "Removed"


def move_answers(*, by: User, statements: list[int], from_person: Person, to_person: Person) -> None:
    """Let answers whose words move name the right reader; refuse words that assess the child from whom they would go."""
    occasions = Statement.objects.filter(pk__in=statements).values("occasion")
    _refuse_child(Assessment.objects.filter(occasion__in=occasions), from_person)
    for rows in (PassageAnswer.objects, history(PassageAnswer)):
        rows.filter(statement__in=statements, person=from_person).update(person=to_person)


def move_readers(*, by: User, occasion: Occasion, from_person: Person, to_person: Person) -> None:
    """Let what somebody was given to read, and said of it without words, stand with their right record."""
    assessments = Assessment.objects.filter(occasion=occasion)
    _refuse_child(assessments, from_person)
    for assessment in assessments:
        if Reading.objects.filter(assessment=assessment, person=to_person).exists():
            Reading.objects.filter(assessment=assessment, person=from_person).delete()
        repoint(Reading, "person", from_person, to_person, assessment=assessment)
        repoint(PassageAnswer, "person", from_person, to_person, passage__assessment=assessment)


def _refuse_child(assessments: QuerySet[Assessment], child: Person) -> None:
    if assessments.filter(referral__child__in=one_person([child.pk])).exists():
        raise Refused(
            "An assessment belongs to the request that led to it, so its words cannot go to another child. "
            "Ask to have them removed here, and write them down for the right child."
        )


def remove_beside(*, statements: list[int], occasion: int | None) -> None:
    """Blank what an assessment that goes says beside its words: why money, or somebody, was left out; what services were asked."""
    for model, column in (
        (MoneyFirst, "could_not_because"),
        (Reading, "not_given_because"),
        (AgencyPart, "question"),
        (AgencyPart, "refused_because"),
    ):
        ids = list(model._default_manager.filter(assessment__occasion=occasion).values_list("pk", flat=True))
        if occasion and ids:
            model._default_manager.filter(pk__in=ids).exclude(**{column: ""}).update(**{column: REMOVED})
            history(model).filter(pgh_obj__in=ids).exclude(**{column: ""}).update(**{column: REMOVED})
