"""What core stores: forms already sent once, and drafts."""

from rock.core.models.draft import Draft
from rock.core.models.once import SubmittedOnce

__all__ = ["Draft", "SubmittedOnce"]
