"""A link leads to a page that tells nothing. A button sends a code to the inbox at work; the code opens the door."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rock.core import language
from rock.core import limits as core_limits
from rock.core.access import public_page
from rock.core.services import PUBLIC
from rock.core.templating import EXIT_URL
from rock.doors.partner import limits
from rock.doors.partner.access import begin, shown
from rock.doors.partner.forms.own import CodeForm
from rock.doors.partner.services import entering


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
        if key and not core_limits.over(request, limits.asking_for("key", key.pk)):
            entering.send_code(by=PUBLIC, target=key)
    return redirect("partner:code", token)


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for the code, and let in who has it: a new session, whoever was signed in here before."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        key = None if core_limits.over(request, limits.TRYING) else entering.key_named(token)
        if key and entering.is_right(by=PUBLIC, target=key, typed=form.cleaned_data["code"]):
            spoken = language.chosen(request)
            begin(request, key)
            language.choose(request, spoken)
            return redirect("partner:home")
        form.add_error("code", _("This code does not work. Check it, or ask for a new one"))
    return shown(request, "code", form=form, code_url="partner:code", send_url="partner:send", token=token)


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
