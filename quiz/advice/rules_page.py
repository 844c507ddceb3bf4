"""All rules of an advice book on one Markdown page, for reviewers who do not read code."""

from collections.abc import Iterator

from quiz.advice.book import AdviceBook, Course, Piece
from quiz.advice.choose import clashes
from quiz.advice.rule_words import RuleWords, join_words
from quiz.core.questionnaire import Questionnaire


def advice_page(questionnaire: Questionnaire, book: AdviceBook) -> str:
    """Return the page: how pieces are chosen, then every piece, signal, course and question."""
    words = RuleWords(questionnaire, book)
    parts = [
        _opening(questionnaire),
        "## Pieces",
        *(_piece(book, piece, words) for piece in book.pieces),
        "## Signals\n\nWhat the answers tell. One of the ways to come on is enough.",
        "\n".join(f"- **{signal.id}**: {words.conditions(signal.when)}." for signal in book.signals),
        "## Courses\n\nThe first one that fits is taken.",
        "\n".join(line for number, course in enumerate(book.courses, 1) for line in _course(number, course, words)),
        "## Questions\n\nWhat the rules ask about. An answer that was skipped is unknown: no rule holds by it.",
        "\n".join(f"- **{q.id}**{' (private)' if q.private else ''}: {q.text}" for q in questionnaire.questions),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _opening(questionnaire: Questionnaire) -> str:
    return f"""\
# {questionnaire.title}: who is shown which advice

Made from the advice file by `flask quiz advise --page`; edit the rules there, not here.

A reader's answers turn signals on. The first course that fits is taken. Each of its slots gives at most one piece: of
those called for and not muted, the one of the reader's highest theme, then the one listed first. A slot passes over a
piece that was given before, and one that never stands beside such a piece. Scores are 0-100; a theme with too few
answers has none."""


def _piece(book: AdviceBook, piece: Piece, words: RuleWords) -> str:
    beside = [f"{words.number[other.id]} ({other.title})" for other in clashes(piece, book.pieces)]
    places = [
        f"{course.id} ({'slot' if len(slots) == 1 else 'slots'} {join_words(slots, 'and')})"
        for course in book.courses
        if (slots := [str(number) for number, slot in enumerate(course.slots, 1) if piece.id in slot])
    ]
    lines = [
        f"### {words.number[piece.id]}. {piece.title}\n\n`{piece.id}`: {piece.who}, {piece.role}\n",
        f"- Shown when: {words.conditions(piece.when) or 'never'}.",
        f"- Not when: {words.conditions(piece.unless)}." if piece.unless else "- Nothing mutes it.",
        *([f"- Never beside: {join_words(beside, 'or')}."] if beside else []),
        f"- In the courses: {join_words(places, 'and') or 'none'}.",
    ]
    return "\n".join(lines)


def _course(number: int, course: Course, words: RuleWords) -> Iterator[str]:
    when = f"when {words.conditions(course.when)}" if course.when else "for everybody else"
    first = " The support lines come first." if course.support_first else ""
    yield f"{number}. **{course.id}**: {when}. At most {course.most} pieces.{first}"
    for place, slot in enumerate(course.slots, 1):
        yield f"   - Slot {place}: {', '.join(str(words.number[id_]) for id_ in slot)}"
