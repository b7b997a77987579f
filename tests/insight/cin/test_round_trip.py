from io import BytesIO
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rock.insight.cin.dialects import DialectName
from rock.insight.cin.reader import read
from rock.insight.cin.records import CensusHeader, ChildRecord
from rock.insight.cin.writer import write
from tests.insight.cin.making import CENSUSES, DATA, HEADERS, census_xml, child_xml, episode_xml, identifiers, read_all

DIALECTS = cast(tuple[DialectName, ...], ("2026", "2017"))


@given(header=HEADERS, children=CENSUSES, dialect=st.sampled_from(DIALECTS))
def test_what_is_written_in_any_dialect_is_read_back_equal(
    header: CensusHeader, children: list[ChildRecord], dialect: DialectName
) -> None:
    stream = BytesIO()
    write(stream, header, children, dialect)
    stream.seek(0)
    census = read(stream)
    assert census.header == header
    assert [record for record, _ in census.children()] == children


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("name", ["fake_CIN_data.xml", "CIN_Census_2024.xml"])
def test_files_of_others_come_back_equal_after_one_reading(name: str, dialect: DialectName) -> None:
    census = read(DATA / name)
    children = [record for record, _ in census.children() if isinstance(record, ChildRecord)]
    stream = BytesIO()
    assert write(stream, census.header, children, dialect) == []
    assert [record for record, _ in read_all(stream.getvalue())] == children


LEAVES = ["CINclosureDate", "ReasonForClosure", "DateOfInitialCPC", "ReferralNFA", "PrimaryNeedCode", "Nonsense"]
TEXTS = st.text(st.characters(min_codepoint=32, max_codepoint=0xD7FF, exclude_characters="<&>"), max_size=40)


@given(st.lists(st.tuples(st.sampled_from(LEAVES), TEXTS), max_size=6))
def test_whatever_a_field_says_the_child_and_the_next_one_are_read(leaves: list[tuple[str, str]]) -> None:
    words = "".join(f"<{name}>{text}</{name}>" for name, text in leaves)
    odd = child_xml(episode_xml(words))
    read_back = read_all(census_xml(odd, child_xml(who=identifiers(la_child_id="C2"))))
    assert [record.la_child_id for record, _ in read_back if isinstance(record, ChildRecord)] == ["C1", "C2"]
