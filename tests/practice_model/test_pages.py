"""The three pages: who gets them, what they show, and that checked words are kept nowhere."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection

from rock.accounts.models import RoleHolding, User, UserKind
from rock.accounts.roles import Role
from rock.practice_model import queries
from tests.support.pages import PageClient

ADDRESSES = ["/how-we-work/", "/how-we-work/words/", "/how-we-work/words/check/"]
SECRET = "Wilhelmina"  # a word that no table would hold by chance


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    queries.forget()
    yield
    queries.forget()


def somebody(role: Role, kind: UserKind = UserKind.STAFF) -> User:
    user = User.objects.create_user(f"{role}@example.org", name="Amira Khan", kind=kind)
    RoleHolding.objects.create(user=user, role=role, starts=date(2020, 1, 1))
    return user


@pytest.fixture
def staff(pages: PageClient) -> PageClient:
    return pages.as_user(somebody(Role.SOCIAL_WORKER))


@pytest.mark.parametrize("address", ADDRESSES)
def test_nobody_gets_them_without_signing_in(pages: PageClient, address: str) -> None:
    assert pages.get(address).status == 302


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(("role", "kind"), [(Role.FAMILY, UserKind.FAMILY), (Role.PARTNER, UserKind.PARTNER)])
def test_people_outside_the_staff_do_not_get_them(pages: PageClient, address: str, role: Role, kind: UserKind) -> None:
    assert pages.as_user(somebody(role, kind)).get(address).status == 403


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("role", [Role.HUB_WORKER, Role.DATA_OFFICER, Role.PRINCIPAL_SOCIAL_WORKER])
def test_staff_of_every_kind_get_them(pages: PageClient, address: str, role: Role) -> None:
    assert pages.as_user(somebody(role)).get(address).status == 200


def test_principles_show_families_words_first(staff: PageClient) -> None:
    words = staff.get("/how-we-work/").words
    assert words.index("Don’t be nosey") < words.index("We are inclusive")
    assert "Do what you said you would." in words


def test_a_principle_can_be_linked_to(staff: PageClient) -> None:
    assert staff.get("/how-we-work/").soup.select_one("#A-HT7") is not None


def test_the_list_says_who_asked(staff: PageClient) -> None:
    words = staff.get("/how-we-work/words/", {"q": "abscond"}).words
    assert "go missing" in words
    assert "Language That Cares" in words
    assert "1 word with “abscond”" in words


def test_the_list_goes_on_to_a_next_page_and_keeps_the_search(staff: PageClient) -> None:
    first = staff.get("/how-we-work/words/", {"q": "e"})
    following = first.soup.select_one("a[rel=next]")
    assert following is not None
    second = staff.get("/how-we-work/words/" + str(following["href"]))
    assert second.status == 200
    assert "with “e”" in second.words


def test_a_search_that_finds_nothing_says_so(staff: PageClient) -> None:
    assert "No word on the list holds “zebra <b>”" in staff.get("/how-we-work/words/", {"q": "zebra <b>"}).words


def test_a_silly_page_number_gives_a_page(staff: PageClient) -> None:
    assert staff.get("/how-we-work/words/", {"page": "nine"}).status == 200
    assert staff.get("/how-we-work/words/", {"page": "99"}).status == 200


def test_checked_words_are_marked_and_explained(staff: PageClient) -> None:
    sent = {"words": "His siblings left. Her siblings stayed. He is hard to reach.", "audience": "family"}
    page = staff.post("/how-we-work/words/check/", sent)
    assert page.status == 200
    assert [mark.text for mark in page.soup.select("mark")] == ["siblings", "siblings", "hard to reach"]
    assert "2 words to think about" in page.words
    assert "brothers and sisters" in page.words
    assert "rough guide" in page.words


def test_checked_words_are_shown_as_text(staff: PageClient) -> None:
    sent = {"words": "<b>siblings</b> & <script>x</script>", "audience": "child"}
    assert staff.post("/how-we-work/words/check/", sent).soup.select("main b, main script") == []


def test_clear_words_are_called_clear(staff: PageClient) -> None:
    page = staff.post("/how-we-work/words/check/", {"words": "We had tea with Nan.", "audience": "child"})
    assert "0 words to think about" in page.words
    assert page.soup.select("mark") == []


@pytest.mark.parametrize(
    ("sent", "error"),
    [
        ({"words": "", "audience": "family"}, "Type or paste the words to check"),
        ({"words": "We came.", "audience": ""}, "Choose who will read the words"),
        ({"words": "We came.", "audience": "the Pope"}, "Choose one of the answers on this page"),
    ],
)
def test_what_is_missing_is_asked_for(staff: PageClient, sent: dict[str, str], error: str) -> None:
    assert staff.post("/how-we-work/words/check/", sent).errors == [error]


def test_checked_words_are_kept_nowhere(staff: PageClient) -> None:
    page = staff.post("/how-we-work/words/check/", {"words": f"{SECRET} has siblings.", "audience": "family"})
    assert page.status == 200
    assert not [query for query in page.queries if query.lstrip().startswith(("INSERT", "UPDATE")) or SECRET in query]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_session WHERE session_data LIKE %s", [f"%{SECRET}%"])
        assert cursor.fetchone() == (0,)
