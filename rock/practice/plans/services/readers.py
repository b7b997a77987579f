"""Who outside the staff reads an item: shared wording by wording, never past what must stay hidden from that reader."""

from collections.abc import Collection, Iterable

from rock.accounts.models import User
from rock.core.services import Refused, service
from rock.practice.plans.facts import wording_of
from rock.practice.plans.models import Plan, PlanItem, PlanWording
from rock.practice.plans.refusals import Stopped
from rock.practice.plans.services.common import is_staff
from rock.practice.requests.queries.hidden import kept_from
from rock.practice.visits.naming import spoken_of
from rock.records.hidden import Tokens
from rock.records.models import Audience, EventKind, Person
from rock.records.services.events import record_event
from rock.records.services.occasions import share_words, stop_sharing

WORDS_FOR_THEM = "Written for the family"


def hidden_in_plan(plan: Plan, reader: Person) -> Tokens:
    """Return what a plan may not tell this reader: hidden addresses near them, and what askers keep back (two queries)."""
    return kept_from(reader, [plan.child_id, reader.pk])


def text_of(row: PlanWording) -> str:
    """Return all that a wording would tell a reader, with why it has to happen, and where a partner who wrote it works."""
    promise = row.item.promise
    return "\n".join([wording_of(row).everything_said, promise.why if promise else "", row.statement.speaker_name])


@service
def share_item(
    *, by: User, item: PlanItem, reader: Person, speaker_said: str = "", knowingly: bool = False
) -> Audience:
    """Let one reader read an item as it is worded now, after asking whose words they are; a hit stops it and says where.

    Words quoted from elsewhere that speak of the reader need a second look first: `knowingly` says that they had it.
    """
    wording = _now(item)
    if not is_staff(by) and reader.pk != wording.by_person_id:
        raise Refused("Ask your worker to show this to somebody else.")
    found = hidden_in_plan(item.plan, reader).found_in(text_of(wording))
    if found:
        raise Refused(f"{Stopped(reader, tuple(found))} Word it in another way, or leave it unshared.")
    if not knowingly and _speaks_of(wording, reader):
        raise Refused(
            f"These words were said elsewhere, and they speak of {reader}. Ask whoever said them what may come of it, "
            "and say that you did."
        )
    record_event(by=by, kind=EventKind.WORDS_SHARED, occasion=item.plan.occasion, people=[item.plan.child, reader])
    return share_words(by=by, statement=wording.statement, reader=reader, speaker_said=speaker_said)


def _speaks_of(wording: PlanWording, reader: Person) -> bool:
    statement = wording.statement
    if statement.occasion_id == wording.item.plan.occasion_id or statement.speaker_id == reader.pk:
        return False
    concerned = set(statement.about.values_list("person_id", flat=True)) | {statement.speaker_id or 0}
    return bool(spoken_of(reader, concerned - {reader.pk, 0}).found_in(statement.words))


@service
def stop_sharing_item(*, by: User, item: PlanItem, reader: Person) -> int:
    """Take an item back from one reader, every wording of it; return how many they had."""
    rows = item.wordings.filter(statement__audience__reader=reader, statement__audience__ends__isnull=True)
    return sum(stop_sharing(by=by, statement=row.statement, reader=reader) for row in rows.select_related("statement"))


@service
def share_ending(*, by: User, plan: Plan, reader: Person) -> Audience:
    """Let one reader read why the plan ended and who stays with the family; a hit stops it and says where."""
    if plan.ended_because is None:
        raise Refused("This plan has not ended here, so there are no words to share.")
    found = hidden_in_plan(plan, reader).found_in(f"{plan.ended_because.words}\n{plan.partner_lead}")
    if found:
        raise Refused(f"{Stopped(reader, tuple(found))} Tell them in another way.")
    record_event(by=by, kind=EventKind.WORDS_SHARED, occasion=plan.occasion, people=[plan.child, reader])
    return share_words(by=by, statement=plan.ended_because, reader=reader, speaker_said=WORDS_FOR_THEM)


@service
def share_new(*, by: User, item: PlanItem, readers: Iterable[Person], speaker_said: str = "") -> list[Stopped]:
    """Share a new item with these readers; return those who were not given it, and what stopped it."""
    wording = _now(item)
    return [one for reader in readers if (one := _share_unless_hidden(by, wording, reader, speaker_said))]


@service
def carry_readers(
    *, by: User, old: PlanWording, new: PlanWording, keep: Collection[int] | None = None
) -> list[Stopped]:
    """Let those who read the old words read the new ones, once these pass the check; return who was stopped.

    `keep` narrows it to some readers. Words typed at a door go on to nobody but their writer until a worker shares them.
    """
    rows = Audience.objects.filter(statement=old.statement, ends__isnull=True).select_related("reader")
    if not is_staff(by):
        rows = rows.filter(reader=new.by_person)
    wanted = [row for row in rows if keep is None or row.reader_id in keep]
    return [one for row in wanted if (one := _share_unless_hidden(by, new, row.reader, row.speaker_said))]


def _share_unless_hidden(by: User, wording: PlanWording, reader: Person, said: str) -> Stopped | None:
    # Whoever types at their own door reads it back, whatever it says: what vanished would tell that a guess was right.
    typed_it = not is_staff(by) and wording.by_person_id == reader.pk
    found = [] if typed_it else hidden_in_plan(wording.item.plan, reader).found_in(text_of(wording))
    if found:
        return Stopped(reader, tuple(found))
    share_words(by=by, statement=wording.statement, reader=reader, speaker_said=said)
    return None


def _now(item: PlanItem) -> PlanWording:
    return PlanWording.objects.select_related("statement", "item__plan__child", "item__promise").get(now_of=item)
