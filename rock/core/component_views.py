"""A page that shows every component, in use and in error, so that makers of pages choose from what there is."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rock.core import time
from rock.core.drafts import DraftSlot, fill, load_draft
from rock.core.forms import (
    CheckboxesField,
    ConfirmField,
    DateField,
    EmailField,
    FileField,
    Form,
    Given,
    HiddenField,
    NumberField,
    PhoneField,
    PostcodeField,
    RadiosField,
    SelectField,
    TextAreaField,
    TextField,
    YesNoField,
)
from rock.core.words import on_day

DRAWERS = [("", "Choose a drawer"), ("top", "Top drawer"), ("middle", "Middle drawer"), ("bottom", "Bottom drawer")]
COLOURS = [("pink", "Pink"), ("white", "White"), ("other", "Another colour")]
FLAVOURS = [("mint", "Mint"), ("aniseed", "Aniseed"), ("none", "None of these")]


class ComponentsForm(Form):
    """One question of each kind."""

    conditions = (Given("colour", "other").require("which_colour"), Given("known", "no").offer("why_not"))

    name = TextField("Name on the box", hint="As it is written on the lid", empty="Enter the name on the box")
    notes = TextAreaField("What is in it?", empty="Say what is in the box", max_length=300)
    made = DateField("When was it made?", called="The date it was made", empty="Enter the date it was made", past=True)
    colour = RadiosField("What colour is it?", choices=COLOURS, empty="Choose a colour", hints={"pink": "Like rock"})
    which_colour = TextField("Which colour?", empty="Enter the colour", width="10")
    known = YesNoField("Do you know who made it?", empty="Choose yes if you know who made it")
    why_not = TextField("What have you tried?")
    flavours = CheckboxesField("Flavours", choices=FLAVOURS, exclusive="none", empty="Choose the flavours, or none")
    drawer = SelectField("Where is it kept?", choices=DRAWERS, empty="Choose a drawer")
    pieces = NumberField("How many pieces?", lowest=1, highest=99, empty="Enter how many pieces there are", width="3")
    email = EmailField("Maker’s email address")
    phone = PhoneField("Maker’s phone number")
    postcode = PostcodeField("Maker’s postcode")
    picture = FileField("Picture of the box", accept="image/*")
    agreed = ConfirmField("Check", text="I have looked inside", empty="Tick the box when you have looked inside")
    box_number = HiddenField(required=False)


def components(request: HttpRequest) -> HttpResponse:
    """Show every component; sending the form shows its errors, and saves nothing."""
    draft = load_draft(request.user, "components")  # type: ignore[arg-type]
    form = ComponentsForm(request.POST or None, request.FILES or None, initial={"box_number": "7"})
    fill(form, draft)
    today = time.today()
    facts = {
        "form": form,
        "draft": DraftSlot("components", back=request.path, saved_at=draft.updated_at if draft else None),
        "rows": [(f"Box {n}", COLOURS[n % 2][1], on_day(today - timedelta(days=n * 9))) for n in range(1, 4)],
        "quoted_on": today,
        "past": [
            {"when": today, "title": "The box was opened", "by": "Ada, shop floor", "text": "The lid was loose."},
            {"when": today - timedelta(days=40), "title": "The box was filled", "by": "", "text": ""},
        ],
    }
    return render(request, "core/components.html", facts)
