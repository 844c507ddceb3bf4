"""What the session stores about an attempt is a list without names, so two versions must not read each other's."""

from dataclasses import fields

from quiz.web.attempt.stored_attempts import StoredDraft, StoredResult
from quiz.web.security.encryption import FORMAT


def test_what_is_stored_changes_only_together_with_the_format_of_tokens() -> None:
    # If this fails, change FORMAT too: else an open session would be read wrongly, or answered with an error.
    stored = {kind: [field.name for field in fields(kind)] for kind in (StoredDraft, StoredResult)}
    assert stored == {
        StoredDraft: ["number", "tag", "began", "answers", "count", "recovered", "review"],
        StoredResult: ["number", "tag", "result_id", "answers", "finished_at", "seconds", "language", "count"],
    }
    assert FORMAT == "tokens 2"
