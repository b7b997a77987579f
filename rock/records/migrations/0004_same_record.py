"""Records that are read as one: the closure of the `same_person` links, as a view."""

from django.db import migrations, models

VIEW = """
CREATE VIEW records_samerecord AS
WITH RECURSIVE pair AS (
    SELECT first_id AS a, second_id AS b FROM records_sameperson
    UNION ALL
    SELECT second_id, first_id FROM records_sameperson
), chain AS (
    SELECT a, b FROM pair
    UNION
    SELECT chain.a, pair.b FROM chain JOIN pair ON chain.b = pair.a
)
SELECT a AS person, b AS same FROM chain WHERE a <> b
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0003_clock_rules")]
    operations = [
        migrations.RunSQL(VIEW, "DROP VIEW records_samerecord"),
        migrations.CreateModel(
            name="SameRecord",
            fields=[
                ("person", models.BigIntegerField(primary_key=True, serialize=False)),
                ("same", models.BigIntegerField()),
            ],
            options={"db_table": "records_samerecord", "managed": False},
        ),
    ]
