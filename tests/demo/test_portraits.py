"""The demo's staff have drawn faces, each its own."""

import pytest

from rock.accounts.models import Face
from rock.core.services import SYSTEM
from rock.demo.people import person
from rock.demo.portraits import LOOKS, portrait_of
from rock.demo.services import make_demo_people


def test_each_look_is_of_somebody_and_draws_another_face() -> None:
    assert all(person(key) for key in LOOKS)
    assert len({portrait_of(look) for look in LOOKS.values()}) == len(LOOKS)


@pytest.mark.django_db
def test_a_picture_that_was_taken_down_stays_down() -> None:
    made = make_demo_people(by=SYSTEM)
    assert {face.user for face in Face.objects.all()} == {made[key] for key in LOOKS}
    Face.objects.all().delete()
    make_demo_people(by=SYSTEM)
    assert not Face.objects.exists()
