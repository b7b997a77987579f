"""A worker's page: which lines of the plan that a partner leads this partner may read, after asking whose words they are."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.doors.partner.forms.staff import LinesForm
from rock.doors.partner.queries.leading import invitation_read_or_404, led_plan_or_404, lines_to_share
from rock.doors.partner.services.sharing import choose_lines
from rock.doors.partner.views.staff import ask, both
from rock.practice.families.presenters.veil import Veil
from rock.reach.hidden import hidden_from, sees_hidden
from rock.reach.queries import person_or_404
from rock.records.queries.people import one_person


@allow(Action.SHARE_WORDS)
@both
def share(request: SignedIn, pk: int, invitation_pk: int) -> HttpResponse:
    """Ask which lines a partner may read, several at once, and what each speaker said."""
    person = person_or_404(request.user, pk)
    ids = one_person([person.pk])
    row = invitation_read_or_404(ids, invitation_pk)
    groups = lines_to_share(row, led_plan_or_404(row))
    veil = Veil(hidden_from(request.user, ids), sees_hidden(request.user))
    form = LinesForm(request.POST if request.method == "POST" else None, groups=groups, veil=veil)

    def act() -> None:
        for group in groups:
            choose_lines(
                by=request.user,
                invitation=row,
                lines=group,
                chosen=form.chosen(group),
                speaker_said=form.said(group),
            )

    note = _(
        "%(who)s: ticked is what they read now. Take a tick away, and it is taken back. "
        "Tell each speaker where they work, and ask who there may hear of it."
    ) % {"who": row.holder}
    return ask(request, person, form, act, title=_("Choose what of the plan they read"), note=note)
