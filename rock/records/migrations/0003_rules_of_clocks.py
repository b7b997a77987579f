"""The clock rules: dated data, each with its source."""

from datetime import date

from django.db import migrations

RULES = [
    # key, name, trigger, limit, unit, source
    ("request_decision", "Decision on a request", "From the request being received to the decision, asker told", 1,
     "working_days", "Working Together to Safeguard Children"),
    ("assessment", "Assessment authorised", "From the referral to the assessment being authorised", 45, "working_days",
     "Working Together to Safeguard Children"),
    ("initial_conference", "First conference", "From the strategy discussion that began the enquiry to the conference", 15,
     "working_days", "Working Together to Safeguard Children"),
    ("first_conversation", "First conversation with the family", "From the request being received to talking with the family",
     2, "working_days", "Local aim, set by the council"),
    ("opening_review", "Emergency opening looked at", "From the opening to a manager's review", 1, "working_days",
     "Local rule, set by the council"),
    ("assessment_census", "Assessment, counted as the census does", "From the day it started to its being authorised", 45,
     "working_days", "Children in need census guide"),
    ("wish", "A child’s wish answered", "From the wish being said to its answer", 14, "days",
     "Local promise, set by the council"),
    ("day_unchanged", "Nothing in the child’s day has changed", "From the last slot that was marked better or harder", 90,
     "days", "Local rule, set by the council"),
    ("feels_unsafe", "Somebody takes it on that a child does not feel safe", "From saying so to somebody taking it on", 1,
     "hours", "Local rule, set by the council"),
    ("agency_part", "Another service’s part of an assessment", "From asking to the answer", 10, "working_days",
     "Local aim, set by the council"),
]


def load(apps, schema_editor):
    rule = apps.get_model("records", "ClockRule")
    for key, name, trigger, limit, unit, source in RULES:
        rule.objects.get_or_create(
            key=key, starts=date(2018, 1, 1),
            defaults={"name": name, "trigger": trigger, "limit": limit, "unit": unit, "source": source},
        )


class Migration(migrations.Migration):
    replaces = [("records", "0003_clock_rules"), ("records", "0011_day_clock_rules")]
    dependencies = [("records", "0002_read_as_one")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
