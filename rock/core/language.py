"""The language of the doors: chosen by a link that everybody sees, kept in the session, never guessed from the browser.

Staff pages are in English. A session of somebody outside holds nothing but this, and ends with the browser.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cache
from typing import Any

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.http import HttpRequest, HttpResponse
from django.utils import translation

KEY = "language"
ENGLISH = "en-gb"


def is_door(path: str) -> bool:
    """Return whether an address is one of the doors, which speak more than English."""
    return path.startswith(tuple(settings.LANGUAGE_PATHS))


def chosen(request: HttpRequest) -> str:
    """Return the language that the reader chose, English unless they did."""
    found = request.session.get(KEY, ENGLISH)
    return found if found in dict(settings.LANGUAGES) else ENGLISH


def choose(request: HttpRequest, language: str) -> None:
    """Keep a choice for as long as the browser is open; English is kept by keeping nothing."""
    if language == ENGLISH:
        forget(request)
    elif language in dict(settings.LANGUAGES):
        request.session[KEY] = language


def forget(request: HttpRequest) -> None:
    """Leave no trace of the choice: where nothing else stands in the session, its cookie goes too."""
    if request.session.pop(KEY, None) and not request.session.keys():
        request.session.flush()


def languages(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answer at a door in the language that was chosen; it stands after the session's middleware."""

    def respond(request: HttpRequest) -> HttpResponse:
        if not is_door(request.path):
            return get_response(request)
        if KEY in request.GET:
            choose(request, request.GET[KEY])
        with translation.override(chosen(request)):
            response = get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or ENGLISH)
        return response

    return respond


def switch(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the languages to choose from, each in its own words, for a page of a door; elsewhere none."""
    if not is_door(request.path):
        return []
    now = translation.get_language()
    return [{"code": code, "name": name, "current": code == now} for code, name in settings.LANGUAGES]


def code_of(name: str) -> str:
    """Return the code of a language that people call by its name, “Polish” or “Polski”; empty for one we do not know."""
    return _codes().get(name.strip().casefold(), "")


def name_now() -> str:
    """Return the English name of the language in which somebody reads and writes now: “Polish” at a door that speaks it."""
    code = translation.get_language() or ENGLISH
    return "English" if code.startswith("en") else str(LANG_INFO[code]["name"])


@cache
def _codes() -> dict[str, str]:
    return {
        info[name].casefold(): code
        for code, info in sorted(LANG_INFO.items(), reverse=True)
        for name in ("name_local", "name")
        if name in info
    }


def another_of(name: str) -> tuple[str, str] | None:
    """Return code and own name of a language that we print in beside English, where it is the one that is named."""
    code = code_of(name)
    return next((one for one in settings.LANGUAGES if one[0] == code and code != ENGLISH), None)


def as_asked(request: HttpRequest) -> AbstractContextManager[None]:
    """Speak the language that a worker asked for on behalf of a reader, English unless they asked for one of ours."""
    asked = request.GET.get(KEY, ENGLISH)
    return translation.override(asked if asked in dict(settings.LANGUAGES) else ENGLISH)
