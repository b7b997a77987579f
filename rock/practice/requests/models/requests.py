"""A request for support (a contact): somebody asks, about some people. Its words are statements on its occasion."""

from django.conf import settings
from django.db import models

from rock.core import time
from rock.core.history import tracked
from rock.practice.requests.models.referrals import ReferralSource
from rock.records.models import Clock, Occasion, Person


class AskerKind(models.TextChoices):
    """Who asks; the form's questions and what the asker may be told depend on it."""

    PARENT = "parent", "A parent or carer"
    YOUNG_PERSON = "young_person", "A child or young person, for myself"
    RELATIVE = "relative", "A relative, friend or neighbour"
    PROFESSIONAL = "professional", "I work with the family"


class ContactMethod(models.TextChoices):
    """How a contact came: a request for support is one, whichever way it was made."""

    PHONE = "phone", "By phone"
    LETTER = "letter", "By letter"
    IN_PERSON = "in_person", "In person"
    ONLINE = "online", "By the form on our website"
    AGENCY = "agency", "From another agency’s system or email"


class Talked(models.TextChoices):
    """Whether the asker talked with the family before asking."""

    YES = "yes", "Yes"
    NO_UNSAFE = "unsafe", "No, it might put somebody at risk"
    NO_OTHER = "no", "No, not yet"
    SELF = "self", "It is my own family"


@tracked
class RequestForSupport(models.Model):
    """A request, one-to-one with its occasion; its clock is 1 working day to a decision."""

    occasion = models.OneToOneField(Occasion, on_delete=models.PROTECT, related_name="request")
    reference = models.CharField(max_length=14, unique=True)
    submission_key = models.CharField(max_length=64, unique=True, help_text="Makes a double click one request")
    asker_kind = models.CharField(max_length=12, choices=AskerKind.choices)
    asker = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="requests_made")
    asker_name = models.CharField(max_length=200, blank=True)
    asker_agency = models.CharField(max_length=200, blank=True)
    asker_role = models.CharField(max_length=200, blank=True, help_text="Job, or what they are to the family")
    asker_contact = models.CharField(max_length=254, blank=True, help_text="Phone or e-mail")
    asker_contact_rule = models.CharField(
        max_length=300, blank=True, help_text="When and how it is safe to get in touch"
    )
    asker_language = models.CharField(max_length=60, blank=True)
    source_code = models.CharField(max_length=2, choices=ReferralSource.choices)
    contact_method = models.CharField(
        "how it came", max_length=9, choices=ContactMethod.choices, blank=True, help_text="Empty where it was not kept"
    )
    danger_now = models.BooleanField(default=False)
    talked = models.CharField(max_length=6, choices=Talked.choices)
    clock = models.OneToOneField(Clock, on_delete=models.PROTECT, null=True, related_name="request")
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="requests_taken"
    )
    taken_at = models.DateTimeField(null=True, blank=True)
    asker_told_at = models.DateTimeField(null=True, blank=True)
    asker_told_what = models.CharField(
        max_length=20, blank=True, help_text="Key of the message that the asker was sent"
    )

    class Meta:
        verbose_name_plural = "requests for support"
        indexes = [models.Index(fields=["taken_by"])]

    class Fields:
        keep = "id occasion reference submission_key asker_kind asker source_code contact_method danger_now talked clock taken_by taken_at asker_told_at asker_told_what"
        scrub = "asker_name asker_agency asker_role asker_contact asker_contact_rule asker_language"

    def __str__(self) -> str:
        return self.reference


@tracked
class RequestPerson(models.Model):
    """Somebody whom the request is about, as the asker gave them; the hub matches each to a record."""

    request = models.ForeignKey(RequestForSupport, on_delete=models.CASCADE, related_name="people")
    name = models.CharField(max_length=200)
    is_child = models.BooleanField()
    birth_date = models.DateField(null=True, blank=True)
    age = models.CharField(max_length=40, blank=True, help_text="As given, when no date of birth is known")
    who = models.CharField(max_length=120, blank=True, help_text="What they are to the children: mum, dad, nan")
    address = models.CharField(max_length=300, blank=True)
    address_hidden = models.BooleanField(default=False)
    school = models.CharField(max_length=200, blank=True)
    called = models.TextField(blank=True, help_text="The parts of the name, folded, and the short forms of each")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="in_requests")
    matched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    matched_at = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField(default=time.now)

    class Fields:
        keep = "id request is_child person matched_by matched_at recorded_at address_hidden"
        scrub = "name birth_date age who address school called"

    def __str__(self) -> str:
        return self.name


class RequestLook(models.Model):
    """Somebody at the hub opened a request: first when, last when."""

    request = models.ForeignKey(RequestForSupport, on_delete=models.CASCADE, related_name="looks")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    first_at = models.DateTimeField(default=time.now)
    last_at = models.DateTimeField(default=time.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "user"], name="look_once_a_user")]

    class Fields:
        keep = "id request user first_at last_at"

    def __str__(self) -> str:
        return f"{self.user} looked at {self.request}"
