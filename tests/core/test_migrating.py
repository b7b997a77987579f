from io import StringIO

import pgtrigger
import pytest
from django.core.management import call_command
from django.db import connection, models
from django.db.migrations.operations import CreateModel
from django.db.migrations.state import ProjectState

from rock.core.migrating import AllAtOnce

CHANGED = pgtrigger.Trigger(name="kept", when=pgtrigger.Before, operation=pgtrigger.Delete, func="RETURN NULL;")


def table(name: str, other: str) -> CreateModel:
    """Return a table with a key of its own and one of another table."""
    fields = [
        ("id", models.BigAutoField(primary_key=True)),
        ("other", models.ForeignKey(f"core.{other}", models.PROTECT)),
    ]
    return CreateModel(name, fields, options={"triggers": [CHANGED]})


@pytest.fixture
def step() -> AllAtOnce:
    return AllAtOnce([table("Hen", "Egg"), table("Egg", "Hen")])


def test_models_are_drawn_when_asked_for_and_not_for_each_table(
    step: AllAtOnce, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = ProjectState()
    assert not list(state.apps.get_models())
    monkeypatch.setattr(ProjectState, "reload_model", lambda *_a, **_k: pytest.fail("drawn for one table"))
    step.state_forwards("core", state)
    assert "apps" not in vars(state)
    assert {model.__name__ for model in state.apps.get_models()} == {"Hen", "Egg"}


def test_tables_name_each_other_in_any_order_and_go_again(db: None, step: AllAtOnce) -> None:
    before, after = ProjectState(), ProjectState()
    step.state_forwards("core", after)
    with connection.schema_editor() as editor:
        step.database_forwards("core", editor, before, after)
    assert {"core_hen", "core_egg"} <= set(connection.introspection.table_names())
    assert keys_and_triggers("core_hen") == (1, 1)
    with connection.schema_editor() as editor:
        step.database_backwards("core", editor, after, before)
    assert not {"core_hen", "core_egg"} & set(connection.introspection.table_names())


def keys_and_triggers(name: str) -> tuple[int, int]:
    """Count the foreign keys and our triggers of a table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'f'", [name])
        keys = cursor.fetchone()[0]
        cursor.execute(
            "SELECT count(*) FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname LIKE 'pgtrigger_kept%%'", [name]
        )
        return keys, cursor.fetchone()[0]


def test_it_says_what_it_does(step: AllAtOnce) -> None:
    assert step.describe() == "Make 2 tables"


def test_the_migrations_make_what_the_models_say(db: None) -> None:
    told = StringIO()
    call_command("makemigrations", check_changes=True, dry_run=True, skip_checks=True, stdout=told)
    assert "No changes detected" in told.getvalue()


def test_the_triggers_of_the_migrations_stand_in_the_database(db: None) -> None:
    told = StringIO()
    call_command("pgtrigger", "ls", stdout=told)
    assert "UNINSTALLED" not in told.getvalue()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'pgtrigger_%'")
        assert cursor.fetchone()[0] > 50
