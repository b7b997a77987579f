"""Who reads what somebody writes into a plan at a door, said where they write it: by name, as far as they may know it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class PlanReaders:
    """The worker whose plan it is, and a partner who leads it (“Mrs Hill, Marram Primary School”); each may be empty.

    A partner reads no line and no wording of it before its speaker said yes, and never what is said to a line.
    """

    worker: str = ""
    lead: str = ""

    @property
    def of_an_idea(self) -> tuple[str, ...]:
        """Return who reads a new line."""
        mine = _("It goes into the plan as your idea, in your words.")
        named = _("You read it, and %(who)s does, who works with you.") % {"who": self.worker}
        who = named if self.worker else _("You read it, and your worker does.")
        others = _("So can others at our office, if they need it to help you.")
        lead = self._leads(_("This plan is led by %(lead)s. We ask you before they read your words."))
        return (f"{mine} {who} {others}", *lead, _("Nobody else reads it, until you and your worker say so."))

    @property
    def of_new_words(self) -> tuple[str, ...]:
        """Return who reads a line that is worded anew."""
        lead = _("This plan is led by %(lead)s. If they read this line, we ask you before they read your new words.")
        return self._leads(lead)

    @property
    def of_an_answer(self) -> tuple[str, ...]:
        """Return who reads what is said to a line, beside those who work with the reader."""
        return self._leads(_("This plan is led by %(lead)s. They do not read what you say here."))

    def _leads(self, words: str) -> tuple[str, ...]:
        return (words % {"lead": self.lead},) if self.lead else ()
