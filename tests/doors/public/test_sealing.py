"""Sealing: what only the writer's browser can open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rock.doors.public import sealing


def test_what_is_sealed_opens_with_its_own_key_alone() -> None:
    token, other = sealing.new_token(), sealing.new_token()
    sealed = sealing.seal(token, b"She hides at Nan's")
    assert b"Nan" not in sealed
    assert sealing.unseal(token, sealed) == b"She hides at Nan's"
    with pytest.raises(sealing.CannotOpen):
        sealing.unseal(other, sealed)


@given(st.integers(min_value=0, max_value=40), st.integers(min_value=1, max_value=255))
def test_a_changed_byte_opens_nothing(place: int, change: int) -> None:
    token = b"t" * 32
    sealed = bytearray(sealing.seal(token, b"thirteen byte"))
    sealed[place] ^= change
    with pytest.raises(sealing.CannotOpen):
        sealing.unseal(token, bytes(sealed))


@pytest.mark.parametrize("sealed", [b"", b"short", b"\x00" * 12, b"\x00" * 28])
def test_nonsense_opens_nothing(sealed: bytes) -> None:
    with pytest.raises(sealing.CannotOpen):
        sealing.unseal(b"t" * 32, sealed)


def test_sealing_twice_never_looks_the_same() -> None:
    token = sealing.new_token()
    assert sealing.seal(token, b"the same") != sealing.seal(token, b"the same")


def test_name_key_and_submission_tell_nothing_about_each_other() -> None:
    token = sealing.new_token()
    assert len({sealing.name_of(token), sealing.submission_key(token), token.hex()}) == 3


def test_a_token_survives_the_cookie() -> None:
    token = sealing.new_token()
    assert sealing.token_from(sealing.token_text(token)) == token


@given(st.text(max_size=60))
def test_no_cookie_breaks_the_reading(text: str) -> None:
    found = sealing.token_from(text)
    assert found is None or len(found) == 32


def test_a_code_is_read_however_it_is_typed() -> None:
    code = sealing.new_code()
    shown = sealing.code_text(code)
    assert len(shown) == 19
    assert sealing.code_from(shown) == code
    assert sealing.code_from(shown.lower().replace(" ", "-")) == code


@pytest.mark.parametrize(
    "typed", ["", "7K4M", "7K4M 9QXT 2C3D F4G", "7K4M 9QXT 2C3D F4GHH", "OOOO OOOO OOOO OOOO", "é" * 16, "\x00" * 16]
)
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert sealing.code_from(typed) is None
