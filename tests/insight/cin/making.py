"""Small censuses for tests: XML by hand, and records by chance."""

from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import TypeVar

from hypothesis import strategies as st

from rock.insight.cin import codes
from rock.insight.cin.codes import CodeSet
from rock.insight.cin.reader import read
from rock.insight.cin.records import (
    AssessmentRecord,
    CensusHeader,
    ChildRecord,
    CINPlanRecord,
    Episode,
    Note,
    ProtectionPlanRecord,
    Refusal,
    Section47Record,
)

T = TypeVar("T")
DATA = Path(__file__).parent / "data"
HEADER = CensusHeader(2026, date(2026, 3, 31), "890", "Families Rock", "1", "001")
HEADER_XML = (
    "<Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year>"
    "<ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails><Source><LEA>890</LEA></Source></Header>"
)
REFERRAL = (
    "<CINreferralDate>2025-06-02</CINreferralDate><ReferralSource>1A</ReferralSource><ReferralNFA>0</ReferralNFA>"
)


def identifiers(more: str = "", la_child_id: str = "C1", sex: str = "<Sex>F</Sex>") -> str:
    born = "" if "PersonBirthDate" in more else "<PersonBirthDate>2015-01-01</PersonBirthDate>"
    return f"<ChildIdentifiers><LAchildID>{la_child_id}</LAchildID>{born}{sex}{more}</ChildIdentifiers>"


def characteristics(more: str = "") -> str:
    return f"<ChildCharacteristics><Ethnicity>WBRI</Ethnicity>{more}</ChildCharacteristics>"


def child_xml(episodes: str = "", who: str = "", what: str = "") -> str:
    return f"<Child>{who or identifiers()}{what or characteristics()}{episodes or episode_xml()}</Child>"


def episode_xml(more: str = "", start: str = REFERRAL) -> str:
    return f"<CINdetails>{start}{more}</CINdetails>"


def census_xml(*children: str, header: str = HEADER_XML) -> bytes:
    return f"<Message>{header}<Children>{''.join(children)}</Children></Message>".encode()


def read_all(data: bytes) -> list[tuple[ChildRecord | Refusal, list[Note]]]:
    return list(read(BytesIO(data)).children())


def read_one(child: str) -> tuple[ChildRecord, list[Note]]:
    ((record, notes),) = read_all(census_xml(child))
    assert isinstance(record, ChildRecord)
    return record, notes


def read_episode(more: str = "", start: str = REFERRAL) -> tuple[Episode, list[Note]]:
    record, notes = read_one(child_xml(episode_xml(more, start)))
    (episode,) = record.episodes
    return episode, notes


def rows(notes: list[Note]) -> list[tuple[str, str, str]]:
    return [(note.field, note.found, note.done) for note in notes]


DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))
UPNS = st.from_regex(r"[A-Z][0-9]{11}[A-Z0-9]", fullmatch=True)


def code(code_set: CodeSet) -> st.SearchStrategy[str]:
    return st.sampled_from(sorted(code_set.labels))


def list_of(code_set: CodeSet, none: str) -> st.SearchStrategy[tuple[str, ...]]:
    """Return lists of codes, each once; the code for "none" stands alone, as the census asks."""
    others = sorted(code_set.labels.keys() - {none})
    return st.just((none,)) | st.lists(st.sampled_from(others), max_size=4, unique=True).map(tuple)


def _some(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(strategy, max_size=3, unique=True).map(tuple)


ASSESSMENTS = st.builds(
    AssessmentRecord,
    start=DAYS,
    internal_review=st.none() | DAYS,
    authorised=st.none() | DAYS,
    factors=list_of(codes.ASSESSMENT_FACTOR, "21"),
)
CIN_PLANS = st.builds(CINPlanRecord, start=DAYS, end=st.none() | DAYS)
SECTION_47S = st.builds(
    Section47Record, start=DAYS, icpc_target=st.none() | DAYS, icpc_date=st.none(), icpc_not_required=st.booleans()
) | st.builds(
    Section47Record, start=DAYS, icpc_target=st.none() | DAYS, icpc_date=DAYS, icpc_not_required=st.just(False)
)
PLANS = st.builds(
    ProtectionPlanRecord,
    start=DAYS,
    end=st.none() | DAYS,
    initial_category=code(codes.ABUSE_CATEGORY),
    latest_category=code(codes.ABUSE_CATEGORY),
    previous_plans=st.integers(0, 30),
    reviews=st.lists(DAYS, max_size=4, unique=True).map(sorted).map(tuple),
)
WORKED = st.builds(
    Episode,
    referral_date=DAYS,
    source=code(codes.REFERRAL_SOURCE),
    primary_need=st.none() | code(codes.PRIMARY_NEED),
    closure_date=st.none() | DAYS,
    closure_reason=st.none() | code(codes.CLOSURE_REASON),
    icpc_date=st.none() | DAYS,
    referral_nfa=st.just(False),
    assessments=_some(ASSESSMENTS),
    cin_plans=_some(CIN_PLANS),
    section47s=_some(SECTION_47S),
    protection_plans=_some(PLANS),
    nfa_in_file=st.none(),
)
NO_FURTHER_ACTION = st.builds(
    Episode, referral_date=DAYS, source=code(codes.REFERRAL_SOURCE), referral_nfa=st.just(True), nfa_in_file=st.none()
)
CHILDREN = st.builds(
    ChildRecord,
    la_child_id=st.from_regex(r"[A-Za-z0-9]{1,20}", fullmatch=True),
    upn=st.none() | UPNS,
    former_upn=st.none() | UPNS,
    upn_unknown=st.none() | code(codes.UPN_UNKNOWN),
    birth_date=st.none() | DAYS,
    expected_birth_date=st.none() | DAYS,
    sex=code(codes.SEX),
    death_date=st.none() | DAYS,
    ethnicity=code(codes.ETHNICITY),
    disabilities=list_of(codes.DISABILITY, "NONE"),
    episodes=st.lists(WORKED | NO_FURTHER_ACTION, min_size=1, max_size=3, unique=True).map(tuple),
)


def _own_upns(children: list[ChildRecord]) -> bool:
    upns = [child.upn for child in children if child.upn]
    return len(upns) == len(set(upns))


CENSUSES = st.lists(CHILDREN, min_size=1, max_size=4, unique_by=lambda child: child.la_child_id).filter(_own_upns)
MOMENTS = st.datetimes(datetime(2017, 1, 1), datetime(2030, 1, 1))  # noqa: DTZ001 - a census may give no zone
MOMENTS |= MOMENTS.map(lambda moment: moment.replace(tzinfo=UTC))
HEADERS = st.builds(
    CensusHeader,
    year=st.integers(2017, 2030),
    reference_date=DAYS,
    lea=st.from_regex(r"[0-9]{3}", fullmatch=True),
    software_code=st.none() | st.from_regex(r"[A-Za-z&<>’.]{1,20}", fullmatch=True),
    release=st.none() | st.from_regex(r"[0-9.]{1,8}", fullmatch=True),
    serial_no=st.none() | st.from_regex(r"[0-9]{3,5}", fullmatch=True),
    made_at=st.none() | MOMENTS,
)
