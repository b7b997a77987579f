"""The page on which a member of staff puts up their own picture."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rock.accounts import faces
from rock.accounts.access import SignedIn, allow
from rock.accounts.forms import FaceForm
from rock.accounts.policy import Action
from rock.core.services import Refused


@allow(Action.SHOW_OWN_FACE)
@require_http_methods(["GET", "HEAD", "POST"])
def face(request: SignedIn) -> HttpResponse:
    """Show the picture that is up, and take another."""
    form = FaceForm(request.POST, request.FILES) if request.method == "POST" else FaceForm()
    if form.is_valid():
        try:
            faces.show_face(by=request.user, user=request.user, content=form.cleaned_data["file"].read())
        except Refused as no:
            form.add_error("file", str(no))
        else:
            messages.success(request, _("Your picture is up."))
            return redirect("accounts:face")
    return render(request, "accounts/face.html", {"form": form, "is_up": faces.has_face(request.user)})


@allow(Action.SHOW_OWN_FACE)
@require_safe
def own_picture(request: SignedIn) -> HttpResponse:
    """Give somebody their own picture."""
    return faces.serve_face(request.user.pk)


@allow(Action.SHOW_OWN_FACE)
@require_POST
def take_down(request: SignedIn) -> HttpResponse:
    """Take the picture down."""
    faces.take_face_down(by=request.user, user=request.user)
    messages.success(request, _("Your picture is deleted."))
    return redirect("accounts:face")
