"""Ray hurts Dee. A school asked for help, with her hidden address in every field. He tries what he can; he learns nothing."""

import re
import zlib
from datetime import timedelta
from urllib.parse import quote

import pytest

from rock.core import time
from rock.core.models import OutgoingMessage
from rock.core.pdf import Letter, letter_pdf
from rock.core.services import Refused
from rock.doors.family.models import DoorCode, DoorHolder, DoorKey
from rock.doors.family.services.opening import close_door, make_key
from rock.practice.requests.models import Route
from rock.practice.requests.services.telling import hold_telling
from rock.reach.models import ViewPurpose
from rock.reach.services import log_views
from rock.records.models import Audience, CourtOrder, OrderKind, Statement, Telling
from tests.doors.family.standing import (
    FOR_RAY,
    SCHOOL,
    STREET,
    Standing,
    betrays,
    door_user,
    enter,
    leave_family,
    sent,
    standing,
)
from tests.support import factories as make
from tests.support.jobs import run_jobs
from tests.support.pages import Page, PageClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def both_told(db: None) -> Standing:
    """Dee is told with her address in the words, Ray in words for him; a worker speaks with each."""
    made = standing()
    made.tell_dee()
    made.tell_ray()
    made.named(made.dee, make.staff_user(name="Ama Rahman", phone="01632 960 111"))
    made.named(made.ray, make.staff_user(name="Joe Clegg", phone="01632 960 222"))
    return made


@pytest.fixture
def ray(both_told: Standing) -> PageClient:
    return PageClient(door_user(both_told.ray))


def everything_he_can_open(client: PageClient, telling: Telling) -> list[Page]:
    """Return each page and file of his door, and the errors that he can provoke."""
    urls = [
        "/w/",
        "/w/who/",
        f"/w/letter/{telling.pk}/",
        f"/w/say/{telling.pk}/",
        "/w/say/0/",
        "/w/back/999/",
        "/w/x/y/",
    ]
    found = [client.get(url) for url in urls]
    found.append(client.post(f"/w/say/{telling.pk}/", {}))
    found.append(client.post(f"/w/say/{telling.pk}/", {"kind": "answer_something", "words": ""}))
    found.append(client.post("/w/back/999/", {}))
    return found


def all_of(page: Page) -> str:
    """Return everything that an answer carries: status, headers, cookies, text, and what a PDF holds packed."""
    response = page.response
    raw = response.content
    packed = [
        zlib.decompressobj().decompress(part)
        for part in re.findall(rb"stream\r?\n(.*?)endstream", raw, re.S)
        if part[:1] == b"x"
    ]
    text = b"\n".join([raw, *packed]).decode("latin-1")
    return f"{response.status_code}\n{response.headers}\n{response.cookies.output()}\n{page.text}\n{text}"


def test_nothing_that_he_opens_contains_any_token(both_told: Standing, ray: PageClient) -> None:
    telling = Telling.objects.get(person=both_told.ray)
    log_views(
        user=both_told.manager, people=[both_told.dee.pk, both_told.kai.pk], page="person", purpose=ViewPurpose.HUB
    )
    for page in everything_he_can_open(ray, telling):
        assert betrays(all_of(page)) == [], page.response.request["PATH_INFO"]


def test_his_words_are_his_and_hers_are_hers(both_told: Standing, ray: PageClient) -> None:
    his, hers = ray.get("/w/"), PageClient(door_user(both_told.dee)).get("/w/")
    assert "They will talk with you too." in his.words
    assert "We are glad that you are safe" not in his.text
    assert STREET in hers.words
    assert "They will talk with you too." not in hers.text


def test_nothing_says_that_something_was_left_out(both_told: Standing, ray: PageClient) -> None:
    words = ray.get("/w/").words.lower()
    for word in ("hidden", "held", "redact", "withheld", "not shown", "removed", "left out", "other"):
        assert word not in words


def test_he_is_not_told_of_her_nor_of_her_other_child_nor_who_speaks_with_her(
    both_told: Standing, ray: PageClient
) -> None:
    for url in ("/w/", "/w/who/"):
        text = ray.get(url).text
        for word in ("Dee", "Bea", "Ama Rahman", "960 111", "960\u00a0111"):
            assert word not in text
    assert "Joe Clegg" in ray.get("/w/").words


def test_his_letter_carries_his_words_and_nothing_of_hers(
    both_told: Standing, ray: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A PDF holds numbers of glyphs, so what is set is read before it is set, and the file for what it says of itself."""
    letters: list[Letter] = []

    def keep(letter: Letter) -> bytes:
        letters.append(letter)
        return letter_pdf(letter)

    monkeypatch.setattr("rock.practice.requests.letters.letter_pdf", keep)
    content = all_of(ray.get(f"/w/letter/{Telling.objects.get(person=both_told.ray).pk}/"))
    text = str(letters)
    assert "%PDF" in content
    assert "They will talk with you too." in text
    assert "Joe Clegg" in text
    assert betrays(text) == []
    for word in ("Dee", "Bea", "Ama Rahman"):
        assert word not in text


def test_no_message_to_anybody_carries_a_token_or_a_name(both_told: Standing) -> None:
    run_jobs()
    from rock.core.messages.templates import filled, template_named

    for message in OutgoingMessage.objects.all():
        words = " ".join(filled(template_named(message.template), message.reference))
        assert betrays(words) == []
        assert not re.search(r"\b(Dee|Ray|Kai|Bea)\b", words)


def test_he_cannot_open_hers_by_numbers_in_the_address(both_told: Standing, ray: PageClient) -> None:
    hers = Telling.objects.get(person=both_told.dee)
    for url in (f"/w/letter/{hers.pk}/", f"/w/say/{hers.pk}/"):
        assert ray.get(url).status == 404
        assert ray.post(url, {"kind": "answer_understood", "words": "x"}).status in {404, 405}
    assert not Statement.objects.filter(replies_to=hers.statement).exists()
    for url in (
        "/hub/",
        f"/people/{both_told.dee.pk}/",
        f"/door/{both_told.dee.pk}/",
        f"/families/{both_told.decision.occasion.family_id}/",
    ):
        page = ray.get(url)
        assert page.status in {403, 404}
        assert betrays(all_of(page)) == []
    assert ray.post(f"/door/{both_told.dee.pk}/link/").status == 403


def test_her_link_in_his_browser_shows_nothing_and_leaves_him_who_he_is(both_told: Standing, ray: PageClient) -> None:
    token = make_key(by=both_told.manager, person=both_told.dee).token
    page = ray.get(f"/w/{token}/")
    assert "Dee" not in page.text
    assert "Ray" not in page.text
    asked = ray.submit(page)
    run_jobs()
    phone = OutgoingMessage.objects.filter(template="door_code").latest("pk").to
    assert phone == "07700900456"
    tried = ray.submit(ray.get(asked.location), code="000000")
    assert betrays(all_of(tried)) == []
    assert "They will talk with you too." in ray.get("/w/").words


def test_his_code_does_not_open_her_link(both_told: Standing, pages: PageClient) -> None:
    hers = make_key(by=both_told.manager, person=both_told.dee).token
    his = make_key(by=both_told.manager, person=both_told.ray).token
    pages.submit(pages.get(f"/w/{hers}/"))
    pages.submit(pages.get(f"/w/{his}/"))
    code = sent("door_code")
    assert pages.submit(pages.get(f"/w/{hers}/code/"), code=code).status == 200
    assert pages.submit(pages.get(f"/w/{his}/code/"), code=code).location == "/w/"
    assert "They will talk with you too." in pages.get("/w/").words


def test_a_session_made_for_her_link_is_no_good_with_his_user(both_told: Standing) -> None:
    """Even a forged session cannot pair his account with her link."""
    token = make_key(by=both_told.manager, person=both_told.dee)
    client = PageClient(door_user(both_told.ray))
    session = client.client.session
    session["family_door"] = {"key": token.key.pk, "seen": time.now().isoformat()}
    session.save()
    assert client.get("/w/").h1 == "This page is closed"


def test_guessing_codes_ends_after_five(both_told: Standing, pages: PageClient) -> None:
    token = make_key(by=both_told.manager, person=both_told.dee).token
    pages.submit(pages.get(f"/w/{token}/"))
    right = sent("door_code")
    for n in range(12):
        guess = f"{n:06}"
        assert guess == right or pages.submit(pages.get(f"/w/{token}/code/"), code=guess).status == 200
    assert pages.submit(pages.get(f"/w/{token}/code/"), code=right).status == 200
    assert DoorCode.objects.get().tries == 5
    assert DoorKey.objects.get(holder__person=both_told.dee, revoked_at=None).used_count == 0


def test_guessing_links_tells_nothing_and_is_limited(both_told: Standing, pages: PageClient) -> None:
    answers = set()
    for n in range(40):
        asked = pages.submit(pages.get(f"/w/GUES-{n:04}-AAAA-AAAA/"))
        answers.add(asked.location.replace(f"{n:04}", ""))
    assert len(answers) == 1
    good = make_key(by=both_told.manager, person=both_told.dee).token
    assert pages.submit(pages.get(f"/w/{good}/")).status == 302
    assert not DoorCode.objects.exists()  # this place has asked too often


def test_what_he_types_is_no_oracle(both_told: Standing, ray: PageClient) -> None:
    """A right guess and a wrong one are shown back to him alike, and give no finding."""
    telling = Telling.objects.get(person=both_told.ray)
    for guess in (f"Is she in {STREET}?", "Is she in Nowhere Lane?"):
        ray.submit(ray.get(f"/w/say/{telling.pk}/"), kind="answer_something", words=guess)
        page = ray.get("/w/")
        assert guess in page.words
        assert "They will talk with you too." in page.words
    assert not DoorHolder.objects.get(person=both_told.ray).findings.exists()


def test_what_he_says_does_not_appear_at_her_door_nor_hers_at_his(both_told: Standing, ray: PageClient) -> None:
    dee = PageClient(door_user(both_told.dee))
    for client, person, words in ((ray, both_told.ray, "I will find her."), (dee, both_told.dee, "Keep us safe.")):
        telling = Telling.objects.get(person=person)
        client.submit(client.get(f"/w/say/{telling.pk}/"), kind="answer_something", words=words)
    assert "find her" not in dee.get("/w/").text
    assert "Keep us safe" not in ray.get("/w/").text


def test_his_words_end_with_their_audience_and_hers_never_begin(both_told: Standing, ray: PageClient) -> None:
    hers = Telling.objects.get(person=both_told.dee)
    assert not Audience.objects.filter(reader=both_told.ray, statement=hers.statement).exists()
    assert FOR_RAY.split("\n", maxsplit=1)[0] in ray.get("/w/").words
    Audience.objects.filter(reader=both_told.ray).update(ends=time.now())
    assert "get to know Kai." not in ray.get("/w/").words


def test_while_telling_him_is_held_there_is_no_door_at_all() -> None:
    made = standing(route=Route.STRATEGY)
    made.tell_dee()
    hold_telling(
        by=made.manager,
        decision=made.decision,
        person=made.ray,
        because="He does not know that they moved.",
        manager=made.manager,
        review_on=time.today() + timedelta(days=7),
    )
    assert not DoorHolder.objects.filter(person=made.ray).exists()
    with pytest.raises(Refused, match="no door"):
        make_key(by=made.manager, person=made.ray)
    run_jobs()
    assert not OutgoingMessage.objects.filter(to__contains="900111").exists()


def test_where_police_and_health_are_spoken_with_his_page_does_not_say_so() -> None:
    made = standing(route=Route.STRATEGY)
    made.tell_ray(words="Somebody will talk with you.")
    words = PageClient(door_user(made.ray)).get("/w/").words.lower()
    for word in ("police", "strategy", "health", "discussion"):
        assert word not in words


def test_an_order_against_him_takes_the_child_from_his_page(both_told: Standing, ray: PageClient) -> None:
    CourtOrder.objects.create(
        child=both_told.kai, limits=both_told.ray, kind=OrderKind.NON_MOLESTATION, starts=time.today()
    )
    log_views(user=both_told.manager, people=[both_told.kai.pk], page="person", purpose=ViewPurpose.HUB)
    page = ray.get("/w/")
    assert "We get to know you" not in page.words
    assert "Kai" not in page.words.replace("A social worker will get to know Kai.", "")
    assert "There is nothing to show here." in ray.get("/w/who/").words


def test_once_he_has_left_the_family_nothing_opens(both_told: Standing, ray: PageClient, pages: PageClient) -> None:
    token = make_key(by=both_told.manager, person=both_told.ray).token
    leave_family(both_told.ray)
    assert ray.get("/w/").h1 == "This page is closed"
    pages.submit(pages.get(f"/w/{token}/"))
    assert not DoorCode.objects.exists()
    with pytest.raises(Refused):
        make_key(by=both_told.manager, person=both_told.ray)


def test_closing_his_door_ends_it_on_every_device_at_once(both_told: Standing, pages: PageClient) -> None:
    token = make_key(by=both_told.manager, person=both_told.ray).token
    assert enter(pages, token).h1 == "Your page"
    other = PageClient()
    enter(other, token)
    close_door(by=both_told.manager, person=both_told.ray, because="He threatened her.")
    for client in (pages, other):
        assert client.get("/w/").h1 == "This page is closed"
        assert client.get(f"/w/{token}/").h1 == "Something is waiting for you"
    codes = DoorCode.objects.count()
    pages.submit(pages.get(f"/w/{token}/"))
    assert DoorCode.objects.count() == codes
    with pytest.raises(Refused, match="closed"):
        make_key(by=both_told.manager, person=both_told.ray)


def test_withdrawing_a_link_ends_the_session_that_it_opened(both_told: Standing, pages: PageClient) -> None:
    enter(pages, make_key(by=both_told.manager, person=both_told.ray).token)
    make_key(by=both_told.manager, person=both_told.ray)
    assert pages.get("/w/").h1 == "This page is closed"


def test_addresses_with_her_tokens_give_no_sign(both_told: Standing, ray: PageClient) -> None:
    for word in (STREET, SCHOOL, "Nowhere Lane"):
        assert ray.get(f"/w/{quote(word)}/").h1 == "Something is waiting for you"
        page = ray.get("/w/", {"q": word})
        assert word not in page.text
