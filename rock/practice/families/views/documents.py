"""The documents of a person's record."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.core.documents.serving import serve_file
from rock.practice.families.forms.documents import DocumentForm
from rock.practice.families.presenters.person import identity_facts
from rock.practice.families.queries.documents import document_or_404, documents_of, may_read
from rock.practice.families.views.common import ask, seen
from rock.reach.queries import person_or_404, reaches
from rock.records.queries.people import one_person
from rock.records.services.documents import attach_document


@allow(Action.SEE_PERSON)
@require_safe
def documents(request: SignedIn, pk: int) -> HttpResponse:
    """Show what documents there are."""
    person = person_or_404(request.user, pk)
    ids = one_person([pk])
    readable = may_read(request.user, ids)
    seen(request, ids, "documents")
    page = {
        "person": person,
        "identity": identity_facts(person),
        "readable": readable,
        "documents": documents_of(ids) if readable else [],
        "can_add": request.user.may(Action.EDIT_PERSON),
        "can_move": request.user.may(Action.MOVE_OR_REDACT),
    }
    return render(request, "families/documents.html", page)


@allow(Action.EDIT_PERSON)
@require_http_methods(["GET", "HEAD", "POST"])
def add_document(request: SignedIn, pk: int) -> HttpResponse:
    """Add a document."""
    person = person_or_404(request.user, pk)
    form = DocumentForm(request.POST, request.FILES) if request.method == "POST" else DocumentForm()
    back = reverse("families:documents", args=[pk])

    def act(given: dict[str, Any]) -> str:
        file = given["file"]
        attach_document(by=request.user, person=person, title=given["title"], content=file.read(), name=file.name)
        return back

    return ask(request, form, act, people=[pk], title=_("Add a document"), about=str(person), back=back)


@allow(Action.SEE_PERSON)
@require_safe
def download(request: SignedIn, pk: int, row: int) -> HttpResponse:
    """Give one document to whoever reaches the person now, and may read what stands in it."""
    person_or_404(request.user, pk)
    ids = one_person([pk])
    if not may_read(request.user, ids):
        raise Http404
    found = document_or_404(ids, row)
    seen(request, [found.person_id], "document")
    return serve_file(found.file, reached=lambda: bool(reaches(request.user, [found.person_id])))
