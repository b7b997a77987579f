"""What core stores: forms already sent once, drafts, messages on their way, counts of what was done."""

from rock.core.models.draft import Draft
from rock.core.models.once import SubmittedOnce
from rock.core.models.outgoing import MessageChannel, MessageStatus, OutgoingMessage
from rock.core.models.tally import Tally

__all__ = ["Draft", "MessageChannel", "MessageStatus", "OutgoingMessage", "SubmittedOnce", "Tally"]
