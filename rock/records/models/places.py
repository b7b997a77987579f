"""Where people live and how they may safely be reached."""

from django.db import models
from django.db.models import F, Q

from rock.core.history import tracked
from rock.records.models.people import Person


@tracked
class Residence(models.Model):
    """A person's address from a day to a day; a hidden one is hidden everywhere, with all that betrays it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="residences")
    lines = models.CharField(max_length=300, help_text="House, street and town, one after another with commas")
    postcode = models.CharField(max_length=8, blank=True)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    hidden = models.BooleanField(default=False)
    also_hidden = models.CharField(
        max_length=500,
        blank=True,
        help_text="What else would betray it: new school, surgery, phone; separated by commas",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="residence_ends_after_start"
            )
        ]
        indexes = [models.Index(fields=["postcode"])]

    class Fields:
        keep = "id person starts ends hidden"
        scrub = "also_hidden"
        export = "lines postcode"

    def __str__(self) -> str:
        return "Hidden address" if self.hidden else f"{self.lines}, {self.postcode}"


class Channel(models.TextChoices):
    """A way to reach somebody."""

    PHONE = "phone", "Phone call"
    TEXT = "text", "Text message"
    EMAIL = "email", "E-mail"
    LETTER = "letter", "Letter"
    FACE = "face", "Face to face"


@tracked
class ContactPoint(models.Model):
    """A phone number or e-mail address of a person, with its safe-contact rules."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="contact_points")
    channel = models.CharField(max_length=6, choices=Channel.choices)
    value = models.CharField(max_length=254)
    preferred = models.BooleanField(default=False)
    safe = models.BooleanField(null=True, help_text="Safe to use; empty while nobody has asked")
    rule = models.CharField(
        max_length=300, blank=True, help_text="For example: only between 9 and 3, never leave a voicemail"
    )
    shared_with = models.CharField(max_length=200, blank=True, help_text="Who else sees this phone or inbox")
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["value"]),
            # The last ten digits: the same number however it was typed (`rock.records.comparing.phone`).
            models.Index(
                models.Func(
                    models.Func(
                        F("value"),
                        models.Value("[^0-9]"),
                        models.Value(""),
                        models.Value("g"),
                        function="regexp_replace",
                    ),
                    models.Value(10),
                    function="right",
                    output_field=models.CharField(),
                ),
                name="contact_point_digits",
            ),
        ]

    class Fields:
        keep = "id person channel preferred safe starts ends"
        scrub = "rule shared_with"
        export = "value"

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.value}"
