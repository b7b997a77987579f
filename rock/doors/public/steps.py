"""The steps of asking, in order, as data: what each asks, of whom, and given which earlier answer."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from rock.doors.public import forms
from rock.doors.public.words import PARENT, RELATIVE, WORK, YOUNG
from rock.practice.requests.models import AskerKind

if TYPE_CHECKING:
    from rock.doors.public.journey import Journey

EVERYBODY = frozenset({PARENT, YOUNG, RELATIVE, WORK})
ABOUT_YOU = _("About you")
THE_FAMILY = _("The family")
WHAT_HAPPENS = _("What is happening")
IN_TOUCH = _("Keeping in touch")
AGREEING = _("What is agreed")


@dataclass(frozen=True)
class Several:
    """A step that is a list: the form of one of them, the key of its words, how few and how many there may be."""

    form: type[forms.StepForm]
    key: str
    fewest: int
    another: Any
    none_yet: Any
    most: int = 15


@dataclass(frozen=True)
class Step:
    """One step: a question (`form`), a list (`form` asks for another one), or a page to read (`page`)."""

    slug: str
    form: type[forms.StepForm] | None = None
    section: Any = ""
    asked_of: frozenset[AskerKind] = EVERYBODY
    when: "Callable[[Journey], bool] | None" = None
    page: str = ""
    several: Several | None = None


def _in_danger(journey: "Journey") -> bool:
    return journey.answer("danger", "danger") is True


def _gave_contact(journey: "Journey") -> bool:
    return bool(journey.answer("contact", "contact"))


def _gave_address(journey: "Journey") -> bool:
    return bool(journey.answer("address", "lines") or journey.answer("address", "postcode"))


CHILDREN = Several(
    forms.ChildForm,
    "child",
    1,
    _("Is there another child to tell us about?"),
    _("Do you want to tell us about a child?"),
)
ADULTS = Several(
    forms.AdultForm,
    "adult",
    0,
    _("Is there another grown-up to tell us about?"),
    _("Do you want to tell us about a grown-up in the children’s lives?"),
)
NOT_YOUNG = EVERYBODY - {YOUNG}
NOT_AT_WORK = EVERYBODY - {WORK}

# Those who have not said who they are can only answer the first of these.
STEPS: tuple[Step, ...] = (
    Step("danger", forms.DangerForm),
    Step("danger-now", page="danger-now", when=_in_danger),
    Step("who", forms.WhoForm),
    Step("for-you", page="for-you", asked_of=frozenset({YOUNG})),
    Step("name", forms.NameForm, ABOUT_YOU, frozenset({PARENT, RELATIVE})),
    Step("you", forms.YouForm, ABOUT_YOU, frozenset({YOUNG})),
    Step("work", forms.WorkForm, ABOUT_YOU, frozenset({WORK})),
    Step("service", forms.ServiceForm, ABOUT_YOU, frozenset({WORK})),
    Step("relation", forms.RelationForm, ABOUT_YOU, frozenset({RELATIVE})),
    Step("children", forms.MoreForm, THE_FAMILY, NOT_YOUNG, several=CHILDREN),
    Step("adults", forms.MoreForm, THE_FAMILY, NOT_YOUNG, several=ADULTS),
    Step("address", forms.AddressForm, THE_FAMILY),
    Step("hidden", forms.HiddenForm, THE_FAMILY, NOT_YOUNG, _gave_address),
    Step("going-well", forms.OwnWordsForm, WHAT_HAPPENS),
    Step("worry", forms.OwnWordsForm, WHAT_HAPPENS),
    Step("tried", forms.OwnWordsForm, WHAT_HAPPENS, NOT_YOUNG),
    Step("would-help", forms.OwnWordsForm, WHAT_HAPPENS),
    Step("talked", forms.TalkedForm, WHAT_HAPPENS, frozenset({RELATIVE, WORK})),
    Step("contact", forms.ContactForm, IN_TOUCH),
    Step("safe", forms.SafeForm, IN_TOUCH, NOT_AT_WORK, _gave_contact),
    Step("language", forms.LanguageForm, IN_TOUCH, frozenset({PARENT, RELATIVE})),
    Step("agree-help", forms.AgreeForm, AGREEING),
    Step("agree-ask", forms.AgreeForm, AGREEING),
)
BY_SLUG = {step.slug: step for step in STEPS}
