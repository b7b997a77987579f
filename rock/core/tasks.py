"""The jobs of the core room."""

from importlib import import_module

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from rock.core import drafts, nightly, once, time
from rock.core.jobs import job
from rock.core.jobs import nightly as at_times
from rock.core.messages.backends import backend
from rock.core.messages.templates import filled, template_named
from rock.core.models import MessageStatus, OutgoingMessage


@job
def deliver(message_id: int) -> None:
    """Send a message that waits; one that is sent or gone needs nothing, and a failure is marked and tried again."""
    with transaction.atomic():
        message = OutgoingMessage.objects.select_for_update().filter(pk=message_id).first()
        if message is None or message.status == MessageStatus.SENT:
            return
        try:
            backend()(message, *filled(template_named(message.template), message.reference))
        except Exception:
            trouble = True
        else:
            trouble = False
        message.status = MessageStatus.FAILED if trouble else MessageStatus.SENT
        message.sent_at = None if trouble else time.now()
        if message.sent_at and template_named(message.template).secret and not settings.DEMO:
            message.reference = ""  # a link or code that has been sent is kept nowhere
        message.save(update_fields=["status", "sent_at", "reference"])
    if trouble:
        raise DeliveryError(f"message {message_id}")


# 02:30 in London is half past one or half past two by the machine's clock, which the schedule is read in (UTC).
NIGHT_HOUR = 2


@at_times("30 1,2 * * *")
def every_night() -> None:
    """Do every room's chores at 02:30 in London, on the product's clock."""
    if timezone.localtime(time.now()).hour == NIGHT_HOUR:
        nightly.run_all()


@nightly.each_night
def forget_typed() -> None:
    """Forget drafts whose time is over, and the keys that no second click can still bring."""
    drafts.forget_expired()
    once.forget_old()


@nightly.each_night
def forget_sessions() -> None:
    """Forget sessions that are over."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


class DeliveryError(RuntimeError):
    """A message could not be sent; the worker tries again. It names no address, because errors are logged."""
