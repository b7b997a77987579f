"""What a record says of somebody: one thing a page."""

from rock.core.forms import (
    CheckboxesField,
    ConfirmField,
    DateField,
    Form,
    Given,
    PostcodeField,
    RadiosField,
    SelectField,
    TextAreaField,
    TextField,
    YesNoField,
)
from rock.records.models import Channel, Disability, IdentifierKind, NameKind, Sex
from rock.records.models.codes import Ethnicity


class NameForm(Form):
    """One more name, or a new one in place of today's."""

    kind = RadiosField(
        "What kind of name is it?",
        choices=NameKind.choices,
        hints={
            NameKind.PREFERRED: "What they like to be called now",
            NameKind.LEGAL: "As on a birth certificate or deed",
        },
        empty="Choose what kind of name it is",
    )
    given_name = TextField("First names", width="20", max_length=100)
    family_name = TextField("Last name", width="20", max_length=100)
    since = DateField("Since when?", called="The date", hint="Leave it empty if nobody knows", past=True)
    was_a_mistake = ConfirmField(
        "The name that stands there now",
        text="It was a mistake: do not keep it among former names",
    )


class AboutForm(Form):
    """Sex, ethnicity, language, and how somebody likes to be written to."""

    sex = RadiosField("Sex", choices=Sex.choices, empty="Choose a sex, or “Not known”", inline=True)
    ethnicity = SelectField("Ethnicity", choices=Ethnicity.choices, empty="Choose an ethnicity, or “Not yet asked”")
    first_language = TextField("First language", width="20", max_length=60)
    needs_interpreter = YesNoField("Do they need an interpreter?", empty="Say if they need an interpreter")
    reading_note = TextField(
        "How do they like to be written to?", hint="For example: large print, short texts, read aloud", max_length=300
    )


class DisabilitiesForm(Form):
    """Disabilities in census codes."""

    codes = CheckboxesField(
        "Which disabilities do they have?",
        choices=[
            *((code, code.label) for code in Disability if code != Disability.NONE),
            (Disability.NONE, "No disability"),
        ],
        exclusive=Disability.NONE,
        hint="Choose all that apply. Leave all empty if nobody has asked.",
        required=False,
        as_heading=True,
    )


class IdentifierForm(Form):
    """A number of another register."""

    kind = RadiosField("Which number is it?", choices=IdentifierKind.choices, empty="Choose which number it is")
    value = TextField("Number", width="20", max_length=40, empty="Enter the number")
    source = TextField("Where does it come from?", hint="For example: letter from the school", max_length=60)
    verified_on = DateField("When was it checked with that source?", called="The date", past=True)


class HomeForm(Form):
    """Where somebody lives now."""

    lines = TextAreaField("House, street and town", rows=3, max_length=300, empty="Enter the address")
    code = PostcodeField("Postcode", autocomplete="off")
    since = DateField("Since when?", called="The date", hint="Leave it empty if nobody knows", past=True)
    as_well = ConfirmField("The address before", text="They still live there too")
    hidden = YesNoField(
        "Does this address have to be hidden?",
        hint="For example because somebody who has hurt them must not find them",
        empty="Say if the address has to be hidden",
    )
    also_hidden = TextField(
        "What else would give it away?",
        hint="School, surgery, phone numbers, with commas between. None of these will be shown to anybody who may not see the address.",
        max_length=500,
    )

    conditions = (Given("hidden", "yes").offer("also_hidden"),)


class HideForm(Form):
    """Whether an address is hidden."""

    hidden = YesNoField(
        "Does this address have to be hidden?", empty="Say if the address has to be hidden", as_heading=True
    )
    also_hidden = TextField(
        "What else would give it away?", hint="School, surgery, phone numbers, with commas between", max_length=500
    )

    conditions = (Given("hidden", "yes").offer("also_hidden"),)


class ContactForm(Form):
    """A way to reach somebody, and what makes it safe."""

    channel = RadiosField(
        "What is it?",
        choices=[(one, one.label) for one in (Channel.PHONE, Channel.TEXT, Channel.EMAIL)],
        empty="Choose what it is",
        inline=True,
    )
    value = TextField("Number or e-mail address", width="20", max_length=254, empty="Enter the number or address")
    safe = RadiosField(
        "Is it safe to use?",
        choices=[("yes", "Yes, they said so"), ("no", "No, it is not safe"), ("unknown", "Nobody has asked yet")],
        empty="Say if it is safe to use",
    )
    rule = TextField(
        "How to use it safely", hint="For example: only between 9 and 3, never leave a message", max_length=300
    )
    shared_with = TextField("Who else sees this phone or inbox?", max_length=200)
    preferred = ConfirmField("What they like best", text="This is how they like to be reached")


class DeathForm(Form):
    """The day on which somebody died, and that whoever writes it knows."""

    day = DateField("On which day did they die?", called="The day", empty="Enter the day on which they died")
    sure = ConfirmField(
        "Before you go on", text="I know this from somebody who can know it", empty="Make sure of it before you go on"
    )
