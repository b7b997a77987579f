"""The first administrator is made from the machine itself."""

import io
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from rock.accounts.models import User
from rock.accounts.roles import Role
from tests.support.pages import PageClient

pytestmark = pytest.mark.django_db


def run(email: str = "first@example.org") -> str:
    out = io.StringIO()
    call_command("make_administrator", email, "First Person", stdout=out)
    return out.getvalue()


def test_it_prints_where_the_password_is_set(pages: PageClient) -> None:
    path = run().splitlines()[-1]
    assert User.objects.get(email="first@example.org").roles == {Role.ADMINISTRATOR}
    assert pages.get(pages.get(path).location).h1 == "Choose a new password"


def test_an_address_is_taken_once() -> None:
    run()
    with pytest.raises(CommandError, match="has an account with this address"):
        run("FIRST@example.org")


def test_under_the_councils_sign_on_there_is_no_password(settings: Any) -> None:
    settings.OIDC_ISSUER = "https://sign-on.example.org"
    assert "council's own sign-on" in run()
