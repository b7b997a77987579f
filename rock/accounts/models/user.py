"""A person who signs in."""

from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from rock.accounts.policy import Action, Scope, may, scope
from rock.accounts.roles import Role
from rock.core import time


class UserKind(models.TextChoices):
    """Which side of the counter somebody signs in on."""

    STAFF = "staff", "Staff"
    FAMILY = "family", "Family"
    PARTNER = "partner", "Partner"


class UserManager(BaseUserManager["User"]):
    """Makes users; the allauth library calls these two."""

    def create_user(self, email: str, password: str | None = None, **facts: Any) -> "User":
        """Return a saved user; without a password they sign in by code, link or the council's own sign-on."""
        user = self.model(email=self.normalize_email(email), **facts)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Somebody who signs in: by e-mail address (staff), or by link and code (family, partner)."""

    email = models.EmailField("E-mail address", unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=UserKind.choices, default=UserKind.STAFF)
    is_active = models.BooleanField(default=True)
    phone = models.CharField(max_length=40, blank=True, help_text="Work phone, shown to the families they work with")

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    is_superuser = False
    is_staff = False

    objects = UserManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once_whatever_its_case")]

    class Fields:
        keep = "id kind is_active last_login"
        scrub = "password"
        export = "email name phone"

    def __str__(self) -> str:
        return self.name

    @property
    def actor_id(self) -> int | None:
        """Return the key that services and row history record."""
        return self.pk

    @property
    def actor_name(self) -> str:
        """Return the name that records of who did it show."""
        return self.name

    @cached_property
    def roles(self) -> frozenset[Role]:
        """Return the roles held today (one query, kept for the request)."""
        day = time.today()
        rows = self.role_holdings.filter(starts__lte=day).exclude(ends__lte=day).values_list("role", flat=True)
        return frozenset(Role(role) for role in rows)

    def may(self, action: Action) -> bool:
        """Return whether any of their roles allows the action."""
        return self.is_active and may(self.roles, action)

    def scope(self, action: Action) -> Scope:
        """Return how far the action goes for them."""
        return scope(self.roles, action) if self.is_active else Scope.NONE
