"""A message to somebody outside."""

from django.db import models

from rock.core import time


class MessageChannel(models.TextChoices):
    """How a message goes."""

    TEXT = "text", "Text message"
    EMAIL = "email", "E-mail"


class MessageStatus(models.TextChoices):
    """How far a message has come."""

    QUEUED = "queued", "Waiting to be sent"
    SENT = "sent", "Sent"
    FAILED = "failed", "Could not be sent"


class OutgoingMessage(models.Model):
    """A message on its way: which words, to where. The words themselves are made from the template when it is sent."""

    channel = models.CharField(max_length=5, choices=MessageChannel.choices)
    to = models.CharField(max_length=254)
    template = models.CharField(max_length=40)
    reference = models.CharField(max_length=40, blank=True)
    status = models.CharField(max_length=6, choices=MessageStatus.choices, default=MessageStatus.QUEUED)
    made_at = models.DateTimeField(default=time.now)
    made_by_id = models.BigIntegerField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["-made_at"])]

    class Fields:
        keep = "id channel template reference status made_at made_by_id sent_at"
        scrub = "to"

    def __str__(self) -> str:
        return f"{self.template} by {self.get_channel_display()}"
