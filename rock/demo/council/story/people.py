"""The people of a family: children as the schedule has them, the adults around them, where they live, who is whose."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from rock.demo.council import names, reachable
from rock.demo.council.story.model import Person, Stay, Tie

LANGUAGES = {"polish": "Polish", "asian": "Urdu", "arabic": "Kurdish"}
SAFE = (
    "Text first, from a number with no name.",
    "Ring between ten and two on school days only.",
    "Never leave a message; ring twice, then try tomorrow.",
    "Ask for the booking about the washing machine.",
)


@dataclass(frozen=True, slots=True)
class Household:
    """The people of a family, with the numbers of the carer, of the other adult and of the grandmother."""

    people: tuple[Person, ...]
    ties: tuple[Tie, ...]
    stays: tuple[Stay, ...]
    carer: int
    other: int
    nan: int | None
    other_role: str


class Maker:
    """Makes one family."""

    def __init__(self, rng: Random, number: int, births: list[date], first: date, as_at: date) -> None:
        self.rng, self.number, self.births, self.first, self.as_at = rng, number, births, first, as_at
        self.people: list[Person] = []
        self.ties: list[Tie] = []
        self.stays: list[Stay] = []
        self.code = names.ethnicity(rng)
        self.family = names.family_name(rng, code=self.code)

    def household(self, *, unsafe: bool) -> Household:
        """Return the family; `unsafe` is where the other adult hurts the carer, some of whom then live at a hidden address."""
        rng = self.rng
        father_name = names.family_name(rng, code=self.code)
        for number, born in enumerate(self.births):
            self._child(number, born, father_name if rng.random() < 0.5 else self.family)
        eldest = self.births[0]
        mother = self._adult("mother", eldest.year - int(rng.triangular(17, 41, 25)), self.family)
        father = self._adult("father", eldest.year - int(rng.triangular(18, 46, 27)), father_name)
        partner = (
            self._adult("partner", eldest.year - int(rng.triangular(18, 40, 26)), "") if rng.random() < 0.2 else None
        )
        hers = self.people[mother].born
        nan = self._adult("grandmother", (hers.year if hers else 1980) - rng.randint(19, 34), self.family)
        nan_near = nan if rng.random() < 0.7 else None
        for child in range(len(self.births)):
            self.ties.append(Tie(mother, child, "mother", True))
            self.ties.append(Tie(father, child, "father", rng.random() < 0.8))
            self.ties += [Tie(nan, child, "grandmother", False)]
            self.ties += [Tie(partner, child, "step-parent", False)] if partner is not None else []
        carer = father if rng.random() < 0.07 and not unsafe else mother
        other = mother if carer == father else father if partner is None or rng.random() < 0.4 else partner
        self._live(carer, other, nan, unsafe=unsafe)
        if unsafe:
            self.people[carer] = replace(self.people[carer], safe_contact=rng.choice(SAFE))
        role = self.people[other].role
        return Household(tuple(self.people), tuple(self.ties), tuple(self.stays), carer, other, nan_near, role)

    def _child(self, number: int, born: date, family: str) -> None:
        rng = self.rng
        sex = "F" if rng.random() < 0.49 else "M"
        name = names.full_name(rng, sex=sex, born=born.year, code=self.code, family=family)
        unborn = born > self.first
        slip = timedelta(days=rng.randint(-12, 12))
        here = born <= self.as_at
        school = here and (self.as_at - born).days > 365.25 * 4.5
        self.people.append(
            Person(
                number=number,
                role="child",
                given=name.given if here else "Baby",
                family=name.family,
                known_as=name.known_as if here else "",
                sex=sex if here else "U",
                born=born if here else None,
                expected=born + slip if unborn else None,
                ethnicity=self.code if here else "NOBT",
                language=self._language(),
                nhs_number=self._nhs(number) if here else "",
                upn=reachable.upn(self.number * 8 + number, born.year + 4) if school else "",
                la_child_id=f"{self.number:06d}{number + 1}",
                phone=reachable.mobile(rng) if here and (self.as_at - born).days > 365 * 12 else "",
                email="",
                safe_contact="",
            )
        )

    def _adult(self, role: str, born_year: int, family: str) -> int:
        rng = self.rng
        sex = "F" if role in {"mother", "grandmother"} else "M"
        mixed = role == "father" and self.code.startswith("M")
        code = "WBRI" if self.code.startswith("M") and not mixed else self.code
        name = names.full_name(rng, sex=sex, born=born_year, code=code, family=family)
        number = len(self.people)
        self.people.append(
            Person(
                number=number,
                role=role,
                given=name.given,
                family=name.family,
                known_as=name.known_as,
                sex=sex,
                born=date(born_year, 1, 1) + timedelta(days=rng.randrange(365)),
                expected=None,
                ethnicity=code,
                language=self._language(),
                nhs_number=self._nhs(number) if rng.random() < 0.4 else "",
                upn="",
                la_child_id="",
                phone=reachable.mobile(rng) if rng.random() < 0.9 else reachable.landline(rng),
                email=reachable.email(rng, name) if rng.random() < 0.5 else "",
                safe_contact="",
            )
        )
        return number

    def _nhs(self, number: int) -> str:
        serial = self.number * 8 + number
        return reachable.nhs_number(serial) if number < 8 and serial < 500_000 else ""

    def _language(self) -> str:
        found = LANGUAGES.get(names.group_of(self.code), "English")
        return found if self.rng.random() < 0.5 else "English"

    def _live(self, carer: int, other: int, nan: int, *, unsafe: bool) -> None:
        """Lay out who lived where: the household moves now and then, and once to a hidden address where it is not safe."""
        rng = self.rng
        since = self.first - timedelta(days=rng.randint(200, 3000))
        together = rng.random() < (0.8 if unsafe else 0.45)
        leaves = self.first + timedelta(days=rng.randint(10, 150)) if unsafe and rng.random() < 0.45 else date.max
        moves = [since]
        while (later := moves[-1] + timedelta(days=rng.randint(250, 2600))) <= self.as_at:
            moves.append(later)
        if leaves <= self.as_at:
            moves = [*(day for day in moves if day < leaves), leaves]
        home = [carer, *range(len(self.births))]
        for at, day in enumerate(moves):
            end = moves[at + 1] if at + 1 < len(moves) else None
            where = reachable.address(rng)
            for person in home:
                self._stay(person, where, day, end, hidden=day >= leaves)
            if together and at == 0:
                self._stay(other, where, day, end if leaves == date.max else None, hidden=False)
        if not together:
            self._stay(other, reachable.address(rng), since, None, hidden=False)
        elif leaves == date.max and len(moves) > 1:
            self._stay(other, reachable.address(rng), moves[1], None, hidden=False)
        for person in self.people[len(self.births) :]:
            if person.number not in {carer, other}:
                self._stay(person.number, reachable.address(rng), since, None, hidden=False)

    def _stay(self, person: int, where: reachable.Address, start: date, end: date | None, *, hidden: bool) -> None:
        born = self.people[person].born
        if born is None or (end and end <= born):
            return
        self.stays.append(Stay(person, where, max(start, born), end, hidden))
