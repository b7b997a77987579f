from rock.insight.cin import codes
from rock.practice.assessments.factors import FACTORS, NEGLECT, NONE, RETIRED, offered


def test_the_census_reads_the_same_list() -> None:
    assert dict(codes.ASSESSMENT_FACTOR.labels) == {code: factor.census for code, factor in FACTORS.items()}
    assert set(codes.SPLIT_FACTORS) == RETIRED


def test_what_was_split_is_no_longer_offered() -> None:
    codes_offered = [factor.code for rows in offered().values() for factor in rows]
    assert len(codes_offered) == len(set(codes_offered)) == len(FACTORS) - 2
    assert not RETIRED & set(codes_offered)
    assert {"18B", "18C", "19B", "19C"} <= set(codes_offered)


def test_each_box_has_plain_words_of_its_own() -> None:
    words = [factor.plain for factor in FACTORS.values()]
    assert len(words) == len(set(words))
    assert FACTORS[NEGLECT].plain == "Neglect"
    assert FACTORS[NONE].plain.startswith("None of these")
    assert not any("concerns" in one for one in words)
