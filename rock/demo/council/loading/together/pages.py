"""A child's own page, opened by a card that the worker gives them, once some of their words are theirs to read."""

from datetime import UTC, timedelta

from rock.accounts.models import RoleHolding, User, UserKind
from rock.accounts.roles import Role
from rock.demo.council.loading.acts import Act
from rock.demo.council.loading.tables import Made
from rock.demo.council.loading.together.home import Home
from rock.doors.child.limits import CARD_LASTS
from rock.doors.child.models import Card, ChildPage
from rock.reach.models import Basis, Capacity
from rock.records.models import EventKind

USED = 0.6


def give_card(home: Home, act: Act, child: int) -> None:
    """Write that a child was given a card, unless the one before it still opens the page."""
    before = home.cards.get(child)
    if before and before["expires_at"] > act.at:
        return
    page = home.pages.get(child) or _page(home, act, child)
    if before:
        before["ended_at"] = act.at
    used = act.at + timedelta(days=home.rng.randint(1, 20), hours=2)
    home.cards[child] = home.rows.tables.add(
        Card,
        page_id=page["id"],
        words_hash=f"!no words open it {home.story.number} {child}",
        made_by_id=home.rows.user(act.by),
        made_at=act.at,
        expires_at=act.at.astimezone(UTC) + CARD_LASTS,
        used_at=used if home.rng.random() < USED and home.is_past(used) else None,
    )
    home.rows.event(act, EventKind.CARD_GIVEN, [home.rows.key(child)])


def _page(home: Home, act: Act, child: int) -> Made:
    """Write the page: a user of the child's own, who reaches themselves."""
    rows, person = home.rows, home.rows.people[child]
    user = rows.tables.add(
        User,
        email=f"child-{home.story.number}-{child}@door.invalid",
        name=f"{person['given_name']} {person['family_name']}".strip(),
        kind=UserKind.FAMILY,
        password=f"!no password opens it {home.story.number} {child}",
    )
    rows.tables.add(RoleHolding, user_id=user["id"], role=Role.CHILD, starts=act.at.date())
    facts = {"user_id": user["id"], "person_id": person["id"], "opened_by_id": rows.user(act.by)}
    page = home.pages[child] = rows.tables.add(ChildPage, **facts, opened_at=act.at)
    source = f"child:{page['id']}"
    rows.grant(act, [person["id"]], Capacity.THEMSELVES, Basis.RELATIONSHIP, source, user_id=user["id"])
    return page
