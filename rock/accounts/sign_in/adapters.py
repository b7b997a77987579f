"""Where the allauth library asks us: who may sign in, what it says, what it keeps."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from rock.accounts.models import User, UserKind
from rock.accounts.sign_in import council, sealing

log = logging.getLogger(__name__)

_NO_MATCH = _("Email address and password do not match. Check both and try again.")
_TOO_MANY = _("There were too many tries. Wait five minutes and try again.")
_WRONG_CODE = _("This code is not right. Codes change every half minute: enter the newest.")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Staff only, nobody signs themselves up, and no message says whether an account exists."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _NO_MATCH,
        "too_many_login_attempts": _TOO_MANY,
        "rate_limited": _TOO_MANY,
        "incorrect_password": _("This is not your password. Try again."),
        "enter_current_password": _("This is not your current password. Try again."),
        "password_reset_code_invalid": _("This link has been used or is too old. Ask for a new one."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: an administrator makes each account."""
        return False

    def pre_login(self, request: HttpRequest, user: User, **facts: Any) -> HttpResponse | None:
        """Turn away who is not staff, as if their access had ended."""
        if user.kind != UserKind.STAFF:
            return redirect("account_inactive")
        answer: HttpResponse | None = super().pre_login(request, user, **facts)
        return answer

    def post_login(
        self, request: HttpRequest, user: User, *, signal_kwargs: dict[str, Any] | None, **facts: Any
    ) -> HttpResponse:
        """Go where they were going; a session that the council's sign-on opened is watched."""
        council.remember(request, signal_kwargs)
        answer: HttpResponse = super().post_login(request, user, signal_kwargs=signal_kwargs, **facts)
        return answer

    def is_reauthentication_required(self, *, app: str, **facts: Any) -> bool:
        """Ask for the password again before a second step changes, but not before the first one is set up."""
        user = self.request.user
        if app == "allauth.mfa" and not Authenticator.objects.filter(user_id=user.pk).exists():
            return False
        return bool(super().is_reauthentication_required(app=app, **facts))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a letter; a mail server that is down shows in the log, never in an answer that a stranger could read."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as trouble:
            log.error("a letter about an account could not be sent: %s", type(trouble).__name__)


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The second step: sealed in the database, never left without one, and the council's own affair under its sign-on."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _WRONG_CODE,
        "cannot_delete_authenticator": _("This is your only second step. Set up another one first."),
    }

    def is_mfa_enabled(self, user: User, types: Any = None) -> bool:
        """Return whether they have a second step of ours; under the council's sign-on nobody is asked for it."""
        return not settings.OIDC_ISSUER and bool(super().is_mfa_enabled(user, types))

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Return whether another second step would be left (recovery codes alone are none)."""
        others = Authenticator.objects.filter(user_id=authenticator.user_id).exclude(pk=authenticator.pk)
        return bool(others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())

    def encrypt(self, text: str) -> str:
        """Return the secret as it is kept."""
        return sealing.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret."""
        return sealing.unseal(encrypted_text)

    def build_totp_svg(self, url: str) -> str:
        """Return the picture to be scanned, as an element of the page: the security policy forbids data addresses."""
        svg: str = super().build_totp_svg(url)
        words = _("Picture to scan with your app. The key below it does the same.")
        return svg[svg.index("<svg") :].replace("<svg", f'<svg class="rock-qr" role="img" aria-label="{words}"', 1)

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002 - the library's name
        """Return the name that a new passkey is offered."""
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return str(_("My passkey")) if not count else str(_("Passkey %(number)s") % {"number": count + 1})
