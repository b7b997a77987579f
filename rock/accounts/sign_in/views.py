"""The library's views, each marked with who may have it; `urls` lists them."""

from typing import Any, cast

from allauth.account import views as account
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import views as second
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkey
from allauth.socialaccount.providers.openid_connect import views as council
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy

from rock.accounts.access import own_sign_in, public_page
from rock.accounts.models import User
from rock.accounts.queries import second_steps_of
from rock.accounts.sign_in import second_step


def too_many_tries(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer somebody who tried too often; the same words whether an account exists or not."""
    return render(request, "accounts/too_many_tries.html", status=429)


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


sign_in = public_page(account.login)
sign_out = public_page(account.logout)
access_ended = public_page(account.account_inactive)
ask_for_link = public_page(account.password_reset)
link_sent = public_page(account.password_reset_done)
new_password = public_page(account.password_reset_from_key)
password_changed = public_page(account.password_reset_from_key_done)
second_step_now = public_page(second.authenticate)
passkey_sign_in = public_page(passkey.login_webauthn)
council_sign_in = public_page(council.login)
council_answer = public_page(council.callback)

password_again = own_sign_in(account.reauthenticate)
change_password = own_sign_in(account.password_change)
overview = own_sign_in(cast(Any, Overview.as_view()))
code_again = own_sign_in(second.reauthenticate)
passkey_again = own_sign_in(passkey.reauthenticate_webauthn)
add_app = own_sign_in(cast(Any, AddApp.as_view()))
remove_app = own_sign_in(app.deactivate_totp)
see_codes = own_sign_in(codes.view_recovery_codes)
new_codes = own_sign_in(codes.generate_recovery_codes)
add_passkey = own_sign_in(cast(Any, AddPasskey.as_view()))
remove_passkey = own_sign_in(cast(Any, RemovePasskey.as_view()))
