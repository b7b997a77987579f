import pytest
from lxml import etree

from rock.insight.cin import codes
from rock.insight.cin.schema import SCHEMA

SCHEMA_NAMES = {
    "upn_unknown": "unknownupntype",
    "sex": "sextype",
    "ethnicity": "ethnicitytype",
    "disability": "disabilitytype",
    "referral_source": "referralsourcetype",
    "abuse_category": "categoryofabusetype",
    "primary_need": "primaryneedcodetype",
    "closure_reason": "reasonforclosuretype",
    "assessment_factor": "assessmentfactorstype",
}


@pytest.mark.parametrize("name", codes.CODE_SETS)
def test_each_set_holds_the_codes_of_the_schema(name: str) -> None:
    space = {"xs": "http://www.w3.org/2001/XMLSchema"}
    path = f"//xs:simpleType[@name='{SCHEMA_NAMES[name]}']//xs:enumeration/@value"
    assert list(codes.CODE_SETS[name].labels) == etree.parse(SCHEMA).xpath(path, namespaces=space)


@pytest.mark.parametrize(
    ("text", "code"), [("1", "M"), ("2", "F"), ("0", "U"), ("9", "U"), (" m ", "M"), ("Female", "F"), ("3", None)]
)
def test_sex_in_every_dialect(text: str, code: str | None) -> None:
    assert codes.SEX.read(text) == code


@pytest.mark.parametrize(("text", "code"), [("SAL", "SAB"), ("sab", "SAB"), ("NEG", "NEG"), ("ZZZ", None), ("", None)])
def test_abuse_in_every_dialect(text: str, code: str | None) -> None:
    assert codes.ABUSE_CATEGORY.read(text) == code


def test_the_factors_from_before_the_split_stay() -> None:
    assert [codes.ASSESSMENT_FACTOR.read(code) for code in ("18A", "19a", "18B")] == ["18A", "19A", "18B"]
    assert set(codes.SPLIT_FACTORS) == {"18A", "19A"}


def test_labels() -> None:
    assert codes.REFERRAL_SOURCE.label("5D") == "LA SERVICES – early help"
    assert codes.UPN_UNKNOWN.label("UN7") == "UN7"
    assert "UN8" not in codes.UPN_UNKNOWN
    with pytest.raises(KeyError):
        codes.UPN_UNKNOWN.label("UN8")


@pytest.mark.parametrize(
    ("text", "flag"),
    [("1", True), ("true", True), ("TRUE", True), ("0", False), ("False", False), ("2", None), ("", None)],
)
def test_yes_and_no_in_every_dialect(text: str, flag: bool | None) -> None:
    assert codes.read_flag(text) is flag
