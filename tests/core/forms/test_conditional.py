from typing import Any

import pytest
from bs4 import BeautifulSoup
from django import forms as django_forms
from django.http import QueryDict

from rock.core import forms
from rock.core.forms import Given, rendering


class Asked(forms.Form):
    conditions = (
        Given("told", "no").require("why"),
        Given("why", "other").require("what").offer("note"),
        Given("kinds", "b", "c").require("day"),
    )

    told = forms.YesNoField("Were they told?", empty="Choose yes if they were told")
    why = forms.RadiosField(
        "Why not?", choices=[("unsafe", "It is not safe"), ("other", "Another reason")], empty="Say why not"
    )
    what = forms.TextField("What reason?", empty="Enter the reason", max_length=10)
    note = forms.TextField("Anything else?")
    kinds = forms.CheckboxesField("Kinds?", choices=[("a", "A"), ("b", "B"), ("c", "C")])
    day = forms.DateField("Which day?", called="The day", empty="Enter the day")


def sent(query: str) -> Any:
    return Asked(QueryDict(query))


def test_an_answer_that_asks_for_no_more() -> None:
    form = sent("told=yes")
    assert form.is_valid()


def test_an_answer_that_makes_another_necessary() -> None:
    assert dict(sent("told=no").errors) == {"why": ["Say why not"]}
    assert sent("told=no&why=unsafe").is_valid()


def test_a_chain_of_conditions() -> None:
    assert dict(sent("told=no&why=other").errors) == {"what": ["Enter the reason"]}
    form = sent("told=no&why=other&what=Rain")
    assert form.is_valid()
    assert form.cleaned_data["what"] == "Rain"


def test_stale_answers_are_blanked_down_the_whole_chain() -> None:
    form = sent("told=yes&why=other&what=Rain&note=More&day-day=1&day-month=2&day-year=2020")
    assert form.is_valid()
    assert [form.cleaned_data[name] for name in ("why", "what", "note", "day")] == ["", "", "", None]


def test_what_is_wrong_with_a_stale_answer_does_not_matter() -> None:
    assert sent("told=yes&what=much+too+long+for+this&day-day=99").is_valid()


def test_what_is_wrong_with_a_wanted_answer_is_said_once() -> None:
    form = sent("told=no&why=other&what=much+too+long+for+this")
    assert len(form.errors["what"]) == 1
    assert "too long" in form.errors["what"][0]


@pytest.mark.parametrize("kinds", ["kinds=b", "kinds=c", "kinds=a&kinds=b"])
def test_any_of_several_boxes_opens_it(kinds: str) -> None:
    assert dict(sent(f"told=yes&{kinds}").errors) == {"day": ["Enter the day"]}


def test_boxes_that_do_not_open_it() -> None:
    assert sent("told=yes&kinds=a").is_valid()


def test_a_question_that_depends_is_drawn_under_its_answer_and_only_there() -> None:
    page = BeautifulSoup(sent("told=no&why=other").as_components(), "html5lib")
    assert len(page.select("#id_what")) == 1
    assert page.select_one("#conditional-id_told-2 #conditional-id_why-2 #id_what")
    assert page.select_one("#conditional-id_why-2 #id_note")


def test_the_summary_lists_errors_in_the_order_of_the_questions_with_links() -> None:
    page = BeautifulSoup(sent("told=no&kinds=b").error_summary(), "html5lib")
    assert [(a["href"], a.text.strip()) for a in page.select("li a")] == [
        ("#id_why", "Say why not"),
        ("#id_day-day", "Enter the day"),
    ]


def test_a_form_without_errors_has_no_summary() -> None:
    assert sent("told=yes").error_summary() == ""


class Foreign(django_forms.Form):
    login = django_forms.CharField(label="Login", help_text="Your <b>work</b> one")
    password = django_forms.CharField(widget=django_forms.PasswordInput(attrs={"autocomplete": "current-password"}))
    remember = django_forms.BooleanField(required=False)
    next_page = django_forms.CharField(widget=django_forms.HiddenInput, required=False)

    def clean(self) -> Any:
        raise django_forms.ValidationError("These do not match")


def test_a_librarys_form_is_drawn_with_the_same_components() -> None:
    form = Foreign({"login": ""})
    page = BeautifulSoup(rendering.components(form), "html5lib")
    assert page.select_one(".govuk-form-group--error #id_login")
    assert page.select("#id_password[type=password][autocomplete=current-password]")
    assert page.select_one(".govuk-checkboxes #id_remember[type=checkbox]")
    assert page.select_one("input[type=hidden][name=next_page]")
    summary = BeautifulSoup(rendering.error_summary(form), "html5lib")
    assert [li.text.strip() for li in summary.select("li")] == [
        "This field is required.",
        "This field is required.",
        "These do not match",
    ]
    assert [a["href"] for a in summary.select("li a")] == ["#id_login", "#id_password"]
