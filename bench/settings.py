"""The server that is measured: as it runs for real, but for TLS, with one bare page more."""

from rock.config.settings.demo import *  # noqa: F403
from rock.config.settings.demo import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "bench"]

ROOT_URLCONF = "bench.urls"
DEMO = True
WHITENOISE_USE_FINDERS = True
LOGGING = {"version": 1, "disable_existing_loggers": True}
