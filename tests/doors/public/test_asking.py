import pytest

from rock.practice.requests.models import RequestForSupport
from tests.doors.public.walking import GRANDMOTHER, walk
from tests.support.pages import PageClient


def test_a_grandmother_asks(pages: PageClient) -> None:
    places = walk(pages, GRANDMOTHER)
    print(places)
    check = pages.get("/ask/check/")
    assert "Kai loves the sea." in check.words
    sent = pages.submit(check)
    print(sent.location, sent.words)
    assert RequestForSupport.objects.count() == 1
