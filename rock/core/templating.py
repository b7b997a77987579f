"""The templates' environment: where templates are found, what each may use, and what every page is told."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader
from markupsafe import Markup

from rock.core import navigation, words
from rock.core.forms import rendering
from rock.core.undefined import OurUndefined

SERVICE_NAME = "Families Rock"
# Where "Exit this page" goes: a page that anybody might have open.
EXIT_URL = "https://www.bbc.co.uk/weather"


def environment(**options: Any) -> Environment:
    """Return the Jinja2 environment, for Django's settings."""
    components = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    options |= {
        "loader": ChoiceLoader([options["loader"], components]),
        "extensions": ["jinja2.ext.i18n"],
        "undefined": OurUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    env = Environment(**options)  # noqa: S701 - Django's backend passes autoescape on
    env.policies["ext.i18n.trimmed"] = True
    env.globals |= GLOBALS
    env.filters |= words.FILTERS
    _translate(env)
    return env


def _translate(env: Any) -> None:
    env.install_gettext_callables(
        translation.gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """Return the address of a named URL."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def url_or_nothing(name: str) -> str:
    """Return the address of a named URL, or an empty string where no app has it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def once_input() -> Markup:
    """Return the hidden field that makes a form count once, however often it is sent (see `rock.core.once`)."""
    return Markup('<input type="hidden" name="once" value="{}">').format(uuid.uuid4())


GLOBALS: dict[str, Any] = {
    "static": static,
    "url": url,
    "url_or_nothing": url_or_nothing,
    "once_input": once_input,
    "service_name": SERVICE_NAME,
    "exit_url": EXIT_URL,
    "draw": rendering.draw,
    "error_summary": rendering.error_summary,
    "form_heading": rendering.heading,
    "form_components": rendering.components,
}


def page_context(request: HttpRequest) -> dict[str, Any]:
    """Return what every page is told; `user` is None until the session has been read."""
    return {
        "council": settings.COUNCIL,
        "demo": settings.DEMO,
        "user": getattr(request, "user", None),
        "navigation": navigation.items(request),
        "messages": get_messages(request) if hasattr(request, "_messages") else [],
        "language": translation.get_language() or settings.LANGUAGE_CODE,
    }
