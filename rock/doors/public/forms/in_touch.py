"""How the asker can safely be reached."""

from typing import Any, cast

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from rock.core.forms import CheckboxesField, Given, RadiosField, TextField
from rock.core.messages.backends import messages_go
from rock.core.messages.services import channel_for
from rock.doors.public.forms.base import StepForm


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
        if not messages_go():
            self._only_call()

    def _only_call(self) -> None:
        contact, ways = cast(ContactField, self.fields["contact"]), cast(CheckboxesField, self.fields["ways"])
        contact.label, ways.choices = _("Phone number"), [("call", _("Call me"))]
        contact.error_messages["required"] = _("Enter a phone number")
        ways.help_text = _("We cannot send texts or emails. We can call you.")

    def clean(self) -> dict[str, Any]:
        """Ask how the address may be used, and refuse a way that it does not have."""
        cleaned = super().clean()
        contact, ways = cleaned.get("contact", ""), cleaned.get("ways") or []
        if "@" in contact and not messages_go():
            self.add_error("contact", ValidationError(_("Enter a phone number: we cannot send emails"), code="way"))
        elif contact and not ways and "ways" not in self.errors:
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
