"""The demo's outbox: every message that would have been sent, with its words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rock.core.messages.queries import latest_messages
from rock.demo.views import demo_only


@demo_only
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """Show the newest messages; every address here is invented."""
    return render(request, "demo/outbox.html", {"shown": latest_messages()})
