"""What stands on a child's own page. Of words only what this child was asked about and may read here."""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Case, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from rock.accounts.models import Face, User
from rock.core import time
from rock.doors.child.models import Card, ChildPage
from rock.practice.requests.queries.hidden import kept_from
from rock.records.hidden import NOTHING
from rock.records.models import Audience, Person, Relationship, RelationshipKind, SameRecord, Statement, Wish
from rock.records.queries.people import open_on
from rock.records.queries.standing import not_under_move, words_not_under_move
from rock.teams.models import Allocation, AllocationKind, Post, PostTitle


@dataclass(frozen=True)
class OwnPage:
    """A child's open page, and the ids of every record that is read as one with them."""

    page: ChildPage
    ids: frozenset[int]

    @property
    def child(self) -> Person:
        """Return the child."""
        return self.page.person


@dataclass(frozen=True)
class Helper:
    """Somebody at the council whom the child knows: who they are to them, in the child's words."""

    id: int
    name: str
    is_mine: bool
    is_manager: bool = False
    has_face: bool = False

    @property
    def initials(self) -> str:
        """Return the letters that stand in for a face."""
        return "".join(part[0] for part in self.name.split()[:2]).upper()


def own_page(user: User, *, card: int | None = None) -> OwnPage | None:
    """Return the user's own page if it stands now, entered by this card if one is given (one query); else None."""
    rows = ChildPage.objects.filter(user=user, closed_at__isnull=True)
    if card is not None:
        standing = Card.objects.filter(ended_at__isnull=True, expires_at__gt=time.now(), page=OuterRef("pk"), pk=card)
        rows = rows.filter(Exists(standing))
    same = SameRecord.objects.filter(person=OuterRef("person")).values("same")
    found = rows.select_related("person", "user").annotate(same=ArraySubquery(same)).first()
    return OwnPage(found, frozenset({found.person_id, *found.same})) if found else None


def shown_to(ids: frozenset[int]) -> QuerySet[Audience]:
    """Return the audience rows that open a statement (of the outer query) to this child now."""
    moment = time.now()
    return Audience.objects.filter(Q(ends__isnull=True) | Q(ends__gt=moment), reader__in=ids, starts__lte=moment)


def wishes_of(own: OwnPage) -> list[Wish]:
    """Return what the child wants different and may read here, the latest first.

    Each comes with its answer if that is theirs too, and then with how it stands with the promise made of it (`kept`).
    An answer that would by now give away what is hidden from them is owed again.
    """
    shown = Q(Exists(shown_to(own.ids).filter(statement=OuterRef("statement")))) & words_not_under_move("statement__")
    told = Q(Exists(shown_to(own.ids).filter(statement=OuterRef("answer")))) & words_not_under_move("answer__")
    rows = Wish.objects.filter(shown, child__in=own.ids)
    promised = Case(When(told & not_under_move("promise__made_on__"), then=F("promise__state")), default=Value(""))
    rows = rows.annotate(answer_is_mine=ExpressionWrapper(told, output_field=BooleanField()), kept=promised)
    found: list[Any] = list(rows.select_related("statement", "answer", "promise").order_by("-statement__recorded_at"))
    hidden = kept_from(own.child, own.ids) if any(row.answer_is_mine for row in found) else NOTHING
    for row in found:
        row.answer_is_mine = row.answer_is_mine and not hidden.betrayed_by(row.answer.words)
    return found


def helpers_of(own: OwnPage) -> list[Helper]:
    """Return who works with the child: their worker, the second person who knows them, the manager of the pod (two queries)."""
    day = time.today()
    rows = Allocation.objects.filter(child__in=own.ids, starts__lte=day).exclude(ends__lte=day)
    rows = rows.select_related("worker").annotate(face=Exists(Face.objects.filter(user=OuterRef("worker"))))
    found = sorted(rows, key=lambda row: row.kind != AllocationKind.PRIMARY)
    helpers = [
        Helper(row.worker.pk, row.worker.name, row.kind == AllocationKind.PRIMARY, has_face=row.face) for row in found
    ]
    posts = Post.objects.filter(pod__in={row.pod_id for row in found}, title=PostTitle.MANAGER, starts__lte=day)
    posts = posts.exclude(ends__lte=day).filter(user__isnull=False).select_related("user")
    managers = posts.annotate(face=Exists(Face.objects.filter(user=OuterRef("user"))))
    return helpers + [
        Helper(row.user.pk, row.user.name, is_mine=False, is_manager=True, has_face=row.face)
        for row in managers
        if row.user
    ]


def grown_ups_of(own: OwnPage) -> list[Person]:
    """Return the grown-ups to whom an older child may give words of their own: parents and those who look after them."""
    kinds = (
        RelationshipKind.PARENT,
        RelationshipKind.STEP_PARENT,
        RelationshipKind.GRANDPARENT,
        RelationshipKind.CARER,
        RelationshipKind.FOSTER_CARER,
    )
    theirs = Relationship.objects.filter(open_on(time.today()), other__in=own.ids, kind__in=kinds).values("person")
    return list(Person.objects.filter(pk__in=theirs, death_date__isnull=True).order_by("given_name", "pk"))


def own_words(own: OwnPage) -> list[Statement]:
    """Return the child's own words that they may read here, the latest first, each with the names of who else may (one query)."""
    others = Audience.objects.filter(statement=OuterRef("pk"), ends__isnull=True).exclude(reader__in=own.ids)
    names = others.annotate(name=Coalesce("reader__given_name", "reader__family_name")).values("name")
    shown = Q(Exists(shown_to(own.ids).filter(statement=OuterRef("pk")))) & words_not_under_move()
    rows = Statement.objects.filter(shown, speaker__in=own.ids)
    return list(
        rows.annotate(read_by=ArraySubquery(names))
        .select_related("day_entry", "slot_mark")
        .order_by("-recorded_at")[:50]
    )
