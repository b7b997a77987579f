"""The roles that people who sign in can hold."""

from django.db.models import TextChoices


class Role(TextChoices):
    """A role; what each may do stands in `policy`."""

    HUB_WORKER = "hub_worker", "Hub worker"
    HUB_MANAGER = "hub_manager", "Hub manager"
    SOCIAL_WORKER = "social_worker", "Social worker"
    NEWLY_QUALIFIED = "newly_qualified", "Newly qualified social worker"
    TEAM_MANAGER = "team_manager", "Team manager"
    PRINCIPAL_SOCIAL_WORKER = "principal_social_worker", "Principal social worker"
    DATA_OFFICER = "data_officer", "Data officer"
    ADMINISTRATOR = "administrator", "Administrator"
    FAMILY = "family", "Family member"
    CHILD = "child", "Child or young person"
    PARTNER = "partner", "Partner"


STAFF_ROLES = frozenset(Role) - {Role.FAMILY, Role.CHILD, Role.PARTNER}
