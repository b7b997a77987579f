"""What core stores: forms already sent once, drafts, messages on their way, counts of what was done, files."""

from rock.core.models.draft import Draft
from rock.core.models.once import SubmittedOnce
from rock.core.models.outgoing import MessageChannel, MessageStatus, OutgoingMessage
from rock.core.models.stored_file import FileKind, StoredBytes, StoredFile
from rock.core.models.tally import Tally

__all__ = [
    "Draft",
    "FileKind",
    "MessageChannel",
    "MessageStatus",
    "OutgoingMessage",
    "StoredBytes",
    "StoredFile",
    "SubmittedOnce",
    "Tally",
]
