"""The demo's staff have drawn faces, each its own."""

from rock.demo.people import person
from rock.demo.portraits import LOOKS, portrait_of


def test_each_look_is_of_somebody_and_draws_another_face() -> None:
    assert all(person(key) for key in LOOKS)
    assert len({portrait_of(look) for look in LOOKS.values()}) == len(LOOKS)
