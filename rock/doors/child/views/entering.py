"""A card opens the page. Whatever is typed, the answer does not tell whether there is such a card."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rock.core import limits as core_limits
from rock.core.access import public_page
from rock.core.services import PUBLIC
from rock.core.templating import EXIT_URL
from rock.doors.child import limits
from rock.doors.child.access import begin, shown
from rock.doors.child.forms import CardForm
from rock.doors.child.services.entering import enter, read


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def card(request: HttpRequest) -> HttpResponse:
    """Ask what the card says, and let in whose it is: a new session, whoever was signed in here before."""
    form = CardForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        number, words = read(form.cleaned_data["card"])
        tried_too_often = core_limits.over(request, (*limits.TRYING, *limits.trying(number)))
        found = None if tried_too_often else enter(by=PUBLIC, number=number, words=words)
        if found:
            begin(request, found.page, found.pk)
            return redirect("child:home")
        form.add_error("card", _("That does not open a page. Look at your card again, or ask for a new one"))
    return shown(request, "card", form=form)


@public_page
@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """Sign out and go to a page that anybody might have open; the browser is told to forget all it kept of this one."""
    logout(request)
    answer = redirect(EXIT_URL)
    answer["Clear-Site-Data"] = '"cache", "storage"'
    return answer
