"""A real session of somebody who signed in with both steps, for a test that speaks HTTP itself."""

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest

from rock.accounts.models import User
from rock.accounts.sign_in import second_step


def session_key(user: User) -> str:
    """Return the key of a new session of the user."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    request = HttpRequest()
    request.session = session
    second_step.proved(request, user)
    session.save()
    return str(session.session_key)
