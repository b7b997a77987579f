"""Each child's statutory episode, out of the course that the children of a referral share."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from rock.core.time import add_working_days
from rock.demo.council import figures, words
from rock.demo.council.grammar import Scene
from rock.demo.council.story.asking import Memory, Telephonist, age_of
from rock.demo.council.story.chance import birthday, weighted
from rock.demo.council.story.course import Course
from rock.demo.council.story.model import Assessment, CINPlan, Enquiry, Episode, Person, ProtectionPlan, Request

NEEDS = {
    "disability": "N2",
    "parent_mental_health": "N3",
    "child_mental_health": "N4",
    "housing": "N4",
    "money": "N4",
    "family_stress": "N5",
}
CATEGORY = {"neglect": "NEG", "physical_harm": "PHY", "sexual_harm": "SAB", "domestic_abuse": "EMO"}
FACTOR = {
    "domestic_abuse": ("3B", 0.27),
    "parent_mental_health": ("4B", 0.12),
    "neglect": ("16A", 0.09),
    "alcohol": ("1B", 0.08),
    "drugs": ("2B", 0.08),
    "child_mental_health": ("4A", 0.07),
    "exploitation": ("11A", 0.03),
    "physical_harm": ("18C", 0.04),
    "sexual_harm": ("19C", 0.02),
    "family_stress": ("17A", 0.09),
    "disability": ("6A", 0.0),
    "unborn": ("3B", 0.27),
    "money": ("20", 0.0),
    "housing": ("20", 0.0),
}
OWN = dict(FACTOR.values())
DIED = "RC2"


class Clerk:
    """Writes the episodes of one family, to the as-at date."""

    def __init__(self, rng: Random, desk: Telephonist, memory: Memory, as_at: date) -> None:
        self.rng, self.desk, self.memory, self.as_at = rng, desk, memory, as_at
        self.plans: dict[int, ProtectionPlan] = {}

    def episodes(self, request: Request, course: Course, births: list[date]) -> Iterator[Episode]:
        """Yield an episode for each child of a decided referral."""
        common: str | None = None
        reason = self._reason(course)
        for child in request.children:
            person = self.desk.home.people[child]
            last = min(birthday(births[child], 18), person.died or date.max)
            closes = min(course.closes, last)
            closed = self._known(closes)
            plans = self._plans(course, child, request.worry, last)
            assessment = self._assessment(request, course, person, last, common)
            common = assessment.words
            scene = self.desk.scene(person, age_of(person, closes), request.worry)
            yield Episode(
                child=child,
                request=request.number,
                referred=request.at.date(),
                source=request.source,
                need=NEEDS.get(request.worry, "N1"),
                in_need=course.in_need if assessment.authorised else None,
                closed=closed,
                reason="" if closed is None else DIED if closed == person.died else reason,
                closing_words=self._closing(scene) if closed and closed != person.died else "",
                assessments=(assessment,),
                cin_plans=self._cin_plans(course, closes, plans),
                enquiries=self._enquiries(course, child, last),
                plans=plans,
            )

    def _closing(self, scene: Scene) -> str:
        return words.closing_words(self.rng, scene, self.memory.seen["assessments"])

    def _known(self, day: date | None) -> date | None:
        return day if day and day <= self.as_at else None

    def _reason(self, course: Course) -> str:
        if not course.in_need:
            return "RC9" if self.rng.random() < 0.25 else "RC8"
        return weighted(self.rng, {"RC7": 0.87, "RC5": 0.05, "RC9": 0.04, "RC3": 0.02, "RC4": 0.02})

    def _assessment(
        self, request: Request, course: Course, person: Person, last: date, common: str | None
    ) -> Assessment:
        """Return the assessment; its words are written once for the family, its factors child by child."""
        authorised = self._known(min(course.assessed_by, last))
        age = age_of(person, course.assessed_from)
        factors = self._factors(request.worry, age)
        said = ""
        if authorised:
            scene = self.desk.scene(person, age, request.worry)
            said = common or words.assessment_words(
                self.rng, scene, self.memory.seen["assessments"], in_need=course.in_need
            )
        due = add_working_days(request.at.date(), 45)
        return Assessment(course.assessed_from, due, authorised, factors if authorised else (), said)

    def _factors(self, worry: str, age: int | None) -> tuple[str, ...]:
        """Return the factors found: the worry's own, and others at the published rate beside it."""
        found = {FACTOR[worry][0]}
        for factor, count in figures.FACTORS.items():
            share = count / figures.ASSESSED_WITH_FACTORS
            if factor in figures.OLDER_CHILD_FACTORS:
                share = share * 2.4 if age is not None and age >= 10 else 0
            beside = max(0.0, (share - OWN.get(factor, 0)) / (1 - OWN.get(factor, 0)))
            if self.rng.random() < beside:
                found.add(factor)
        return tuple(sorted(found))

    def _enquiries(self, course: Course, child: int, last: date) -> tuple[Enquiry, ...]:
        if course.strategy is None or child not in course.enquired or course.strategy >= min(last, self.as_at):
            return ()
        target = add_working_days(course.strategy, 15)
        wanted = child in course.conferenced and course.conference is not None and course.conference < last
        ended = min(course.closes, add_working_days(course.strategy, 10)) <= self.as_at
        held = self._known(course.conference) if wanted else None
        return (Enquiry(course.strategy, target, held, not wanted and ended),)

    def _plans(self, course: Course, child: int, worry: str, last: date) -> tuple[ProtectionPlan, ...]:
        if child not in course.planned or not course.conference or not course.plan_end:
            return ()
        if course.conference > self.as_at or course.conference >= last:
            return ()
        end = min(course.plan_end, last)
        category = CATEGORY.get(worry) or weighted(self.rng, figures.CATEGORIES)
        latest = weighted(self.rng, figures.CATEGORIES) if self.rng.random() < 0.08 else category
        reviews = tuple(day for day in course.reviews if day <= min(end, self.as_at))
        previous = course.previous[course.planned.index(child)]
        return (ProtectionPlan(course.conference, self._known(end), category, latest, previous, reviews),)

    def _cin_plans(self, course: Course, closes: date, plans: tuple[ProtectionPlan, ...]) -> tuple[CINPlan, ...]:
        """Return plans for a child in need: from the assessment on, and again after a protection plan."""
        if not course.in_need:
            return ()
        begins = course.assessed_by + timedelta(days=1)
        spans = [(begins, closes)]
        if plans:
            after = plans[0].end
            spans = [(begins, min(plans[0].start, closes))] + ([(max(after, begins), closes)] if after else [])
        return tuple(CINPlan(start, self._known(end)) for start, end in spans if start < end and start <= self.as_at)
