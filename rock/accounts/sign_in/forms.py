"""The library's forms with our questions and words: each draws itself as the design system's component."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from rock.accounts.models import User, UserKind
from rock.core.forms import EmailField, TextField

_PASSWORD_RULE = _(
    "12 characters or more. Three words that do not belong together are easy to keep in mind. "
    "Not a common password, and not like your name or address."
)
_TOO_LONG = 128


def _password(form: forms.Form, name: str, label: Any, empty: Any, hint: Any = "", *, new: bool = False) -> None:
    """Give a password field of the library our words."""
    field = form.fields[name]
    field.label, field.help_text = label, hint
    field.error_messages["required"] = empty
    field.widget.attrs = {"autocomplete": "new-password" if new else "current-password", "maxlength": _TOO_LONG}


class SignInForm(account.LoginForm):  # type: ignore[misc]
    """Email address and password."""

    def __init__(self, *args: Any, **facts: Any) -> None:
        super().__init__(*args, **facts)
        self.fields["login"] = EmailField(
            _("Work email address"), empty=_("Enter your work email address"), autocomplete="username"
        )
        _password(self, "password", _("Password"), _("Enter your password"))


class AskForLinkForm(account.ResetPasswordForm):  # type: ignore[misc]
    """The address that a link for a new password goes to, when it is a member of staff's."""

    email = EmailField(_("Work email address"), empty=_("Enter your work email address"), autocomplete="username")

    def clean_email(self) -> str:
        """Return the address; nobody but staff has a password."""
        email: str = super().clean_email()
        self.users: list[User]
        self.users = [user for user in self.users if user.kind == UserKind.STAFF]
        return email


class NewPasswordForm(account.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, after the link."""

    def __init__(self, *args: Any, **facts: Any) -> None:
        super().__init__(*args, **facts)
        _password(self, "password1", _("New password"), _("Enter a new password"), _PASSWORD_RULE, new=True)
        _password(self, "password2", _("New password again"), _("Enter the new password again"), new=True)


class ChangePasswordForm(account.ChangePasswordForm):  # type: ignore[misc]
    """A new password in place of the current one."""

    def __init__(self, *args: Any, **facts: Any) -> None:
        super().__init__(*args, **facts)
        _password(self, "oldpassword", _("Current password"), _("Enter your current password"))
        _password(self, "password1", _("New password"), _("Enter a new password"), _PASSWORD_RULE, new=True)
        _password(self, "password2", _("New password again"), _("Enter the new password again"), new=True)


class PasswordAgainForm(account.ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **facts: Any) -> None:
        super().__init__(*args, **facts)
        _password(self, "password", _("Password"), _("Enter your password"))


class CodeField(TextField):
    """The question for a code."""

    input_mode = "numeric"
    spellcheck = False

    def __init__(self, label: Any, hint: Any) -> None:
        super().__init__(label, hint=hint, empty=_("Enter the code"), autocomplete="one-time-code", width="10")


class _WithoutSpaces:
    """Takes a code as apps show it: in two groups."""

    def clean_code(self) -> str:
        """Return the code when it is right."""
        self.cleaned_data["code"] = self.cleaned_data["code"].replace(" ", "")  # type: ignore[attr-defined]
        return super().clean_code()  # type: ignore[misc,no-any-return]


class CodeForm(_WithoutSpaces, second_step.AuthenticateForm):  # type: ignore[misc]
    """The code of the second step, or a recovery code."""

    code = CodeField(_("Code"), _("6 numbers from your app, or one of your recovery codes"))


class CodeAgainForm(_WithoutSpaces, second_step.ReauthenticateForm):  # type: ignore[misc]
    """The code once more, before something that matters."""

    code = CodeField(_("Code"), _("6 numbers from your app, or one of your recovery codes"))


class AddAppForm(_WithoutSpaces, ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an app, which shows that it is set up."""

    code = CodeField(_("Code that the app shows now"), _("6 numbers"))


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A passkey and what to call it."""

    name = TextField(_("What to call this passkey"), hint=_("For example, “work phone”"), required=False, width="20")

    def __init__(self, *args: Any, **facts: Any) -> None:
        super().__init__(*args, **facts)
        field = self.fields["passwordless"]
        field.label = _("Sign in with it alone, without my password")
        field.help_text = _("The device then asks for your finger, face or PIN each time.")
        field.initial = True
