"""Keeping what is typed while it is typed, coming back with a code, and leaving."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rock.core import language, time
from rock.core.access import public_page
from rock.core.forms import Form, TextField
from rock.core.limits import over
from rock.core.services import PUBLIC, Refused
from rock.core.templating import EXIT_URL
from rock.core.words import at_time
from rock.doors.public import cookies, limits
from rock.doors.public.cookies import token_in
from rock.doors.public.drafts import come_back, keep_answers, make_code, throw_away
from rock.doors.public.journey import Journey, typed_in
from rock.doors.public.views.pages import current, gone, limited, page
from rock.doors.public.views.places import next_open, place_at


class CodeForm(Form):
    """The code for coming back."""

    code = TextField(
        gettext_lazy("What is your code?"),
        hint=gettext_lazy("16 letters and numbers, like 7K4M 9QXT 2C3D F4GH. Gaps and small letters do not matter."),
        empty=gettext_lazy("Enter your code"),
        as_heading=True,
        autocomplete="off",
        width="20",
    )


@public_page
@require_POST
def keep(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """Keep what stands in a form while somebody types; JSON `{"message": …}`."""
    place = place_at(slug, number)
    token = token_in(request)
    if token is None or place.step.form is None or over(request, limits.KEEPING):
        return JsonResponse({"message": _("Not kept. Keep this page open, and press Continue.")}, status=400)
    try:
        keep_answers(by=PUBLIC, token=token, answers={place.key: typed_in(request.POST)})
    except Refused as refusal:
        return JsonResponse({"message": str(refusal)}, status=400)
    words = _("Kept at %(time)s. We have not got it until you press Send.") % {"time": at_time(time.now())}
    return JsonResponse({"message": words})


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def save(request: HttpRequest) -> HttpResponse:
    """Give a code for coming back on this device or another, and show it this once."""
    draft = current(request)
    if draft is None or draft.sent_at:
        return gone(request)
    if request.method != "POST":
        return page(request, "save", draft=draft, code="", next=next_open(Journey(draft.typed)))
    code = make_code(by=PUBLIC, token=draft.token)
    return page(request, "save", draft=draft, code=code, next=next_open(Journey(draft.typed)))


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def returning(request: HttpRequest) -> HttpResponse:
    """Open the answers that a code belongs to; ten wrong or right codes an hour from one address."""
    form = CodeForm(request.POST or None, auto_id="%s")
    if request.method != "POST" or not form.is_valid():
        return page(request, "returning", form=form)
    if over(request, limits.GUESSING):
        return limited(request, current(request))
    draft = come_back(form.cleaned_data["code"])
    if draft is None:
        form.add_error("code", _("This code opens nothing. Check it, or start again: answers are kept for 14 days"))
        return page(request, "returning", form=form)
    response = HttpResponseRedirect(next_open(Journey(draft.typed)))
    cookies.give(response, draft.token)
    return response


@public_page
@require_POST
def delete(request: HttpRequest) -> HttpResponse:
    """Throw the answers away, here and in the browser."""
    token = token_in(request)
    if token:
        throw_away(by=PUBLIC, token=token)
    response = HttpResponseRedirect(reverse("public:start"))
    cookies.take(response)
    return response


@public_page
@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """Take the token from the browser, so that going back shows nothing, and go to a page that anybody might have open."""
    response = HttpResponseRedirect(EXIT_URL)
    language.forget(request)
    cookies.take(response)
    return response
