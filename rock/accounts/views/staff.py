"""The accounts of staff: who there is, who holds which role, and the end of either."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from rock.accounts import services
from rock.accounts.access import SignedIn, allow
from rock.accounts.forms import EndRoleForm, GiveRoleForm, NewStaffForm, StaffFilterForm
from rock.accounts.models import RoleHolding, User
from rock.accounts.policy import Action
from rock.accounts.presenters import held
from rock.accounts.queries import roles_ever, second_steps_of, staff, staff_member
from rock.accounts.roles import Role
from rock.accounts.sign_in.links import welcome
from rock.core import time
from rock.core.once import once_per_form
from rock.core.services import Refused
from rock.core.views import refusal

PAGE_SIZE = 25


def _member_or_404(pk: int) -> User:
    found = staff_member(pk)
    if found is None:
        raise Http404
    return found


def _holding_or_404(user: User, pk: int) -> RoleHolding:
    found = next((row for row in roles_ever(user) if row.pk == pk), None)
    if found is None:
        raise Http404
    return found


@allow(Action.MANAGE_ACCOUNTS)
@require_safe
def staff_list(request: SignedIn) -> HttpResponse:
    """Show staff by name, those who were asked for."""
    form = StaffFilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = staff(search=wanted.get("search", ""), role=wanted.get("role", ""), ended=wanted.get("access") == "ended")
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    today = time.today()
    rows = [(user, [held(holding, today) for holding in user.holdings]) for user in page]  # type: ignore[attr-defined]
    query = request.GET.copy()
    query.pop("page", None)
    return render(
        request, "accounts/staff.html", {"form": form, "page": page, "rows": rows, "query": query.urlencode()}
    )


@allow(Action.MANAGE_ACCOUNTS)
def new_staff(request: SignedIn) -> HttpResponse:
    """Make an account."""
    form = NewStaffForm(request.POST or None)
    if form.is_valid():
        try:
            return once_per_form(request, lambda: _create(request, form))
        except Refused as no:
            form.add_error(None, str(no))
    return render(request, "accounts/new_staff.html", {"form": form})


def _create(request: SignedIn, form: NewStaffForm) -> str:
    facts = form.cleaned_data
    made = services.create_staff(by=request.user, **facts | {"roles": [Role(role) for role in facts["roles"]]})
    welcome(request, made)
    messages.success(request, _("The account of %(name)s is made. We have written to them.") % {"name": made.name})
    return reverse("accounts:member", args=[made.pk])


@allow(Action.MANAGE_ACCOUNTS)
@require_safe
def member(request: SignedIn, pk: int) -> HttpResponse:
    """Show one member of staff: roles, second step, access."""
    user = _member_or_404(pk)
    today = time.today()
    roles = [(row, held(row, today), row.ends is None or row.ends > today) for row in roles_ever(user)]
    facts = {"member": user, "roles": roles, "steps": second_steps_of(user), "is_self": user.pk == request.user.pk}
    return render(request, "accounts/member.html", facts)


@allow(Action.MANAGE_ACCOUNTS)
def give_role(request: SignedIn, pk: int) -> HttpResponse:
    """Give a role from a day."""
    user = _member_or_404(pk)
    form = GiveRoleForm(request.POST or None)
    if form.is_valid():
        facts = form.cleaned_data
        try:
            services.give_role(
                by=request.user, user=user, role=Role(facts["role"]), starts=facts["starts"], ends=facts["ends"]
            )
            return redirect("accounts:member", pk=pk)
        except Refused as no:
            form.add_error(None, str(no))
    return render(request, "accounts/give_role.html", {"form": form, "member": user})


@allow(Action.MANAGE_ACCOUNTS)
def end_role(request: SignedIn, pk: int, holding: int) -> HttpResponse:
    """End a role on a day."""
    user = _member_or_404(pk)
    row = _holding_or_404(user, holding)
    form = EndRoleForm(request.POST or None)
    if form.is_valid():
        try:
            services.end_role(by=request.user, holding=row, on=form.cleaned_data["on"])
            return redirect("accounts:member", pk=pk)
        except Refused as no:
            form.add_error(None, str(no))
    return render(request, "accounts/end_role.html", {"form": form, "member": user, "holding": row})


def _change(request: SignedIn, pk: int, service: Callable[..., None], done: str) -> HttpResponse:
    """Call a service on one member of staff and go back to their page, or say why it was refused."""
    user = _member_or_404(pk)
    try:
        service(by=request.user, user=user)
    except Refused as no:
        return refusal(request, no, back=reverse("accounts:member", args=[pk]))
    messages.success(request, done % {"name": user.name})
    return redirect("accounts:member", pk=pk)


@allow(Action.MANAGE_ACCOUNTS)
@require_POST
def end_access(request: SignedIn, pk: int) -> HttpResponse:
    """Shut somebody out at once."""
    return _change(request, pk, services.end_access, _("%(name)s can no longer sign in, and is signed out everywhere."))


@allow(Action.MANAGE_ACCOUNTS)
@require_POST
def restore_access(request: SignedIn, pk: int) -> HttpResponse:
    """Let somebody in again."""
    return _change(request, pk, services.restore_access, _("%(name)s can sign in again, with a new password."))


@allow(Action.MANAGE_ACCOUNTS)
@require_POST
def reset_second_step(request: SignedIn, pk: int) -> HttpResponse:
    """Take away lost second steps."""
    return _change(request, pk, services.reset_second_step, _("%(name)s sets up a new second step at next sign-in."))
