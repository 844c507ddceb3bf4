"""The attempts that a session must remember: two drafts and two results, of even and of odd numbers."""

from dataclasses import dataclass, field, replace

from tests.web.model.server import RawAnswers, Result


@dataclass
class Attempt:
    """An attempt: the number and the tag in its id, and the answers of its draft or its result."""

    number: int
    tag: str
    answers: RawAnswers
    result: Result = field(default_factory=lambda: Result({}))


@dataclass
class Attempts:
    """Drafts and results by the place that they have, which is 0 or 1."""

    drafts: dict[int, Attempt] = field(default_factory=dict)
    results: dict[int, Attempt] = field(default_factory=dict)

    @property
    def newest_draft(self) -> Attempt | None:
        """The draft that the quiz shows without being told."""
        return max(self.drafts.values(), key=lambda draft: draft.number, default=None)

    @property
    def newest_result(self) -> Attempt | None:
        """The result that is shown without being told."""
        return max(self.results.values(), key=lambda result: result.number, default=None)

    def result(self, id_: str) -> Attempt | None:
        """Return the finished attempt with an id."""
        return _find(self.results, id_)

    def draft(self, id_: str) -> Attempt | None:
        """Return the draft with an id. One that is finished begins again, if no other answers are in its place."""
        draft, result = _find(self.drafts, id_), self.result(id_)
        other = self.drafts.get(result.number % 2) if result else None
        if draft is None and result and (other is None or not other.answers):
            self.drafts.pop(result.number % 2, None)
            return self._begin(result.number, result.tag, result.answers)
        return draft

    def shown(self, id_: str, of: str) -> Attempt:
        """Return the draft that a quiz page shows, when `of` was asked for: it says that it has the id `id_`."""
        draft = (of and self.draft(of)) or self.newest_draft or self._begin(self._next, _split(id_)[1])
        assert id_ == f"{draft.number}-{draft.tag}"
        return draft

    def sent(self, id_: str) -> Attempt:
        """Return the draft that takes the answers of a page with an id; never at the cost of another draft."""
        number, tag = _split(id_)
        is_older = number < self._next - 1 and number not in self._numbers
        return self.draft(id_) or self._begin(number if is_older else self._next, tag)

    def check_refused(self, id_: str) -> None:
        """Check that answers were refused for the sake of another attempt."""
        number, _ = _split(id_)
        assert not self.draft(id_)
        assert any(place in self.drafts or place in self.results for place in {number % 2, self._next % 2})

    def start_over(self, id_: str) -> None:
        """Forget all drafts, and begin the newest attempt of all; the page says that it has the id `id_`."""
        number, tag = _split(id_)
        assert number == self._next
        self.drafts = {}
        self._begin(number, tag)

    def finish(self, draft: Attempt, answers: RawAnswers) -> None:
        """Remember a result with the answers that pages show. It is the same one as before if they are the same."""
        before = self.results.get(draft.number % 2)
        assert before is None or before.number <= draft.number
        is_same = before and before.tag == draft.tag and before.result.answers == answers
        result = before.result if before and is_same else Result(answers)
        self.results[draft.number % 2] = replace(draft, result=result)

    @property
    def _numbers(self) -> set[int]:
        return {attempt.number for attempt in (*self.drafts.values(), *self.results.values())}

    @property
    def _next(self) -> int:
        return max(self._numbers, default=0) + 1

    def _begin(self, number: int, tag: str, answers: RawAnswers | None = None) -> Attempt:
        assert number % 2 not in self.drafts
        begun = self.drafts[number % 2] = Attempt(number, tag, dict(answers or {}))
        return begun


def _split(id_: str) -> tuple[int, str]:
    number, _, tag = id_.partition("-")
    return int(number), tag


def _find(attempts: dict[int, Attempt], id_: str) -> Attempt | None:
    tag = _split(id_)[1]
    return next((attempt for attempt in attempts.values() if attempt.tag == tag), None)
