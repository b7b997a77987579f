"""Staff sign in with a password and a second step; nobody learns whether an account exists."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail

from rock.accounts.models import User, UserKind
from rock.accounts.roles import Role
from rock.accounts.sign_in import sealing
from tests.accounts.codes import code_now
from tests.accounts.letters import link_in
from tests.support import factories as make
from tests.support.pages import PageClient

pytestmark = pytest.mark.django_db
PASSWORD = "three stones by the pier"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def _as_for_real(settings: Any) -> None:
    settings.SECOND_STEP_REQUIRED = True


@pytest.fixture
def worker() -> Any:
    return make.staff_user(Role.ADMINISTRATOR, "Bea Holt", email="bea@example.org", password=PASSWORD)


def sign_in(pages: PageClient, email: str = "bea@example.org", password: Any = PASSWORD) -> Any:
    return pages.submit(pages.get("/sign-in/"), login=email, password=password)


def test_the_sign_in_page_asks_for_address_and_password_and_offers_a_passkey(pages: PageClient) -> None:
    page = pages.get("/sign-in/")
    assert page.h1 == "Sign in"
    assert "Work email address" in page.words
    assert page.link("I do not know my password") == "/sign-in/password/"
    assert page.soup.select_one("[data-passkey=loginForm]")


def test_first_sign_in_opens_nothing_but_the_second_step(pages: PageClient, worker: User) -> None:
    assert sign_in(pages).status == 302
    assert pages.get("/staff/").location == "/sign-in/my-second-step/"
    page = pages.get("/sign-in/my-second-step/")
    assert "Before anything else opens" in page.words
    assert page.link("Set up an app") == "/sign-in/my-second-step/app/"


def test_setting_up_an_app_opens_the_house_and_gives_codes(pages: PageClient, worker: User) -> None:
    sign_in(pages)
    page = pages.get("/sign-in/my-second-step/app/")
    assert page.soup.select_one("svg.rock-qr[role=img]")
    secret = page.soup.select("code.rock-key")[0].get_text()
    answer = pages.submit(page, code=code_now(secret))
    assert answer.location == "/sign-in/my-second-step/codes/"
    codes = pages.get(answer.location)
    assert len(codes.soup.select(".rock-codes li")) == 10
    assert codes.link("I have kept them") == "/"
    assert pages.get("/staff/").status == 200


def test_a_wrong_code_sets_up_nothing(pages: PageClient, worker: User) -> None:
    sign_in(pages)
    page = pages.submit(pages.get("/sign-in/my-second-step/app/"), code="000 000")
    assert page.errors == ["This code is not right. Codes change every half minute: enter the newest."]
    assert pages.get("/staff/").status == 302


def test_from_then_on_the_code_is_asked_each_time(pages: PageClient, worker: User) -> None:
    TOTP.activate(worker, SECRET)
    answer = sign_in(pages)
    assert answer.location.startswith("/sign-in/second-step/")
    assert pages.get("/staff/").location.startswith("/sign-in/?next=")
    page = pages.get("/sign-in/second-step/")
    assert page.h1 == "Your second step"
    assert pages.submit(page, code="12 34 56").errors
    spaced = f"{code_now(SECRET)[:3]} {code_now(SECRET)[3:]}"
    assert pages.submit(page, code=spaced).status == 302
    assert pages.get("/staff/").status == 200


def test_a_recovery_code_lets_in_once(pages: PageClient, worker: User) -> None:
    TOTP.activate(worker, SECRET)
    first = RecoveryCodes.activate(worker).get_unused_codes()[0]
    sign_in(pages)
    pages.submit(pages.get("/sign-in/second-step/"), code=first)
    assert pages.get("/staff/").status == 200
    pages.post("/sign-in/out/")
    sign_in(pages)
    assert pages.submit(pages.get("/sign-in/second-step/"), code=first).errors


def test_the_key_of_an_app_is_sealed_in_the_database(worker: User) -> None:
    TOTP.activate(worker, SECRET)
    kept = Authenticator.objects.get(user=worker).data["secret"]
    assert SECRET not in kept
    assert sealing.unseal(kept) == SECRET


def test_an_older_key_of_the_settings_still_opens_what_it_sealed(settings: Any) -> None:
    sealed = sealing.seal("words")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"
    assert sealing.unseal(sealed) == "words"


def test_wrong_password_unknown_address_and_a_familys_address_get_the_same_words(
    pages: PageClient, worker: User
) -> None:
    make.user("Mum", kind=UserKind.FAMILY, email="mum@example.org")
    said = [sign_in(pages, email, "not the password at all").errors for email in ("bea@example.org", "no@example.org")]
    said.append(sign_in(pages, "mum@example.org", "not the password at all").errors)
    assert said == [["Email address and password do not match. Check both and try again."]] * 3


def test_a_family_cannot_sign_in_here_even_with_a_password(pages: PageClient) -> None:
    make.user("Mum", kind=UserKind.FAMILY, roles=[Role.FAMILY], email="mum@example.org", password=PASSWORD)
    assert sign_in(pages, "mum@example.org").location == "/sign-in/ended/"
    assert pages.get("/my-page/").status == 302


def test_the_sixth_wrong_password_waits(pages: PageClient, worker: User) -> None:
    for _ in range(5):
        assert sign_in(pages, password="wrong wrong wrong").status == 200
    assert sign_in(pages).errors == ["There were too many tries. Wait five minutes and try again."]


def test_an_account_cannot_be_made_at_the_door(pages: PageClient) -> None:
    for path in ("/sign-in/signup/", "/sign-in/sign-up/", "/accounts/signup/"):
        assert pages.get(path).status == 404


def test_whose_access_has_ended_is_out_at_the_next_click(pages: PageClient, worker: User) -> None:
    inside = pages.as_user(worker)
    worker.is_active = False
    worker.save()
    assert inside.get("/staff/").location.startswith("/sign-in/")
    assert sign_in(pages).location == "/sign-in/ended/"


def test_a_link_by_email_sets_a_new_password(pages: PageClient, worker: User) -> None:
    answer = pages.submit(pages.get("/sign-in/password/"), email="BEA@example.org")
    assert pages.get(answer.location).h1 == "Look at your email"
    [letter] = mail.outbox
    assert letter.subject == "A new password for Families Rock"
    path = link_in(letter)
    page = pages.get(pages.get(path).location)
    assert page.h1 == "Choose a new password"
    done = pages.submit(page, password1="another three words", password2="another three words")
    assert pages.get(done.location).h1 == "Your password is saved"
    worker.refresh_from_db()
    assert worker.check_password("another three words")
    assert pages.get(path).h1 == "This link no longer works"


@pytest.mark.parametrize("email", ["nobody@example.org", "mum@example.org"])
def test_no_letter_goes_to_a_stranger_or_a_family_and_the_page_is_the_same(pages: PageClient, email: str) -> None:
    make.user("Mum", kind=UserKind.FAMILY, email="mum@example.org")
    answer = pages.submit(pages.get("/sign-in/password/"), email=email)
    assert answer.location == "/sign-in/password/sent/"
    assert mail.outbox == []


@pytest.mark.parametrize("weak", ["short", "password1234", "bea@example.org"])
def test_weak_passwords_are_refused(pages: PageClient, worker: User, weak: str) -> None:
    pages.submit(pages.get("/sign-in/password/"), email="bea@example.org")
    path = link_in(mail.outbox[0])
    page = pages.get(pages.get(path).location)
    assert pages.submit(page, password1=weak, password2=weak).errors


def test_somebody_without_a_password_is_offered_none_to_change(pages: PageClient) -> None:
    user = make.staff_user()
    client = pages.as_user(user)
    assert client.get("/sign-in/password/change/").status == 404
    assert "Change your password" not in client.get("/sign-in/my-second-step/").words


def test_an_only_second_step_cannot_be_removed(pages: PageClient, worker: User, settings: Any) -> None:
    TOTP.activate(worker, SECRET)
    sign_in(pages)
    pages.submit(pages.get("/sign-in/second-step/"), code=code_now(SECRET))
    page = pages.get("/sign-in/my-second-step/")
    assert "Remove the app" not in page.words
    again = pages.get("/sign-in/my-second-step/app/remove/")
    assert again.location.startswith("/sign-in/")
    page = pages.get(again.location)
    assert page.h1 == "Show that it is you"
    page = pages.get(pages.submit(page, password=PASSWORD).location)
    assert page.errors == ["This is your only second step. Set up another one first."]
