"""What a name is found by, as one index: how its parts sound, their spelling, and each with one letter left out.

`rock.records.names.spellings` says the same in Python, for the parts that are searched for.
"""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations
from django.db.models import F, Func

FORWARD = """
CREATE FUNCTION records_name_keys(folded text, sounds text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT string_to_array(sounds, ' ') || array(
        SELECT DISTINCT left(part, at) || substr(part, at + 2)
        FROM unnest(string_to_array(folded, ' ')) AS part,
            generate_series(CASE WHEN length(part) < 4 THEN length(part) ELSE 0 END, length(part)) AS at
    )
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0003_rules_of_clocks")]
    operations = [
        migrations.RunSQL(FORWARD, "DROP FUNCTION records_name_keys(text, text)"),
        migrations.RemoveIndex(model_name="personname", name="person_name_sounds"),
        migrations.AddIndex(
            model_name="personname",
            index=GinIndex(Func(F("folded"), F("sounds"), function="records_name_keys"), name="person_name_keys"),
        ),
    ]
