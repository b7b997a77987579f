"""The questions of the public form. Each takes its words from the table, so that one form serves every asker."""

from rock.doors.public.forms.asker import DangerForm, NameForm, RelationForm, ServiceForm, WhoForm, WorkForm, YouForm
from rock.doors.public.forms.base import StepForm
from rock.doors.public.forms.family import AddressForm, AdultForm, ChildForm, HiddenForm, MoreForm
from rock.doors.public.forms.in_touch import ContactField, ContactForm, LanguageForm, SafeForm
from rock.doors.public.forms.telling import AgreeForm, OwnWordsForm, TalkedForm

__all__ = [
    "AddressForm",
    "AdultForm",
    "AgreeForm",
    "ChildForm",
    "ContactField",
    "ContactForm",
    "DangerForm",
    "HiddenForm",
    "LanguageForm",
    "MoreForm",
    "NameForm",
    "OwnWordsForm",
    "RelationForm",
    "SafeForm",
    "ServiceForm",
    "StepForm",
    "TalkedForm",
    "WhoForm",
    "WorkForm",
    "YouForm",
]
