"""A link leads to a page that looks like nothing. A button asks for a code; a code opens the door. Any link answers alike."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rock.core import language
from rock.core import limits as core_limits
from rock.core.access import public_page
from rock.core.services import PUBLIC
from rock.core.templating import EXIT_URL
from rock.doors.family import limits
from rock.doors.family.access import begin, shown
from rock.doors.family.forms import CodeForm
from rock.doors.family.services import entering


@public_page
@require_safe
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Show the neutral page; opening a link does nothing, so that programs that look into messages use nothing up."""
    return shown(request, "link", token=token)


@public_page
@require_POST
def send(request: HttpRequest, token: str) -> HttpResponse:
    """Send a code if the link is one, and go on in any case."""
    if not core_limits.over(request, limits.ASKING):
        key = entering.key_named(token)
        if key and not core_limits.over(request, limits.asking_for(key.pk)):
            entering.send_code(by=PUBLIC, key=key)
    return redirect("family:code", token)


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for the code, and let in who has it: a new session, whoever was signed in here before."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        tried_too_often = core_limits.over(request, limits.TRYING)
        key = None if tried_too_often else entering.key_named(token)
        if key and entering.enter(by=PUBLIC, key=key, typed=form.cleaned_data["code"]):
            spoken = language.chosen(request)
            logout(request)
            login(request, key.holder.user, backend=settings.AUTHENTICATION_BACKENDS[0])
            begin(request, key)
            language.choose(request, spoken)
            return redirect("family:home")
        form.add_error("code", _("This code does not work. Check it, or ask for a new one"))
    return shown(request, "code", form=form, token=token)


@public_page
@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """Sign out and go to a page that anybody might have open, so that going back shows nothing."""
    logout(request)
    return redirect(EXIT_URL)


@public_page
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out and say so."""
    logout(request)
    return shown(request, "signed-out")
