from typing import Any

from rock.core.forms import CheckboxesField, DateField, Form, RadiosField, SelectField, TextAreaField, YesNoField
from rock.core.forms.given_back import Answer, given_back


class Feeding(Form):
    animal = RadiosField("Which animal?", choices=[("gul", "Gull"), ("cra", "Crab")])
    food = CheckboxesField("What did it eat?", choices=[("chp", "Chips"), ("shl", "Shells")])
    seen = YesNoField("Did you see it?")
    keeper = SelectField("Who feeds it?", choices=[])
    day = DateField("On which day?")
    story = TextAreaField("What happened?")


class Counting(Form):
    story = TextAreaField("What did you count?")
    gulls = RadiosField("How many gulls?", choices=[("few", "A few"), ("lot", "A lot")])


class CountingAgain(Form):
    story = TextAreaField("What did you count now?")
    gulls = RadiosField("How many gulls?", choices=[("few", "Fewer than ten")])


def back(room: str = __name__, **sent: Any) -> list[tuple[str, str]]:
    found = {name.replace("__", "-"): value if isinstance(value, list) else [value] for name, value in sent.items()}
    return [(answer.question, answer.words) for answer in given_back(found, room)]


def test_a_choice_comes_back_as_its_words_under_its_question() -> None:
    assert back(animal="gul", food=["chp", "shl"], seen="yes", story="It hopped off.") == [
        ("Which animal?", "Gull"),
        ("What did it eat?", "Chips"),
        ("What did it eat?", "Shells"),
        ("Did you see it?", "Yes"),
        ("What happened?", "It hopped off."),
    ]


def test_a_date_comes_back_whole() -> None:
    sent = {"day__day": "5", "day__month": "march", "day__year": "2026", "animal": "cra"}
    assert ("On which day?", "5 march 2026") in back(**sent)
    assert len(back(**sent)) == 2


def test_a_choice_that_depended_on_who_asked_is_not_shown_as_a_code() -> None:
    assert back(animal="gul", keeper="417")[1] == ("Who feeds it?", "Choose this again from the list.")


def test_what_was_left_empty_and_what_is_secret_do_not_come_back() -> None:
    assert back(animal="", story="Ours", password="hunter2", code="1234", csrfmiddlewaretoken="x", once="y") == [
        ("What happened?", "Ours")
    ]


def test_words_that_no_form_asked_for_come_back_as_they_are() -> None:
    assert given_back({"nobody_asks_this": ["Nan’s words"]}, __name__) == [Answer("", "Nan’s words")]


def test_where_two_forms_would_say_it_differently_neither_is_believed() -> None:
    assert back(story="Twelve", gulls="few") == [
        ("", "Twelve"),
        ("How many gulls?", "Choose this again from the list."),
    ]


def test_the_forms_of_the_views_own_room_are_asked_first() -> None:
    assert back("rock.core", story="Twelve")[0][1] == "Twelve"
    assert back(animal="gul")[0] == ("Which animal?", "Gull")
