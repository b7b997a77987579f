"""The language in which somebody reads and writes now."""

import pytest
from django.utils import translation

from rock.core.language import name_now


@pytest.mark.parametrize(("code", "name"), [("en-gb", "English"), ("en", "English"), ("pl", "Polish")])
def test_a_language_is_called_by_its_english_name(code: str, name: str) -> None:
    with translation.override(code):
        assert name_now() == name


def test_where_no_language_is_active_it_is_english() -> None:
    with translation.override(None):
        assert name_now() == "English"
