"""Running for real: every secret must be given, and nothing of the demo can be loaded."""

import sys
from typing import Any, cast

from django.core.exceptions import ImproperlyConfigured

from rock.config import env
from rock.config.database import from_url
from rock.config.settings.base import *  # noqa: F403
from rock.core.database.place import OUTSIDE

# Whoever imports the demo from here on gets an ImportError, wherever in the code they do it.
cast("dict[str, Any]", sys.modules)["rock.demo"] = None

SECRET_KEY = env.text("SECRET_KEY")
if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY is too short: use at least 50 random characters.")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS")
if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("Set ALLOWED_HOSTS to the host names that this service answers to, without '*'.")
_url = env.text("DATABASE_URL")
if ".data/postgres" in _url or OUTSIDE in _url or env.flag("ROCK_EMBEDDED_DATABASE"):
    raise ImproperlyConfigured(
        "DATABASE_URL names the embedded database: running for real needs a PostgreSQL of your own."
    )
DATABASES = {"default": from_url(_url, pool_size=env.number("DATABASE_POOL", 8))}
for _name in ("COUNCIL_NAME", "COUNCIL_PHONE", "COUNCIL_OUT_OF_HOURS_PHONE"):
    env.text(_name)
_messages = env.text("MESSAGES_BACKEND")
if _messages not in {"notify", "none"}:
    raise ImproperlyConfigured(f"MESSAGES_BACKEND is {_messages!r}: use notify, or none if nothing is to be sent.")
if _messages == "notify":
    for _name in ("NOTIFY_KEY", "NOTIFY_TEXT_TEMPLATE", "NOTIFY_EMAIL_TEMPLATE"):
        if not env.text(_name):
            raise ImproperlyConfigured(f"Set {_name}: GOV.UK Notify sends nothing without it.")

SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SILENCED_SYSTEM_CHECKS = [
    "security.W002",  # frame-ancestors 'none' in the content security policy forbids frames
    "security.W021",  # a browser's preload list is for the council's whole domain to join, not for one service
]
# TLS ends at a proxy before us, so the limits count by the address that it saw.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXY_COUNT", 1)
