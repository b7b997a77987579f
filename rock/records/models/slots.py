"""The words of a child's day: its slots, kinds of day, who speaks of it, what is missing, and how it changed."""

from django.db.models import TextChoices


class Slot(TextChoices):
    """A part of a day, in the order of the day."""

    WAKING = "waking", "Waking up"
    BREAKFAST = "breakfast", "Breakfast"
    READY = "ready", "Getting ready"
    JOURNEY = "journey", "The way there"
    SCHOOL = "school", "The school day"
    HOME = "home", "Coming home"
    TEA = "tea", "Tea"
    EVENING = "evening", "The evening"
    BEDTIME = "bedtime", "Bedtime"
    NIGHT = "night", "The night"


class DayKind(TextChoices):
    """Which kind of day."""

    ORDINARY = "ordinary", "An ordinary day"
    WEEKEND = "weekend", "A weekend"
    HOLIDAY = "holiday", "The holidays"


class Source(TextChoices):
    """Who says it, as what: what a worker saw stands beside what the child and the parent say, never in their place."""

    CHILD = "child", "The child"
    PARENT = "parent", "A parent"
    WORKER = "worker", "What the worker saw"
    SCHOOL = "school", "School or nursery"
    CARER = "carer", "Who looks after them"
    OTHER = "other", "Somebody else"


class Need(TextChoices):
    """What is behind something that is missing in a slot: is it money, or care?"""

    NOT_ASKED = "not_asked", "Not asked"
    NEITHER = "neither", "Nothing is missing"
    MONEY = "money", "Money"
    CARE = "care", "Care"
    BOTH = "both", "Money and care"


class Mark(TextChoices):
    """What became of a slot since the day it is compared with."""

    BETTER = "better", "Better"
    SAME = "same", "The same"
    HARDER = "harder", "Harder"
    NOT_KNOWN = "not_known", "Not known"
