"""Why a promise has to happen, who decided, and why it no longer has to."""

from typing import Any, cast

from rock.accounts.choosing import StaffField
from rock.accounts.models import User
from rock.core import forms


class _Deciding(forms.Form):
    """A reason, and the colleague who decided."""

    def __init__(self, *args: Any, user: User, colleagues: list[User], **options: Any) -> None:
        options["initial"] = {"decided_by": user.pk} | (options.get("initial") or {})
        super().__init__(*args, **options)
        cast(StaffField, self.fields["decided_by"]).offer([user, *colleagues])


class MustForm(_Deciding):
    """Why something has to happen."""

    why = forms.TextAreaField(
        "Why does it have to happen?",
        max_length=500,
        rows=4,
        empty="Write what could hurt the child if it does not happen",
    )
    decided_by = StaffField("Who decided that?", empty="Choose who decided that it has to happen")

    def __init__(self, *args: Any, readers: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        who = ", ".join(readers)
        hint = f"They read the promise, and will read this with it: {who}" if who else "Nobody outside reads it yet"
        self.fields["why"].help_text = f"{hint}. Leave out what a child told only you."


class EndMustForm(_Deciding):
    """Why something no longer has to happen."""

    because = forms.TextAreaField(
        "Why does it no longer have to happen?",
        hint="What keeps the child safe now. Nobody outside reads this; tell them.",
        max_length=500,
        rows=4,
        empty="Write what keeps the child safe now",
    )
    decided_by = StaffField("Who decided that?", empty="Choose who decided that it no longer has to happen")
