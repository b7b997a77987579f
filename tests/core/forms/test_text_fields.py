from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict

from rock.core import forms


class Asked(forms.Form):
    name = forms.TextField(
        "What is your name?", hint="As you’d like to be called", empty="Enter your name", max_length=10
    )
    story = forms.TextAreaField("What happened?", max_length=20)
    email = forms.EmailField("Email address")
    phone = forms.PhoneField("Phone number")
    postcode = forms.PostcodeField("Postcode")
    pieces = forms.NumberField("How many?", lowest=1, highest=20)
    box = forms.HiddenField(required=False)


def sent(**answers: Any) -> Any:
    data = QueryDict(mutable=True)
    data.update({"name": "Ama"} | answers)
    return Asked(data)


def error(field: str, value: Any) -> Any:
    form = sent(**{field: value})
    form.is_valid()
    return form[field].error_text


def drawn(form: Any, name: str) -> Any:
    return BeautifulSoup(form[name].as_component(), "html5lib")


def test_a_field_with_words_for_emptiness_must_be_answered_and_another_need_not() -> None:
    form = Asked(QueryDict(""))
    assert not form.is_valid()
    assert dict(form.errors) == {"name": ["Enter your name"]}


def test_spaces_alone_are_no_answer() -> None:
    assert error("name", "   ") == "Enter your name"


def test_the_component_carries_label_hint_and_error_and_ties_them_to_the_input() -> None:
    form = sent(name="")
    page = drawn(form, "name")
    control = page.select_one("input#id_name")
    assert page.select_one("label[for=id_name]").text.strip() == "What is your name?"
    assert control["aria-describedby"].split() == ["id_name-hint", "id_name-error"]
    assert page.select_one("#id_name-hint").text.strip() == "As you’d like to be called"
    assert "Enter your name" in page.select_one("#id_name-error").text


def test_what_was_typed_is_escaped_in_the_page() -> None:
    page = drawn(sent(name='"><b>'), "name")
    assert page.select_one("input")["value"] == '"><b>'
    assert not page.select("b")


def test_a_heading_field_is_the_pages_heading() -> None:
    class OneQuestion(forms.Form):
        name = forms.TextField("What is your name?", as_heading=True)

    form = OneQuestion()
    assert form.heading == "What is your name?"
    assert drawn(form, "name").select_one("h1 label").text.strip() == "What is your name?"


def test_a_form_without_a_heading_field_has_no_heading() -> None:
    assert sent().heading == ""


@pytest.mark.parametrize("value", ["x" * 10, "é" * 10])
def test_the_longest_answer_is_taken(value: Any) -> None:
    assert error("name", value) == ""


def test_one_character_more_says_by_how_much_and_how_to_mend_it() -> None:
    assert error("name", "x" * 11) == "Your answer is too long by 1. Make it 10 characters or fewer."


@pytest.mark.parametrize("value", ["a\x00b", "a\x07b", "a\ud800b", "\x7f"])
def test_a_hidden_character_is_refused_and_not_shown_back(value: Any) -> None:
    assert error("name", value).startswith("Your answer has a hidden character that we cannot keep.")
    assert "\x00" not in sent(name=value)["name"].as_component()


def test_line_ends_count_once_as_in_the_browser() -> None:
    assert error("story", "123456789\r\n0123456789") == ""
    assert error("story", "1234567890\r\n0123456789").startswith("Your answer is too long by 1.")


def test_tabs_and_new_lines_are_kept() -> None:
    form = sent(story="one\r\n\ttwo")
    assert form.is_valid()
    assert form.cleaned_data["story"] == "one\n\ttwo"


def test_the_box_counts_what_is_left() -> None:
    page = drawn(sent(), "story")
    assert page.select_one("[data-module=govuk-character-count]")["data-maxlength"] == "20"


@pytest.mark.parametrize("value", ["name", "name@", "a b@example.org"])
def test_an_email_address_that_is_none(value: Any) -> None:
    assert error("email", value) == "Enter an email address in the correct format, like name@example.com"


def test_an_email_address() -> None:
    assert error("email", "ama@example.org") == ""


@pytest.mark.parametrize("value", ["01632 960 001", "(01632) 960-001", "+44 7700 900982", "07700900982"])
def test_a_phone_number_as_people_write_it(value: Any) -> None:
    form = sent(phone=value)
    assert form.is_valid()
    assert form.cleaned_data["phone"] == value


@pytest.mark.parametrize("value", ["01632 96", "call me", "0163296000100000", "٠١٦٣٢٩٦٠٠٠١", "++441632960001"])
def test_what_cannot_be_dialled(value: Any) -> None:
    assert error("phone", value) == "Enter a phone number, like 01632 960 001, 07700 900 982 or +44 808 157 0192"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("fy11aa", "FY1 1AA"), (" Fy1  1aA ", "FY1 1AA"), ("sw1a 1aa", "SW1A 1AA"), ("m1-1ae", "M1 1AE")],
)
def test_a_postcode_is_written_in_one_way(typed: str, kept: str) -> None:
    form = sent(postcode=typed)
    assert form.is_valid()
    assert form.cleaned_data["postcode"] == kept


@pytest.mark.parametrize("value", ["FY1", "FY1 1A", "12345", "FY1 1AA FY1 1AB"])
def test_a_postcode_that_is_not_whole(value: Any) -> None:
    assert error("postcode", value) == "Enter a full UK postcode, like FY1 1AA"


@pytest.mark.parametrize(("typed", "number"), [("1", 1), ("20", 20), (" 7 ", 7), ("", None)])
def test_a_whole_number(typed: str, number: Any) -> None:
    form = sent(pieces=typed)
    assert form.is_valid()
    assert form.cleaned_data["pieces"] == number


@pytest.mark.parametrize("value", ["0", "21", "1.5", "seven", "9" * 19, "-1"])
def test_a_number_out_of_bounds_or_none_at_all(value: Any) -> None:
    assert error("pieces", value) == "Enter a whole number from 1 to 20, in figures"


def test_a_hidden_field_shows_nothing_and_escapes_its_value() -> None:
    page = drawn(sent(box='"7'), "box")
    assert page.select_one("input[type=hidden]")["value"] == '"7'
    assert not page.select("label")
