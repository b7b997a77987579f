"""Who may do what, for everybody who works here to read."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.accounts.presenters import policy_table
from rock.accounts.roles import Role


@allow(Action.SEE_POLICY)
@require_safe
def who_may_do_what(request: SignedIn) -> HttpResponse:
    """Show the policy, an action a line and a role a column."""
    return render(request, "accounts/policy.html", {"roles": [role.label for role in Role], "rows": policy_table()})
