from io import StringIO

import pgtrigger
import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from pgtrigger.migrations import AddTrigger


def test_a_trigger_is_noted_without_drawing_the_models(monkeypatch: pytest.MonkeyPatch) -> None:
    state = MigrationLoader(None).project_state()
    monkeypatch.setattr(type(state), "reload_model", lambda *_a, **_k: pytest.fail("drawn anew"))
    trigger = pgtrigger.Trigger(name="new", when=pgtrigger.Before, operation=pgtrigger.Update, func="RETURN NEW;")
    before = list(state.models["records", "person"].options["triggers"])
    AddTrigger("person", trigger).state_forwards("records", state)
    assert state.models["records", "person"].options["triggers"] == [*before, trigger]


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
