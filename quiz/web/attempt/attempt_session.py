"""The attempts at the quiz as the session remembers them: the answers so far, and those of a result.

A page carries the id of the attempt that it is about, so that of two tabs each acts on its own.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Literal

from quiz.core.answers import Answers, parse_answers
from quiz.progress.history import SavedResult
from quiz.web.attempt.stored_attempts import StoredAttempt, StoredDraft, StoredResult, parse_id
from quiz.web.rendering.formats import local_day
from quiz.web.services import now, services

KINDS: dict[str, type[StoredAttempt]] = {"draft": StoredDraft, "result": StoredResult}


class AttemptReplaced(Exception):
    """The attempt is not in the session, and others have its place."""


@dataclass(frozen=True)
class FinishedAttempt:
    """The answers of a finished attempt, and how many seconds it took; `None` when its start is unknown.

    `attempt` is its id on pages, and `result_id` the one under which a journal saves it: 32 hexadecimal digits.
    `finished_at` is in seconds since the epoch, `language` the code of the language that the statements were in.
    """

    attempt: str
    result_id: str
    answers: Answers
    finished_at: float
    seconds: float | None
    language: str

    @property
    def day(self) -> date:
        """The server's local date on which it was finished."""
        return local_day(self.finished_at)

    def to_saved_result(self) -> SavedResult:
        """Return it as a journal would save it."""
        moment = datetime.fromtimestamp(self.finished_at, UTC)
        return SavedResult.from_answers(self.result_id, moment, services().untranslated, self.answers, self.language)


def start(attempt: str = "") -> str:
    """Return the id of an attempt that the session has, else of the newest one, begun now if there is none."""
    named = attempt and (StoredDraft.find(attempt) or _reopen(attempt))
    return (named or StoredDraft.newest() or _begin()).id


def start_over() -> None:
    """Begin a fresh attempt, and drop the draft of the one before; its result stays until the next one is there."""
    StoredDraft.drop(_begin().number - 1)


def resolve(attempt: str) -> str:
    """Return the id of the attempt that a form from a page with this id is about; the newest one's if it has none.

    The session has a draft of it afterward. A finished attempt begins again with the answers of its result, one that
    the session lost begins blank. Raises AttemptReplaced if another attempt would lose its draft or its result.
    """
    parsed = parse_id(attempt)
    if parsed is None:
        return (StoredDraft.newest() or StoredDraft(_next_number(), _new_tag()).store()).id
    return (StoredDraft.find(attempt) or _reopen(attempt) or _adopt(*parsed)).id


def draft(attempt: str = "") -> Answers:
    """Return the answers so far of an attempt, or of the newest one."""
    found = StoredDraft.find(attempt)
    return _decode(found.answers) if found else Answers()


def save_draft(attempt: str, answers: Answers) -> None:
    """Remember the answers so far. Counts how often, so that a cookie is set even if nothing changed.

    Otherwise whether the last draft brought private answers would show.
    """
    found = _draft(attempt)
    replace(found, answers=services().answer_codec.encode(answers.raw()), count=found.count + 1).store()


def is_under_way() -> bool:
    """Return whether there are answers that no result shows yet."""
    answers, result = draft(), finished()
    return answers != Answers() and (result is None or answers != result.answers)


def recover(attempt: str, answers: Answers) -> None:
    """Remember answers that came without the session they were given in; the next quiz page says so."""
    save_draft(attempt, answers)
    replace(_draft(attempt), recovered=True).store()


def pop_recovered(attempt: str) -> bool:
    """Return whether the answers came without their session, and forget it."""
    found = _draft(attempt)
    if found.recovered:
        replace(found, recovered=False).store()
    return found.recovered


def ask_for_review(attempt: str, refused: Sequence[str]) -> None:
    """Note that the quiz was sent with statements left open, or with answers (by id) that were never offered."""
    replace(_draft(attempt), review=list(refused)).store()


def items_to_review(attempt: str, answers: Answers) -> tuple[Sequence[str], Sequence[str]] | None:
    """Return the ids of unanswered statements and of refused answers; `None` unless a review was asked for."""
    refused = _draft(attempt).review
    if refused is None:
        return None
    return [id_ for id_ in answers.unanswered(services().questionnaire) if id_ not in refused], refused


def finish(attempt: str, answers: Answers) -> None:
    """Remember the answers as finished. Sending the answers of a result again, unchanged, makes no new result."""
    save_draft(attempt, answers)
    done = replace(_draft(attempt), review=None).store()
    quiz, earlier = services().questionnaire, StoredResult.find(attempt)
    if earlier and _decode(earlier.answers).without_private(quiz) == answers.without_private(quiz):
        replace(earlier, answers=done.answers, count=done.count).store()
        return
    moment = round(now())
    StoredResult(
        number=done.number,
        tag=done.tag,
        result_id=secrets.token_bytes(16),
        answers=done.answers,
        finished_at=moment,
        seconds=None if done.began is None else moment - done.began,
        language=quiz.language if quiz.language != services().untranslated.language else None,
        count=done.count,
    ).store()


def finished(attempt: str = "") -> FinishedAttempt | None:
    """Return a finished attempt, or the newest one; `None` if it is not in the session."""
    found = StoredResult.find(attempt)
    if found is None:
        return None
    return FinishedAttempt(
        attempt=found.id,
        result_id=found.result_id.hex(),
        answers=_decode(found.answers),
        finished_at=found.finished_at,
        seconds=found.seconds,
        language=found.language or services().untranslated.language,
    )


def to_saved_result(attempt: str = "") -> SavedResult | None:
    """Return a finished attempt, or the newest one, as a journal would save it."""
    found = finished(attempt)
    return found.to_saved_result() if found else None


def newest(kind: Literal["draft", "result"]) -> str:
    """Return the id of the newest attempt with a draft or a result; empty if there is none."""
    found = KINDS[kind].newest()
    return found.id if found else ""


def unless_newest(kind: Literal["draft", "result"], attempt: str) -> str | None:
    """Return the id of an attempt for the address of a page; `None` if the page shows it without being told.

    `kind` is "draft" for the quiz page, "result" for a result.
    """
    return attempt if newest(kind) not in ("", attempt) else None


def _begin() -> StoredDraft:
    """Begin an attempt now, as the newest one."""
    return StoredDraft(_next_number(), _new_tag(), began=round(now())).store()


def _reopen(attempt: str) -> StoredDraft | None:
    """Begin a finished attempt again, with its answers; `None` if its result is gone, or others are in its slot."""
    result = StoredResult.find(attempt)
    other = StoredDraft.in_slot_of(result.number) if result else None
    if result is None or (other and _decode(other.answers) != Answers()):
        return None
    return StoredDraft(result.number, result.tag, answers=result.answers, count=result.count).store()


def _adopt(number: int, tag: bytes) -> StoredDraft:
    """Begin an attempt whose page is open and whose draft the session hasn't.

    A page of another session, which ended, gets a number of this one, so that the answers of two attempts are never
    mixed. Raises AttemptReplaced.
    """
    numbers = _numbers()
    is_of_another_session = number in numbers or number > max(numbers, default=0)
    if is_of_another_session:
        number = _next_number()
    draft, result = StoredDraft.in_slot_of(number), StoredResult.in_slot_of(number)
    replaces_result = result and (is_of_another_session or result.number >= number)
    is_finished = any(stored.tag == tag for stored in StoredResult.all())
    if draft or replaces_result or is_finished:
        raise AttemptReplaced
    return StoredDraft(number, tag).store()


def _draft(attempt: str) -> StoredDraft:
    """Return the draft of an attempt whose id `start` or `resolve` returned."""
    found = StoredDraft.find(attempt)
    if found is None:
        raise KeyError(attempt)
    return found


def _numbers() -> set[int]:
    return {stored.number for stored in (*StoredDraft.all(), *StoredResult.all())}


def _next_number() -> int:
    return max(_numbers(), default=0) + 1


def _new_tag() -> bytes:
    return secrets.token_bytes(4)


def _decode(encoded: bytes) -> Answers:
    return parse_answers(services().questionnaire, services().answer_codec.decode(encoded))[0]
