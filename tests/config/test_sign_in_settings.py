"""Running for real: staff need a second step, nothing of the demo signs in, and the council's sign-on is given whole."""

import pytest

from tests.config.test_production import LOAD, loaded

COUNCIL = {"OIDC_ISSUER": "https://sign-on.example.org/", "OIDC_CLIENT_ID": "rock", "OIDC_CLIENT_SECRET": "s"}


def test_the_second_step_cannot_be_turned_off_and_the_demo_is_no_way_in() -> None:
    done = loaded(
        f"{LOAD}; print(production.SECOND_STEP_REQUIRED, sorted(production.STRONG_SIGN_INS), production.LOGIN_URL)",
        {"SECOND_STEP_REQUIRED": "0", "DEMO": "1"},
    )
    assert done.stdout == "True ['mfa', 'socialaccount'] /sign-in/\n", done.stderr


def test_passwords_are_kept_with_argon2_and_limits_count_behind_one_proxy() -> None:
    done = loaded(f"{LOAD}; print(production.PASSWORD_HASHERS, production.ALLAUTH_TRUSTED_PROXY_COUNT)")
    assert done.stdout == "['django.contrib.auth.hashers.Argon2PasswordHasher'] 1\n", done.stderr


def test_no_address_of_the_demo_is_there() -> None:
    code = (
        "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'rock.config.settings.production'\n"
        "import django; django.setup()\n"
        "from django.urls import resolve, Resolver404\n"
        "for path in ('/demo/', '/demo/sign-in/administrator/', '/demo/clock/'):\n"
        "    try: resolve(path); print('there', path)\n"
        "    except Resolver404: print('404')\n"
    )
    assert loaded(code).stdout == "404\n" * 3


def test_the_councils_sign_on_is_read_from_the_environment() -> None:
    done = loaded(f"{LOAD}; print(production.OIDC_ISSUER, *production.SOCIALACCOUNT_PROVIDERS)", COUNCIL)
    assert done.stdout == "https://sign-on.example.org openid_connect\n", done.stderr


@pytest.mark.parametrize("name", ["OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"])
def test_half_a_sign_on_is_refused(name: str) -> None:
    done = loaded(changes=COUNCIL | {name: None})
    assert done.returncode == 1
    assert f"Set {name}" in done.stderr
