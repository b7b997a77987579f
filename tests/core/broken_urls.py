"""Addresses that go wrong on purpose, beside the product's own."""

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.urls import path

from rock.config import urls
from rock.core.access import public_page

handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500


@public_page
def fault(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a secret name: Ama Ashdown")


@public_page
def odd(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation("a secret name: Ama Ashdown")


@public_page
def refused(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("a secret name: Ama Ashdown")


@public_page
def read(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{len(request.POST)} fields", content_type="text/plain")


urlpatterns = [
    *urls.urlpatterns,
    path("fault/", fault),
    path("odd/", odd),
    path("refused/", refused),
    path("read/", read),
]
