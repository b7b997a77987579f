"""Makes an administrator from the machine itself: the first one, whom nobody else could make."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from rock.accounts.roles import Role
from rock.accounts.services import create_staff
from rock.accounts.sign_in.links import path_to_set_password
from rock.core import time
from rock.core.services import SYSTEM, Refused


class Command(BaseCommand):
    """Makes an account with the administrator's role, and prints where its password is set."""

    help = "Make an administrator (the first one, for instance) and print the link for their password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take who it is."""
        parser.add_argument("email")
        parser.add_argument("name")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the account."""
        try:
            user = create_staff(
                by=SYSTEM,
                name=options["name"],
                email=options["email"],
                roles=[Role.ADMINISTRATOR],
                starts=time.today(),
            )
        except Refused as no:
            raise CommandError(str(no)) from no
        if settings.OIDC_ISSUER:
            self.stdout.write(f"{user.name} signs in with the council's own sign-on.")
        else:
            self.stdout.write(f"{user.name} sets a password, once and within a day, at this path:")
            self.stdout.write(path_to_set_password(user))
