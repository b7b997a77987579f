"""The hub's questions."""

from rock.practice.requests.forms.handling import (
    DecisionForm,
    FirstConversationForm,
    HandOverForm,
    LiaisonForm,
    TellingForm,
)
from rock.practice.requests.forms.receiving import AddPersonForm, NewRequestForm

__all__ = [
    "AddPersonForm",
    "DecisionForm",
    "FirstConversationForm",
    "HandOverForm",
    "LiaisonForm",
    "NewRequestForm",
    "TellingForm",
]
