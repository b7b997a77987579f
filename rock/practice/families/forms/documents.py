"""Adding a document."""

from django.utils.translation import gettext_lazy as _

from rock.core.documents.services import LARGEST
from rock.core.forms import FileField, Form, TextField


class DocumentForm(Form):
    """A file, and what it is."""

    title = TextField(
        _("What is it?"), hint=_("For example: letter from school, Ama’s drawing"), empty=_("Say what the document is")
    )
    file = FileField(
        _("Choose the file"),
        hint=_(
            "A picture (PNG or JPEG), PDF or plain text, smaller than 10 MB. Where a picture was taken is removed, and"
            " everything in a PDF that its pages do not show."
        ),
        empty=_("Choose a file"),
        largest=LARGEST,
        accept=".png,.jpg,.jpeg,.pdf,.txt",
    )
