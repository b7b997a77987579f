"""The pages on which a visit is written, sent as a browser does."""

from typing import Any

from rock.records.models import Person
from tests.support.pages import Page, PageClient
from tests.support.visits import Household

TEA = "tea_ordinary_0"


def page_of(home: Household, child: Person | None = None) -> str:
    return f"/visits/new/{home.family.pk}/" + (f"{child.pk}/" if child else "")


def check_of(home: Household) -> str:
    return f"/visits/new/{home.family.pk}/check/"


def sent(client: PageClient, url: str, **answers: Any) -> Page:
    return client.submit(client.get(url), **answers)


def seen(client: PageClient, home: Household, child: Person, **more: Any) -> Page:
    facts = {"seen": "yes", "alone": "yes", "where": "In the garden"} | more
    parts = {key.rsplit("__", 1)[0] for key in more if key.count("_") >= 3 and key.split("_")[0] in {"tea", "night"}}
    return sent(client, page_of(home, child), parts=sorted(parts), **facts)
