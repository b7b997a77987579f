"""Everything in the house, so that two councils can be held beside each other though their keys differ."""

import json
import re
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Model

from rock.demo.models import Council

# The database's own clock, when a row's former self was kept: it cannot be set.
LEFT_OUT = frozenset({"pgh_created_at"})
_SOURCE = re.compile(r"(request|allocation|door|child):(\d+)")
_SOURCES = {
    "request": "support_requests.RequestForSupport",
    "allocation": "teams.Allocation",
    "door": "family_door.DoorHolder",
    "child": "child_door.ChildPage",
}
Places = dict[type[Model], dict[int, int]]


def models() -> list[type[Model]]:
    """Return every model of the product whose table stands; two models of one table once."""
    with connection.cursor() as cursor:
        tables = {info.name for info in connection.introspection.get_table_list(cursor)}
    found: dict[str, type[Model]] = {}
    for model in apps.get_models(include_auto_created=True):
        if model.__module__.startswith("rock.") and model._meta.db_table in tables:
            found.setdefault(model._meta.db_table, model)
    return list(found.values())


def whole_house() -> dict[str, list[str]]:
    """Return the rows of each table that has any, in words: keys as the order in which the rows of a table were made."""
    every = models()
    places: Places = {}
    for model in every:
        keys = model._default_manager.order_by("pk").values_list("pk", flat=True)
        places[model] = {key: place for place, key in enumerate(keys)}
    return {model._meta.db_table: sorted(_rows(model, places)) for model in every if places[model]}


def _rows(model: type[Model], places: Places) -> Iterator[str]:
    fields = [field for field in model._meta.concrete_fields if field.name not in LEFT_OUT]
    for row in model._default_manager.all().iterator():
        facts = {field.name: _plain(model, field, getattr(row, field.attname), places) for field in fields}
        yield json.dumps(facts, default=str, ensure_ascii=False)


def _plain(model: type[Model], field: Any, value: Any, places: Places) -> Any:
    if field.primary_key:
        return places[model][value]
    if field.related_model in places and value is not None:
        return places[field.related_model].get(value)
    if field.name == "acting_user" and value is not None:
        return places[apps.get_model("accounts.User")].get(value)
    if field.name == "source" and (parts := _SOURCE.fullmatch(value)):
        return f"{parts[1]} {places[apps.get_model(_SOURCES[parts[1]])][int(parts[2])]}"
    if model is Council and field.name == "users":
        return {number: places[apps.get_model("accounts.User")][key] for number, key in value.items()}
    return value
