"""The pages before a door that opens by a link and a code. Any link answers alike, whether it is one or not."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import logout
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rock.core.access import public_page
from rock.core.limits import Limit, over
from rock.core.templating import EXIT_URL


@dataclass(frozen=True)
class LinkDoor:
    """How one door finds its link, sends a code, tells a right one, and lets in; `asking_for` limits the codes of one link.

    `code_page` is the name of the address that asks for the code; `inside` gives the address behind it, of the link typed.
    """

    code_page: str
    inside: Callable[[str], str]
    form: type[Form]
    shown: Callable[..., HttpResponse]
    key_named: Callable[[str], Any]
    send_code: Callable[[Any], bool]
    is_right: Callable[[Any, str], bool]
    begin: Callable[[HttpRequest, Any], None]
    asking: Iterable[Limit]
    asking_for: Callable[[int], Iterable[Limit]]
    trying: Iterable[Limit]

    def send(self, request: HttpRequest, token: str) -> HttpResponse:
        """Send a code if the link is one, and go on in any case."""
        if not over(request, self.asking):
            key = self.key_named(token)
            if key and not over(request, self.asking_for(key.pk)):
                self.send_code(key)
        return redirect(self.code_page, token)

    def code(self, request: HttpRequest, token: str, **facts: Any) -> HttpResponse:
        """Ask for the code, and let in who has it: a new session, whoever was signed in here before."""
        form: Any = self.form(request.POST if request.method == "POST" else None)
        if form.is_valid():
            key = None if over(request, self.trying) else self.key_named(token)
            if key and self.is_right(key, form.cleaned_data["code"]):
                self.begin(request, key)
                return redirect(self.inside(token))
            form.add_error("code", _("This code does not work. Check it, or ask for a new one"))
        return self.shown(request, "code", form=form, token=token, **facts)


@public_page
@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """Sign out and go to a page that anybody might have open, so that going back shows nothing."""
    logout(request)
    return redirect(EXIT_URL)
