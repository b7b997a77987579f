"""Every address of the product: a line for each app, in the order of the rooms."""

from django.urls import include, path

handler400 = "rock.core.errors.bad_request"
handler403 = "rock.core.errors.forbidden"
handler404 = "rock.core.errors.not_found"
handler500 = "rock.core.errors.server_error"

urlpatterns = [
    path("", include("rock.core.urls")),
]
