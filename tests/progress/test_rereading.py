"""A saved result can be read again in the words it was answered in, whatever was edited since."""

from dataclasses import replace
from datetime import UTC, datetime

from quiz.core.answers import parse_answers
from quiz.core.question import Option
from quiz.core.questionnaire import Questionnaire
from quiz.core.wording import chosen_variant
from quiz.journal.export_import import from_json, to_json
from quiz.progress.history import SavedResult
from tests.journal import version_1
from tests.journal.written import read_back, written

ID = "0123456789abcdef" * 2


def answered(questionnaire: Questionnaire) -> SavedResult:
    """Return a result with the last answer to every question."""
    raw = {statement.id: "3" for statement in questionnaire.statements}
    raw |= {id_: options[-1] for id_, options in questionnaire.option_ids.items()}
    answers, refused = parse_answers(questionnaire, raw)
    assert not refused
    return SavedResult.from_answers(ID, datetime(2026, 1, 1, tzinfo=UTC), questionnaire, answers)


def edited(questionnaire: Questionnaire) -> Questionnaire:
    """Return a questionnaire with other words everywhere."""
    return replace(
        questionnaire,
        scale=replace(questionnaire.scale, prompt="Now?", variants=()),
        statements=tuple(replace(statement, text="Edited.") for statement in questionnaire.statements),
        questions=tuple(replace(question, text="Edited?", variants=()) for question in questionnaire.questions),
        options={
            name: tuple(Option(option.id, "Edited") for option in options)
            for name, options in questionnaire.options.items()
        },
    )


def test_every_statement_question_and_option_keeps_its_words(questionnaire: Questionnaire) -> None:
    stored = read_back(answered(questionnaire))
    read = stored.as_read(edited(questionnaire))
    assert read.statements == questionnaire.statements
    assert read.scale == questionnaire.scale
    assert read.questions == tuple(question for question in questionnaire.questions if not question.private)
    assert all(read.options[question.options] == questionnaire.options[question.options] for question in read.questions)
    chosen = chosen_variant(read.scale.variants, stored.answers.context)
    assert chosen and chosen.text == "In your last 4 weeks together, how often?"


def test_an_export_carries_the_words_to_another_installation(questionnaire: Questionnaire) -> None:
    saved = answered(questionnaire)
    [found] = from_json(to_json([saved]).encode(), ())
    assert found == saved
    assert found.as_read(edited(questionnaire)) == saved.questionnaire


def test_no_private_question_is_kept(questionnaire: Questionnaire) -> None:
    text = written(answered(questionnaire)).decode()
    private = [question for question in questionnaire.questions if question.private]
    assert len(private) == 3
    assert not any(question.id in text or question.text in text for question in private)
    assert not any(variant.text in text for question in private for variant in question.variants)


def test_a_result_of_version_1_is_read_with_the_questions_of_today(questionnaire: Questionnaire) -> None:
    saved = from_json(version_1.FILE, questionnaire.private_option_ids)[0]
    assert not saved.questionnaire.questions
    read = saved.as_read(questionnaire)
    assert read.statements == saved.questionnaire.statements
    assert [question.id for question in read.questions] == [
        question.id for question in questionnaire.questions if not question.private
    ]
    assert parse_answers(read, saved.raw)[0].context == version_1.CONTEXT
    assert read.scale == saved.questionnaire.scale


def test_a_result_saved_before_questions_were_kept_has_the_wordings_of_its_prompt(questionnaire: Questionnaire) -> None:
    saved = answered(questionnaire)
    bare = replace(saved.questionnaire.scale, variants=())
    before = replace(saved, questionnaire=replace(saved.questionnaire, scale=bare, questions=(), options={}))
    assert before.as_read(questionnaire) == saved.questionnaire
    assert before.as_read(edited(questionnaire)).scale == bare
