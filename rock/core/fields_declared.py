"""What happens to each stored field: keep, scrub or export.

Every model carries `class Fields` with up to three space-separated lists: `keep` (not personal: stays when a record is
disposed of), `scrub` (personal, never handed out: blanked), `export` (the person's own: given when they ask for their
record, and blanked at disposal). The check refuses a model that leaves a field out, or names it twice.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.checks import Error, register
from django.db.models import Model

KINDS = ("keep", "scrub", "export")


def own_models() -> Iterator[type[Model]]:
    """Yield the product's own models, history tables made by the trigger library left out (they follow their model)."""
    for model in apps.get_models():
        if model.__module__.startswith("rock.") and not hasattr(model, "pgh_tracked_model"):
            yield model


def declared(model: type[Model]) -> dict[str, list[str]]:
    """Return the model's lists by kind; an undeclared model gives empty lists."""
    holder = model.__dict__.get("Fields")
    return {kind: getattr(holder, kind, "").split() for kind in KINDS}


def problems(model: type[Model]) -> list[str]:
    """Return what is wrong with a model's declaration, in words; empty when nothing is."""
    lists = declared(model)
    named = [name for names in lists.values() for name in names]
    actual = {field.name for field in model._meta.local_fields} | {
        field.name for field in model._meta.local_many_to_many
    }
    return [
        *(f"{model.__name__}.{name} is in none of keep, scrub, export" for name in sorted(actual - set(named))),
        *(f"{model.__name__} declares {name}, which it does not have" for name in sorted(set(named) - actual)),
        *(f"{model.__name__}.{name} is declared twice" for name in sorted({n for n in named if named.count(n) > 1})),
    ]


@register()
def check_declarations(app_configs: Any, **kwargs: Any) -> list[Error]:
    """Refuse a model whose fields are not all sorted (Django system check rock.E001)."""
    return [Error(text, id="rock.E001", obj=model) for model in own_models() for text in problems(model)]
