"""What a data officer is asked."""

from typing import Any

from django.conf import settings

from rock.core.forms import FileField, Form, NumberField, RadiosField
from rock.core.forms.files import MEGABYTE


class SendForm(Form):
    """A census to send."""

    file = FileField(
        "Choose the census file",
        hint="The XML file, of any year from 2017. We look through it first: nothing is loaded until you say so.",
        accept=".xml",
        empty="Choose the census file",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["file"].largest = settings.CENSUS_LARGEST_MEGABYTES * MEGABYTE  # type: ignore[attr-defined]


class YearForm(Form):
    """A census to write."""

    year = NumberField(
        "Which year’s census do you want?",
        hint="The year in which its 31 March falls, for example 2026",
        empty="Enter a year, like 2026",
    )


class MatchForm(Form):
    """Who a child of a census is."""

    answer = RadiosField(
        "Are they the same person?",
        choices=[("same", "Yes, the same person"), ("different", "No, two different people")],
        empty="Choose whether they are the same person",
    )
