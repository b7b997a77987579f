"""The answers of a visit's pages as the facts of a visit: nothing is typed twice, and what is not right says on which page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.utils import timezone

from rock.core.drafts import Answers
from rock.practice.visits.facts import (
    ChildFacts,
    NoticedFacts,
    PresentFacts,
    ReadersFacts,
    SlotFacts,
    VisitFacts,
)
from rock.practice.visits.forms.child import ChildPage
from rock.practice.visits.forms.parts import PartForm, original_of
from rock.practice.visits.forms.who import WhoForm, as_sent, interpreted
from rock.practice.visits.models import Alone, NoticedKind, VisitPlace
from rock.practice.visits.queries.around import Around
from rock.records.models import Need, Person, Slot, Source

NOT_BORN = "Not born yet"
WITH_HOUSES = "Said with the three houses"
# For a visit whose page lost its key: the same pages of the same moment still make the same visit.
_WITHOUT_KEY = UUID("6f1d7b1e-6a0c-4f0e-9d0a-3d3f0a5f7a10")


@dataclass(frozen=True)
class Pages:
    """The pages of one visit, bound to what was typed: who and where, and a page for each child that was chosen."""

    around: Around
    who: WhoForm
    children: list[ChildPage]

    def wrong(self) -> list[int | None]:
        """Return the pages that cannot be kept yet: None for who and where, else the child's id."""
        found: list[int | None] = [] if self.who.is_valid() else [None]
        return [*found, *(page.child.pk for page in self.children if not page.is_valid())]


def pages_of(around: Around, who: Answers, children: dict[int, Answers]) -> Pages:
    """Return the pages of a visit out of its drafts."""
    form = WhoForm(around, as_sent(who))
    chosen = set(who.get("children", []))
    about = [child for child in around.children if str(child.pk) in chosen]
    spoke = interpreted(who)
    return Pages(around, form, [ChildPage(around, child, children.get(child.pk, {}), spoke) for child in about])


def facts_of(pages: Pages) -> VisitFacts:
    """Return the facts of a visit whose pages are all right."""
    given = pages.who.cleaned_data
    happened_at = timezone.make_aware(datetime.combine(given["on"], given["at"]))
    return VisitFacts(
        family=pages.around.family,
        key=_key(given["key"], pages.around.family.pk, happened_at),
        happened_at=happened_at,
        place_kind=VisitPlace(given["place_kind"]),
        place=given["place"],
        children=tuple(_child(page) for page in pages.children),
        present=(*_present(pages.around, given), *(PresentFacts(name=name) for name in given["others"])),
        interpreter=given["interpreter"],
        ended_early_because=given["ended_early"],
    )


def _key(typed: str, family: int, happened_at: datetime) -> UUID:
    try:
        return UUID(typed)
    except ValueError:
        return uuid5(_WITHOUT_KEY, f"{family} {happened_at.isoformat()}")


def _present(around: Around, given: dict[str, Any]) -> list[PresentFacts]:
    names = dict(around.names)
    chosen = [(one[:1], int(one[1:])) for one in given.get("people", [])]
    return [
        PresentFacts(person=around.people[pk]) if kind == "p" else PresentFacts(name=names[pk]) for kind, pk in chosen
    ]


def _child(page: ChildPage) -> ChildFacts:
    slots = [] if page.expected else [fact for form in page.parts for fact in _slots(page, form)]
    common: dict[str, Any] = {
        "child": page.child,
        "slots": tuple(slots),
        "noticed": tuple(_noticed(page)),
        "wishes": tuple(words for form in page.wishes if (words := form.cleaned_data["words"])),
        "promises": tuple(filter(None, (form.facts() for form in page.promises))),
        "readers": tuple(_readers(page)),
    }
    if page.expected:
        return ChildFacts(seen=False, not_seen_because=NOT_BORN, **common)
    seen = page.seen.cleaned_data
    return ChildFacts(
        seen=seen["seen"],
        not_seen_because=seen["not_seen"],
        alone=Alone(seen["alone"]) if seen["alone"] else None,
        alone_because=seen["alone_why"],
        where=seen["where"],
        heard_by=tuple(page.around.people[int(pk)] for pk in seen["heard"]),
        **common,
    )


def _slots(page: ChildPage, form: PartForm) -> list[SlotFacts]:
    """Return what each source said of one part; a need stands with an adult's account, else with what the worker saw."""
    given, part = form.cleaned_data, form.part
    if part is None:
        return []
    where: dict[str, Any] = {"slot": part.slot, "day_kind": part.day_kind}
    where["carer"] = page.around.people.get(part.carer)
    found = [*_own(page, form, where), *_accounts(page, form, where)]
    adults = [fact for fact in found if fact.source != Source.CHILD]
    saw = _saw(page, given, where)
    if not adults or saw.words or saw.pictures:
        adults.append(saw)
    need = {"need": Need(given["need"] or Need.NOT_ASKED), "runs_out": given["runs_out"], "promise": given["promise"]}
    adults[0] = SlotFacts(**{**adults[0].__dict__, **need})
    child = [fact for fact in found if fact.source == Source.CHILD]
    return [*child, *(fact for fact in adults if _says(fact))]


def _says(fact: SlotFacts) -> bool:
    return bool(fact.words or fact.pictures or fact.promise or fact.need != Need.NOT_ASKED)


def _said(form: PartForm, name: str) -> dict[str, Any]:
    """Return an answer's words; those in another language are the speaker's own, and the English stands beside them."""
    given = form.cleaned_data
    original = given.get(original_of(name))
    if not original:
        return {"words": given[name]}
    return {"words": original, "language": form.language, "translation": given[name]}


def _own(page: ChildPage, form: PartForm, where: dict[str, Any]) -> list[SlotFacts]:
    given = form.cleaned_data
    said = _said(form, "words") if "words" in given else {"words": ""}
    if "words" not in given or not (said["words"] or given["face"] or given["pictures"]):
        return []
    face = int(given["face"]) if given["face"] else None
    shown: dict[str, Any] = {"face": face, "pictures": tuple(given["pictures"])}
    return [SlotFacts(source=Source.CHILD, speaker=page.child, **said, **shown, **where)]


def _accounts(page: ChildPage, form: PartForm, where: dict[str, Any]) -> list[SlotFacts]:
    found = []
    for name in form.accounts:
        if (said := _said(form, name))["words"]:
            adult = page.around.people[int(name.removeprefix("said_"))]
            source = Source.PARENT if page.around.is_parent(adult, page.child) else Source.CARER
            found.append(SlotFacts(source=source, speaker=adult, **said, **where))
    if (said := _said(form, "other"))["words"]:
        found.append(SlotFacts(source=Source.OTHER, speaker_name=form.cleaned_data["other_name"], **said, **where))
    return found


def _saw(page: ChildPage, given: dict[str, Any], where: dict[str, Any]) -> SlotFacts:
    """Return what the worker saw; of a baby the pictures are what was seen."""
    pictures = () if "words" in given else tuple(given["pictures"])
    return SlotFacts(source=Source.WORKER, words=given["saw"], pictures=pictures, **where)


def _noticed(page: ChildPage) -> list[NoticedFacts]:
    strengths = [form.cleaned_data for form in page.strengths if form.cleaned_data["words"]]
    worries = [form.cleaned_data for form in page.worries if form.cleaned_data["words"]]
    found = [NoticedFacts(NoticedKind.STRENGTH, one["words"], shown_by=one["shown"]) for one in strengths]
    found += [
        NoticedFacts(NoticedKind.WORRY, one["words"], slot=Slot(one["slot"]) if one["slot"] else None)
        for one in worries
    ]
    return [*found, *_in_the_houses(page)]


def _in_the_houses(page: ChildPage) -> list[NoticedFacts]:
    good = [
        NoticedFacts(NoticedKind.STRENGTH, line, shown_by=WITH_HOUSES, by_child=True) for line in page.house("good")
    ]
    return [*good, *(NoticedFacts(NoticedKind.WORRY, line, by_child=True) for line in page.house("worries"))]


def _readers(page: ChildPage) -> list[ReadersFacts]:
    found = []
    for form in page.readers:
        people: tuple[Person, ...] = tuple(page.around.people[int(pk)] for pk in form.cleaned_data["readers"])
        if people:
            found.append(ReadersFacts(form.speaker, people, form.cleaned_data["said"]))
    return found
