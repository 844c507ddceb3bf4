"""An export can be imported again, here or elsewhere, without loss; CSV files are safe to open."""

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
from quiz.core.questionnaire import Questionnaire
from quiz.core.scale import ScalePoint
from quiz.journal.csv_export import to_csv
from quiz.journal.export_import import InvalidExport, from_json, to_json
from quiz.journal.store import Journals
from quiz.progress.history import SavedResult, oldest_first
from quiz.progress.remarks import Remarks, clean_note
from tests import strategies
from tests.journal.samples import Samples, new_key
from tests.journal.written import read_back, written

ID = "0123456789abcdef" * 2
times = st.datetimes(datetime(2000, 1, 2), datetime(2999, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001 the zone follows


def export(samples: Samples, **changed: object) -> dict[str, Any]:
    """Return the export of one result as JSON values, with some keys of the result changed."""
    whole: dict[str, Any] = json.loads(to_json([samples.result(0, ID)]))
    whole["results"][0] |= changed
    return whole


def read(whole: object) -> tuple[SavedResult, ...]:
    return from_json(json.dumps(whole).encode(), ())


@st.composite
def result_lists(draw: st.DrawFn) -> tuple[SavedResult, ...]:
    """Draw results of several questionnaires, in order."""
    drawn = draw(
        st.lists(
            st.tuples(strategies.answered_questionnaires(), times, st.integers(0, 2**128 - 1)),
            max_size=4,
            unique_by=lambda t: t[2],
        )
    )
    return oldest_first([SavedResult.from_answers(f"{number:032x}", at, *answered) for answered, at, number in drawn])


@given(strategies.answered_questionnaires(), times)
def test_deserializing_returns_what_was_serialized(answered: tuple[Questionnaire, Answers], at: datetime) -> None:
    saved = SavedResult.from_answers(ID, at, *answered)
    found = read_back(saved)
    assert found == saved
    assert found.answers == answered[1]
    assert found.profile == saved.profile


@settings(max_examples=25)
@given(result_lists())
def test_importing_an_export_and_exporting_it_again_returns_the_same_bytes(results: tuple[SavedResult, ...]) -> None:
    text = to_json(results)
    found = from_json(text.encode(), ())
    assert found == results
    assert to_json(found) == text
    assert to_csv(found) == to_csv(results)


def test_a_journal_can_be_moved_to_another_one_by_export_and_import(journals: Journals, samples: Samples) -> None:
    scale = samples.questionnaire.scale
    taller = replace(
        samples.questionnaire, scale=replace(scale, points=(*scale.points, ScalePoint(9, "more than that")))
    )
    access = journals.create(new_key(), [*samples.results(3), Samples(taller).result(4)])
    text = to_json(journals.entries(access).results)
    other = journals.create(new_key(), from_json(text.encode(), ()))
    journals.add_results(other, from_json(text.encode(), ()))
    assert to_json(journals.entries(other).results) == text


def test_an_id_that_occurs_twice_in_one_file_is_saved_once(journals: Journals, samples: Samples) -> None:
    whole = export(samples)
    whole["results"].append(export(samples, answers={})["results"][0])
    access = journals.create(new_key(), read(whole))
    assert journals.entries(access).results == (samples.result(0, ID),)


def test_two_questionnaires_that_differ_in_words_alone_stay_apart(samples: Samples) -> None:
    quiz = samples.questionnaire
    worded = replace(quiz, title="Other")
    assert worded.fingerprint == quiz.fingerprint
    both = (samples.result(0), Samples(worded).result(1), samples.result(2))
    found = from_json(to_json(both).encode(), ())
    assert [saved.questionnaire.title for saved in found] == [quiz.title, "Other", quiz.title]


def test_answers_to_private_questions_in_an_edited_file_are_ignored(samples: Samples) -> None:
    [hidden, *_] = samples.questionnaire.private_option_ids
    whole = export(samples)
    whole["results"][0]["answers"][hidden] = samples.questionnaire.private_option_ids[hidden][0]
    [found] = from_json(json.dumps(whole).encode(), samples.questionnaire.private_option_ids)
    assert hidden not in found.raw
    assert found == samples.result(0, ID)


def test_private_answers_are_in_no_saved_result(samples: Samples) -> None:
    quiz = samples.questionnaire
    context = {question.id: quiz.options[question.options][0].id for question in quiz.questions}
    assert quiz.private_option_ids
    saved = SavedResult.from_answers(ID, datetime(2026, 1, 1, tzinfo=UTC), quiz, Answers({}, context))
    for text in (written(saved).decode(), to_json([saved]), to_csv([saved])):
        assert not any(f'"{id_}"' in text or f",{id_}" in text for id_ in quiz.private_option_ids)
    assert saved.raw.keys() == context.keys() - quiz.private_option_ids.keys()


@pytest.mark.parametrize("hours", [-12, -5, 0, 5, 14])
@pytest.mark.parametrize("year", [2000, 2026, 2999])
def test_a_time_in_any_zone_is_saved_as_the_same_moment_and_can_be_exported_again(
    samples: Samples, hours: int, year: int
) -> None:
    for month, day, hour in ((1, 1, 0), (12, 31, 23)):
        moment = datetime(year, month, day, hour, 30, tzinfo=timezone(timedelta(hours=hours)))
        try:
            found = read(export(samples, taken=moment.isoformat()))
        except InvalidExport:
            assert moment.astimezone(UTC).year not in range(2000, 3000)
            continue
        assert [saved.finished_at for saved in found] == [moment]
        assert from_json(to_json(found).encode(), ()) == found


def test_an_export_carries_note_step_outcome_and_relationship(samples: Samples) -> None:
    saved = samples.remarked(3, ID)
    whole = json.loads(to_json([saved, samples.result(4)]))
    assert whole["version"] == 2
    first, second = whole["results"]
    assert (
        first
        | {
            "note": "We talked on the bridge, number 3.\nShe listened. \U0001f327",
            "step": "Count to 3.",
            "outcome": "a_little",
            "relationship": "different",
        }
        == first
    )
    assert second.keys() == {"id", "taken", "questionnaire", "answers"}
    assert read(whole)[0] == saved


def test_a_note_from_an_edited_file_is_stored_like_one_that_was_typed(samples: Samples) -> None:
    [found] = read(export(samples, note="one\r\ntwo\0 \r\n", outcome=None))
    assert found.remarks == Remarks("one\ntwo")


@pytest.mark.parametrize("text", ["a" * 500, "\U0001f1ee\U0001f1f3" * 500, "a\r\n" * 250])
def test_the_longest_note_can_be_imported(samples: Samples, text: str) -> None:
    assert read(export(samples, note=text))[0].remarks.note == clean_note(text)


def test_a_file_that_an_editor_saved_with_a_byte_order_mark_can_be_imported(samples: Samples) -> None:
    assert from_json(b"\xef\xbb\xbf" + to_json([samples.result(0, ID)]).encode(), ()) == (samples.result(0, ID),)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "nothing"),
        (b" \n", "nothing"),
        (b"PK\x03\x04more", "archive"),
        (b"\x1f\x8bmore", "archive"),
        (to_json([]).encode("utf-16"), "utf-16"),
        (to_json([]).encode("utf-16-be"), "utf-16"),
        (to_csv([]).encode(), "table"),
        (b"\xef\xbb\xbftaken;note;step\n", "table"),
        (b"a,b,c", "table"),
        (b"Dear diary, nothing happened.", ""),
        (b'{"format": "diary", "a": 1, "b": 2}', ""),
        (b"[1, 2, 3]", ""),
        (b"\x89PNG\r\n", ""),
    ],
)
def test_a_file_that_is_something_else_is_told_apart(content: bytes, kind: str) -> None:
    with pytest.raises(InvalidExport) as caught:
        from_json(content, ())
    assert caught.value.kind == kind


def test_the_table_has_a_row_for_each_result_and_a_column_for_each_answer(samples: Samples) -> None:
    both = samples.results(2)
    rows = list(csv.DictReader(io.StringIO(to_csv(both))))
    assert [row["taken"] for row in rows] == [saved.finished_at.isoformat() for saved in both]
    for row, saved in zip(rows, both, strict=True):
        assert {id_: row[id_] for id_ in saved.raw} == saved.raw
        for score in saved.profile.themes:
            assert score.score is not None
            assert float(row[score.theme.id]) == pytest.approx(float(score.score))
    assert to_csv([]) == "taken,note,step,outcome\n"


def test_the_table_has_note_step_and_outcome(samples: Samples) -> None:
    first, second = csv.DictReader(io.StringIO(to_csv([samples.remarked(3), samples.result(4)])))
    names = ("note", "step", "outcome")
    assert [first[name] for name in names] == [
        "We talked on the bridge, number 3. She listened. \U0001f327",
        "Count to 3.",
        "a_little",
    ]
    assert [second[name] for name in names] == ["", "", ""]


@pytest.mark.parametrize("sign", ["=", "+", "@", "\t=", "\r=", "\n=", "\0=", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
def test_no_answer_in_an_edited_file_runs_in_a_spreadsheet(samples: Samples, sign: str) -> None:
    saved = samples.result()
    document = json.loads(to_json([saved]))
    document["results"][0] |= {"note": f" {sign}1+1", "step": f"{sign}1"}
    # An id with one of these control characters is refused.
    bands = [{"id": sign.strip("\r\0") + "1", "low": 0, "high": 100, "words": "All"}]
    next(iter(document["questionnaires"].values()))["bands"] = bands
    document["results"][0]["answers"] |= {f"{sign}HYPERLINK(1)": f"{sign}1+1", "amid": f"1\r{sign}1", "below": "-2"}
    [brought] = from_json(json.dumps(document).encode(), ())
    heading, row = csv.reader(to_csv([brought]).splitlines())
    assert not any(cell.lstrip().startswith(sign) for cell in (*heading, *row))
    assert dict(zip(heading, row, strict=True))["below"] == "-2"
