"""A census of as many children as wanted, the same each time, with a little of everything."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from rock.insight.cin import codes
from rock.insight.cin.records import (
    AssessmentRecord,
    ChildRecord,
    CINPlanRecord,
    Episode,
    ProtectionPlanRecord,
    Section47Record,
)

FIRST = date(2025, 4, 1)
_SOURCES, _NEEDS, _FACTORS = (
    sorted(s.labels) for s in (codes.REFERRAL_SOURCE, codes.PRIMARY_NEED, codes.ASSESSMENT_FACTOR)
)
_ETHNICITIES = sorted(codes.ETHNICITY.labels)


def many_children(number: int, seed: int = 1) -> Iterator[ChildRecord]:
    chance = Random(seed)
    for n in range(number):
        yield ChildRecord(
            f"K{n:07}",
            upn=f"A{n:012}" if n % 5 else None,
            upn_unknown=None if n % 5 else "UN1",
            birth_date=FIRST - timedelta(days=chance.randrange(1, 6500)),
            sex=chance.choice("MF"),
            ethnicity=chance.choice(_ETHNICITIES),
            disabilities=("NONE",) if n % 9 else ("LD", "AUT"),
            episodes=tuple(_episode(chance, n) for _ in range(1 + (n % 4 == 0))),
        )


def _episode(chance: Random, n: int) -> Episode:
    start = FIRST + timedelta(days=chance.randrange(0, 300))
    later = start + timedelta(days=20)
    return Episode(
        start,
        chance.choice(_SOURCES),
        chance.choice(_NEEDS),
        closure_date=later + timedelta(days=30) if n % 3 else None,
        closure_reason="RC8" if n % 3 else None,
        assessments=(AssessmentRecord(start, authorised=later, factors=tuple(chance.sample(_FACTORS[:20], 3))),),
        cin_plans=(CINPlanRecord(later),) if n % 3 == 0 else (),
        section47s=(Section47Record(start, icpc_target=later, icpc_not_required=True),) if n % 4 == 0 else (),
        protection_plans=(ProtectionPlanRecord(later, None, "NEG", "EMO", 0, (later + timedelta(days=80),)),)
        if n % 8 == 0
        else (),
    )
