"""Times and counts that pages promise, from the code that enforces them."""

from quiz.journal.entries import MAX_JOURNAL_RESULTS
from quiz.journal.passphrase import PASSPHRASE_WORDS
from quiz.progress.remarks import MAX_NOTE_CHARACTERS
from quiz.web.journal.comparison import RECENT_INTERVAL
from quiz.web.journal.journal_session import IDLE_TIMEOUT
from quiz.web.journal.remember_cookie import REMEMBER_IDLE_TIMEOUT
from quiz.web.security.encrypted_session import MAX_SESSION_AGE, SESSION_LIFETIME

DAYS_PER_WEEK = 7
SECONDS_PER_MINUTE = 60

LIMITS = {
    "answer_days": SESSION_LIFETIME.days,
    "attempt_days": MAX_SESSION_AGE.days,
    "journal_minutes": IDLE_TIMEOUT.seconds // SECONDS_PER_MINUTE,
    "remember_weeks": REMEMBER_IDLE_TIMEOUT.days // DAYS_PER_WEEK,
    "retake_weeks": RECENT_INTERVAL.days // DAYS_PER_WEEK,
    "note_characters": MAX_NOTE_CHARACTERS,
    "journal_results": MAX_JOURNAL_RESULTS,
    "passphrase_words": PASSPHRASE_WORDS,
}
"""The template global `limits`: days since the last change and in all until answers expire, minutes without use until a
journal locks, weeks without a visit until a device forgets it, weeks between two results, and sizes."""
