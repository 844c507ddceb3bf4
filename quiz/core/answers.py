"""What a person chose, checked against one questionnaire."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from quiz.core.questionnaire import Question, Questionnaire

SKIP = "skip"


@dataclass(frozen=True)
class Answers:
    """Chosen values by statement id and chosen option ids by question id.

    `None` says "does not apply to me"; an id that is absent was not answered. Both are missing, never zero.
    """

    statements: Mapping[str, int | None] = field(default_factory=dict)
    context: Mapping[str, str | None] = field(default_factory=dict)

    def unanswered(self, questionnaire: Questionnaire) -> tuple[str, ...]:
        """Give the ids of statements that were neither answered nor skipped, in the order they are asked."""
        return tuple(s.id for s in questionnaire.statements if s.id not in self.statements)

    def private(self, questionnaire: Questionnaire) -> "Answers":
        """Give the answers to private questions alone."""
        return Answers(context={q.id: self.context[q.id] for q in questionnaire.questions if self._hides(q)})

    def without_private(self, questionnaire: Questionnaire) -> "Answers":
        """Give all answers but those to private questions."""
        hidden = self.private(questionnaire).context
        return Answers(self.statements, {id_: o for id_, o in self.context.items() if id_ not in hidden})

    def _hides(self, question: Question) -> bool:
        return question.private and question.id in self.context

    def after(self, earlier: "Answers") -> "Answers":
        """Add what was answered earlier; where both have an answer, the later one stays."""
        return Answers({**earlier.statements, **self.statements}, {**earlier.context, **self.context})

    def raw(self) -> dict[str, str]:
        """Give the answers as the texts that `read` takes."""
        chosen = {**self.statements, **self.context}
        return {id_: SKIP if value is None else str(value) for id_, value in chosen.items()}


def read(questionnaire: Questionnaire, raw: Mapping[str, str]) -> tuple[Answers, tuple[str, ...]]:
    """Read texts by statement or question id; an empty text is no answer, "skip" is a skipped one.

    Returns the answers that fit the questionnaire and the ids whose text does not. Ids it does not ask are passed over.
    """
    refused: list[str] = []
    values: dict[str, int | None] = {SKIP: None, **questionnaire.scale.values}
    statements: dict[str, int | None] = {}
    for statement in questionnaire.statements:
        text = raw.get(statement.id, "")
        if text in values:
            statements[statement.id] = values[text]
        elif text:
            refused.append(statement.id)
    context: dict[str, str | None] = {}
    for question in questionnaire.questions:
        text = raw.get(question.id, "")
        if text == SKIP:
            context[question.id] = None
        elif text in questionnaire.offered[question.id]:
            context[question.id] = text
        elif text:
            refused.append(question.id)
    return Answers(statements, context), tuple(refused)
