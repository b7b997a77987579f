"""The word list: words that families asked us not to use, and the plain ones; each published list is never altered."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from rock.core.history import append_only


class Audience(models.TextChoices):
    """Who will read the words."""

    CHILD = "child", "A child or young person"
    FAMILY = "family", "A parent or someone else in the family"
    PROFESSIONAL = "professional", "Workers and partners"
    COURT = "court", "A court"


class Strength(models.TextChoices):
    """How strongly the list speaks against a word."""

    NEVER = "never", "Never use it"
    PREFER = "prefer", "Use the plain words"
    EXPLAIN = "explain", "Keep it only with an explanation beside it"


class Kind(models.TextChoices):
    """What is wrong with a word."""

    JARGON = "jargon", "Jargon"
    BLAME = "blame", "Blames somebody"
    VAGUE = "vague", "Says too little"
    SOFTENING = "softening", "Makes harm sound smaller"


class Source(models.TextChoices):
    """Who asked for the plain word (domain notes, 4.2)."""

    TACT = "T", "Young people in Language That Cares, with Blackpool’s Children in Care Council"
    TACT_UNREAD = "T*", "Language That Cares, still to be checked"
    BLACKPOOL = "B", "Families and workers in Blackpool"
    RESOURCE = "C", "Parents and lawyers writing about child protection"
    SURREY = "S", "Young people in Surrey"
    PARENTS = "P", "Parents who wrote about their own conferences"
    PLAIN = "W", "Plain-language practice, to be tested with JustUz and parents"
    BROMLEY = "BR", "Young people in Bromley"
    OFSTED = "OFS", "Inspectors of children’s services"
    VULNERABILITY = "V", "Writers on children who are exploited"


def words_field(max_length: int, *, blank: bool = False) -> "ArrayField[list[str], list[str]]":
    """Return a column that holds several short texts."""
    return ArrayField(models.CharField(max_length=max_length), default=list, blank=blank)


class WordListVersion(models.Model):
    """A published word list; it holds from its day until the next one's."""

    key = models.SlugField(unique=True)
    starts = models.DateField(unique=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        triggers = [append_only()]

    class Fields:
        keep = "id key starts note"

    def __str__(self) -> str:
        return self.key


class WordEntry(models.Model):
    """One line of a list: the spellings to avoid, the plain ways to say it, who asked, and where the term may stay."""

    version = models.ForeignKey(WordListVersion, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveSmallIntegerField()
    avoid = words_field(100)
    plain = words_field(200)
    asked_by = words_field(10)
    strength = models.CharField(max_length=10, choices=Strength.choices)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    stays_in = words_field(20, blank=True)
    keep_and_explain = models.BooleanField(default=False, help_text="A legal term that a document must keep")
    unless_next = words_field(40, blank=True)
    unless_previous = words_field(40, blank=True)

    class Meta:
        ordering = ["version", "number"]
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="word_number_once"),
            models.CheckConstraint(condition=models.Q(avoid__len__gt=0), name="word_has_a_spelling"),
            models.CheckConstraint(condition=models.Q(plain__len__gt=0), name="word_has_a_plain_form"),
            models.CheckConstraint(condition=models.Q(asked_by__len__gt=0), name="word_says_who_asked"),
            models.CheckConstraint(
                condition=models.Q(keep_and_explain=False) | models.Q(strength="explain"), name="word_kept_is_explained"
            ),
        ]
        triggers = [append_only()]

    class Fields:
        keep = (
            "id version number avoid plain asked_by strength kind stays_in keep_and_explain unless_next unless_previous"
        )

    def __str__(self) -> str:
        return f"{self.number} {self.avoid[0]}"
