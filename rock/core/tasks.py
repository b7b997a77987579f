"""The jobs of the core room."""

from django.db import transaction

from rock.core import time
from rock.core.jobs import job
from rock.core.messages.backends import backend
from rock.core.messages.templates import filled, template_named
from rock.core.models import MessageStatus, OutgoingMessage


@job
def deliver(message_id: int) -> None:
    """Send a message that waits; one that was sent stays sent, and a failure is marked and tried again."""
    with transaction.atomic():
        message = OutgoingMessage.objects.select_for_update().get(pk=message_id)
        if message.status == MessageStatus.SENT:
            return
        try:
            backend()(message, *filled(template_named(message.template), message.reference))
        except Exception:
            trouble = True
        else:
            trouble = False
        message.status = MessageStatus.FAILED if trouble else MessageStatus.SENT
        message.sent_at = None if trouble else time.now()
        message.save(update_fields=["status", "sent_at"])
    if trouble:
        raise DeliveryError(f"message {message_id}")


class DeliveryError(RuntimeError):
    """A message could not be sent; the worker tries again. It names no address, because errors are logged."""
