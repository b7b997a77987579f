"""Who was told of an assessment's decision; the caller has reached the assessment and the people."""

from rock.practice.assessments.models import Assessment
from rock.records.models import Person, Telling, TellingChoice


def tellings_by_person(assessment: Assessment) -> dict[int, Telling]:
    """Return what was decided about telling each grown-up, by their id (one query)."""
    rows = Telling.objects.filter(occasion=assessment.occasion).select_related("held_by")
    return {row.person_id: row for row in rows}


def telling_now(assessment: Assessment, person: Person) -> Telling | None:
    """Return the telling of one grown-up that was decided as "now", with its words; None when there is none."""
    rows = Telling.objects.select_related("person", "statement", "occasion__family")
    return rows.filter(occasion=assessment.occasion, person=person, choice=TellingChoice.NOW).first()
