"""A link leads to a page that looks like nothing. A button asks for a code; a code opens the door. Any link answers alike."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rock.core.access import public_page
from rock.core.services import PUBLIC
from rock.doors.by_link import LinkDoor, leave
from rock.doors.family import limits
from rock.doors.family.access import begin, shown
from rock.doors.family.forms import CodeForm
from rock.doors.family.services import entering

_DOOR = LinkDoor(
    code_page="family:code",
    inside=lambda token: reverse("family:home"),
    form=CodeForm,
    shown=shown,
    key_named=entering.key_named,
    send_code=lambda key: entering.send_code(by=PUBLIC, key=key),
    is_right=lambda key, typed: entering.enter(by=PUBLIC, key=key, typed=typed),
    begin=begin,
    asking=limits.ASKING,
    asking_for=limits.asking_for,
    trying=limits.TRYING,
)


@public_page
@require_safe
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Show the neutral page; opening a link does nothing, so that programs that look into messages use nothing up."""
    return shown(request, "link", token=token)


@public_page
@require_POST
def send(request: HttpRequest, token: str) -> HttpResponse:
    """Send a code to the phone or inbox of the link, if it is one."""
    return _DOOR.send(request, token)


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for the code, or for the words that were said, and let in who has it."""
    return _DOOR.code(request, token)


@public_page
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out and say so."""
    logout(request)
    return shown(request, "signed-out")


__all__ = ["code", "leave", "link", "send", "sign_out"]
