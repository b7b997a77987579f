"""Form fields that know their design-system component and their words.

Declare a question as `TextField("What is your name?", hint="…", empty="Enter your name")`: a field with `empty` must be
answered, one without may be left. In a page `{{ form.name.as_component() }}` draws it with its label, hint and error.
"""

from rock.core.forms.base import Form
from rock.core.forms.bound import ComponentBoundField
from rock.core.forms.choices import CheckboxesField, ConfirmField, RadiosField, SelectField, YesNoField
from rock.core.forms.conditional import Given
from rock.core.forms.dates import DateField
from rock.core.forms.files import FileField
from rock.core.forms.text import (
    EmailField,
    HiddenField,
    NumberField,
    PhoneField,
    PostcodeField,
    TextAreaField,
    TextField,
)

__all__ = [
    "CheckboxesField",
    "ComponentBoundField",
    "ConfirmField",
    "DateField",
    "EmailField",
    "FileField",
    "Form",
    "Given",
    "HiddenField",
    "NumberField",
    "PhoneField",
    "PostcodeField",
    "RadiosField",
    "SelectField",
    "TextAreaField",
    "TextField",
    "YesNoField",
]
