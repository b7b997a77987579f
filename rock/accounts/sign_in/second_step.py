"""Staff prove who they are twice: which sessions did, and where the others are sent."""

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from rock.accounts.models import User, UserKind


def is_missing(request: HttpRequest, user: User) -> bool:
    """Return whether a member of staff has yet to prove who they are a second time in this session (no query)."""
    if not settings.SECOND_STEP_REQUIRED or user.kind != UserKind.STAFF:
        return False
    return not any(one["method"] in settings.STRONG_SIGN_INS for one in get_authentication_records(request, user))


def proved(request: HttpRequest, user: User, method: str = "mfa") -> None:
    """Note in the session that they have just shown who they are; setting up a second step does so too."""
    record_authentication(request, user, method, reauthenticated=True)


def ask(request: HttpRequest) -> HttpResponse:
    """Lead them to set one up; under the council's sign-on, lead them there."""
    if settings.OIDC_ISSUER:
        logout(request)
        return redirect("account_login")
    return redirect("mfa_index")
