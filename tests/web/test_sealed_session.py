"""The sealed cookie: only what the server sealed, only while it is fresh."""

import pytest
from itsdangerous import BadSignature

from quiz.web.sealed_session import Sealer

DAY = 86_400


def test_what_was_sealed_opens_again() -> None:
    value = {"draft": {"needs-enough": "3"}, "seconds": None}
    sealer = Sealer(["a secret of some length"])
    assert sealer.loads(sealer.dumps(value), DAY) == value


def test_a_second_seal_of_the_same_value_looks_different() -> None:
    sealer = Sealer(["a secret of some length"])
    assert sealer.dumps({"draft": {}}) != sealer.dumps({"draft": {}})


@pytest.mark.parametrize("place", [0, 9, 20, 40, -1])
def test_a_changed_letter_anywhere_is_refused(place: int) -> None:
    sealer = Sealer(["a secret of some length"])
    sealed = list(sealer.dumps({"draft": {"needs-enough": "3"}}))
    sealed[place] = "B" if sealed[place] != "B" else "C"
    if place == -1:
        sealed = sealed[:-1]
    with pytest.raises(BadSignature):
        sealer.loads("".join(sealed), DAY)


@pytest.mark.parametrize("junk", ["", "x", "é", "A" * 5000])
def test_junk_is_refused(junk: str) -> None:
    with pytest.raises(BadSignature):
        Sealer(["a secret of some length"]).loads(junk, DAY)


def test_another_secret_does_not_open_it_and_a_fallback_does() -> None:
    sealed = Sealer(["the old secret of us"]).dumps({"draft": {}})
    with pytest.raises(BadSignature):
        Sealer(["the new secret of us"]).loads(sealed, DAY)
    assert Sealer(["the new secret of us", "the old secret of us"]).loads(sealed, DAY) == {"draft": {}}


def test_an_old_seal_is_refused() -> None:
    sealer = Sealer(["a secret of some length"])
    with pytest.raises(BadSignature):
        sealer.loads(sealer.dumps({}), -1)
