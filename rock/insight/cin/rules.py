"""The rules for what dirty files say about a child, each with its reason; every use of one leaves a note.

1. **The facts win over a mark.** A referral marked no-further-action that has a closure date, a conference, an
   assessment, a plan or an enquiry is stored as *not* NFA: the mark is one tick in a form, each of the others is
   dated work that somebody did, and a child with a conference must not drop out of the count of episodes. What the
   file said stays in the note and in `Episode.nfa_in_file`. A reason for closure without a date is not dated work and
   does not overrule the mark. In the same way an enquiry marked "conference not required" that has a conference date
   is stored as having needed one, and "none" (disability NONE, factor 21) beside others of its list is left out.
2. **Impossible dates stay**, with a note: see `dates`.
3. **Twice is once.** A row that says exactly what an earlier row of its kind says is left out; rows that differ all
   stay.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from rock.insight.cin import dates
from rock.insight.cin.parts import Ledger, Part
from rock.insight.cin.records import KEPT, LEFT_OUT, ChildRecord, Episode, Section47Record

T = TypeVar("T")
LONGEST_ID = 50
_CENSUS_ID = 20


def once(rows: Iterable[T | None], path: str, ledger: Ledger) -> tuple[T, ...]:
    """Return the rows that are there, each once, in their order (rule 3)."""
    kept: dict[T, None] = {}
    for number, row in enumerate(rows, 1):
        if row in kept:
            ledger.note(f"{path}[{number}]", "", LEFT_OUT, "an earlier row of this child says exactly the same")
        elif row is not None:
            kept[row] = None
    return tuple(kept)


def alone(code: str, found: tuple[str, ...], path: str, ledger: Ledger) -> tuple[str, ...]:
    """Return the codes without the one that means "none", where others stand beside it (rule 1)."""
    if code not in found or len(found) == 1:
        return found
    ledger.note(path, code, LEFT_OUT, "it means that there is none, and others are given beside it")
    return tuple(other for other in found if other != code)


def settle_child(child: ChildRecord, ledger: Ledger) -> ChildRecord:
    """Return the child with the rules on identifiers and characteristics applied."""
    if len(child.la_child_id) > _CENSUS_ID or not child.la_child_id.isalnum():
        why = f"the census asks for at most {_CENSUS_ID} letters and digits"
        ledger.note("ChildIdentifiers/LAchildID", child.la_child_id, KEPT, why)
    if child.upn and child.upn_unknown:
        why = "a reason for having no UPN is given beside a UPN"
        ledger.note("ChildIdentifiers/UPNunknown", child.upn_unknown, KEPT, why)
    if not (child.birth_date or child.expected_birth_date):
        why = "neither a date of birth nor an expected one is given"
        ledger.note("ChildIdentifiers/PersonBirthDate", "", LEFT_OUT, why)
    if not child.episodes:
        ledger.note("CINdetails", "", KEPT, "the child has no referral that could be read")
    dates.check_child(child, ledger)
    path = "ChildCharacteristics/Disabilities/Disability"
    return replace(child, disabilities=alone("NONE", child.disabilities, path, ledger))


def settle_section_47(record: Section47Record, part: Part) -> Section47Record:
    """Return the enquiry with "conference not required" overruled by a conference that was held (rule 1)."""
    if not (record.icpc_not_required and record.icpc_date):
        return record
    part.overrule("ICPCnotRequired", f"a conference was held on {record.icpc_date}")
    return replace(record, icpc_not_required=False)


def settle_episode(episode: Episode, part: Part) -> Episode:
    """Return the episode with the mark of no further action overruled by facts (rule 1), dates out of order noted."""
    if bool(episode.closure_date) != bool(episode.closure_reason):
        name, other = ("CINclosureDate", "a reason") if episode.closure_date else ("ReasonForClosure", "a date")
        part.ledger.note(part.where(name), part.said(name), KEPT, f"{other} for it is missing")
    dates.check_episode(episode, part.path, part.ledger)
    followed = _what_followed(episode)
    if not (episode.referral_nfa and followed):
        return episode
    part.overrule("ReferralNFA", f"the referral has {', '.join(followed)}: something was done")
    return replace(episode, referral_nfa=False, nfa_in_file=True)


def _what_followed(episode: Episode) -> list[str]:
    facts: dict[str, object] = {
        "a closure date": episode.closure_date,
        "a conference": episode.icpc_date,
        "an assessment": episode.assessments,
        "a CIN plan": episode.cin_plans,
        "a section 47 enquiry": episode.section47s,
        "a protection plan": episode.protection_plans,
    }
    return [words for words, fact in facts.items() if fact]
