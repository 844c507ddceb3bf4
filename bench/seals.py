"""Tries to open thousands of altered, cut, swapped and replayed seals: of kept results, and of cookies."""

from datetime import UTC, datetime

from figures import Figure, conclude
from phone import questionnaire, sheet

from quiz.core.answers import parse_answers
from quiz.journal.serialization import to_text
from quiz.progress.history import SavedResult
from tests.journal.forgeries import forge_cookies, forge_results


def main() -> None:
    """Try them all."""
    quiz = questionnaire()
    answers, _ = parse_answers(quiz, sheet(quiz, 12345))
    results = forge_results(
        to_text(SavedResult.from_answers("0" * 32, datetime(2026, 11, 23, 12, tzinfo=UTC), quiz, answers)).encode()
    )
    cookies = forge_cookies()
    print(f"results: {results.opened} of {results.tried} opened; cookies: {cookies.opened} of {cookies.tried} opened")
    opened, tried = results.opened + cookies.opened, results.tried + cookies.tried
    what = "altered, cut, swapped or replayed seals accepted"
    conclude(Figure("7", what, "0", f"{opened} of {tried}", ok=not opened))


if __name__ == "__main__":
    main()
