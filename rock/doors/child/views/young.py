"""A young person's own pages beside the child's: who may read what they said, and what they agreed to."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from rock.accounts.access import SignedIn
from rock.doors.agreed import agreed as in_words
from rock.doors.child.access import at_their_page, shown
from rock.doors.child.forms import ME, ReadersForm
from rock.doors.child.presenters import own_words_of
from rock.doors.child.queries import young as queries
from rock.doors.child.queries.own import OwnPage
from rock.doors.child.services import young as services
from rock.practice.visits.ages import is_young_person
from rock.reach.models import ViewPurpose
from rock.reach.services import log_views

both = require_http_methods(["GET", "HEAD", "POST"])


def _seen(request: SignedIn, page: OwnPage) -> None:
    if not is_young_person(page.child):
        raise Http404
    log_views(user=request.user, people=[page.child.pk], page="child’s own page", purpose=ViewPurpose.OWN)


@at_their_page
@both
def choose_readers(request: SignedIn, pk: int, page: OwnPage) -> HttpResponse:
    """Let a young person change who may read something that they said."""
    _seen(request, page)
    statement = queries.own_statement(page, pk)
    if statement is None:
        raise Http404
    people, now = queries.could_read(page, statement), queries.reads_now(statement)
    begin = {"readers": [ME, *(str(person.pk) for person in people if person.pk in now)]}
    form = ReadersForm(request.POST if request.method == "POST" else None, grown_ups=people, initial=begin)
    if form.is_valid():
        given = form.cleaned_data["readers"]
        chosen = {person.pk for person in people if str(person.pk) in given} | (
            {page.child.pk} if ME in given else set()
        )
        services.choose_readers(by=request.user, statement=statement, could_read=[page.child, *people], chosen=chosen)
        return redirect("child:readers")
    return shown(request, "choose-readers", form=form, said=own_words_of([statement])[0])


@at_their_page
@require_safe
def agreed(request: SignedIn, page: OwnPage) -> HttpResponse:
    """Show what the young person was asked to agree to, and what they answered."""
    _seen(request, page)
    return shown(request, "agreed", agreed=[in_words(row) for row in queries.shown_agreements(page)])


@at_their_page
@both
def take_back(request: SignedIn, pk: int, page: OwnPage) -> HttpResponse:
    """Ask once more, then take back one of their own agreements."""
    _seen(request, page)
    row = next((one for one in queries.shown_agreements(page) if one.pk == pk), None)
    if row is None or not in_words(row).can_take_back:
        raise Http404
    if request.method == "POST":
        services.take_back(by=request.user, agreement=row)
        return redirect("child:agreed")
    return shown(request, "take-back", one=in_words(row))
