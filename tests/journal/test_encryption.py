"""Sealed bytes open with their own key, in their own place, as they were; and never otherwise."""

import secrets
import threading
import time
import zlib
from typing import Any

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from hypothesis import given
from hypothesis import strategies as st

from quiz.journal import encryption
from quiz.journal.encryption import ID_BYTES, Key, derive, seal, unseal
from quiz.journal.exceptions import DerivationBusy, ResultTooLarge
from quiz.journal.serialization import to_text
from tests.journal.forgeries import forge_results, opens
from tests.journal.samples import Shelf, new_key

KEY, RESULT, SALT = new_key(), secrets.token_bytes(ID_BYTES), b"0123456789abcdef"


def test_no_changed_cut_lengthened_moved_or_replayed_result_is_ever_opened(shelf: Shelf) -> None:
    found = forge_results(to_text(shelf.take()).encode())
    assert found.tried > 7000
    assert found.opened == 0


@given(st.binary(max_size=9000))
def test_what_is_sealed_comes_back_as_it_was(content: bytes) -> None:
    assert unseal(KEY, RESULT, seal(KEY, RESULT, content)) == content


@given(st.binary(max_size=5000))
def test_bytes_that_nobody_sealed_are_refused(sealed: bytes) -> None:
    assert not opens(KEY, RESULT, sealed)


def test_the_same_result_sealed_twice_looks_different(shelf: Shelf) -> None:
    content = to_text(shelf.take()).encode()
    sealed = {seal(KEY, RESULT, content) for _ in range(200)}
    assert len(sealed) == len({one[: encryption.NONCE_BYTES] for one in sealed}) == 200
    assert content[:20] not in b"".join(sealed)
    assert zlib.compress(content, 9)[:8] not in b"".join(sealed)


def test_the_length_tells_not_how_much_was_answered(shelf: Shelf) -> None:
    whole = shelf.take()
    ids = list(whole.raw)
    sheets = [ids, ids[: len(ids) // 2], ids[:1], []]
    takes = [
        type(whole)(whole.id, whole.finished_at, whole.questionnaire, {id_: whole.raw[id_] for id_ in s})
        for s in sheets
    ]
    lengths = {len(seal(KEY, RESULT, to_text(take).encode())) for take in takes}
    assert lengths == {encryption.STEP + encryption.NONCE_BYTES + 16}


@pytest.mark.parametrize(
    "content", [secrets.token_bytes(encryption.LARGEST + 1), bytes(encryption.LONGEST + 1), b"easily packed " * 300_000]
)
def test_a_result_too_large_to_keep_is_refused_at_once(content: bytes) -> None:
    began = time.monotonic()
    with pytest.raises(ResultTooLarge):
        seal(KEY, RESULT, content)
    assert time.monotonic() - began < 1


def test_a_result_exactly_as_large_as_can_be_is_kept() -> None:
    longest, noise = bytes(encryption.LONGEST), secrets.token_bytes(encryption.LARGEST)
    fits = [n for n in range(len(noise) - 40, len(noise)) if len(zlib.compress(noise[:n], 9)) == encryption.LARGEST]
    for content in (longest, noise[: fits[0]]):
        assert unseal(KEY, RESULT, seal(KEY, RESULT, content)) == content


def test_the_shipped_questionnaire_leaves_room_for_one_twenty_times_as_long(shelf: Shelf) -> None:
    assert len(to_text(shelf.take()).encode()) * 20 < encryption.LONGEST


def test_a_code_gives_the_same_key_every_time_and_another_one_with_another_code_or_salt() -> None:
    keys = [derive("apple", SALT), derive("apple", SALT), derive("appla", SALT), derive("apple", SALT[::-1])]
    assert keys[0] == keys[1]
    assert len({key.journal for key in keys}) == len({key.secret for key in keys}) == 3
    assert (len(keys[0].journal), len(keys[0].secret)) == (ID_BYTES, 32)
    assert keys[0].journal not in keys[0].secret


def test_a_key_stays_what_it_is_for_years_of_kept_journals() -> None:
    # Worked out once: a change to the derivation would lock everybody out.
    key = derive("outclassdeferredupheld", SALT)
    assert key.journal.hex() == "701a71f7ea1ced359dc85cf011ddaacd"
    assert key.secret.hex() == "a1f4219bc2de2142f8e60a8a17141eb7a52d9446ddcab9fcc7536253852a2e7f"


def test_no_more_than_two_codes_are_worked_out_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    inside: list[int] = []
    most: list[int] = []
    argon = Argon2id

    class Watched:
        def __init__(self, **figures: Any) -> None:
            self.argon = argon(**figures)

        def derive(self, material: bytes) -> bytes:
            inside.append(1)
            most.append(len(inside))
            time.sleep(0.02)
            stretched = self.argon.derive(material)
            inside.pop()
            return stretched

    monkeypatch.setattr(encryption, "Argon2id", Watched)
    found: list[Key] = []
    threads = [threading.Thread(target=lambda: found.append(derive("apple", SALT))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(found) == 8 and len(set(found)) == 1
    assert max(most) == 2


def test_who_waits_too_long_is_told_so_and_the_next_one_gets_a_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encryption, "PATIENCE", 0.05)
    with encryption.AT_ONCE, encryption.AT_ONCE, pytest.raises(DerivationBusy):
        derive("apple", SALT)
    assert derive("apple", SALT) == derive("apple", SALT)
