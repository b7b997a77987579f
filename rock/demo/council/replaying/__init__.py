"""A family told again through the real services, and held beside what the loader wrote: the two must be equal."""

from collections.abc import Callable, Iterable, Iterator
from random import Random
from typing import Any

from django.db import transaction

from rock.demo.council.loading.known import Known
from rock.demo.council.loading.script import moment_of, script
from rock.demo.council.loading.staff import Staff
from rock.demo.council.replaying.assessments import replay_assessments
from rock.demo.council.replaying.pages import replay_pages
from rock.demo.council.replaying.picture import differences, picture
from rock.demo.council.replaying.plans import replay_plans
from rock.demo.council.replaying.player import Player
from rock.demo.council.replaying.services import play, replayed_key
from rock.demo.council.replaying.visits import replay_visits
from rock.demo.council.story import FamilyStory, simulate, workers
from rock.demo.council.story.chance import stream
from rock.demo.models import Council


def replay(council: Council, count: int) -> Iterator[tuple[int, list[str]]]:
    """Yield for each of so many families, drawn by the council's seed, its number and how the replay differs; nothing stays."""
    facts: Any = {"scale": council.scale, "start": council.start, "as_at": council.as_at, "seed": council.seed}
    staff = Staff(workers(**facts))
    for story in drawn(simulate(**facts), count, stream(council.seed, "replay")):
        yield story.number, replay_family(council, Known(story, staff, moment_of(council.as_at), council.seed))


def drawn(stories: Iterable[FamilyStory], count: int, rng: Random) -> list[FamilyStory]:
    """Return so many stories drawn evenly from a stream, without keeping the others."""
    kept: list[FamilyStory] = []
    for number, story in enumerate(stories):
        place = number if number < count else rng.randint(0, number)
        if place < count:
            kept[place : place + 1] = [story]
    return kept


def replay_family(council: Council, known: Known) -> list[str]:
    """Return how one family, told through the services, differs from what stands in the tables."""
    keys = [f"council-{council.seed}-{known.story.number}-{one.number}" for one in known.story.requests]
    with transaction.atomic():
        loaded = picture(keys)
        closures = sorted((one.closed, one.request, one.child) for one in known.story.episodes if one.closed)
        player = Player({int(number): key for number, key in council.users.items()}, closures)
        for act in script(known):
            play(player, act)
        made = picture([replayed_key(key) for key in keys])
        transaction.set_rollback(True)
    return [*differences(loaded, made), *(line for replay in TOGETHER for line in replay(keys))]


TOGETHER: tuple[Callable[[list[str]], Iterable[str]], ...] = (
    replay_visits,
    replay_assessments,
    replay_plans,
    replay_pages,
)
