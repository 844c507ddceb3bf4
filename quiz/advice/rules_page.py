"""All rules of an advice book on one Markdown page, for reviewers who do not read code."""

from collections.abc import Iterator

from quiz.advice.book import AdviceBook, Groups, Part, Piece
from quiz.advice.choose import clashes
from quiz.advice.rule_words import RuleWords, join_words
from quiz.core.questionnaire import Questionnaire


def advice_page(questionnaire: Questionnaire, book: AdviceBook) -> str:
    """Return the page as Markdown: how pieces are chosen, then every piece, signal, mute and question."""
    words = RuleWords(questionnaire, book)
    paper = join_words(book.not_on_paper, "or")
    parts = [
        _opening(questionnaire, book),
        "## Order",
        "\n".join(
            [
                f"- **Theme cards**: up to {book.base.theme_cards}, for leading themes, highest score first.",
                f"- **Situation card**, the first that fits of: {_groups(book.base.situations, words)}."
                + (f" On paper it depends on no answer on {paper}." if paper else ""),
                f"- **Closer**: {_groups(book.base.closers, words)}.",
                f"- **Extra cards**, the first {book.extras.most} that fit of: {_groups(book.extras.pieces, words)}.",
                f"- **Support lines before the advice**: {words.conditions(book.support_first) or 'never'}.",
                f"- **Positive answers on the screen**: {words.conditions(book.reflect_positives) or 'never'}."
                + (" Muted as `eases_doubt` is." if book.reflect_positives else ""),
            ]
        ),
        "## Pieces",
        *(_piece(book, piece, words) for piece in book.pieces),
        "## Signals\n\nWhat the answers tell. One of the ways to come on is enough.",
        "\n".join(f"- **{signal.id}**: {words.conditions(signal.when)}." for signal in book.signals),
        "## Mutes\n\nTexts with these tags are left out for some readers.",
        "\n".join(f"- **{mute.tag}**: {words.conditions(mute.when)}." for mute in book.mutes),
        "## Questions\n\nWhat the rules ask about. An answer that was skipped is unknown: no rule holds by it.",
        "\n".join(f"- **{q.id}**{' (private)' if q.private else ''}: {q.text}" for q in questionnaire.questions),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _scores(book: AdviceBook) -> str:
    return "Scores are 0-100" if book.unit in {None, "pomp"} else f"Scores are {book.unit}s"


def _opening(questionnaire: Questionnaire, book: AdviceBook) -> str:
    return f"""\
# {questionnaire.title}: who is shown which advice

Made from the advice file by `flask quiz advise --page`; edit the rules there, not here.

Base parts are worded for anyone. They are shown on the screen, in saved results and on paper, and no private answer
changes them. Extra parts are shown on the screen only: below the base part of the same piece, or as a card of their
own. Equal pieces and equal scores take turns every four weeks. {_scores(book)}; a theme with too few answers has
none. The list of all ideas is open to anyone: it has base paragraphs, or a text of its own."""


def _groups(groups: Groups, words: RuleWords) -> str:
    """List groups in order of precedence, with "or" between the equal pieces of a group."""
    return ", then ".join(join_words([words.name(id_) for id_ in group], "or") for group in groups) or "none"


def _piece(book: AdviceBook, piece: Piece, words: RuleWords) -> str:
    beside = [f"{words.name(other.id)} ({other.title})" for other in clashes(piece, book.pieces)]
    lines = [
        f"### {words.number[piece.id]}. {piece.title}\n\n`{piece.id}`: {piece.who}, {piece.role}\n",
        *(_part("Base", piece.base, words) if piece.base else []),
        *(_part("Extra", piece.extra, words) if piece.extra else []),
        *([f"- Never beside: {join_words(beside, 'or')}."] if beside else []),
        *([f"- In the list of all ideas: {piece.idea}"] if piece.idea else []),
        *([f"- When it does not fit: {piece.not_for}"] if piece.not_for else []),
    ]
    return "\n".join(lines)


def _part(name: str, part: Part, words: RuleWords) -> Iterator[str]:
    yield f"- {name}: {words.conditions(part.when) or 'never'}."
    if part.unless:
        yield f"  - Not when: {words.conditions(part.unless)}."
    for label, texts in (("", part.paragraphs), ("Step: ", part.steps)):
        for text in texts:
            yield f"  - {_marks(text.tags, ours=text.ours)}{label}{text.text}"
            if text.when:
                yield f"    - Only when: {words.conditions(text.when)}."
            if text.unless:
                yield f"    - Not when: {words.conditions(text.unless)}."


def _marks(tags: tuple[str, ...], *, ours: bool) -> str:
    marks = [*(f"`{tag}`" for tag in tags), *(["from us"] if ours else [])]
    return f"({', '.join(marks)}) " if marks else ""
