"""The passages of an assessment and the factors it finds: each saving is a new wording, and nobody's is overwritten unseen."""

from collections.abc import Collection

from rock.accounts.models import User
from rock.core.services import Refused, service
from rock.core.three_way import EditedMeanwhile
from rock.practice.assessments.factors import FACTORS, NEGLECT, NONE, RETIRED
from rock.practice.assessments.models import Assessment, AssessmentFactor, Heading, Passage
from rock.practice.assessments.services.common import LONGEST_PASSAGE, child_of, locked, occasion_of, question_of
from rock.practice.assessments.services.money import check_money_first, record_money_first, require_money_first
from rock.records.models import Statement
from rock.records.services.occasions import say


@service
def save_passage(*, by: User, assessment: Assessment, heading: Heading, words: str, revision: int) -> Passage:
    """Save a passage's new wording, written from `revision` (0: there was none); the same words again change nothing.

    Raises EditedMeanwhile when somebody saved another wording since, MoneyNeeded for neglect before money.
    """
    row = locked(assessment)
    text = words.replace("\r\n", "\n").strip()
    if not text:
        raise Refused("There are no words to save. Write the passage first.")
    if len(text) > LONGEST_PASSAGE:
        raise Refused(f"That is too long: use up to {LONGEST_PASSAGE:,} characters.")
    now = _standing(row, heading)
    if now and now.statement.words == text:
        return now
    if (now.revision if now else 0) != revision:
        raise _edited(row, heading, now, text, revision)
    if heading != Heading.MONEY:
        check_money_first(row, text)
    passage = _reworded(by, row, heading, text, now)
    if heading == Heading.MONEY:
        record_money_first(by=by, assessment=row)
    return passage


def _standing(assessment: Assessment, heading: Heading) -> Passage | None:
    rows = Passage.objects.filter(assessment=assessment, heading=heading)
    return rows.select_related("statement__speaker_staff").first()


def _reworded(by: User, assessment: Assessment, heading: Heading, text: str, now: Passage | None) -> Passage:
    statement = say(
        by=by,
        occasion=occasion_of(assessment),
        question=question_of(heading),
        words=text,
        speaker_staff=by,
        about=[child_of(assessment)],
        corrects=now.statement if now else None,
    )
    if now is None:
        return Passage.objects.create(assessment=assessment, heading=heading, statement=statement)
    now.statement, now.revision = statement, now.revision + 1
    now.save(update_fields=["statement", "revision"])
    return now


def _edited(assessment: Assessment, heading: Heading, now: Passage | None, mine: str, revision: int) -> EditedMeanwhile:
    said = Statement.objects.filter(occasion=assessment.occasion, question=question_of(heading)).order_by("pk")
    wordings = list(said.values_list("words", flat=True))
    base = wordings[revision - 1] if 0 < revision <= len(wordings) else ""
    theirs, standing = (now.statement.words, now.revision) if now else ("", 0)
    by = str(now.statement.speaker_staff or "") if now else ""
    return EditedMeanwhile(base=base, theirs=theirs, mine=mine, revision=standing, by=by)


@service
def set_factors(
    *, by: User, assessment: Assessment, codes: Collection[str], began_with: Collection[str] | None = None
) -> list[str]:
    """Tick the factors found, in census codes; what a colleague ticked or cleared since `began_with` stays so."""
    row = locked(assessment)
    standing = set(AssessmentFactor.objects.filter(assessment=row).values_list("code", flat=True))
    began, mine = set(began_with) if began_with is not None else standing, set(codes)
    wanted = (standing | (mine - began)) - (began - mine)
    _check_factors(row, wanted, standing)
    AssessmentFactor.objects.filter(assessment=row, code__in=standing - wanted).delete()
    AssessmentFactor.objects.bulk_create(
        AssessmentFactor(assessment=row, code=code) for code in sorted(wanted - standing)
    )
    return [code for code in FACTORS if code in wanted]


def _check_factors(assessment: Assessment, wanted: set[str], standing: set[str]) -> None:
    if wanted - FACTORS.keys():
        raise Refused("One of these is no factor of this year’s census. Choose from the list.")
    if (wanted - standing) & RETIRED:
        raise Refused("The census no longer takes that factor. Say whether a child or an adult did it.")
    if NONE in wanted and len(wanted) > 1:
        raise Refused(f"“{FACTORS[NONE].plain}” stands alone. Clear it, or clear the others.")
    if NEGLECT in wanted - standing:
        require_money_first(assessment)
