"""The demonstration: invented people, one-click sign-in, a clock that can be moved, no TLS on this machine alone."""

from rock.config import env
from rock.config.settings.base import *  # noqa: F403
from rock.config.settings.base import COUNCIL, INSTALLED_APPS, MIDDLEWARE

DEMO = True
SECRET_KEY = env.text("SECRET_KEY", "demo-only-and-never-secret-because-every-person-here-is-invented")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
INSTALLED_APPS = [*INSTALLED_APPS, "rock.demo"]
MIDDLEWARE = [*MIDDLEWARE, "rock.demo.middleware.moving_clock"]
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
COUNCIL = {**COUNCIL, "name": "Blackpool Council (demonstration)"}
