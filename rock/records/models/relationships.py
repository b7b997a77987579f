"""How people are related, who has parental responsibility, and the orders that limit it."""

from django.db import models
from django.db.models import F, Q

from rock.core.history import tracked
from rock.records.models.people import Person


class RelationshipKind(models.TextChoices):
    """What `person` is to `other`."""

    PARENT = "parent", "Parent"
    STEP_PARENT = "step_parent", "Step-parent"
    GRANDPARENT = "grandparent", "Grandparent"
    SIBLING = "sibling", "Brother or sister"
    PARTNER = "partner", "Partner"
    FORMER_PARTNER = "former_partner", "Former partner"
    AUNT_UNCLE = "aunt_uncle", "Aunt or uncle"
    CARER = "carer", "Carer"
    FOSTER_CARER = "foster_carer", "Foster carer"
    FRIEND = "friend", "Friend"
    OTHER = "other", "Somebody else close"


@tracked
class Relationship(models.Model):
    """`person` is the parent (grandparent, partner …) of `other`, from a day to a day."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="relationships")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="relationships_of")
    kind = models.CharField(max_length=15, choices=RelationshipKind.choices)
    parental_responsibility = models.BooleanField(null=True, help_text="Empty while it is not known")
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(person=F("other")), name="nobody_is_related_to_themselves"),
            models.UniqueConstraint(
                fields=["person", "other", "kind"], condition=Q(ends__isnull=True), name="relationship_open_once"
            ),
        ]

    class Fields:
        keep = "id person other starts ends"
        export = "kind parental_responsibility"

    def __str__(self) -> str:
        return f"{self.person} is {self.get_kind_display().lower()} of {self.other}"


class OrderKind(models.TextChoices):
    """Court orders that change who may do or know what."""

    CARE = "care", "Care order"
    CHILD_ARRANGEMENTS = "child_arrangements", "Child arrangements order"
    SPECIAL_GUARDIANSHIP = "special_guardianship", "Special guardianship order"
    PROHIBITED_STEPS = "prohibited_steps", "Prohibited steps order"
    NON_MOLESTATION = "non_molestation", "Non-molestation order"
    PLACEMENT = "placement", "Placement order"


@tracked
class CourtOrder(models.Model):
    """An order about a child that may limit what one adult may do or be told."""

    child = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="orders")
    limits = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="limited_by")
    kind = models.CharField(max_length=20, choices=OrderKind.choices)
    what_it_says = models.CharField(max_length=1000, blank=True)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    class Fields:
        keep = "id child limits kind starts ends"
        scrub = "what_it_says"

    def __str__(self) -> str:
        return f"{self.get_kind_display()} from {self.starts}"
