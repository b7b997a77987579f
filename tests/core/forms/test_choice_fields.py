from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict

from rock.core import forms

FLAVOURS = [("mint", "Mint"), ("aniseed", "Aniseed"), ("none", "None of these")]


class Asked(forms.Form):
    colour = forms.RadiosField("Colour?", choices=[("p", "Pink"), ("w", "White")], hints={"p": "Like rock"})
    known = forms.YesNoField("Known?", empty="Choose yes or no")
    flavours = forms.CheckboxesField("Flavours?", choices=FLAVOURS, exclusive="none")
    drawer = forms.SelectField("Drawer?", choices=[("", "Choose"), ("top", "Top")])
    agreed = forms.ConfirmField("Check", text="I agree", empty="Tick the box")


def sent(query: str = "known=yes&agreed=yes") -> Any:
    return Asked(QueryDict(query))


def drawn(form: Any, name: str) -> Any:
    return BeautifulSoup(form[name].as_component(), "html5lib")


def test_answers_come_as_what_they_mean() -> None:
    form = sent("colour=p&known=no&flavours=mint&flavours=aniseed&drawer=top&agreed=yes")
    assert form.is_valid()
    assert form.cleaned_data == {
        "colour": "p",
        "known": False,
        "flavours": ["mint", "aniseed"],
        "drawer": "top",
        "agreed": True,
    }


def test_what_need_not_be_answered_is_empty() -> None:
    form = sent()
    assert form.is_valid()
    assert (form.cleaned_data["colour"], form.cleaned_data["flavours"], form.cleaned_data["drawer"]) == ("", [], "")


def test_what_must_be_answered_says_so() -> None:
    form = sent("")
    assert dict(form.errors) == {"known": ["Choose yes or no"], "agreed": ["Tick the box"]}


@pytest.mark.parametrize(
    "query", ["colour=x", "known=maybe", "flavours=tar", "drawer=attic", "agreed=no", "colour=%00"]
)
def test_an_answer_that_was_not_offered_is_refused_and_not_repeated(query: str) -> None:
    form = sent(query)
    name, value = query.split("=")
    assert form[name].error_text == "Choose one of the answers on this page"
    assert value not in form[name].error_text


def test_none_of_these_stands_alone() -> None:
    form = sent("known=yes&agreed=yes&flavours=mint&flavours=none")
    assert form["flavours"].error_text == "Choose answers, or choose “None of these”, not both"
    assert drawn(form, "flavours").select_one("[data-behaviour=exclusive]")["value"] == "none"
    assert drawn(form, "flavours").select_one(".govuk-checkboxes__divider").text == "or"


def test_the_error_leads_to_the_first_choice() -> None:
    form = sent("")
    assert form["known"].error_target == "id_known"
    assert drawn(form, "known").select_one("#id_known")["value"] == "yes"


def test_hints_and_chosen_answers_are_drawn() -> None:
    page = drawn(sent("colour=w"), "colour")
    assert [tag["value"] for tag in page.select("input[checked]")] == ["w"]
    assert page.select_one(".govuk-radios__hint").text.strip() == "Like rock"


@pytest.mark.parametrize(("known", "value"), [(True, "yes"), (False, "no")])
def test_yes_and_no_already_known_are_marked(known: bool, value: Any) -> None:
    form = Asked(initial={"known": known, "agreed": True, "drawer": "top", "flavours": ["mint"]})
    assert [tag["value"] for tag in drawn(form, "known").select("input[checked]")] == [value]
    assert drawn(form, "agreed").select("input[checked]")
    assert drawn(form, "drawer").select_one("option[selected]")["value"] == "top"
    assert [tag["value"] for tag in drawn(form, "flavours").select("input[checked]")] == ["mint"]


class Sending(forms.Form):
    picture = forms.FileField("Picture", largest=forms.files.MEGABYTE, accept="image/*", empty="Choose a picture")


def sending(content: bytes, name: str = "rock.png") -> Any:
    return Sending({}, {"picture": SimpleUploadedFile(name, content)})


def test_a_file_up_to_the_limit_is_taken() -> None:
    assert sending(b"x" * forms.files.MEGABYTE).is_valid()


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (Sending({}, {}), "Choose a picture"),
        (sending(b""), "The file is empty. Choose another one"),
        (sending(b"x" * (forms.files.MEGABYTE + 1)), "The file must be smaller than 1 MB"),
        (sending(b"x", "n" * 201), "The file’s name is too long. Give it a shorter name and choose it again"),
    ],
)
def test_a_file_that_cannot_be_taken(form: Any, words: str) -> None:
    assert form["picture"].error_text == words


def test_the_browser_is_told_what_to_offer() -> None:
    assert drawn(Sending(), "picture").select_one("input[type=file]")["accept"] == "image/*"
    assert Sending().is_multipart()
