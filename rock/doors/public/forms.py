"""The questions of the public form. Each takes its words from the table, so that one form serves every asker."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from rock.core.forms import (
    CheckboxesField,
    DateField,
    Form,
    Given,
    PostcodeField,
    RadiosField,
    TextAreaField,
    TextField,
    YesNoField,
)
from rock.core.messages.services import channel_for
from rock.doors.public.words import Words
from rock.practice.requests.models import AskerKind, ReferralSource, Talked
from rock.records.models import Answer


class StepForm(Form):
    """A page's form; the field named `main` is the page's heading and takes the words given."""

    main: ClassVar[str] = ""

    def __init__(self, *args: Any, words: Words, kind: AskerKind | None = None, **options: Any) -> None:
        self.words, self.kind = words, kind
        super().__init__(*args, **options)
        if self.main:
            self._ask_in_these_words(self.fields[self.main])
        self.adapt()

    def _ask_in_these_words(self, field: Any) -> None:
        field.label, field.help_text = self.words.title, self.words.hint
        field.as_heading, field.size = True, "l"
        field.required = bool(self.words.empty)
        field.error_messages["required"] = self.words.empty

    def adapt(self) -> None:
        """Change what depends on who asks beyond the words."""

    @property
    def is_long(self) -> bool:
        """Return whether it asks for so much that it is kept while it is typed."""
        return any(isinstance(field, TextAreaField) for field in self.fields.values())


class DangerForm(StepForm):
    """Whether anyone is in danger now."""

    main = "danger"
    danger = YesNoField(empty=_("Choose yes or no"))


class WhoForm(StepForm):
    """Who asks."""

    main = "who"
    who = RadiosField(
        choices=[
            (AskerKind.PARENT, _("A parent or carer, for my own family")),
            (AskerKind.YOUNG_PERSON, _("A child or young person, for myself")),
            (AskerKind.RELATIVE, _("A relative, friend or neighbour")),
            (AskerKind.PROFESSIONAL, _("I work with the family")),
        ],
        empty=_("Choose who you are"),
    )


class NameForm(StepForm):
    """The asker's name."""

    main = "name"
    name = TextField(autocomplete="off")


class YouForm(StepForm):
    """A young person about themselves."""

    name = TextField(_("What would you like us to call you?"), autocomplete="off")
    age = TextField(_("How old are you?"), width="3", max_length=40, autocomplete="off")
    school = TextField(_("Which school or college do you go to?"), autocomplete="off")


class WorkForm(StepForm):
    """Somebody who works with the family."""

    name = TextField(_("Your name"), empty=_("Enter your name"), autocomplete="off")
    role = TextField(_("Your job"), hint=_("For example: head of year, health visitor."), empty=_("Enter your job"))
    agency = TextField(_("Where you work"), empty=_("Enter where you work"))


class ServiceForm(StepForm):
    """The kind of service somebody works in, in census codes."""

    main = "service"
    service = RadiosField(
        choices=[
            (code.value, code.label) for code in ReferralSource if code.value not in {"1A", "1B", "1C", "1D", "9", "10"}
        ],
        empty=_("Choose the kind of service"),
    )


class RelationForm(StepForm):
    """What somebody is to the family."""

    main = "relation"
    relation = RadiosField(
        choices=[
            ("relative", _("I am a relative")),
            ("friend", _("I am a friend or neighbour")),
            ("other", _("I know them in another way")),
        ],
        empty=_("Choose how you know the family"),
    )
    which = TextField(_("Which relative are you?"), hint=_("For example: nan, uncle, older sister."), max_length=100)
    how = TextField(_("How do you know them?"), max_length=100)
    conditions = (Given("relation", "relative").offer("which"), Given("relation", "other").offer("how"))


class ContactField(TextField):
    """A phone number or an e-mail address."""

    def validate(self, value: str) -> None:
        """Refuse what is neither."""
        super().validate(value)
        digits = "".join(letter for letter in value if letter not in " ().-/").removeprefix("+")
        if not value or (digits.isascii() and digits.isdigit() and 10 <= len(digits) <= 15):
            return
        try:
            validate_email(value)
        except ValidationError:
            words = _("Enter a phone number, like 07700 900 982, or an email address, like name@example.com")
            raise ValidationError(words, code="contact") from None


class ContactForm(StepForm):
    """How to get in touch."""

    contact = ContactField(_("Phone number or email address"), max_length=254, autocomplete="off")
    ways = CheckboxesField(
        _("What may we do?"),
        hint=_("Our texts and emails never say what they are about."),
        choices=[("call", _("Call me")), ("text", _("Send me a text")), ("email", _("Send me an email"))],
    )

    def adapt(self) -> None:
        """Ask a colleague for an address that works."""
        self.fields["contact"].required = bool(self.words.empty)
        if self.words.empty:
            self.fields["contact"].error_messages["required"] = self.words.empty

    def clean(self) -> dict[str, Any]:
        """Ask how the address may be used, and refuse a way that it does not have."""
        cleaned = super().clean()
        contact, ways = cleaned.get("contact", ""), cleaned.get("ways") or []
        if contact and not ways and "ways" not in self.errors:
            self.add_error("ways", ValidationError(_("Choose what we may do"), code="required"))
        elif contact and "@" not in contact and set(ways) == {"email"}:
            self.add_error(
                "contact", ValidationError(_("Enter an email address, or choose a call or a text"), code="way")
            )
        elif contact and "email" not in ways and channel_for(contact) == "email":
            self.add_error(
                "ways",
                ValidationError(
                    _("You gave an email address: choose “Send me an email”, or enter a phone number"), code="way"
                ),
            )
        return cleaned


class SafeForm(StepForm):
    """What makes getting in touch safe."""

    when = TextField(_("When is a safe time?"), hint=_("For example: weekdays between 9 and 3."), max_length=90)
    shared = TextField(_("Who else sees or answers this phone or inbox?"), max_length=60)
    ask_for = TextField(_("When we call, whom should we ask for, and who should we say we are?"), max_length=90)


class LanguageForm(StepForm):
    """The asker's language."""

    main = "language"
    language = RadiosField(choices=[("English", _("English")), ("other", _("Another language"))], empty=_("Choose one"))
    other = TextField(_("Which language?"), max_length=60, empty=_("Enter the language"))
    conditions = (Given("language", "other").require("other"),)


class ChildForm(StepForm):
    """A child whom the request is about."""

    name = TextField(_("Name"), empty=_("Enter the child’s name, or what you know of it"), autocomplete="off")
    born = DateField(_("Date of birth, if you know it"), called=_("Date of birth"), hint=_("For example, 27 3 2018"))
    age = TextField(_("If not, how old are they, about?"), width="5", max_length=40)
    school = TextField(_("School, college or nursery"))


class AdultForm(StepForm):
    """A grown-up in the children's lives."""

    name = TextField(_("Name"), empty=_("Enter their name, or what you know of it"), autocomplete="off")
    who = TextField(
        _("Who are they to the children?"), hint=_("For example: Mum, Dad, Nan, Mum’s partner."), max_length=120
    )
    lives = RadiosField(
        _("Do they live with the children?"),
        choices=[("yes", _("Yes")), ("no", _("No")), ("unsure", _("I do not know"))],
        empty=_("Choose whether they live with the children"),
    )
    address = TextField(_("Where do they live, if you know?"), max_length=300, autocomplete="off")
    conditions = (Given("lives", "no").offer("address"),)


class MoreForm(StepForm):
    """Whether there is another one to tell of."""

    more = YesNoField(empty=_("Choose yes or no"))


class AddressForm(StepForm):
    """Where they live."""

    lines = TextField(_("House, street and town"), max_length=250, autocomplete="off")
    postcode = PostcodeField(_("Postcode"), autocomplete="off")


class HiddenForm(StepForm):
    """Whether the address must be hidden, from whom, and what would betray it."""

    main = "hidden"
    hidden = YesNoField(empty=_("Choose yes or no"), inline=False)
    whom = TextField(_("Who must not find out?"), empty=_("Enter who must not find out"))
    also = TextField(
        _("What else would give it away?"),
        hint=_("For example: a new school, a doctor’s surgery, a workplace."),
        max_length=300,
    )
    conditions = (Given("hidden", "yes").require("whom").offer("also"),)


class OwnWordsForm(StepForm):
    """An answer in one's own words."""

    main = "text"
    text = TextAreaField(rows=8)


class TalkedForm(StepForm):
    """Whether the asker talked with the family."""

    main = "talked"
    talked = RadiosField(
        choices=[
            (Talked.YES, _("Yes")),
            (Talked.NO_UNSAFE, _("No, it might put somebody at risk")),
            (Talked.NO_OTHER, _("No, not yet")),
        ],
        empty=_("Choose an answer"),
    )
    said = TextAreaField(_("What did they say?"), hint=_("As near to their own words as you can."), max_length=5000)
    why_unsafe = TextAreaField(
        _("Why might it not be safe?"), empty=_("Write why it might not be safe"), max_length=5000
    )
    why_not = TextAreaField(_("Why not yet?"), max_length=5000)
    conditions = (
        Given("talked", Talked.YES).offer("said"),
        Given("talked", Talked.NO_UNSAFE).require("why_unsafe"),
        Given("talked", Talked.NO_OTHER).offer("why_not"),
    )


class AgreeForm(StepForm):
    """One agreement, with room for the words in which it was given."""

    main = "answer"
    answer = RadiosField(choices=[(Answer.YES, "")], empty=_("Choose an answer"))
    own_words = TextAreaField(_("Anything you want to say about that?"), rows=3, max_length=500)

    def adapt(self) -> None:
        """Offer the answers in the words of one's own family, or of others about them."""
        mine = self.kind in {AskerKind.PARENT, AskerKind.YOUNG_PERSON}
        field: Any = self.fields["answer"]
        field.choices = _MINE if mine else _THEIRS
        if not mine:
            self.fields["own_words"].label = _("What did they say, in their own words?")


_MINE = [
    (Answer.YES, _("Yes")),
    (Answer.PARTLY, _("Yes, but not to everything")),
    (Answer.NO, _("No")),
    (Answer.NOT_ASKED, _("I am not sure yet")),
]
_THEIRS = [
    (Answer.YES, _("Yes")),
    (Answer.PARTLY, _("To some of it")),
    (Answer.NO, _("No")),
    (Answer.NOT_ASKED, _("They have not been asked yet")),
]
