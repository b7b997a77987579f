"""Every address of the product, and the bare page."""

from django.urls import path

from bench.views import bare
from rock.config.urls import handler400, handler403, handler404, handler500
from rock.config.urls import urlpatterns as product

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [path("bench/bare/", bare, name="bench_bare"), *product]
