"""The templates' environment: where templates are found, what each may use, and what every page is told."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from jinja2 import ChainableUndefined, Environment, PackageLoader, PrefixLoader, StrictUndefined, Template
from markupsafe import Markup

from rock.core import language, navigation, time, words
from rock.core.forms import rendering

VENDORED = "govuk_frontend_jinja"
SERVICE_NAME = "Families Rock"
# Where "Exit this page" goes: a page that anybody might have open.
EXIT_URL = "https://www.bbc.co.uk/weather"


class OurEnvironment(Environment):
    """Strict about our own names, lenient in the vendored components, which read parameters that callers leave out."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options | {"undefined": StrictUndefined})
        loader = PrefixLoader({VENDORED: PackageLoader("govuk_frontend_jinja")})
        own = {"loader": loader, "undefined": ChainableUndefined}
        self.vendored = Environment(**options | own)  # noqa: S701 - Django's options turn autoescape on

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Template:  # noqa: A002
        """Return a template, of ours or a vendored component."""
        if isinstance(name, str) and name.startswith(f"{VENDORED}/"):
            return self.vendored.get_template(name)
        return super().get_template(name, parent, globals)


def environment(**options: Any) -> Environment:
    """Return the Jinja2 environment, for Django's settings, which turn autoescape on."""
    env = OurEnvironment(**options, extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True)
    env.policies["ext.i18n.trimmed"] = True
    env.globals |= GLOBALS
    env.filters |= words.FILTERS | {"printed_in": language.another_of}
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
    "today": time.today,
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
        "languages": language.switch(request),
    }
