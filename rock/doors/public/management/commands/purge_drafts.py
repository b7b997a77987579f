"""Throws away requests that were not sent in time; the worker does the same every hour."""

from typing import Any

from django.core.management.base import BaseCommand

from rock.core.services import SYSTEM
from rock.doors.public.drafts import purge_drafts


class Command(BaseCommand):
    """Deletes what has come to its end."""

    help = "Throw away requests for support that were not sent in 14 days, and copies of sent ones."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many went."""
        self.stdout.write(f"{purge_drafts(by=SYSTEM)} thrown away")
