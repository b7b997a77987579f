from datetime import date
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup

from rock.core import forms


class Asked(forms.Form):
    born = forms.DateField("When were you born?", called="Date of birth", empty="Enter your date of birth", past=True)
    meeting = forms.DateField("When shall we meet?", called="The meeting", future=True)
    between = forms.DateField("Between?", called="The day", earliest=date(2020, 1, 1), latest=date(2020, 12, 31))


def sent(field: str = "born", day: str = "", month: str = "", year: str = "", **more: Any) -> Any:
    data = {f"{field}-day": day, f"{field}-month": month, f"{field}-year": year}
    return Asked({"born-day": "5", "born-month": "3", "born-year": "1990"} | data | more)


def outcome(*parts: Any, field: str = "born") -> Any:
    form = sent(field, *parts)
    return form.cleaned_data[field] if form.is_valid() else form[field].error_text


@pytest.mark.parametrize(
    "parts",
    [
        ("5", "3", "2026"),
        ("05", "03", "2026"),
        ("5", "March", "2026"),
        ("5th", "mar.", "2026"),
        ("5 3 2026", "", ""),
        ("5/3/2026", "", ""),
        ("", "", "5 March 2026"),
        ("2026-03-05", "", ""),
    ],
)
@time_machine.travel("2026-06-01T12:00:00Z")
def test_a_date_is_understood_as_people_write_it(parts: Any) -> None:
    assert outcome(*parts) == date(2026, 3, 5)


@pytest.mark.parametrize(
    ("parts", "words", "target"),
    [
        (("", "", ""), "Enter your date of birth", "id_born-day"),
        (("", "3", "1990"), "Date of birth must include a day", "id_born-day"),
        (("5", "", ""), "Date of birth must include a month and a year", "id_born-month"),
        (("5", "3", ""), "Date of birth must include a year", "id_born-year"),
        (("5", "3", "90"), "Date of birth must have a year of 4 numbers, like 2026", "id_born-year"),
        (("31", "2", "1990"), "Date of birth must be a real date, like 5 3 2026", "id_born-day"),
        (("5", "Smarch", "1990"), "Date of birth must be a real date, like 5 3 2026", "id_born-day"),
        (("5", "ma", "1990"), "Date of birth must be a real date, like 5 3 2026", "id_born-day"),
        (("x", "y", "1990"), "Date of birth must be a real date, like 5 3 2026", "id_born-day"),
        (("5\x00", "3", "1990"), "Date of birth must be a real date, like 5 3 2026", "id_born-day"),
    ],
)
def test_each_mistake_is_named_and_its_box_marked(parts: Any, words: str, target: str) -> None:
    form = sent("born", *parts)
    assert not form.is_valid()
    assert form["born"].error_text == words
    assert form["born"].error_target == target
    marked = [tag["id"] for tag in BeautifulSoup(form["born"].as_component(), "html5lib").select(".govuk-input--error")]
    assert marked[0] == target


@time_machine.travel("2026-03-05T12:00:00Z")
def test_today_is_in_the_past_and_in_the_future_and_tomorrow_is_not_past() -> None:
    assert outcome("5", "3", "2026") == date(2026, 3, 5)
    assert outcome("6", "3", "2026") == "Date of birth must be today or in the past"
    assert outcome("5", "3", "2026", field="meeting") == date(2026, 3, 5)
    assert outcome("4", "3", "2026", field="meeting") == "The meeting must be today or in the future"


def test_both_bounds_are_allowed_and_a_day_beyond_is_not() -> None:
    words = "The day must be between 1 January 2020 and 31 December 2020"
    assert outcome("1", "1", "2020", field="between") == date(2020, 1, 1)
    assert outcome("31", "12", "2020", field="between") == date(2020, 12, 31)
    assert outcome("31", "12", "2019", field="between") == words
    assert outcome("1", "1", "2021", field="between") == words


def test_a_date_that_need_not_be_given_may_be_left() -> None:
    assert outcome("", "", "", field="meeting") is None


def test_a_date_already_known_fills_the_boxes() -> None:
    form = Asked(initial={"born": date(1990, 3, 5)})
    page = BeautifulSoup(form["born"].as_component(), "html5lib")
    assert [tag["value"] for tag in page.select("input")] == ["5", "3", "1990"]
    assert [tag.text.strip() for tag in page.select("label")] == ["Day", "Month", "Year"]


def test_what_was_typed_comes_back_as_it_was_typed() -> None:
    page = BeautifulSoup(sent("born", "5th", "Smarch", "90")["born"].as_component(), "html5lib")
    assert [tag["value"] for tag in page.select("input")] == ["5th", "Smarch", "90"]
