"""The library's views, each marked with who may have it; `urls` lists them."""

import functools
from typing import Any, cast

from allauth.account import views as account
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import views as second
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkey
from allauth.socialaccount.providers.openid_connect import views as council
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy

from rock.accounts.access import own_sign_in, public_page
from rock.accounts.models import User
from rock.accounts.queries import second_steps_of
from rock.accounts.sign_in import second_step


def too_many_tries(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer somebody who tried too often; the same words whether an account exists or not."""
    return render(request, "accounts/too_many_tries.html", status=429)


class SignIn(account.LoginView):  # type: ignore[misc]
    """Signs in by password or passkey, or leads to the council's own sign-on."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take the password, where there are passwords."""
        if settings.OIDC_ISSUER:
            raise Http404
        answer: HttpResponse = super().post(request, *args, **kwargs)
        return answer

    def get_context_data(self, **facts: Any) -> dict[str, Any]:
        """Return what the page shows."""
        found: dict[str, Any] = super().get_context_data(**facts)
        return found | {"by_council": bool(settings.OIDC_ISSUER)}


class AddApp(app.ActivateTOTPView):  # type: ignore[misc]
    """Sets up an authenticator app; its first right code proves who they are."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Save it and open the house."""
        answer: HttpResponse = super().form_valid(form)
        second_step.proved(self.request, cast(User, self.request.user))
        return answer


class AddPasskey(passkey.AddWebAuthnView):  # type: ignore[misc]
    """Sets up a passkey; having it proves who they are."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Save it and open the house."""
        answer: HttpResponse = super().form_valid(form)
        second_step.proved(self.request, cast(User, self.request.user))
        return answer


class RemovePasskey(passkey.RemoveWebAuthnView):  # type: ignore[misc]
    """Removes a passkey, but not the only second step."""

    success_url = reverse_lazy("mfa_index")

    def get_object(self, queryset: Any = None) -> Authenticator:
        """Return the passkey; PermissionDenied when nothing would be left."""
        found: Authenticator = super().get_object(queryset)
        if not get_adapter().can_delete_authenticator(found):
            raise PermissionDenied
        return found


class Overview(second.IndexView):  # type: ignore[misc]
    """What somebody has set up, and whether the house waits for it."""

    def get_context_data(self, **facts: Any) -> dict[str, Any]:
        """Return their second steps, the passkeys by name."""
        return {"steps": second_steps_of(cast(User, self.request.user))}


def _where(by_council: bool, view: Any) -> Any:
    """Return a view that is there only under the council's sign-on, or only without it."""

    @functools.wraps(view)
    def found(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if bool(settings.OIDC_ISSUER) is not by_council:
            raise Http404
        return view(request, *args, **kwargs)

    return found


def _with_password(view: Any) -> Any:
    """Return a view that is there only for somebody who has a password to change."""

    @functools.wraps(view)
    def found(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if isinstance(request.user, User) and not request.user.has_usable_password():
            raise Http404
        return view(request, *args, **kwargs)

    return found


def _public(view: Any) -> Any:
    return public_page(_where(False, view))


def _own(view: Any) -> Any:
    return own_sign_in(_where(False, view))


sign_in = public_page(cast(Any, SignIn.as_view()))


@public_page
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out; whatever this site kept on the device goes with the session (decision 0019)."""
    response = cast(HttpResponse, account.logout(request))
    if not request.user.is_authenticated:
        response.headers["Clear-Site-Data"] = '"storage"'
    return response


access_ended = public_page(account.account_inactive)
ask_for_link = _public(account.password_reset)
link_sent = _public(account.password_reset_done)
new_password = _public(account.password_reset_from_key)
password_changed = _public(account.password_reset_from_key_done)
second_step_now = _public(second.authenticate)
passkey_sign_in = _public(passkey.login_webauthn)
council_sign_in = public_page(_where(True, council.login))
council_answer = public_page(_where(True, council.callback))

password_again = _own(account.reauthenticate)
change_password = _own(_with_password(account.password_change))
overview = _own(Overview.as_view())
code_again = _own(second.reauthenticate)
passkey_again = _own(passkey.reauthenticate_webauthn)
add_app = _own(AddApp.as_view())
remove_app = _own(app.deactivate_totp)
see_codes = _own(codes.view_recovery_codes)
new_codes = _own(codes.generate_recovery_codes)
add_passkey = _own(AddPasskey.as_view())
remove_passkey = _own(RemovePasskey.as_view())
