"""Events (append-only, no words) and the outbox (what other systems are to be told, then deleted)."""

from django.conf import settings
from django.db import models

from rock.core import time
from rock.core.history import append_only
from rock.records.models.families import Family
from rock.records.models.occasions import Occasion
from rock.records.models.people import Person


class EventKind(models.TextChoices):
    """What happened; a presenter turns each kind into a sentence."""

    PERSON_CREATED = "person_created", "Record made"
    PERSON_CHANGED = "person_changed", "Details changed"
    PEOPLE_JOINED = "people_joined", "Two records read as one"
    PEOPLE_PARTED = "people_parted", "Two records read apart again"
    REQUEST_RECEIVED = "request_received", "Request for support received"
    REQUEST_TAKEN = "request_taken", "Request taken"
    HISTORY_OPENED = "history_opened", "History opened before deciding"
    REQUEST_DECIDED = "request_decided", "Request decided"
    ADULT_TOLD = "adult_told", "Told what was decided"
    TELLING_HELD = "telling_held", "Telling held for now"
    ASKER_TOLD = "asker_told", "Asker told"
    LIAISON_NAMED = "liaison_named", "Named person for the family"
    FIRST_CONVERSATION = "first_conversation", "First conversation with the family"
    DOOR_OPENED = "door_opened", "Family door opened"
    DOOR_ANSWERED = "door_answered", "Answer at the family door"
    SAFETY_FINDING = "safety_finding", "Text stopped at a door"
    ALLOCATED = "allocated", "Worker named"
    ALLOCATION_ENDED = "allocation_ended", "Worker changed or finished"
    AGREEMENT_RECORDED = "agreement_recorded", "Agreement asked"
    AGREEMENT_WITHDRAWN = "agreement_withdrawn", "Agreement taken back"
    IMPORTED = "imported", "Imported"
    RESTRICTED = "restricted", "Access restricted"
    EMERGENCY_OPENED = "emergency_opened", "Opened in an emergency"
    MOVED_OR_REDACTED = "moved_or_redacted", "Moved or redacted by two people"
    VISIT_RECORDED = "visit_recorded", "Visit"
    WORDS_SHARED = "words_shared", "Words shared after asking"
    WISH_ANSWERED = "wish_answered", "A wish answered"
    CARD_GIVEN = "card_given", "Card to the child’s own page given"
    FEELS_UNSAFE = "feels_unsafe", "Said that they do not feel safe"
    UNSAFE_TAKEN = "unsafe_taken", "Somebody took on that they do not feel safe"
    ASSESSMENT_STARTED = "assessment_started", "Assessment started"
    ASSESSMENT_SHARED = "assessment_shared", "Assessment given to read"
    ASSESSMENT_ANSWERED = "assessment_answered", "Assessment answered"
    ASSESSMENT_AUTHORISED = "assessment_authorised", "Assessment authorised"
    AGENCY_ASKED = "agency_asked", "Another service asked for its part"
    AGENCY_ANSWERED = "agency_answered", "Another service’s part came"
    PLAN_STARTED = "plan_started", "Plan started"
    PLAN_CHANGED = "plan_changed", "Plan changed"
    PLAN_AGREED = "plan_agreed", "Plan agreed"
    PLAN_STANDING = "plan_standing", "Kind of plan changed"
    PLAN_ENDED = "plan_ended", "Plan ended"
    PROMISE_CLOSED = "promise_closed", "Promise done or ended"
    REVIEW_HELD = "review_held", "Review"
    DRIFT_FOUND = "drift_found", "Something has stood still"
    DRIFT_ANSWERED = "drift_answered", "What stood still was answered"
    CLOSED = "closed", "Work with the family ended"


class Event(models.Model):
    """Something happened: who did it, what kind, when it happened and when it was recorded; references only."""

    kind = models.CharField(max_length=24, choices=EventKind.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField(default=time.now)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, null=True, related_name="events")
    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, null=True, related_name="events")

    class Meta:
        triggers = [append_only()]
        indexes = [models.Index(fields=["family", "happened_at"])]

    class Fields:
        keep = "id kind by happened_at recorded_at family occasion"

    def __str__(self) -> str:
        return self.get_kind_display()


class EventPerson(models.Model):
    """An event concerns a person; a row for each."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="people")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="events")

    class Meta:
        triggers = [append_only()]
        constraints = [models.UniqueConstraint(fields=["event", "person"], name="event_person_once")]

    class Fields:
        keep = "id event person"

    def __str__(self) -> str:
        return f"{self.event_id} concerns {self.person_id}"


class OutboxEntry(models.Model):
    """Another system is to be told that a person's record changed; deleted when it has been."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="outbox")
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="outbox")
    queued_at = models.DateTimeField(default=time.now)

    class Meta:
        verbose_name_plural = "outbox entries"

    class Fields:
        keep = "id person event queued_at"

    def __str__(self) -> str:
        return f"{self.person_id}: {self.event_id}"
