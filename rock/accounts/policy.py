"""Who may do what: one table of role × action × how far it goes. It prints as a matrix (`bin/rock who-can`).

Deny by default: a role that an action does not name may not do it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from rock.accounts.roles import STAFF_ROLES, Role


class Scope(StrEnum):
    """How far an action goes for a role that may do it."""

    NONE = "no"
    OWN = "themselves"
    REACH = "people they reach"
    REQUESTS = "requests at the hub"
    ALL = "everyone"


class Action(StrEnum):
    """A thing that somebody may do; the value is its name in the matrix."""

    SEE_BOARD = "See the hub’s board"
    OPEN_REQUEST = "Open a request for support"
    TAKE_REQUEST = "Take a request"
    DECIDE_REQUEST = "Decide what happens with a request"
    RECORD_TELLING = "Record what an adult was told, or hold it"
    RELEASE_HELD = "Release what was held back"
    ARRANGE_LIAISON = "Name who the family talks to"
    RECORD_AGREEMENT = "Record what was agreed, and what was shared or refused"
    AGREEMENT_NOT_NEEDED = "Decide that no agreement is needed"
    ALLOCATE = "Allocate a child to a pod and a worker"
    MANAGE_PODS = "Make pods, and fill and end their posts"
    SEE_OWN_CHILDREN = "See the children they work with"
    SEE_PERSON = "Open a person’s page"
    EDIT_PERSON = "Change a person’s details"
    SEE_HIDDEN_ADDRESS = "See an address that is marked hidden"
    SEARCH_PEOPLE = "Search before creating a person"
    CREATE_PERSON = "Create a person"
    JOIN_PEOPLE = "Say that two records are one person, and undo it"
    RESTRICT_PERSON = "Restrict who reaches a person"
    OPEN_IN_EMERGENCY = "Open a record in an emergency, with a reason"
    REVIEW_OPENINGS = "Review emergency openings"
    DECLARE_CONFLICT = "Declare a conflict of interest"
    END_CONFLICT = "See and end what colleagues declared"
    MOVE_OR_REDACT = "Move or redact what stands on the wrong record (two people)"
    SEE_WHO_LOOKED = "See who looked at a record"
    DEAL_WITH_FINDINGS = "Deal with what was stopped at a family’s door"
    SEE_DAY = "Read a child’s day and the visits"
    RECORD_VISIT = "Record a visit"
    SHARE_WORDS = "Share somebody’s words with a reader, after asking them"
    SEE_ASSESSMENT = "Read an assessment"
    WRITE_ASSESSMENT = "Write an assessment, and give it to the family to answer"
    DECIDE_ASSESSMENT = "Authorise an assessment"
    SEE_PLAN = "Read a child’s plan"
    WRITE_PLAN = "Write a plan with the family, and review it"
    ANSWER_DRIFT = "Answer what has stood still"
    GIVE_CARD = "Give a child the card to their own page"
    INVITE_PARTNER = "Invite a partner for a child, and end it"
    TAKE_ON_UNSAFE = "Take it on when a child says they do not feel safe"
    SEE_MEASURES = "See what the service can see of itself"
    IMPORT_CENSUS = "Import a children-in-need census"
    EXPORT_CENSUS = "Write a children-in-need census"
    SEE_IMPORTED = "See children imported and not yet allocated"
    SEE_POLICY = "See who may do what"
    MANAGE_ACCOUNTS = "Manage staff accounts and roles"
    SEE_COMPONENTS = "See every page component"
    SAVE_DRAFT = "Keep a draft of what they are typing"
    SEE_MODEL = "Read the practice model and word list"
    SEE_FAMILY_DOOR = "Open the family door"
    SEE_CHILD_DOOR = "Open the child’s own page"
    SEE_PARTNER_DOOR = "Open the partner door"
    SEE_OWN_HOME = "See their first page"
    SHOW_OWN_FACE = "Put up a picture of themselves"
    LOOK_AFTER_OWN_SIGN_IN = "Look after their own password and second step"


_HUB = (Role.HUB_WORKER, Role.HUB_MANAGER)
_WORKERS = (Role.SOCIAL_WORKER, Role.NEWLY_QUALIFIED)
_TEAM = (*_WORKERS, Role.TEAM_MANAGER)
_PRACTICE = (*_HUB, *_WORKERS, Role.TEAM_MANAGER, Role.PRINCIPAL_SOCIAL_WORKER)


def _each(roles: Iterable[Role], scope: Scope) -> dict[Role, Scope]:
    return dict.fromkeys(roles, scope)


MATRIX: dict[Action, dict[Role, Scope]] = {
    Action.SEE_BOARD: _each(_HUB, Scope.REQUESTS),
    Action.OPEN_REQUEST: _each(_HUB, Scope.REQUESTS) | _each((*_WORKERS, Role.TEAM_MANAGER), Scope.REACH),
    Action.TAKE_REQUEST: _each(_HUB, Scope.REQUESTS),
    Action.DECIDE_REQUEST: {Role.HUB_MANAGER: Scope.REQUESTS},
    Action.RECORD_TELLING: _each(_HUB, Scope.REQUESTS) | _each((*_WORKERS, Role.TEAM_MANAGER), Scope.REACH),
    Action.RELEASE_HELD: {Role.HUB_MANAGER: Scope.REQUESTS, Role.TEAM_MANAGER: Scope.REACH},
    Action.ARRANGE_LIAISON: _each(_HUB, Scope.REQUESTS) | _each((*_WORKERS, Role.TEAM_MANAGER), Scope.REACH),
    Action.RECORD_AGREEMENT: _each(_HUB, Scope.REQUESTS) | _each((*_WORKERS, Role.TEAM_MANAGER), Scope.REACH),
    Action.AGREEMENT_NOT_NEEDED: {Role.HUB_MANAGER: Scope.REQUESTS, Role.TEAM_MANAGER: Scope.REACH},
    Action.ALLOCATE: {Role.HUB_MANAGER: Scope.REACH, Role.TEAM_MANAGER: Scope.REACH},
    Action.MANAGE_PODS: {Role.ADMINISTRATOR: Scope.ALL, Role.TEAM_MANAGER: Scope.OWN},
    Action.SEE_OWN_CHILDREN: _each((*_WORKERS, Role.TEAM_MANAGER), Scope.REACH),
    Action.SEE_PERSON: _each(_PRACTICE, Scope.REACH) | {Role.DATA_OFFICER: Scope.REACH},
    Action.EDIT_PERSON: _each((*_HUB, *_WORKERS, Role.TEAM_MANAGER), Scope.REACH),
    Action.SEE_HIDDEN_ADDRESS: _each((*_HUB, *_WORKERS, Role.TEAM_MANAGER), Scope.REACH),
    Action.SEARCH_PEOPLE: _each((*_HUB, *_WORKERS, Role.TEAM_MANAGER), Scope.ALL) | {Role.DATA_OFFICER: Scope.ALL},
    Action.CREATE_PERSON: _each((*_HUB, *_WORKERS, Role.TEAM_MANAGER), Scope.ALL),
    Action.JOIN_PEOPLE: {Role.HUB_MANAGER: Scope.REACH, Role.DATA_OFFICER: Scope.REACH},
    Action.RESTRICT_PERSON: {Role.HUB_MANAGER: Scope.REACH, Role.TEAM_MANAGER: Scope.REACH},
    Action.OPEN_IN_EMERGENCY: _each((*_HUB, *_WORKERS, Role.TEAM_MANAGER), Scope.ALL),
    Action.REVIEW_OPENINGS: {Role.HUB_MANAGER: Scope.ALL, Role.TEAM_MANAGER: Scope.REACH},
    Action.DECLARE_CONFLICT: _each(_PRACTICE, Scope.OWN),
    Action.END_CONFLICT: {Role.HUB_MANAGER: Scope.ALL, Role.TEAM_MANAGER: Scope.REACH},
    Action.MOVE_OR_REDACT: {
        Role.TEAM_MANAGER: Scope.REACH,
        Role.DATA_OFFICER: Scope.REACH,
        Role.HUB_MANAGER: Scope.REACH,
    },
    Action.SEE_WHO_LOOKED: {Role.HUB_MANAGER: Scope.REACH, Role.TEAM_MANAGER: Scope.REACH},
    Action.DEAL_WITH_FINDINGS: {Role.HUB_MANAGER: Scope.REACH, Role.TEAM_MANAGER: Scope.REACH},
    Action.SEE_DAY: _each(_PRACTICE, Scope.REACH),
    Action.RECORD_VISIT: _each(_TEAM, Scope.REACH),
    Action.SHARE_WORDS: _each(_TEAM, Scope.REACH),
    Action.SEE_ASSESSMENT: _each(_PRACTICE, Scope.REACH),
    Action.WRITE_ASSESSMENT: _each(_TEAM, Scope.REACH),
    Action.DECIDE_ASSESSMENT: {Role.TEAM_MANAGER: Scope.REACH},
    Action.SEE_PLAN: _each(_PRACTICE, Scope.REACH),
    Action.WRITE_PLAN: _each(_TEAM, Scope.REACH),
    Action.ANSWER_DRIFT: _each(_TEAM, Scope.REACH),
    Action.GIVE_CARD: _each(_TEAM, Scope.REACH),
    Action.INVITE_PARTNER: _each(_TEAM, Scope.REACH),
    Action.TAKE_ON_UNSAFE: _each((*_HUB, *_TEAM), Scope.REACH),
    Action.SEE_MEASURES: _each(
        (Role.TEAM_MANAGER, Role.PRINCIPAL_SOCIAL_WORKER, Role.HUB_MANAGER, Role.DATA_OFFICER), Scope.REACH
    ),
    Action.IMPORT_CENSUS: {Role.DATA_OFFICER: Scope.ALL},
    Action.EXPORT_CENSUS: {Role.DATA_OFFICER: Scope.ALL},
    Action.SEE_IMPORTED: {Role.DATA_OFFICER: Scope.ALL, Role.HUB_MANAGER: Scope.ALL},
    Action.SEE_POLICY: _each(STAFF_ROLES, Scope.ALL),
    Action.MANAGE_ACCOUNTS: {Role.ADMINISTRATOR: Scope.ALL},
    Action.SEE_COMPONENTS: _each(STAFF_ROLES, Scope.ALL),
    Action.SAVE_DRAFT: _each(STAFF_ROLES, Scope.OWN),
    Action.SEE_MODEL: _each(STAFF_ROLES, Scope.ALL),
    Action.SEE_FAMILY_DOOR: {Role.FAMILY: Scope.OWN},
    Action.SEE_CHILD_DOOR: {Role.CHILD: Scope.OWN},
    Action.SEE_PARTNER_DOOR: {Role.PARTNER: Scope.OWN},
    Action.SEE_OWN_HOME: _each(Role, Scope.OWN),
    Action.SHOW_OWN_FACE: _each(STAFF_ROLES, Scope.OWN),
    Action.LOOK_AFTER_OWN_SIGN_IN: _each(STAFF_ROLES, Scope.OWN),
}


def scope(roles: Iterable[Role | str], action: Action) -> Scope:
    """Return how far the action goes for somebody with these roles: the widest of them, NONE without one."""
    order = list(Scope)
    row = MATRIX.get(action, {})
    found = [row[Role(role)] for role in roles if Role(role) in row]
    return max(found, key=order.index, default=Scope.NONE)


def may(roles: Iterable[Role | str], action: Action) -> bool:
    """Return whether somebody with these roles may do the action at all; whom it may touch is a question for reach."""
    return scope(roles, action) is not Scope.NONE


@dataclass(frozen=True)
class Line:
    """One line of the printed matrix: an action, and a scope for each role in the order of `Role`."""

    action: Action
    scopes: list[Scope]


def matrix() -> list[Line]:
    """Return the whole policy, an action a line."""
    return [Line(action, [scope([role], action) for role in Role]) for action in Action]
