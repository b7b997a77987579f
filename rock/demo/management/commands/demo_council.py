"""Makes the demo council: its people to sign in as, and its story."""

from typing import Any

from django.core.management.base import BaseCommand

from rock.core.services import SYSTEM
from rock.demo.services import make_demo_people


class Command(BaseCommand):
    """Makes what the demo stands on; a second run changes nothing."""

    help = "Make the demo council (make demo runs this)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the people; the council's story is loaded here too."""
        make_demo_people(by=SYSTEM)
