"""Family liaison: one named person, one channel, one language, and the first conversation."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from rock.core import time
from rock.core.history import tracked
from rock.practice.requests.models.requests import RequestForSupport
from rock.records.models import Channel, Occasion, Person


@tracked
class Liaison(models.Model):
    """Who speaks with one adult of the family, how and in which language, and when they first did."""

    request = models.ForeignKey(RequestForSupport, on_delete=models.PROTECT, related_name="liaisons")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="liaisons")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="liaisons")
    channel = models.CharField(max_length=6, choices=Channel.choices)
    language = models.CharField(max_length=60, default="English")
    interpreter = models.BooleanField(default=False)
    safe_rule = models.CharField(max_length=300, blank=True)
    first_conversation = models.OneToOneField(
        Occasion, on_delete=models.PROTECT, null=True, blank=True, related_name="first_conversation_of"
    )
    starts = models.DateTimeField(default=time.now)
    ends = models.DateTimeField(null=True, blank=True)
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request", "person"], condition=Q(ends__isnull=True), name="liaison_open_once"
            )
        ]

    class Fields:
        keep = "id request person worker first_conversation starts ends named_by"
        scrub = "safe_rule"
        export = "channel language interpreter"

    def __str__(self) -> str:
        return f"{self.worker} for {self.person}"
