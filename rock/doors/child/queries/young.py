"""What a young person decides themselves: who reads their words, and what they agreed to."""

from django.db.models import Q, QuerySet

from rock.doors.child.queries.own import OwnPage, grown_ups_of, own_words
from rock.practice.requests.queries.hidden import kept_from
from rock.records.models import Agreement, Audience, Person, Statement
from rock.records.queries.agreements import answered_by


def own_statement(own: OwnPage, pk: int) -> Statement | None:
    """Return words of the young person's that stand on their page; another's, and none, are alike not there."""
    return next((one for one in own_words(own) if one.pk == pk), None)


def could_read(own: OwnPage, statement: Statement) -> list[Person]:
    """Return the grown-ups whom they may choose, and whoever may read these words now, by name."""
    reads = Audience.objects.filter(statement=statement, ends__isnull=True).values("reader")
    chosen = Q(pk__in=reads) | Q(pk__in=[person.pk for person in grown_ups_of(own)])
    return list(Person.objects.filter(chosen).exclude(pk__in=own.ids).order_by("given_name", "pk"))


def reads_now(statement: Statement) -> set[int]:
    """Return the ids of those who may read these words now."""
    return set(Audience.objects.filter(statement=statement, ends__isnull=True).values_list("reader", flat=True))


def agreements_of(own: OwnPage) -> QuerySet[Agreement]:
    """Return what the young person was asked to agree to and answered, for themselves."""
    return answered_by(own.ids)


def shown_agreements(own: OwnPage) -> list[Agreement]:
    """Return of these what would give away nothing that is hidden from them."""
    hidden = kept_from(own.child, own.ids)
    return [row for row in agreements_of(own) if not hidden.betrayed_by(row.agencies)]
