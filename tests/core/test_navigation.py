from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from rock.accounts.policy import Action
from rock.core import navigation


class Person:
    def __init__(self, *actions: Any) -> None:
        self.actions = {str(action) for action in actions}

    def may(self, action: Any) -> Any:
        return action in self.actions


@pytest.fixture(autouse=True)
def _entries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_entries", {})
    navigation.register("Second", "accessibility", action="other", order=20)
    navigation.register("First", "components", action=Action.SEE_COMPONENTS, order=10)
    navigation.register("Later room", "not_built_yet", action=Action.SEE_COMPONENTS)


def items(user: Any, path: str = "/") -> Any:
    request = RequestFactory().get(path)
    request.user = user
    return navigation.items(request)


def test_each_sees_what_they_may_open_in_order() -> None:
    assert [item["text"] for item in items(Person(Action.SEE_COMPONENTS, "other"))] == ["First", "Second"]
    assert [item["text"] for item in items(Person("other"))] == ["Second"]
    assert items(Person()) == []


def test_nobody_signed_in_sees_nothing() -> None:
    assert items(AnonymousUser()) == []
    assert navigation.items(RequestFactory().get("/")) == []


def test_the_entry_looked_at_is_marked_and_its_pages_below_too() -> None:
    (here,) = items(Person(Action.SEE_COMPONENTS), "/components/")
    assert here["current"] is True
    (below,) = items(Person(Action.SEE_COMPONENTS), "/components/7/")
    assert (below["current"], below["active"]) == (False, True)
    (elsewhere,) = items(Person(Action.SEE_COMPONENTS), "/accessibility/")
    assert (elsewhere["current"], elsewhere["active"]) == (False, False)


def test_of_two_entries_one_below_the_other_only_the_nearer_is_marked() -> None:
    navigation.register("Mine", "teams:my_children", action="other", order=30)
    navigation.register("Pod", "teams:pod", action="other", order=40)
    found = {item["text"]: item["active"] for item in items(Person("other"), "/children/pod/")}
    assert found == {"Second": False, "Mine": False, "Pod": True}


def test_the_same_page_registered_again_is_replaced() -> None:
    navigation.register("Renamed", "components", action=Action.SEE_COMPONENTS)
    assert [item["text"] for item in items(Person(Action.SEE_COMPONENTS))] == ["Renamed"]
