"""A visit that was written down on the wrong child, for the moves of it and of its documents."""

import pytest

from rock.records.models import EventKind, Presence
from rock.records.services.events import record_event
from tests.records.wrong_child import SECRET, Visit
from tests.support import factories as make


@pytest.fixture
def visit() -> Visit:
    asker, agreer = make.staff_user(), make.staff_user()
    kai, dee, leo, mia = (make.person(name) for name in ("Kai", "Dee", "Leo", "Mia"))
    wrong, right = make.family(children=[kai], adults=[dee]), make.family("Brook", children=[leo], adults=[mia])
    words = make.statement(SECRET, about=[kai], speaker=dee, of=wrong)
    for person in (kai, dee):
        Presence.objects.create(occasion=words.occasion, person=person)
    Presence.objects.create(occasion=words.occasion, staff=asker)
    record_event(by=asker, kind=EventKind.FIRST_CONVERSATION, people=[dee, mia], family=wrong, occasion=words.occasion)
    return Visit(asker, agreer, kai, dee, leo, mia, wrong, right, words)
