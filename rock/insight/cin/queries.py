"""Reads for the pages of the census: imports, their reports, children imported and not yet allocated, likely matches."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import Http404

from rock.accounts.models import User
from rock.accounts.policy import Action
from rock.core import time
from rock.insight.cin.deciding import is_asked
from rock.insight.cin.loading.report import notes_of
from rock.insight.cin.models import CensusExport, ImportBatch, ImportNote, LikelyMatch, MatchState
from rock.insight.cin.records import Note
from rock.reach.models import Basis, Grant
from rock.reach.queries import closed_to, reachable, reached, reaches
from rock.records.models import Identifier, IdentifierKind, Person
from rock.teams.models import Allocation

HELD_BACK = "not shown: this record is limited to named people"


def imports() -> QuerySet[ImportBatch]:
    """Return every import, the latest first; they name no child."""
    return ImportBatch.objects.select_related("by").order_by("-started_at", "-pk")


def import_or_404(pk: int) -> ImportBatch:
    """Return one import."""
    found = imports().filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def exports(user: User) -> list[CensusExport]:
    """Return the last censuses that the user had written."""
    return list(CensusExport.objects.filter(by=user).order_by("-pk")[:10])


def export_or_404(user: User, pk: int) -> CensusExport:
    """Return a census that the user had written and whose file is still there."""
    found = CensusExport.objects.filter(by=user, pk=pk, file__isnull=False).first()
    if found is None:
        raise Http404
    return found


def report_rows(batch: ImportBatch) -> QuerySet[ImportNote]:
    """Return the rows of a report, to be passed through `without_closed` before they are shown."""
    return ImportNote.objects.filter(batch=batch).order_by("pk")


def report_notes(user: User, batch: ImportBatch) -> Iterator[Note]:
    """Yield a whole report as the user may read it."""
    return without_closed(user, notes_of(batch))


def without_closed(user: User, notes: Iterable[Note]) -> Iterator[Note]:
    """Yield rows of a report; of a child whose record is closed to the user, only that there is a row."""
    closed = _closed_numbers(user)
    for note in notes:
        yield Note(note.child_id, note.field, "", note.done, HELD_BACK) if note.child_id in closed else note


def _closed_numbers(user: User) -> set[str]:
    """Return the council child numbers of imported people who are restricted, or whom the user is kept from."""
    numbers = Identifier.objects.filter(kind=IdentifierKind.LA_CHILD_ID, person__restrictions__isnull=False)
    denied = Identifier.objects.filter(kind=IdentifierKind.LA_CHILD_ID, person__grants__allow=False)
    found = dict((numbers | denied).distinct().values_list("value", "person_id"))
    closed = closed_to(user, found.values()) if found else set()
    closed -= reaches(user, closed) if closed else set()
    return {value for value, pk in found.items() if pk in closed}


def imported_children(user: User) -> QuerySet[Person]:
    """Return the children whom the user reaches because they were imported, and whom nobody works with yet."""
    day, moment = time.today(), time.now()
    granted = Grant.objects.filter(
        Q(ends__isnull=True) | Q(ends__gt=moment), person=OuterRef("pk"), basis=Basis.IMPORT, allow=True
    )
    worked_with = Allocation.objects.filter(Q(ends__isnull=True) | Q(ends__gt=day), child=OuterRef("pk"))
    rows = reachable(user).filter(Exists(granted), ~Exists(worked_with), census__isnull=False)
    numbers = Identifier.objects.filter(person=OuterRef("pk"), kind=IdentifierKind.LA_CHILD_ID).order_by("-pk")
    return rows.annotate(number=numbers.values("value")[:1], census_source=F("census__source")).order_by("pk")


@dataclass(frozen=True)
class MatchCard:
    """A likely match as one user may see it: `held` is None where nothing may be said of that person.

    `asked` is whether the hub managers were asked to decide it; `may_ask` whether this user may ask them now.
    """

    match: LikelyMatch
    number: str
    held: Person | None
    may_decide: bool
    may_ask: bool
    asked: bool


def waiting_matches(user: User) -> QuerySet[LikelyMatch]:
    """Return the likely matches that wait, of incoming children whom the user reaches."""
    rows = LikelyMatch.objects.filter(state=MatchState.WAITING).filter(reached(user, "incoming_id"))
    return rows.select_related("incoming", "held", "asked_by").order_by(F("asked_at").asc(nulls_last=True), "pk")


def match_or_404(user: User, pk: int) -> LikelyMatch:
    """Return a likely match of an incoming child whom the user reaches."""
    found = LikelyMatch.objects.filter(reached(user, "incoming_id")).select_related("incoming", "held", "asked_by")
    match = found.filter(pk=pk).first()
    if match is None:
        raise Http404
    return match


def match_cards(user: User, matches: Iterable[LikelyMatch]) -> list[MatchCard]:
    """Return these matches as the user may see them."""
    matches = list(matches)
    held = {match.held_id for match in matches}
    reached = reaches(user, held)
    closed = closed_to(user, held) - reached
    may_ask = user.may(Action.IMPORT_CENSUS)
    incoming = [match.incoming_id for match in matches]
    kind = IdentifierKind.LA_CHILD_ID
    numbers = dict(
        Identifier.objects.filter(kind=kind, person__in=incoming).order_by("pk").values_list("person_id", "value")
    )
    return [
        MatchCard(
            match=match,
            number=numbers.get(match.incoming_id, ""),
            held=None if match.held_id in closed else match.held,
            may_decide=match.held_id in reached,
            may_ask=may_ask and match.held_id not in reached and not is_asked(match),
            asked=is_asked(match),
        )
        for match in matches
    ]
