"""Makes the demo council: its story, its people to sign in as, the censuses they loaded, and the morning of its clock."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from rock.core.progress import say
from rock.core.services import SYSTEM
from rock.demo import clock
from rock.demo.council.loading.run import is_empty, load
from rock.demo.council.loading.script import moment_of
from rock.demo.models import Council
from rock.demo.today.board import make_board
from rock.demo.today.carrows import make_carrows
from rock.demo.today.casting import cast
from rock.demo.today.census import make_censuses
from rock.demo.today.faircloughs import make_faircloughs
from rock.demo.today.family_life import live
from rock.demo.today.led import make_led_plan


class Command(BaseCommand):
    """Makes what the demo stands on; a second run changes nothing."""

    help = "Make the demo council (make demo runs this)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load the council, give its people their places, and set the clock."""
        if not is_empty():
            return
        facts: Any = settings.DEMO_COUNCIL
        load(**facts, say=lambda words: say(f"    {words} …"))
        people = cast(Council.objects.get())
        live(make_carrows(people))
        make_led_plan(make_faircloughs(people))
        make_board(people)
        make_censuses(people.users["data_officer"])
        clock.stand_at(by=SYSTEM, moment=moment_of(facts["as_at"]))
