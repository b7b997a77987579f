import pytest
from django.core.management import call_command

from rock.demo.management.commands import prepare_demo
from tests.support import factories


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the list that each command's name lands in instead of being run."""
    seen: list[str] = []
    monkeypatch.setattr(prepare_demo, "call_command", lambda name, **_options: seen.append(name))
    monkeypatch.setattr(prepare_demo, "get_commands", lambda: {"demo_council": "rock.demo"})
    return seen


def test_an_empty_house_gets_its_council(db: None, called: list[str]) -> None:
    call_command("prepare_demo")
    assert called == ["demo_council"]


def test_a_house_with_somebody_in_it_is_left_alone(db: None, called: list[str]) -> None:
    factories.person()
    call_command("prepare_demo")
    assert called == []


def test_waiting_migrations_come_first(db: None, called: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare_demo, "migrations_wait", lambda: True)
    call_command("prepare_demo")
    assert called == ["migrate", "createcachetable", "demo_council"]


def test_the_tests_own_database_lacks_no_migration(db: None) -> None:
    assert not prepare_demo.migrations_wait()
