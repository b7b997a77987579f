"""The demonstration: invented people, one-click sign-in, a clock that can be moved, no TLS on this machine alone."""

from datetime import date

from rock.config import env
from rock.config.settings.base import *  # noqa: F403
from rock.config.settings.base import COUNCIL, INSTALLED_APPS, MESSAGES, MIDDLEWARE, STRONG_SIGN_INS

DEMO = True
SECRET_KEY = env.text("SECRET_KEY", "demo-only-and-never-secret-because-every-person-here-is-invented")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
SITE_ADDRESS = f"http://localhost:{env.text('PORT', '') or '8000'}"
INSTALLED_APPS = [*INSTALLED_APPS, "rock.demo"]
MIDDLEWARE = [*MIDDLEWARE, "rock.demo.middleware.moving_clock"]
LOGIN_URL = "/demo/"
STRONG_SIGN_INS = STRONG_SIGN_INS | {"demo"}
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
# The council that `make demo` makes; the clock begins at ten in the morning of its as-at date.
DEMO_COUNCIL = {"scale": 0.1, "start": date(2018, 1, 1), "as_at": date(2026, 11, 20), "seed": 3}
DEMO_CLOCK_SECONDS: float | None = 1.0
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = None  # type: ignore[assignment] # nothing is collected: files are served from where they lie
COUNCIL = {**COUNCIL, "name": "Blackpool Council (demonstration)"}
MESSAGES = {**MESSAGES, "backend": "outbox"}
