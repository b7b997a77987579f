"""A council with a sign-on of its own."""

from typing import Any

import pytest
from django.core.cache import cache

from tests.accounts.council_server import ISSUER


@pytest.fixture
def council_asked(settings: Any) -> None:
    settings.OIDC_ISSUER = ISSUER
    app = {"provider_id": "council", "name": "the council", "client_id": "rock", "secret": "s", "settings": {}}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    cache.clear()
