"""The words of each question, by who asks. A question without words for somebody is asked of them in the common ones."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from rock.practice.requests.models import AskerKind

PARENT = AskerKind.PARENT
YOUNG = AskerKind.YOUNG_PERSON
RELATIVE = AskerKind.RELATIVE
WORK = AskerKind.PROFESSIONAL


@dataclass(frozen=True)
class Words:
    """A question: its words, a hint, what is said when it is not answered (without: it may be left), its short name."""

    title: Any
    hint: Any = ""
    empty: Any = ""
    short: Any = ""


ByAsker = dict[AskerKind | None, Words]

WORDS: dict[str, ByAsker] = {
    "danger": {
        None: Words(
            _("Is anyone in danger right now?"),
            _("For example: somebody is hurt, is being hurt, or may be hurt today."),
            _("Choose yes or no"),
            _("Danger right now"),
        )
    },
    "who": {None: Words(_("Who are you?"), "", _("Choose who you are"), _("Who you are"))},
    "name": {
        PARENT: Words(
            _("What is your name?"), _("First name and last name, as you like to be called."), _("Enter your name")
        ),
        RELATIVE: Words(
            _("What is your name?"),
            _("You do not have to say. If you do, we can talk with you about what you told us."),
        ),
    },
    "you": {
        YOUNG: Words(
            _("Tell us a bit about you"),
            _("You can leave out what you do not want to say. Your school helps us find you safely."),
            short=_("You"),
        )
    },
    "work": {WORK: Words(_("Who are you and where do you work?"), short=_("You and your work"))},
    "service": {
        WORK: Words(_("Which kind of service is it?"), "", _("Choose the kind of service"), _("Kind of service"))
    },
    "relation": {RELATIVE: Words(_("How do you know the family?"), "", _("Choose how you know the family"))},
    "contact": {
        None: Words(
            _("How can we safely get in touch with you?"),
            _("If you leave this empty, we cannot ask you anything or tell you what happens."),
            short=_("How to reach you"),
        ),
        YOUNG: Words(
            _("How can we talk with you safely?"),
            _("You can leave this empty. Then we may talk with you at school."),
            short=_("How to reach you"),
        ),
        WORK: Words(_("How can we reach you at work?"), "", _("Enter a phone number or email address"), _("Reach you")),
    },
    "safe": {
        None: Words(
            _("When is it safe, and who else might see?"),
            _("We do what you say here. You can leave any of it empty."),
            short=_("What is safe for you"),
        ),
        YOUNG: Words(
            _("What would make it safe to talk?"),
            _("You can leave any of this empty."),
            short=_("What is safe for you"),
        ),
    },
    "language": {
        None: Words(
            _("Which language is best for you?"),
            _("We can bring somebody who speaks it. It costs you nothing."),
            _("Choose a language"),
            _("Language"),
        )
    },
    "child": {
        None: Words(
            _("Tell us about the child"),
            _("Write what you know. For a baby who is not born yet, write “baby” and when they are due."),
        )
    },
    "children": {None: Words(_("The children"), short=_("Children"))},
    "adult": {
        None: Words(
            _("Tell us about a grown-up in the children’s lives"),
            _("Somebody who looks after them, lives with them or could help: Mum, Dad, Nan, a friend."),
        )
    },
    "adults": {None: Words(_("The grown-ups in the children’s lives"), short=_("Grown-ups"))},
    "address": {
        None: Words(_("Where do the children live?"), _("Leave empty what you do not know."), short=_("Address")),
        YOUNG: Words(
            _("Where do you live?"),
            _("You can leave this empty. We will not turn up without good reason."),
            short=_("Address"),
        ),
        PARENT: Words(_("Where do you and the children live?"), short=_("Address")),
    },
    "hidden": {
        None: Words(
            _("Should this address be kept hidden from anyone?"),
            _("For example, from somebody who has hurt one of them. We then keep it hidden everywhere."),
            _("Choose yes or no"),
            _("Hidden address"),
        )
    },
    "going-well": {
        None: Words(
            _("What is going well?"),
            _("What the family is good at, who helps, what the children enjoy."),
            short=_("What is going well"),
        ),
        PARENT: Words(
            _("What is going well at home?"),
            _("What you are proud of, who helps you, what your children enjoy."),
            short=_("What is going well"),
        ),
        YOUNG: Words(_("What is good in your life?"), _("People, places or things you like."), short=_("What is good")),
    },
    "worry": {
        None: Words(
            _("What is the worry?"),
            _("What you have seen or heard, when, and what it is like for the children. Say it as it is."),
            _("Write what the worry is"),
            _("The worry"),
        ),
        PARENT: Words(
            _("What is the worry?"),
            _("What is hard just now, and what it is like for your children. Use your own words."),
            _("Write what the worry is"),
            _("The worry"),
        ),
        YOUNG: Words(
            _("What is worrying you?"),
            _("Use your own words. It is OK if it is hard to write. A few words are enough."),
            _("Write what is worrying you. A few words are enough"),
            _("What worries you"),
        ),
    },
    "tried": {
        None: Words(
            _("What has been tried already?"),
            _("Who has helped before, and did it change anything?"),
            short=_("What has been tried"),
        )
    },
    "would-help": {
        None: Words(
            _("What would help?"),
            _("If you could change one thing this week, what would it be?"),
            short=_("What would help"),
        ),
        YOUNG: Words(
            _("What would make it better?"),
            _("If one thing could change, what would it be?"),
            short=_("What would help"),
        ),
    },
    "talked": {
        RELATIVE: Words(
            _("Have you talked with the family about this?"),
            _("It is often best that they hear it from you first. Do not do it if somebody might get hurt."),
            _("Choose an answer"),
        ),
        WORK: Words(
            _("Have you talked with the family about asking for support?"),
            _(
                "Families tell us that they want to hear it first from somebody they know. Do not do it where it is not safe."
            ),
            _("Choose an answer"),
        ),
    },
    "agree-help": {
        PARENT: Words(
            _("Do you want help for your family?"),
            _("Help is your choice. You can stop it at any time."),
            _("Choose an answer"),
            _("Agreeing to help"),
        ),
        YOUNG: Words(
            _("Is it OK if somebody talks with you about help?"),
            _("You can change your mind."),
            _("Choose an answer"),
            _("Talking about help"),
        ),
        None: Words(
            _("Does the family agree to have help?"),
            _("Help works when a family wants it. “Not asked yet” is a fair answer."),
            _("Choose an answer"),
            _("Agreeing to help"),
        ),
    },
    "agree-ask": {
        PARENT: Words(
            _("May we ask other people who know your family?"),
            _(
                "For example your children’s school or your doctor. This is a question of its own: you can say no and still have help."
            ),
            _("Choose an answer"),
            _("Asking others"),
        ),
        YOUNG: Words(
            _("Can we ask your school or doctor, so that they can help too?"),
            _(
                "You can say no and still get help. If you are not safe we may have to talk to them, and we will tell you."
            ),
            _("Choose an answer"),
            _("Asking others"),
        ),
        None: Words(
            _("Does the family agree that other services are asked about them?"),
            _("For example the school or the doctor. They can say no to this and still have help."),
            _("Choose an answer"),
            _("Asking others"),
        ),
    },
}


def words_for(key: str, kind: AskerKind | None) -> Words:
    """Return the words of a question for somebody of this kind; KeyError for a question they are not asked."""
    rows = WORDS[key]
    return rows[kind] if kind in rows else rows[None]
