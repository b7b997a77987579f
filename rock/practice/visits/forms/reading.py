"""Sharing after asking, correcting what was written, answering a wish."""

from collections.abc import Sequence
from typing import Any

from rock.core.forms import ConfirmField, Form, RadiosField, TextAreaField
from rock.practice.visits.services.sharing import LONGEST_SAID
from rock.practice.visits.services.wishes import LONGEST_ANSWER

Choices = Sequence[tuple[str, str]]


class ShareForm(Form):
    """Who is to read these words, and what the speaker said when asked; `looked` opens where they speak of that reader."""

    reader = RadiosField("Who may read this?", choices=[], empty="Choose who may read this")
    said = TextAreaField(
        "What did they say when you asked?",
        hint="Write it as they said it",
        max_length=LONGEST_SAID,
        rows=2,
        empty="Ask them first, and write what they said",
    )
    looked = ConfirmField(
        "Look at it again",
        text="I have talked about what may come of it, and it is safe to share this",
        empty="Look at it again, and say that it is safe to share",
    )

    def __init__(self, *args: Any, readers: Choices, speaks_of_reader: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reader"].choices = readers  # type: ignore[attr-defined]
        if not speaks_of_reader:
            del self.fields["looked"]


class CorrectForm(Form):
    """What was really said, and its translation where it was said in another language."""

    words = TextAreaField("What was really said?", max_length=50_000, empty="Write what was really said")
    translation = TextAreaField("What does it mean in English?", max_length=50_000, required=False)

    def __init__(self, *args: Any, is_translated: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not is_translated:
            del self.fields["translation"]


class AnswerForm(Form):
    """The answer to a wish, what is done about it, and whether the child reads it on their own page."""

    words = TextAreaField(
        "What do you tell them?",
        hint="You said …, and this is what we did. Use words that they can read",
        max_length=LONGEST_ANSWER,
        empty="Write what you tell them",
    )
    promise = RadiosField("Which promise is about this?", choices=[], required=False)
    share = ConfirmField(
        "Their own page", text="They can read this answer on their own page", required=False, initial=True
    )

    def __init__(self, *args: Any, promises: Choices, is_first: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["promise"].choices = [*promises, ("", "None of these")]  # type: ignore[attr-defined]
        if not promises or not is_first:
            del self.fields["promise"]
        if not is_first:
            del self.fields["share"]
