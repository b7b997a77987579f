"""Records that are read as one, kept as a table: reach asks it for every person on every page.

A trigger makes it anew from the `same_person` links whenever one is made or undone (rare, and the links are few), one
writer at a time.
"""

from django.db import migrations, models

FORWARD = """
CREATE TABLE records_samerecord (
    person bigint NOT NULL,
    same bigint NOT NULL,
    PRIMARY KEY (person, same)
);
CREATE INDEX records_samerecord_same ON records_samerecord (same);
CREATE FUNCTION records_samerecord_refresh() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('records_samerecord'));
    DELETE FROM records_samerecord;
    INSERT INTO records_samerecord
    WITH RECURSIVE pair AS (
        SELECT first_id AS a, second_id AS b FROM records_sameperson
        UNION ALL
        SELECT second_id, first_id FROM records_sameperson
    ), chain AS (
        SELECT a, b FROM pair
        UNION
        SELECT chain.a, pair.b FROM chain JOIN pair ON chain.b = pair.a
    )
    SELECT a, b FROM chain WHERE a <> b;
    RETURN NULL;
END $$;
CREATE TRIGGER samerecord_refresh AFTER INSERT OR UPDATE OR DELETE ON records_sameperson
    FOR EACH STATEMENT EXECUTE FUNCTION records_samerecord_refresh();
"""

BACKWARD = """
DROP TRIGGER samerecord_refresh ON records_sameperson;
DROP FUNCTION records_samerecord_refresh();
DROP TABLE records_samerecord;
"""


class Migration(migrations.Migration):
    replaces = [("records", "0004_same_record"), ("records", "0007_same_record_table")]
    dependencies = [("records", "0001_tables")]
    operations = [
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.CreateModel(
            name="SameRecord",
            fields=[
                ("person", models.BigIntegerField(primary_key=True, serialize=False)),
                ("same", models.BigIntegerField()),
            ],
            options={"db_table": "records_samerecord", "managed": False},
        ),
    ]
