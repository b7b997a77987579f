"""One family that the worker reaches, and another that they do not."""

from dataclasses import dataclass
from datetime import date

from rock.accounts.models import User
from rock.accounts.roles import Role
from rock.records.models import Family, NetworkMember, Person, RelationshipKind
from tests.support import factories as make
from tests.support.shared import shared


@dataclass
class World:
    """The Ashdowns: Ama and Ben, their mother at a hidden address, their father; and the Brooks next door."""

    worker: User
    manager: User
    officer: User
    principal: User
    ama: Person
    ben: Person
    mother: Person
    father: Person
    family: Family
    nan: NetworkMember
    stranger: Person
    strangers: Family

    @property
    def people(self) -> list[Person]:
        return [self.ama, self.ben, self.mother, self.father]


@shared
def world() -> World:
    worker = make.staff_user(Role.SOCIAL_WORKER, "Wendy Worker")
    manager = make.staff_user(Role.HUB_MANAGER, "Mo Manager")
    officer = make.staff_user(Role.DATA_OFFICER, "Dee Data")
    principal = make.staff_user(Role.PRINCIPAL_SOCIAL_WORKER, "Pat Principal")
    ama = make.person("Ama", born=date(2016, 5, 3))
    ben = make.person("Ben", born=date(2019, 2, 11))
    mother = make.person("Maria", born=date(1990, 1, 20))
    father = make.person("Frank", born=date(1988, 7, 9))
    family = make.family(children=[ama, ben], adults=[mother, father])
    make.parent([ama, ben], mother)
    make.parent([ama, ben], father)
    make.related(mother, father, RelationshipKind.FORMER_PARTNER)
    nan = NetworkMember.objects.create(family=family, name="Gwen Tully", who="Nan", circle=1, offers="Tea on Fridays")
    stranger = make.person("Stella", "Brook", born=date(2015, 8, 8))
    strangers = make.family("Brook", children=[stranger])
    for user in (worker, manager, officer, principal):
        make.grant(user, [ama, ben, mother, father])
    return World(worker, manager, officer, principal, ama, ben, mother, father, family, nan, stranger, strangers)
