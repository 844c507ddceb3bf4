"""What is taken away can be brought back, here or elsewhere; what is no export is refused, whatever it is."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.core.answers import Answers
from quiz.core.questionnaire import Questionnaire, ScalePoint
from quiz.journal.export_import import InvalidExport, from_json, to_csv, to_json
from quiz.journal.serialization import from_text, to_text
from quiz.journal.store import Journals
from quiz.progress.history import SavedResult, oldest_first
from tests.journal.samples import Shelf, new_key
from tests.strategies import answered_questionnaires

ID = "0123456789abcdef" * 2
times = st.datetimes(datetime(2000, 1, 2), datetime(2999, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001 the zone follows


def export(shelf: Shelf, **changed: object) -> dict[str, Any]:
    """Give the export of one take, as values to change; `changed` are keys of its result."""
    whole: dict[str, Any] = json.loads(to_json([shelf.take(0, ID)]))
    whole["results"][0] |= changed
    return whole


def read(whole: object) -> tuple[SavedResult, ...]:
    return from_json(json.dumps(whole).encode(), ())


@st.composite
def shelves(draw: st.DrawFn) -> tuple[SavedResult, ...]:
    """Draw takes of several questionnaires, in order."""
    drawn = draw(
        st.lists(
            st.tuples(answered_questionnaires(), times, st.integers(0, 2**128 - 1)),
            max_size=4,
            unique_by=lambda t: t[2],
        )
    )
    return oldest_first([SavedResult.from_answers(f"{number:032x}", at, *take) for take, at, number in drawn])


@given(answered_questionnaires(), times)
def test_what_is_read_back_is_what_was_written(take: tuple[Questionnaire, Answers], at: datetime) -> None:
    written = SavedResult.from_answers(ID, at, *take)
    found = from_text(ID, to_text(written).encode())
    assert found == written
    assert found.answers == take[1]
    assert found.profile == written.profile


@settings(max_examples=25)
@given(shelves())
def test_an_export_brought_in_and_taken_away_again_is_the_same_to_the_byte(shelf: tuple[SavedResult, ...]) -> None:
    text = to_json(shelf)
    found = from_json(text.encode(), ())
    assert found == shelf
    assert to_json(found) == text
    assert to_csv(found) == to_csv(shelf)


def test_a_journal_moves_through_a_file_into_another_database(journals: Journals, shelf: Shelf) -> None:
    scale = shelf.questionnaire.scale
    taller = replace(shelf.questionnaire, scale=replace(scale, points=(*scale.points, ScalePoint(9, "more than that"))))
    access = journals.make(new_key(), [*shelf.takes(3), Shelf(taller).take(4)])
    text = to_json(journals.takes(access).takes)
    other = journals.make(new_key(), from_json(text.encode(), ()))
    journals.add(other, from_json(text.encode(), ()))
    assert to_json(journals.takes(other).takes) == text


def test_two_questionnaires_that_differ_in_words_alone_stay_apart(shelf: Shelf) -> None:
    quiz = shelf.questionnaire
    worded = replace(quiz, title="Other")
    assert worded.fingerprint == quiz.fingerprint
    both = (shelf.take(0), Shelf(worded).take(1), shelf.take(2))
    found = from_json(to_json(both).encode(), ())
    assert [take.questionnaire.title for take in found] == [quiz.title, "Other", quiz.title]


def test_answers_to_private_questions_put_in_by_hand_are_passed_over(shelf: Shelf) -> None:
    [hidden, *_] = shelf.questionnaire.private_option_ids
    whole = export(shelf)
    whole["results"][0]["answers"][hidden] = shelf.questionnaire.private_option_ids[hidden][0]
    [found] = from_json(json.dumps(whole).encode(), shelf.questionnaire.private_option_ids)
    assert hidden not in found.raw
    assert found == shelf.take(0, ID)


def test_private_answers_are_in_no_kept_take(shelf: Shelf) -> None:
    quiz = shelf.questionnaire
    context = {question.id: quiz.options[question.options][0].id for question in quiz.questions}
    assert quiz.private_option_ids
    take = SavedResult.from_answers(ID, datetime(2026, 1, 1, tzinfo=UTC), quiz, Answers({}, context))
    for text in (to_text(take), to_json([take]), to_csv([take])):
        assert not any(f'"{id_}"' in text or f",{id_}" in text for id_ in quiz.private_option_ids)
    assert take.raw.keys() == context.keys() - quiz.private_option_ids.keys()


@pytest.mark.parametrize("hours", [-12, -5, 0, 5, 14])
@pytest.mark.parametrize("year", [2000, 2026, 2999])
def test_a_time_in_any_zone_is_kept_as_the_same_moment_and_can_be_taken_along_again(
    shelf: Shelf, hours: int, year: int
) -> None:
    for month, day, hour in ((1, 1, 0), (12, 31, 23)):
        moment = datetime(year, month, day, hour, 30, tzinfo=timezone(timedelta(hours=hours)))
        try:
            found = read(export(shelf, taken=moment.isoformat()))
        except InvalidExport:
            assert moment.astimezone(UTC).year not in range(2000, 3000)
            continue
        assert [take.finished_at for take in found] == [moment]
        assert from_json(to_json(found).encode(), ()) == found


def test_the_table_has_a_row_for_each_take_and_a_column_for_each_answer(shelf: Shelf) -> None:
    both = shelf.takes(2)
    rows = list(csv.DictReader(io.StringIO(to_csv(both))))
    assert [row["taken"] for row in rows] == [take.finished_at.isoformat() for take in both]
    for row, take in zip(rows, both, strict=True):
        assert {id_: row[id_] for id_ in take.raw} == take.raw
        for score in take.profile.themes:
            assert score.score is not None
            assert float(row[score.theme.id]) == pytest.approx(float(score.score))
    assert to_csv([]) == "taken\n"


@pytest.mark.parametrize("sign", ["=", "+", "@", "\t=", "\r=", "\n=", "\0=", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
def test_no_answer_brought_in_by_hand_runs_in_a_spreadsheet(shelf: Shelf, sign: str) -> None:
    take = shelf.take()
    document = json.loads(to_json([take]))
    document["results"][0]["answers"] |= {f"{sign}HYPERLINK(1)": f"{sign}1+1", "amid": f"1\r{sign}1", "below": "-2"}
    [brought] = from_json(json.dumps(document).encode(), ())
    heading, row = csv.reader(to_csv([brought]).splitlines())
    assert not any(cell.startswith(sign) for cell in (*heading, *row))
    assert dict(zip(heading, row, strict=True))["below"] == "-2"
