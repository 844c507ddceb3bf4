"""What a person adds to a result: kept through every way a journal can take, and gone when it is deleted."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from quiz.core.answers import Answers
from quiz.core.questionnaire import Questionnaire
from quiz.journal.exceptions import JournalClosed
from quiz.journal.export_import import from_json, to_json
from quiz.journal.serialization import serialize
from quiz.journal.store import Journals
from quiz.progress.history import SavedResult
from quiz.progress.relationships import current_relationship
from quiz.progress.remarks import NO_REMARKS, Remarks
from tests.journal.samples import FIRST, Samples, ciphertexts, new_key, tamper
from tests.journal.test_races import at_once
from tests.journal.written import QUESTIONNAIRE_ID, read_back

Change = Callable[[Remarks], Remarks]


def noted(note: str) -> Change:
    return lambda remarks: replace(remarks, note=note)


def test_what_was_added_can_be_read_again_and_the_answers_stay(journals: Journals, samples: Samples) -> None:
    first, second = samples.results(2)
    access = journals.create(new_key(), [first, second])
    before = ciphertexts(journals.database)
    assert journals.update_remarks(access, first.id, noted("One.\nTwo."))
    assert journals.update_remarks(access, first.id, lambda remarks: replace(remarks, step="Rest.", outcome="helped"))
    assert journals.entries(access).results == (
        replace(first, remarks=Remarks("One.\nTwo.", "Rest.", "helped")),
        second,
    )
    changed = {id_ for id_, ciphertext in ciphertexts(journals.database).items() if before[id_] != ciphertext}
    assert changed == {bytes.fromhex(first.id)}


def test_every_change_is_encrypted_under_a_new_nonce(journals: Journals, samples: Samples) -> None:
    saved = samples.result()
    access = journals.create(new_key(), [saved])
    nonces = set()
    for _ in range(20):
        journals.update_remarks(access, saved.id, noted("The same."))
        nonces.add(ciphertexts(journals.database)[bytes.fromhex(saved.id)][:12])
    assert len(nonces) == 20


def test_nothing_is_added_to_a_result_that_is_gone_damaged_or_in_another_journal(
    journals: Journals, samples: Samples
) -> None:
    kept, removed, damaged, foreign = samples.results(4)
    access = journals.create(new_key(), [kept, removed, damaged])
    journals.create(new_key(), [foreign])
    journals.remove_result(access, removed.id)
    tamper(journals.database, damaged.id, b"\0" * 100)
    before = ciphertexts(journals.database)
    for saved in (removed, damaged, foreign):
        assert not journals.update_remarks(access, saved.id, noted("Never."))
    assert ciphertexts(journals.database) == before


def test_nothing_is_added_once_the_journal_is_closed(journals: Journals, samples: Samples) -> None:
    saved, key = samples.result(), new_key()
    access = journals.create(key, [saved])
    journals.close_everywhere(access)
    with pytest.raises(JournalClosed):
        journals.update_remarks(access, saved.id, noted("Too late."))
    reopened = journals.open(key)
    assert reopened and journals.entries(reopened).results == (saved,)


def test_two_people_who_change_different_parts_at_once_lose_nothing(journals: Journals, samples: Samples) -> None:
    for number in range(6):
        saved = samples.result(number)
        access = journals.create(new_key(), [saved])
        changes: list[Change] = [
            noted("A note."),
            lambda remarks: replace(remarks, step="A step."),
            lambda remarks: replace(remarks, relationship="same"),
        ]
        done = at_once(*(lambda c=change: journals.update_remarks(access, saved.id, c) for change in changes))  # noqa: B023
        assert done == [True] * 3
        assert journals.entries(access).results[0].remarks == Remarks("A note.", "A step.", None, "same")


def test_new_words_keep_everything(journals: Journals, samples: Samples) -> None:
    results = (samples.remarked(0), samples.remarked(1), samples.result(2))
    access = journals.create(new_key(), results)
    assert journals.entries(journals.change_key(access, new_key())).results == results


def test_merging_two_journals_keeps_what_was_added_in_either(journals: Journals, samples: Samples) -> None:
    saved, other, key = samples.result(), samples.remarked(1), new_key()
    target = journals.create(key, [replace(saved, remarks=Remarks("Here.", step="Rest.")), samples.result(1, other.id)])
    access = journals.create(
        new_key(), [replace(saved, remarks=Remarks("There.", step="Rest.", outcome="helped")), other]
    )
    assert journals.change_key(access, key) == target
    assert journals.entries(target).results == (
        replace(saved, remarks=Remarks("Here.", "Rest.", "helped")),
        other,
    )


def test_an_import_fills_in_what_the_journal_lacks_and_overwrites_nothing(journals: Journals, samples: Samples) -> None:
    first, second, third = (samples.remarked(number) for number in range(3))
    file = from_json(to_json([first, second, third]).encode(), ())
    own = Remarks("My own note.", "My own step.", "helped", "same")
    access = journals.create(new_key(), [replace(first, remarks=own), replace(second, remarks=NO_REMARKS)])
    assert journals.add_results(access, file) == 1
    assert journals.entries(access).results == (replace(first, remarks=own), second, third)
    assert journals.add_results(access, file) == 0
    assert journals.entries(access).results == (replace(first, remarks=own), second, third)


def test_importing_an_older_export_deletes_nothing_that_was_added_since(journals: Journals, samples: Samples) -> None:
    saved = samples.result()
    file = from_json(to_json([saved]).encode(), ())
    access = journals.create(new_key(), [saved])
    journals.update_remarks(access, saved.id, noted("Since then."))
    before = ciphertexts(journals.database)
    journals.add_results(access, file)
    assert ciphertexts(journals.database) == before


def test_removing_the_first_result_of_a_relationship_joins_no_two_relationships(
    journals: Journals, samples: Samples
) -> None:
    before, first, after, last = samples.results(4)
    first = replace(first, remarks=Remarks("New start.", relationship="different"))
    access = journals.create(
        new_key(), [before, first, replace(after, remarks=Remarks("Mine.", relationship="same")), last]
    )
    journals.remove_result(access, first.id)
    assert [saved.remarks for saved in journals.entries(access).results] == [
        NO_REMARKS,
        Remarks("Mine.", relationship="different"),
        NO_REMARKS,
    ]
    journals.remove_result(access, last.id)
    journals.remove_result(access, after.id)
    assert journals.entries(access).results == (before,)


def test_a_relationship_that_the_answers_only_suggest_stays_apart_when_its_first_result_is_removed(
    journals: Journals, questionnaire: Questionnaire
) -> None:
    def saved(number: int, length: str) -> SavedResult:
        answers = Answers({questionnaire.statements[0].id: 3}, {"length": length})
        return SavedResult.from_answers(f"{number:032x}", FIRST + timedelta(days=number), questionnaire, answers)

    lengths = ("1-to-3-years", "under-3-months", "1-to-3-years")
    old, new, last = (saved(number, length) for number, length in enumerate(lengths))
    access = journals.create(new_key(), [old, new, last])
    journals.remove_result(access, new.id, questionnaire)
    assert [each.id for each in current_relationship(questionnaire, journals.entries(access).results)] == [last.id]


def test_a_row_of_an_earlier_version_has_no_remarks(samples: Samples) -> None:
    saved = samples.result()
    stored = json.loads(serialize(saved, QUESTIONNAIRE_ID))
    assert stored.keys() == {"taken", "questionnaire_id", "answers"}
    assert read_back(saved).remarks == NO_REMARKS
    assert read_back(samples.remarked(0, saved.id)) == samples.remarked(0, saved.id)
