"""The policy as people read it: the page, the command, and what must never be in it."""

import io
from typing import Any

import pytest
from django.core.management import call_command

from rock.accounts.models import UserKind
from rock.accounts.policy import MATRIX, Action, Scope, may, scope
from rock.accounts.presenters import policy_table
from rock.accounts.roles import STAFF_ROLES, Role
from tests.support import factories as make
from tests.support.pages import PageClient


@pytest.mark.django_db
def test_the_page_has_a_line_for_each_action_and_a_column_for_each_role(pages: PageClient) -> None:
    page = pages.as_user(make.staff_user(Role.DATA_OFFICER)).get("/who-may-do-what/")
    assert page.h1 == "Who may do what"
    headings = [cell.get_text() for cell in page.soup.select("thead th[scope=col]")]
    assert headings == ["Action", *Role.labels]
    assert [cell.get_text() for cell in page.soup.select("tbody th[scope=row]")] == [action.value for action in Action]
    [line] = [row for row in page.soup.select("tbody tr") if "Import a children" in row.get_text()]
    assert [cell.get_text() for cell in line.select("td")].count("everyone") == 1


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.FAMILY, Role.PARTNER])
def test_families_and_partners_do_not_get_it(pages: PageClient, role: Role) -> None:
    assert pages.as_user(make.user(roles=[role], kind=UserKind(role.value))).get("/who-may-do-what/").status == 403


@pytest.mark.parametrize(("option", "start"), [([], "Action"), (["--markdown"], "| Action | Hub worker |")])
def test_the_command_prints_every_action(option: Any, start: Any) -> None:
    out = io.StringIO()
    call_command("who_can", *option, stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[0].startswith(start)
    assert len(lines) == len(Action) + 2
    assert all(any(action.value in line for line in lines) for action in Action)


def test_every_action_has_somebody_and_every_cell_says_how_far() -> None:
    assert set(MATRIX) == set(Action)
    assert all(row and Scope.NONE not in row.values() for row in MATRIX.values())
    assert all(len(row) == len(Role) + 1 for row in policy_table())


def test_nobody_outside_the_staff_reaches_records() -> None:
    theirs = {action for action in Action for role in (Role.FAMILY, Role.PARTNER) if may([role], action)}
    assert theirs == {Action.SEE_FAMILY_DOOR, Action.SEE_PARTNER_DOOR, Action.SEE_OWN_HOME}


def test_an_administrator_sees_no_child() -> None:
    theirs = {action for action in Action if may([Role.ADMINISTRATOR], action)}
    assert theirs == {
        Action.MANAGE_ACCOUNTS,
        Action.MANAGE_PODS,
        Action.SEE_POLICY,
        Action.SEE_COMPONENTS,
        Action.SAVE_DRAFT,
        Action.SEE_MODEL,
        Action.SEE_OWN_HOME,
        Action.SHOW_OWN_FACE,
        Action.LOOK_AFTER_OWN_SIGN_IN,
    }


def test_the_widest_of_several_roles_counts() -> None:
    both = [Role.HUB_WORKER, Role.TEAM_MANAGER]
    assert scope(both, Action.REVIEW_OPENINGS) == Scope.REACH
    assert scope([*both, Role.HUB_MANAGER], Action.REVIEW_OPENINGS) == Scope.ALL
    assert scope([], Action.SEE_POLICY) == Scope.NONE


def test_all_staff_look_after_their_own_sign_in_and_nobody_else_does() -> None:
    assert {role for role in Role if may([role], Action.LOOK_AFTER_OWN_SIGN_IN)} == STAFF_ROLES
