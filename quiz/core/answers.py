"""A person's answers, checked against one questionnaire."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from quiz.core.questionnaire import Questionnaire

SKIP = "skip"


@dataclass(frozen=True)
class Answers:
    """Chosen values by statement id and chosen option ids by question id.

    `None` means "does not apply to me"; an absent id was not answered. Both count as missing, never as zero.
    """

    statements: Mapping[str, int | None] = field(default_factory=dict)
    context: Mapping[str, str | None] = field(default_factory=dict)

    def unanswered(self, questionnaire: Questionnaire) -> tuple[str, ...]:
        """Return the ids of statements that were neither answered nor skipped, in the order they are asked."""
        return tuple(s.id for s in questionnaire.statements if s.id not in self.statements)

    def private(self, questionnaire: Questionnaire) -> "Answers":
        """Return only the answers to private questions."""
        private = questionnaire.private_option_ids
        return Answers(context={id_: self.context[id_] for id_ in private if id_ in self.context})

    def without_private(self, questionnaire: Questionnaire) -> "Answers":
        """Return all answers except those to private questions."""
        private = questionnaire.private_option_ids
        return Answers(self.statements, {id_: option for id_, option in self.context.items() if id_ not in private})

    def after(self, earlier: "Answers") -> "Answers":
        """Return these answers with `earlier` ones filled in; where both have an answer, this one is used."""
        return Answers({**earlier.statements, **self.statements}, {**earlier.context, **self.context})

    def raw(self) -> dict[str, str]:
        """Return the answers as texts by id, the input of `parse_answers`."""
        chosen = {**self.statements, **self.context}
        return {id_: SKIP if value is None else str(value) for id_, value in chosen.items()}


def offered_answers(questionnaire: Questionnaire) -> dict[str, tuple[str, ...]]:
    """Return all answers that each statement and question offers, as texts by id."""
    statements = {one.id: (*questionnaire.scale_of(one).values, SKIP) for one in questionnaire.statements}
    return {**statements, **{id_: (*options, SKIP) for id_, options in questionnaire.option_ids.items()}}


def parse_answers(questionnaire: Questionnaire, raw: Mapping[str, str]) -> tuple[Answers, tuple[str, ...]]:
    """Parse texts by statement or question id; an empty text is no answer, "skip" is a skipped one.

    Returns the valid answers and the ids whose text is invalid. Ids that the questionnaire does not ask are ignored.
    """
    invalid: list[str] = []
    statements: dict[str, int | None] = {}
    for statement in questionnaire.statements:
        text, values = raw.get(statement.id, ""), questionnaire.scale_of(statement).values
        if text in values or text == SKIP:
            statements[statement.id] = values.get(text)
        elif text:
            invalid.append(statement.id)
    context: dict[str, str | None] = {}
    for question in questionnaire.questions:
        text = raw.get(question.id, "")
        if text == SKIP:
            context[question.id] = None
        elif text in questionnaire.option_ids[question.id]:
            context[question.id] = text
        elif text:
            invalid.append(question.id)
    return Answers(statements, context), tuple(invalid)
