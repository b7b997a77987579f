"""Settings shared by every way of running; secure unless a later file says otherwise."""

from pathlib import Path

from rock.config import env
from rock.config.database import from_url
from rock.config.settings.sign_in import *  # noqa: F403

BASE_DIR = Path(__file__).resolve().parents[3]

DEBUG = False
SECRET_KEY = env.text("SECRET_KEY", "")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS")
DEMO = False
# Where links in messages lead: the address that people outside reach, without a slash at its end.
SITE_ADDRESS = env.text("SITE_ADDRESS", f"https://{ALLOWED_HOSTS[0]}" if ALLOWED_HOSTS else "").rstrip("/")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "rock.core",
    "rock.accounts",
    "rock.practice_model",
    "rock.records",
    "rock.reach",
    "rock.teams",
    "rock.practice.families",
    "rock.practice.requests",
    "rock.practice.visits",
    "rock.practice.assessments",
    "rock.practice.plans",
    "rock.practice.conferences",
    "rock.insight.cin",
    "rock.insight.seeing",
    "rock.doors.public",
    "rock.doors.family",
    "rock.doors.child",
    "rock.doors.partner",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "rock.core.middleware.headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "rock.core.language.languages",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "rock.accounts.middleware.council_sign_on",
    "rock.accounts.middleware.deny_by_default",
]

ROOT_URLCONF = "rock.config.urls"
WSGI_APPLICATION = "rock.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "rock.core.templating.environment",
            "context_processors": ["rock.core.templating.page_context"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]

DATABASES = {
    "default": from_url(
        env.text("DATABASE_URL", "postgresql:///families_rock"), pool_size=env.number("DATABASE_POOL", 8)
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None  # nothing stays on the device once the browser is closed
CSRF_FAILURE_VIEW = "rock.core.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

AUTH_USER_MODEL = "accounts.User"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True
LANGUAGES = [("en-gb", "English"), ("pl", "Polski")]
LANGUAGE_PATHS = [
    "/ask/",
    "/w/",
    "/me/",
    "/partner/",
    "/p/",
    "/accessibility/",
]  # the doors; everything else is in English
LOCALE_PATHS = [BASE_DIR / "rock" / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# The largest census that may be sent by a browser; larger ones go in by `bin/rock import-cin`.
CENSUS_LARGEST_MEGABYTES = env.number("CENSUS_LARGEST_MEGABYTES", 200)

# The council's virus scanner: without one, no file is taken (rock.core.documents.scanning).
VIRUS_SCAN = {"clamd": env.text("VIRUS_SCAN_CLAMD", ""), "command": env.text("VIRUS_SCAN_COMMAND", "")}

# Messages to people outside: `console` and `none` send nothing, `notify` is GOV.UK Notify, `outbox` the demo's page.
MESSAGES = {
    "backend": env.text("MESSAGES_BACKEND", "console"),
    "notify_key": env.text("NOTIFY_KEY", ""),
    "notify_text_template": env.text("NOTIFY_TEXT_TEMPLATE", ""),
    "notify_email_template": env.text("NOTIFY_EMAIL_TEMPLATE", ""),
}

# What is local, as settings of the council; dated local words and limits are rows (rock.practice_model, rock.records).
COUNCIL = {
    "name": env.text("COUNCIL_NAME", "The council"),
    "colour": env.text("COUNCIL_COLOUR", "#d6336c"),
    "phone": env.text("COUNCIL_PHONE", "01632 960 000"),
    "out_of_hours_phone": env.text("COUNCIL_OUT_OF_HOURS_PHONE", "01632 960 999"),
    "opening_hours": env.text("COUNCIL_OPENING_HOURS", "Monday to Thursday, 9am to 5pm, and Friday, 9am to 4:30pm"),
    "la_code": env.text("COUNCIL_LA_CODE", "890"),
    # The front door's local rule: a referral exists only when a step in social care follows.
    "referral_only_with_social_care_step": env.flag("COUNCIL_REFERRAL_ONLY_WITH_STEP", True),
}

# When somebody is at work to read what a child writes, Monday to Sunday; “-” is closed, as bank holidays are.
STAFFED_HOURS = env.text(
    "COUNCIL_STAFFED_HOURS", "09:00-17:00 09:00-17:00 09:00-17:00 09:00-17:00 09:00-16:30 - -"
).split()
# Who gets the message when a child does not feel safe and nobody is at work: a mobile number or an inbox.
OUT_OF_HOURS_CONTACT = env.text("COUNCIL_OUT_OF_HOURS_CONTACT", "")

# Reports of errors carry a number, a class, a route and lines of code; rock.core.logs says why nothing else.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_values": {"()": "rock.core.logs.NoValues"}},
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["no_values"]}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},  # without the e-mail to administrators
        "procrastinate": {"level": "WARNING"},  # at INFO it writes each job's arguments
        "pikepdf": {"level": "WARNING"},  # at INFO every command says that it was loaded
    },
}
