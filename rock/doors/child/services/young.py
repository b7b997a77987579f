"""What a young person decides themselves: who reads their words, and what they agreed to. Both can be changed at any time."""

from collections.abc import Collection, Iterable

from rock.accounts.models import User
from rock.core.messages.services import send_message
from rock.core.services import service
from rock.doors.child.queries.staff import workers_of
from rock.doors.child.services.saying import SAID
from rock.practice.visits.services.sharing import release, stop
from rock.records.models import Agreement, Person, Statement
from rock.records.services import agreements


@service
def choose_readers(*, by: User, statement: Statement, could_read: Iterable[Person], chosen: Collection[int]) -> None:
    """Let those read it whom they chose and nothing stops, and take it back from the others, of all who could."""
    for reader in could_read:
        if reader.pk in chosen:
            release(by=by, statements=[statement], reader=reader, speaker_said=SAID)
        else:
            stop(by=by, statement=statement, reader=reader)


@service
def take_back(*, by: User, agreement: Agreement) -> Agreement:
    """Take back an agreement of their own from today; those who work with them hear that something waits."""
    taken = agreements.withdraw_agreement(by=by, agreement=agreement)
    for worker in workers_of(agreement.person) if agreement.person else []:
        send_message(by=by, channel="email", to=worker.email, template="waiting")
    return taken
