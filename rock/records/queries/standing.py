"""What waits for a second person to move or remove it: until it is decided, nothing of it is shown at any door."""

from django.db.models import Exists, OuterRef, Q

from rock.records.models import Redaction


def not_under_move(prefix: str = "") -> Q:
    """Return the condition that an occasion is not being moved or removed; the prefix leads to it (“occasion__”)."""
    return _none_waits("occasion", f"{prefix}pk")


def words_not_under_move(prefix: str = "") -> Q:
    """Return the condition that neither a statement, what it translates nor its occasion is (“statement__” leads to it)."""
    own, original = _none_waits("statement", f"{prefix}pk"), _none_waits("statement", f"{prefix}original_id")
    return own & original & _none_waits("occasion", f"{prefix}occasion_id")


def _none_waits(of: str, column: str) -> Q:
    return ~Q(Exists(Redaction.objects.filter(done_at__isnull=True, **{of: OuterRef(column)})))
