"""The hub's measures on one page, and the requests behind each."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rock.accounts.access import SignedIn, allow
from rock.accounts.policy import Action
from rock.core.measuring import few
from rock.practice.requests import measuring
from rock.practice.requests.queries import measures as queries
from rock.practice.requests.queries.board import counts, to_decide


@allow(Action.SEE_BOARD)
@require_safe
def measures(request: SignedIn) -> HttpResponse:
    """Show what the hub does with requests: nobody is named, and small numbers are blurred."""
    context = {
        "counts": counts(request.user, to_decide(request.user)),
        "now": {key: few(number) for key, number in queries.waiting_now().items()},
        "since": {period: queries.since(period) for period in queries.PERIODS},
        "rows": measuring.table(queries.measures()),
        "sources": measuring.source_table(queries.source_mix()),
    }
    return render(request, "requests/measures.html", context)


@allow(Action.SEE_BOARD)
@require_safe
def behind(request: SignedIn, key: str) -> HttpResponse:
    """Show the requests behind a measure that the reader may open: those of whom it is not so first."""
    if key not in measuring.DEFINITIONS:
        raise Http404
    name, counts_what = measuring.DEFINITIONS[key]
    found = queries.behind(request.user, key)
    waiting, done = ("Still waiting", "How long it took") if key in queries.TIMES else ("Not, or not yet", "Yes")
    groups = [(waiting, found[False]), (done, found[True])]
    context = {
        "name": name,
        "counts_what": counts_what,
        "most": queries.MOST_SHOWN,
        "groups": [(words, measuring.behind_lines(key, rows)) for words, rows in groups],
    }
    return render(request, "requests/measure.html", context)
