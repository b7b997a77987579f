"""Every address of the product: a line for each app, in the order of the rooms."""

from django.conf import settings
from django.urls import include, path

from rock.accounts.access import allow
from rock.accounts.policy import Action
from rock.core import component_views, draft_views

handler400 = "rock.core.errors.bad_request"
handler403 = "rock.core.errors.forbidden"
handler404 = "rock.core.errors.not_found"
handler429 = "rock.accounts.sign_in.views.too_many_tries"
handler500 = "rock.core.errors.server_error"

urlpatterns = [
    path("", include("rock.core.urls")),
    path("", include("rock.accounts.urls")),
    path("sign-in/", include("rock.accounts.sign_in.urls")),
    path("how-we-work/", include("rock.practice_model.urls")),
    path("safety/", include("rock.reach.urls")),
    path("children/", include("rock.teams.urls")),
    path("", include("rock.practice.families.urls")),
    path("hub/", include("rock.practice.requests.urls")),
    path("visits/", include("rock.practice.visits.urls")),
    path("", include("rock.practice.visits.reading_urls")),
    path("assessments/", include("rock.practice.assessments.urls")),
    path("plans/", include("rock.practice.plans.urls")),
    path("drift/", include("rock.practice.plans.drift_urls")),
    path("census/", include("rock.insight.cin.urls")),
    path("measures/", include("rock.insight.seeing.urls")),
    path("ask/", include("rock.doors.public.urls")),
    path("", include("rock.doors.family.urls")),
    path("", include("rock.doors.child.urls")),
    path("", include("rock.doors.partner.urls")),
    # These two belong to core, which lies below the policy that says who may have them.
    path("drafts/", allow(Action.SAVE_DRAFT)(draft_views.save), name="save_draft"),
    path("components/", allow(Action.SEE_COMPONENTS)(component_views.components), name="components"),
]

if settings.DEMO:
    urlpatterns.append(path("demo/", include("rock.demo.urls")))
