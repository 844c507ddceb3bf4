"""A ciphertext is decrypted with its own key, under its own id, and unaltered; never otherwise."""

import random
import secrets
import string
import time
import zlib
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from quiz.core.answers import Answers
from quiz.core.questionnaire import Questionnaire
from quiz.journal import encryption
from quiz.journal.encryption import (
    ID_BYTES,
    KEY_BYTES,
    MAX_PACKED_BYTES,
    MAX_PLAIN_BYTES,
    Key,
    Kind,
    decrypt,
    derive_key,
    encrypt,
)
from quiz.journal.entries import is_intact
from quiz.journal.exceptions import ResultTooLarge
from quiz.journal.serialization import serialize, serialize_questionnaire
from quiz.progress.history import SavedResult
from quiz.progress.remarks import Remarks, clean_note, excess_characters
from tests.journal.forgeries import forgeries
from tests.journal.samples import FIRST, Samples, new_key

KEY, RESULT_ID, SALT = new_key(), secrets.token_bytes(ID_BYTES), b"0123456789abcdef"
RESULT = Kind.RESULT


def test_no_altered_truncated_extended_or_moved_result_is_ever_decrypted(samples: Samples) -> None:
    content = serialize(samples.result(), RESULT_ID)
    ciphertext = encrypt(KEY, RESULT, RESULT_ID, content)
    assert decrypt(KEY, RESULT, RESULT_ID, ciphertext) == content
    tries = [
        (KEY, RESULT, RESULT_ID, forged)
        for forged in forgeries(ciphertext, encrypt(new_key(), RESULT, RESULT_ID, content))
    ]
    other_ids = [RESULT_ID[:n] + bytes([RESULT_ID[n] ^ 1]) + RESULT_ID[n + 1 :] for n in range(ID_BYTES)]
    tries += [(KEY, RESULT, id_, ciphertext) for id_ in other_ids]
    for _ in range(100):
        id_, secret = secrets.token_bytes(ID_BYTES), secrets.token_bytes(KEY_BYTES)
        tries += [(KEY, RESULT, id_, ciphertext), (Key(id_, KEY.secret), RESULT, RESULT_ID, ciphertext)]
        tries += [(Key(KEY.journal_id, secret), RESULT, RESULT_ID, ciphertext)]
    tries.append((KEY, Kind.QUESTIONNAIRE, RESULT_ID, ciphertext))
    assert len(tries) > 6000
    assert not any(is_intact(*one) for one in tries)


def test_a_ciphertext_of_an_existing_database_is_decrypted() -> None:
    nonce, padded = secrets.token_bytes(12), zlib.compress(b"content", 9).ljust(2048, b"\0")
    associated = b"steady result 1" + KEY.journal_id + RESULT_ID
    assert decrypt(KEY, RESULT, RESULT_ID, nonce + AESGCM(KEY.secret).encrypt(nonce, padded, associated)) == b"content"


@given(st.binary(max_size=9000))
def test_decrypting_returns_what_was_encrypted(content: bytes) -> None:
    assert decrypt(KEY, RESULT, RESULT_ID, encrypt(KEY, RESULT, RESULT_ID, content)) == content


@given(st.binary(max_size=5000))
def test_random_bytes_are_refused(ciphertext: bytes) -> None:
    assert not is_intact(KEY, RESULT, RESULT_ID, ciphertext)


def test_the_same_result_encrypted_twice_has_two_ciphertexts(samples: Samples) -> None:
    content = serialize(samples.result(), RESULT_ID)
    ciphertext = {encrypt(KEY, RESULT, RESULT_ID, content) for _ in range(200)}
    assert len(ciphertext) == len({one[: encryption.NONCE_BYTES] for one in ciphertext}) == 200
    assert content[:20] not in b"".join(ciphertext)
    assert zlib.compress(content, 9)[:8] not in b"".join(ciphertext)


def test_the_length_does_not_reveal_how_much_was_answered(samples: Samples) -> None:
    whole = samples.result()
    ids = list(whole.raw)
    sheets = [ids, ids[: len(ids) // 2], ids[:1], []]
    results = [
        type(whole)(whole.id, whole.finished_at, whole.questionnaire, {id_: whole.raw[id_] for id_ in s})
        for s in sheets
    ]
    lengths = {len(encrypt(KEY, RESULT, RESULT_ID, serialize(saved, RESULT_ID))) for saved in results}
    assert lengths == {encryption.PADDING_STEP_BYTES + encryption.NONCE_BYTES + 16}


NOTES = {
    "none": "",
    "words": "Asked once, plainly, and then let it be. It was quieter than I feared. " * 7,
    "letters at random": "".join(random.Random(1).choices(string.ascii_letters + string.digits + "     ", k=500)),
    "Chinese at random": "".join(map(chr, random.Random(2).choices(range(0x4E00, 0x6E00), k=500))),
    "emoji at random": "".join(map(chr, random.Random(3).choices(range(0x1F300, 0x1F5FF), k=500))),
    "families": "\U0001f468\u200d\U0001f469\u200d\U0001f467" * 500,
}


def test_the_length_does_not_reveal_whether_there_is_a_note_or_a_step(questionnaire: Questionnaire) -> None:
    points = [point.value for point in questionnaire.scale.points]
    context = {question.id: questionnaire.option_ids[question.id][-1] for question in questionnaire.questions}
    chance = random.Random(4)
    answers = Answers({s.id: chance.choice(points) for s in questionnaire.statements}, context)
    saved = SavedResult.from_answers("0" * 32, FIRST, questionnaire, answers)
    assert {excess_characters(clean_note(note)) for note in NOTES.values()} == {0}
    step = "Pick one evening this week, put both phones away, and tell each other one thing that went well."
    remarks = [Remarks(note, *more) for note in NOTES.values() for more in ((), (step, "not_really", "different"))]
    lengths = {
        len(encrypt(KEY, RESULT, RESULT_ID, serialize(replace(saved, remarks=each), RESULT_ID))) for each in remarks
    }
    assert lengths == {encryption.PADDING_STEP_BYTES + encryption.NONCE_BYTES + 16}


@pytest.mark.parametrize(
    "content",
    [secrets.token_bytes(MAX_PACKED_BYTES + 1), bytes(MAX_PLAIN_BYTES + 1), b"easily packed " * 300_000],
)
def test_a_result_that_is_too_large_is_refused_within_a_second(content: bytes) -> None:
    began = time.monotonic()
    with pytest.raises(ResultTooLarge):
        encrypt(KEY, RESULT, RESULT_ID, content)
    assert time.monotonic() - began < 1


def test_a_result_of_exactly_the_maximum_size_is_encrypted() -> None:
    longest, noise = bytes(MAX_PLAIN_BYTES), secrets.token_bytes(MAX_PACKED_BYTES)
    fits = [n for n in range(len(noise) - 40, len(noise)) if len(zlib.compress(noise[:n], 9)) == MAX_PACKED_BYTES]
    for content in (longest, noise[: fits[0]]):
        assert decrypt(KEY, RESULT, RESULT_ID, encrypt(KEY, RESULT, RESULT_ID, content)) == content


def test_the_shipped_questionnaire_leaves_room_for_one_twenty_times_as_long(samples: Samples) -> None:
    assert len(serialize_questionnaire(samples.questionnaire)) * 20 < MAX_PLAIN_BYTES


def test_a_passphrase_and_salt_determine_the_key() -> None:
    keys = [derive_key(*each) for each in [("apple", SALT), ("apple", SALT), ("appla", SALT), ("apple", SALT[::-1])]]
    assert keys[0] == keys[1]
    assert len({key.journal_id for key in keys}) == len({key.secret for key in keys}) == 3
    assert (len(keys[0].journal_id), len(keys[0].secret)) == (ID_BYTES, 32)
    assert keys[0].journal_id not in keys[0].secret


def test_a_key_is_the_same_as_in_existing_databases() -> None:
    # Computed once; a change to the derivation would lock everyone out.
    key = derive_key("outclassdeferredupheld", SALT)
    assert key.journal_id.hex() == "701a71f7ea1ced359dc85cf011ddaacd"
    assert key.secret.hex() == "a1f4219bc2de2142f8e60a8a17141eb7a52d9446ddcab9fcc7536253852a2e7f"
