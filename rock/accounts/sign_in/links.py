"""The link by which somebody sets their password: sent when their account is made, and printed for the first one."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.core.context import request_context
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

from rock.accounts.models import User


def path_to_set_password(user: User) -> str:
    """Return the path of the page where they set their password; it works once, for a day."""
    facts = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return reverse("account_reset_password_from_key", kwargs=facts)


def welcome(request: HttpRequest, user: User) -> None:
    """Write to somebody new how they sign in, once their account is saved."""
    path = reverse("account_login") if settings.OIDC_ISSUER else path_to_set_password(user)
    facts = {"url": request.build_absolute_uri(path), "by_council": bool(settings.OIDC_ISSUER)}

    def send() -> None:
        with request_context(request):
            get_adapter(request).send_mail("account/email/welcome", user.email, facts)

    transaction.on_commit(send)
