"""Every request of the demo is answered at the demo's time."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from rock.demo import clock


def moving_clock(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Look at the clock before the page is made, so that its read stands outside the page's transaction."""

    def respond(request: HttpRequest) -> HttpResponse:
        clock.offset()
        return get_response(request)

    return respond
