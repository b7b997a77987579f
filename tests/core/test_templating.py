from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template import engines
from django.test import RequestFactory
from django.utils import translation
from jinja2 import UndefinedError

from rock.core import templating


def render(source: str, **facts: Any) -> Any:
    engine: Any = engines["jinja2"]
    return engine.env.from_string(source).render(**facts)


@pytest.mark.parametrize(
    "source", ["{{ misspelt }}", "{{ thing.misspelt }}", "{% if misspelt %}{% endif %}", "{{ facts.misspelt }}"]
)
def test_a_name_of_ours_that_nothing_defines_stops_the_page(source: str) -> None:
    with pytest.raises(UndefinedError):
        render(source, thing=Path("x"), facts={})


def test_a_component_may_lack_parameters() -> None:
    macro = 'import "govuk_frontend_jinja/components/button/macro.html" as b'
    assert "govuk-button" in render("{% " + macro + " %}{{ b.govukButton({'text': 'Go'}) }}")


def test_words_are_escaped() -> None:
    assert render("{{ words }}", words="<b>") == "&lt;b&gt;"
    macro = 'import "govuk_frontend_jinja/components/button/macro.html" as b'
    assert "&lt;b&gt;" in render("{% " + macro + " %}{{ b.govukButton({'text': words}) }}", words="<b>")


def test_each_drawing_of_a_form_has_a_key_of_its_own() -> None:
    assert templating.once_input() != templating.once_input()


def test_addresses_by_name() -> None:
    assert templating.url("accessibility") == "/accessibility/"
    assert templating.url_or_nothing("accessibility") == "/accessibility/"
    assert templating.url_or_nothing("no_such_name") == ""


def test_every_page_is_told_the_same() -> None:
    facts = templating.page_context(RequestFactory().get("/"))
    assert facts["council"] is settings.COUNCIL
    assert facts["user"] is None
    assert (facts["navigation"], facts["messages"], facts["language"]) == ([], [], "en-gb")


def test_marked_words_are_looked_up_in_the_catalogue() -> None:
    with translation.override("cy"):
        assert render("{{ _('January') }} {% trans %}May{% endtrans %}") == "Ionawr Mai"


def test_what_only_gov_uk_may_use_is_left_out() -> None:
    folder = Path(__file__).resolve().parents[2] / "rock/core/static/core/vendor/govuk-frontend"
    for file in folder.iterdir():
        text = file.read_text(encoding="utf-8")
        for forbidden in ("GDS Transport", "/assets/", "crest.svg", "sourceMappingURL"):
            assert forbidden not in text, (file.name, forbidden)
    assert not [f for f in folder.rglob("*") if f.suffix in {".woff", ".woff2", ".svg", ".png", ".ico"}]
