"""The council's own sign-on: whom it lets in, and what this house remembers of it."""

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from rock.accounts.queries import staff_by_email
from rock.accounts.sign_in import council_session


class CouncilAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Lets in members of staff who have an account here, and makes none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Return False: an administrator makes each account."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find whose sign-in this is: known from before, or by the council's e-mail address; else turn it away."""
        known = sociallogin.user if sociallogin.is_existing else None
        user = known or staff_by_email(verified_email(sociallogin.account.extra_data))
        if user is None or not council_session.can_be_watched(sociallogin.token):
            raise ImmediateHttpResponse(refused(request))
        sociallogin.account.extra_data = {}  # what the council says of them is not ours to keep
        if known is None:
            sociallogin.user = user
            sociallogin.save(request, connect=True)

    def on_authentication_error(self, request: HttpRequest, provider: Any, **facts: Any) -> None:
        """Answer a sign-on that was broken off or failed."""
        raise ImmediateHttpResponse(redirect("account_login"))


def verified_email(claims: dict[str, Any]) -> str:
    """Return the address in what the council says of somebody; empty when it says that it was not verified."""
    about = claims.get("userinfo") or claims.get("id_token") or claims
    return "" if about.get("email_verified") is False else str(about.get("email") or "")


def refused(request: HttpRequest) -> HttpResponse:
    """Answer somebody who has no account here; the same words whatever the reason."""
    return render(request, "socialaccount/refused.html", status=403)


def remember(request: HttpRequest, signal_kwargs: dict[str, Any] | None) -> None:
    """Keep, in a session that the council's sign-on opened, what asks it whether they still work there."""
    sign_on: SocialLogin | None = (signal_kwargs or {}).get("sociallogin")
    if sign_on is not None and sign_on.token is not None:
        council_session.begin(request, refresh_token=sign_on.token.token_secret)
