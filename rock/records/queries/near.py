"""Who stands near somebody: whose hidden address could be given away where these people are spoken of."""

from collections.abc import Collection

from django.db.models.expressions import RawSQL

# Written out because each step stands on the one before it several times: as querysets they nest in one another, and
# putting the text of that query together took longer than the page that asks it.
_NEAR = """
    WITH themselves AS (
        SELECT id FROM records_person WHERE id = ANY(%s)
        UNION SELECT same FROM records_samerecord WHERE person = ANY(%s)
    ), families AS (
        SELECT family_id FROM records_familymember JOIN themselves ON person_id = themselves.id
        UNION SELECT family_id FROM records_networkmember JOIN themselves ON person_id = themselves.id
    ), members AS (
        SELECT person_id AS id FROM records_familymember JOIN families USING (family_id)
    ), inside AS (
        SELECT id FROM members
        UNION SELECT id FROM themselves
        UNION SELECT same FROM records_samerecord JOIN members ON person = members.id
    )
    SELECT id FROM inside
    UNION SELECT person_id FROM records_networkmember JOIN families USING (family_id) WHERE person_id IS NOT NULL
    UNION SELECT other_id FROM records_relationship JOIN inside ON person_id = inside.id
    UNION SELECT person_id FROM records_relationship JOIN inside ON other_id = inside.id
"""


def near(people: Collection[int]) -> RawSQL:
    """Return the ids of these people and of everyone near them, as a query for `pk__in`: now or before, under any record.

    Near are all who are in one of their families or its network, and whoever is related to anybody in those families: a
    mother may be written down as her child's mother alone.
    """
    ids = list(people)
    return RawSQL(_NEAR, [ids, ids])  # noqa: S611 - fixed words; the ids go as parameters
