"""The fourteen people whom the demo offers to sign in as. All are invented; so are their addresses."""

from dataclasses import dataclass

from rock.accounts.models import UserKind
from rock.accounts.roles import Role


@dataclass(frozen=True)
class DemoPerson:
    """Somebody to sign in as: `job` works from `page` (a URL name; their role's first page when empty) today."""

    key: str
    name: str
    who: str
    job: str
    role: Role
    kind: UserKind
    page: str = ""
    later: str = ""

    @property
    def email(self) -> str:
        """Return their address; example.org belongs to nobody."""
        return f"{self.key.replace('_', '.')}@demo.example.org"


def _family(key: str, name: str, who: str, job: str, *, page: str = "", later: str = "") -> DemoPerson:
    return DemoPerson(key, name, who, job, Role.FAMILY, UserKind.FAMILY, page, later)


def _child(key: str, name: str, who: str, job: str) -> DemoPerson:
    return DemoPerson(key, name, who, job, Role.CHILD, UserKind.FAMILY)


def _staff(key: str, name: str, role: Role, job: str, *, who: str = "", page: str = "", later: str = "") -> DemoPerson:
    return DemoPerson(key, name, who or role.label, job, role, UserKind.STAFF, page, later)


PEOPLE: tuple[DemoPerson, ...] = (
    _family(
        "mother",
        "Leanne Carrow",
        "Mother of three",
        "Read what was written about Maisie and say what is right, then look at the plan",
    ),
    _family(
        "father",
        "Craig Carrow",
        "Father, who must not learn her address",
        "Read and answer his part, which says nothing of where she is",
    ),
    _child(
        "child", "Maisie Carrow", "Child, 9 years old", "See what became of her bike, and say what she wants different"
    ),
    _child(
        "young_person",
        "Tyler Carrow",
        "Young person, 15 years old",
        "Say something of his day, and choose who may read it",
    ),
    _family(
        "grandmother",
        "Maureen Holt",
        "Grandmother",
        "See what she promised and what she was told, and change her offer",
    ),
    DemoPerson(
        "school",
        "Priya Nandakumar",
        "School safeguarding lead",
        "See what her school promised for Maisie, and say how it stands",
        Role.PARTNER,
        UserKind.PARTNER,
    ),
    _staff("hub_worker", "Joanne Sefton", Role.HUB_WORKER, "Take a request from the board and read its history"),
    _staff("hub_manager", "Martin Oyelaran", Role.HUB_MANAGER, "Decide on a request, with words for the family"),
    _staff(
        "social_worker",
        "Aisha Rahman",
        Role.SOCIAL_WORKER,
        "Look at Maisie’s day, write a visit, and see what stands still",
    ),
    _staff(
        "newly_qualified",
        "Callum Birtwistle",
        Role.NEWLY_QUALIFIED,
        "See the children he works with",
        who="Newly qualified social worker, in his first year",
        later="Pages for supervision and a protected caseload come later.",
    ),
    _staff(
        "team_manager",
        "Denise Thornber",
        Role.TEAM_MANAGER,
        "Decide on Tyler’s assessment, and look at what stands still",
        page="assessments:list",
        later="Pages for supervision and small teams come later.",
    ),
    _staff(
        "principal_social_worker",
        "Geraint Pugh",
        Role.PRINCIPAL_SOCIAL_WORKER,
        "Read the practice model and the word list",
        page="practice_model:model",
        later="Pages for listening, audits and good practice come later.",
    ),
    _staff(
        "data_officer",
        "Sunita Walmsley",
        Role.DATA_OFFICER,
        "See what a children-in-need census brought in, and say who is who",
    ),
    _staff("administrator", "Bev Cardwell", Role.ADMINISTRATOR, "Make an account, give a role, end access"),
)


def person(key: str) -> DemoPerson | None:
    """Return the demo person with this key; None without one."""
    return next((one for one in PEOPLE if one.key == key), None)


def readme_table() -> str:
    """Return the people as a table in Markdown, for the README."""
    lines = ["| who | signs in as | a job to try |", "|---|---|---|"]
    return "\n".join([*lines, *(f"| {one.who} | {one.name} | {one.job} |" for one in PEOPLE)])
