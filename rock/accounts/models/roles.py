"""A role, held by somebody from a day to a day."""

from django.db import models
from django.db.models import F, Q

from rock.accounts.models.user import User
from rock.accounts.roles import Role
from rock.core.history import tracked


@tracked
class RoleHolding(models.Model):
    """Somebody holds a role from a day (included) to a day (not included); without an end it is open."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="role_holdings")
    role = models.CharField(max_length=40, choices=Role.choices)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="role_ends_after_start"
            ),
            models.UniqueConstraint(fields=["user", "role"], condition=Q(ends__isnull=True), name="role_open_once"),
        ]

    class Fields:
        keep = "id user role starts ends given_by"

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"
