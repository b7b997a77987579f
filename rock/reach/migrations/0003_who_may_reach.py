"""The rule of reach as a function of the database: asked of one person at a time, after whatever else narrows a query.

Its cost is set high so that the planner asks it last and never builds the set of everyone whom a busy team reaches.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION reach_may(viewer bigint, who bigint, moment timestamptz, today date) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE COST 5000 AS $$
DECLARE
    -- every record that is read as one with this person: what counts for one counts for all
    records bigint[] := ARRAY(SELECT who UNION ALL SELECT same FROM records_samerecord WHERE person = who);
    circles bigint[] := ARRAY(
        SELECT circle_id FROM reach_circlemember
        WHERE user_id = viewer AND starts <= today AND (ends IS NULL OR ends > today)
    );
BEGIN
    -- a grant that stands now, to the viewer or to a circle they are in today
    IF NOT EXISTS (
        SELECT 1 FROM reach_grant
        WHERE person_id = ANY (records) AND allow AND starts <= moment AND (ends IS NULL OR ends > moment)
            AND (user_id = viewer OR circle_id = ANY (circles))
    ) THEN
        RETURN false;
    END IF;
    -- no denial
    IF EXISTS (
        SELECT 1 FROM reach_grant
        WHERE person_id = ANY (records) AND NOT allow AND starts <= moment AND (ends IS NULL OR ends > moment)
            AND (user_id = viewer OR circle_id = ANY (circles))
    ) THEN
        RETURN false;
    END IF;
    -- nobody in a family today with somebody whom the viewer is close to
    IF EXISTS (
        SELECT 1 FROM reach_conflictofinterest c
        JOIN records_familymember theirs ON theirs.person_id = c.person_id
        JOIN records_familymember here ON here.family_id = theirs.family_id
        WHERE c.user_id = viewer AND c.starts <= moment AND (c.ends IS NULL OR c.ends > moment)
            AND (theirs.starts IS NULL OR theirs.starts <= today) AND (theirs.ends IS NULL OR theirs.ends > today)
            AND (here.starts IS NULL OR here.starts <= today) AND (here.ends IS NULL OR here.ends > today)
            AND here.person_id = ANY (records)
    ) THEN
        RETURN false;
    END IF;
    -- where the person is restricted, a grant that names the viewer
    RETURN NOT EXISTS (
        SELECT 1 FROM reach_restriction
        WHERE person_id = ANY (records) AND starts <= moment AND (ends IS NULL OR ends > moment)
    ) OR EXISTS (
        SELECT 1 FROM reach_grant
        WHERE person_id = ANY (records) AND allow AND user_id = viewer AND basis IN ('named', 'emergency')
            AND starts <= moment AND (ends IS NULL OR ends > moment)
    );
END $$;
"""


class Migration(migrations.Migration):
    replaces = [("reach", "0004_reach_may")]
    dependencies = [("reach", "0002_log_of_views"), ("records", "0002_read_as_one")]
    operations = [
        migrations.RunSQL(FORWARD, "DROP FUNCTION reach_may(bigint, bigint, timestamptz, date)"),
    ]
