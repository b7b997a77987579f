"""The child's own pages: home, my day, what I want different, who is who, who may read this, I don't feel safe."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rock.accounts.access import SignedIn
from rock.accounts.faces import serve_face
from rock.core.once import once_per_form
from rock.doors.child import words
from rock.doors.child.access import at_their_page, shown
from rock.doors.child.forms import ME, DayForm, UnsafeForm, WishForm
from rock.doors.child.limits import SAYING
from rock.doors.child.presenters import faces, own_words_of, said_of_day, tiles
from rock.doors.child.queries import own as queries
from rock.doors.child.queries.own import OwnPage
from rock.doors.child.queries.plan import has_plan
from rock.doors.child.queries.young import agreements_of
from rock.doors.child.services import saying, unsafe
from rock.doors.keeping import kept_once
from rock.practice.visits.ages import is_young_person
from rock.reach.models import ViewPurpose
from rock.reach.services import log_views
from rock.records.models import Person, Slot


def _seen(request: SignedIn, page: OwnPage) -> None:
    log_views(user=request.user, people=[page.child.pk], page="child’s own page", purpose=ViewPurpose.OWN)


@at_their_page
@require_safe
def home(request: SignedIn, page: OwnPage) -> HttpResponse:
    """Show the few things that the child can open."""
    _seen(request, page)
    young_person = is_young_person(page.child)
    agreed = young_person and agreements_of(page).exists()
    can_open = tiles(young_person=young_person, agreed=agreed, plan=has_plan(page))
    return shown(request, "home", child=page.child, tiles=can_open)


@at_their_page
@require_safe
def day(request: SignedIn, page: OwnPage) -> HttpResponse:
    """Show the child's day, as far as it may be read here."""
    _seen(request, page)
    return shown(request, "day", said=said_of_day(queries.own_words(page)))


@at_their_page
@require_http_methods(["GET", "HEAD", "POST"])
def tell_day(request: SignedIn, page: OwnPage) -> HttpResponse:
    """Let the child say what a part of their day is like."""
    grown_ups = _grown_ups(page)
    data = request.POST if request.method == "POST" else None
    form = DayForm(data, grown_ups=grown_ups, faces=faces())

    def keep() -> str:
        facts = form.cleaned_data
        face = int(facts["face"]) if facts["face"] else None
        saying.tell_day(
            by=request.user,
            child=page.child,
            slot=Slot(facts["slot"]),
            words=facts["words"],
            face=face,
            readers=_readers(page, grown_ups, facts["readers"]),
        )
        return reverse("child:thanks")

    return _said(request, form, keep, "tell-day")


@at_their_page
@require_safe
def wishes(request: SignedIn, page: OwnPage) -> HttpResponse:
    """Show what the child wants different, and what was done about it."""
    _seen(request, page)
    return shown(request, "wishes", wishes=queries.wishes_of(page))


@at_their_page
@require_http_methods(["GET", "HEAD", "POST"])
def wish(request: SignedIn, page: OwnPage) -> HttpResponse:
    """Let the child say what they want different."""
    grown_ups = _grown_ups(page)
    form = WishForm(request.POST if request.method == "POST" else None, grown_ups=grown_ups)

    def keep() -> str:
        facts = form.cleaned_data
        readers = _readers(page, grown_ups, facts["readers"])
        saying.wish(by=request.user, child=page.child, words=facts["words"], readers=readers)
        return reverse("child:thanks")

    return _said(request, form, keep, "wish")


def _said(request: SignedIn, form: WishForm, keep: Callable[[], str], page: str) -> HttpResponse:
    return kept_once(request, form, keep, limits=SAYING) or shown(request, page, form=form)


def _grown_ups(page: OwnPage) -> list[Person]:
    """Return to whom they may give words themselves: of a younger child, the worker asks."""
    return queries.grown_ups_of(page) if is_young_person(page.child) else []


def _readers(page: OwnPage, grown_ups: list[Person], chosen: list[str]) -> list[Person]:
    own = [page.child] if ME in chosen else []
    return own + [person for person in grown_ups if str(person.pk) in chosen]


@at_their_page
@require_safe
def thanks(request: SignedIn, page: OwnPage) -> HttpResponse:
    """Say that it came, and nothing of what it was."""
    return shown(request, "thanks")


@at_their_page
@require_safe
def people(request: SignedIn, page: OwnPage) -> HttpResponse:
    """Show who is who."""
    _seen(request, page)
    return shown(request, "people", helpers=queries.helpers_of(page))


@at_their_page
@require_safe
def face(request: SignedIn, page: OwnPage, pk: int) -> HttpResponse:
    """Give the picture of somebody who works with the child."""
    if not any(one.id == pk for one in queries.helpers_of(page)):
        raise Http404
    return serve_face(pk)


@at_their_page
@require_safe
def readers(request: SignedIn, page: OwnPage) -> HttpResponse:
    """Say honestly who may read what they write."""
    _seen(request, page)
    helpers, said = queries.helpers_of(page), own_words_of(queries.own_words(page))
    return shown(request, "readers", young_person=is_young_person(page.child), helpers=helpers, said=said)


@at_their_page
@require_http_methods(["GET", "HEAD", "POST"])
def not_safe(request: SignedIn, page: OwnPage) -> HttpResponse:
    """Take “I don't feel safe”: who to call now, who will read it and when, then a place to write, or just the button."""
    form = UnsafeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        written = form.cleaned_data["words"]

        def tell() -> str:
            unsafe.say_unsafe(by=request.user, child=page.child, words=written)
            return reverse("child:told")

        return once_per_form(request, tell)
    return shown(request, "not-safe", form=form, who_reads=_who_reads(page))


@at_their_page
@require_safe
def told(request: SignedIn, page: OwnPage) -> HttpResponse:
    """Say that it came, who reads it and when, and who to call until then."""
    return shown(request, "told", who_reads=_who_reads(page))


def _who_reads(page: OwnPage) -> str:
    mine = next((one.name for one in queries.helpers_of(page) if one.is_mine), "")
    return words.who_reads_and_when(mine)
