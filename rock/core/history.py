"""Guards in the database that every room uses: row history, append-only tables, rows frozen once signed off.

The one way past a guard is the privileged service that moves or redacts (`rock.records.services.redaction`): it sets
`rock.redaction` for its own transaction.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import pghistory
import pgtrigger
from django.db import models
from django.db.models.functions import Cast, NullIf

M = TypeVar("M", bound=type[models.Model])

_PRIVILEGED = "current_setting('rock.redaction', true) = 'on'"


def _acting_user() -> "models.BigIntegerField[int | None, int | None]":
    """Return a column that the database fills with the transaction's acting user (see `rock.core.services`)."""
    setting = models.Func(models.Value("rock.acting_user"), models.Value(True), function="current_setting")
    blank_as_null = NullIf(setting, models.Value(""))
    return models.BigIntegerField(null=True, db_default=Cast(blank_as_null, models.BigIntegerField()))


def tracked(model: M) -> M:
    """Keep the old row, by trigger, whenever a row is changed or deleted (bulk updates and raw SQL too).

    The model gains a `history` of rows as they were, each with when (`pgh_created_at`), how (`pgh_label`) and who.
    """
    track: Callable[[M], M] = pghistory.track(
        pghistory.UpdateEvent(row=pghistory.Old),
        pghistory.DeleteEvent(row=pghistory.Old),
        obj_field=pghistory.ObjForeignKey(related_name="history", related_query_name="history"),
        context_field=None,  # type: ignore[arg-type]  # its own default says None is fine
        model_name=f"{model.__name__}History",
        attrs={"acting_user": _acting_user()},
    )
    return track(model)


def append_only() -> Any:
    """Return a trigger that refuses to change or delete a row once it stands."""
    return pgtrigger.Trigger(
        name="append_only",
        operation=pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        func=f"IF {_PRIVILEGED} THEN IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END IF;"
        " RAISE EXCEPTION 'append-only: % rows are never changed', TG_TABLE_NAME;",
    )


def frozen_when(condition: str) -> Any:
    """Return a trigger that refuses to change or delete a row for which the SQL condition on OLD holds."""
    return pgtrigger.Trigger(
        name="frozen",
        operation=pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        func=f"IF NOT ({condition}) OR {_PRIVILEGED} THEN"
        " IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END IF;"
        " RAISE EXCEPTION 'signed off: this % row is never changed', TG_TABLE_NAME;",
    )
