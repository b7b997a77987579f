"""Principles, in the families' own voice and the service's; what was published is never altered."""

from django.db import models

from rock.core.history import append_only


class Voice(models.TextChoices):
    """Who speaks in a version; families come first wherever both are shown."""

    FAMILIES = "families", "In families’ words"
    SERVICE = "service", "In the service’s words"


class Strand(models.TextChoices):
    """The three strands of social pedagogy, as the model names them."""

    HEAD = "head", "Head: how we think"
    HEART = "heart", "Heart: how we behave"
    HANDS = "hands", "Hands: how we work"


class PrincipleVersion(models.Model):
    """A published set of principles in one voice; it holds from its day until the next set in that voice."""

    key = models.SlugField(unique=True)
    voice = models.CharField(max_length=10, choices=Voice.choices)
    name = models.CharField(max_length=100)
    starts = models.DateField()
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["voice", "starts"], name="principles_one_version_a_day")]
        triggers = [append_only()]

    class Fields:
        keep = "id key voice name starts source"

    def __str__(self) -> str:
        return self.name


class Principle(models.Model):
    """One principle; `ref` (as A-HD1) never changes hands, so that work can cite it."""

    version = models.ForeignKey(PrincipleVersion, on_delete=models.PROTECT, related_name="principles")
    ref = models.CharField(max_length=20)
    strand = models.CharField(max_length=10, choices=Strand.choices)
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)
    asks = models.CharField(max_length=300, blank=True, help_text="What it asks a worker to do")
    seen_in = models.CharField(max_length=300, blank=True, help_text="Where a record or a meeting shows it")

    class Meta:
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "ref"], name="principle_ref_once"),
            models.UniqueConstraint(fields=["version", "position"], name="principle_position_once"),
        ]
        triggers = [append_only()]

    class Fields:
        keep = "id version ref strand position text asks seen_in"

    def __str__(self) -> str:
        return f"{self.ref} {self.text}"
