"""What every page of the public form shares."""

from typing import Any, ClassVar

from rock.core.forms import Form, TextAreaField
from rock.doors.public.words import Words
from rock.practice.requests.models import AskerKind


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
