"""What two people decide: where something belongs, or that it has to go."""

from collections.abc import Iterable

from rock.core.forms import Form, Given, NumberField, RadiosField, TextAreaField
from rock.records.models import Person, RedactionKind

HIGHEST = 999_999_999_999


def _why() -> TextAreaField:
    return TextAreaField("Why does the law or the truth ask for it?", max_length=300, empty="Say why it has to be done")


class RedactionForm(Form):
    """What has to happen to words or a document, and why."""

    kind = RadiosField("What has to be done?", choices=RedactionKind.choices, empty="Choose what has to be done")
    right_person = NumberField(
        "Number of the right person’s record",
        hint="It stands at the top of their page. You have to reach both people.",
        highest=HIGHEST,
        width="10",
        empty="Enter the number of the right person’s record",
    )
    basis = _why()

    conditions = (Given("kind", "move").require("right_person"),)


class OccasionForm(Form):
    """What has to happen to a whole occasion: for each of its people the right record, where it is another."""

    kind = RadiosField("What has to be done?", choices=RedactionKind.choices, empty="Choose what has to be done")

    def __init__(self, *args: object, people: Iterable[Person], **options: object) -> None:
        super().__init__(*args, **options)
        self.people = list(people)
        for one in self.people:
            self.fields[f"right_{one.pk}"] = NumberField(
                f"Number of the right record for {one}",
                hint="Leave it empty if it is right, or if everything is removed",
                highest=HIGHEST,
                width="10",
                required=False,
            )
        self.fields["family"] = NumberField(
            "Number of the right family",
            hint="Only if the right people are in more than one family",
            highest=HIGHEST,
            width="10",
            required=False,
        )
        self.fields["basis"] = _why()

    @property
    def right_numbers(self) -> dict[int, int]:
        """Return the number of the right record by the id of the wrong one, for those who have another."""
        given = {one.pk: self.cleaned_data.get(f"right_{one.pk}") for one in self.people}
        return {wrong: right for wrong, right in given.items() if right}
