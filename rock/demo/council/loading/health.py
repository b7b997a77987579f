"""What workers learn of a child's health: disabilities with the first assessment, and rarely that a child has died."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from rock.demo.council.loading.acts import Act, Death, Disabled
from rock.demo.council.loading.known import Known
from rock.demo.council.story.chance import LONDON
from rock.demo.council.story.model import Person
from rock.records.models import Disability

ASSESSED, MORNING = time(16, 30), time(9, 30)
BIRTH_IS_WRITTEN = timedelta(days=14)


def health(known: Known) -> Iterator[Act]:
    """Yield what is written of each child whose record stands; a death in the morning, before the work is ended."""
    for child in known.story.children:
        if child.number not in known.people:
            continue
        day = _assessed(known, child)
        if day:
            codes = tuple(Disability(code) for code in child.disabilities)
            yield Disabled(_at(day, ASSESSED), _worker(known, child, day), child.number, codes)
        if child.died:
            yield Death(_at(child.died, MORNING), known.staff.hub_manager, child.number, child.died)


def _assessed(known: Known, child: Person) -> date | None:
    """Return the day on which the child's first assessment after the birth was signed off, their record standing."""
    episodes = (one for one in known.story.episodes if one.child == child.number)
    days = (assessment.authorised for one in episodes for assessment in one.assessments)
    recorded = known.people[child.number]
    written = child.born and max(child.born + BIRTH_IS_WRITTEN, recorded.date() + timedelta(days=1))
    return min((day for day in days if day and written and written <= day), default=None)


def _worker(known: Known, child: Person, day: date) -> int:
    """Return who worked with the child on a day; the hub's manager where nobody did."""
    mine = (one for one in known.story.allocations if one.child == child.number and one.role == "primary")
    here = (one.worker for one in mine if one.start <= day < (one.end or date.max))
    return next(here, known.staff.hub_manager)


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, LONDON)
