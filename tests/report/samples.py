"""Sample reports."""

from dataclasses import replace
from datetime import date
from typing import Any

from quiz.core.helplines import Directory
from quiz.report.model import (
    AdviceSection,
    AnswerLine,
    Appendix,
    ChangeSection,
    PaperWords,
    Report,
    ScoreLine,
    SupportSection,
    ThemeAnswers,
    ThemeInWords,
)

LONG = " ".join(f"Word {number} of a very long piece of advice." for number in range(400))

WORDS = PaperWords(
    page_number="{number} of {total}",
    quoted="“{text}”",
    theme_label="{theme}:",
    place="{name}, {address}: {serves}",
    list_separator=",",
    profile_heading="Your profile",
    step_heading="One small step",
    step_label="A small step:",
    reasons_label="Why you’re seeing this:",
    note_heading="My note",
    questions_heading="Questions to bring along",
    writing_heading="Room to write",
    support_heading="Someone to talk to",
    unreviewed="",
    reading_heading="How to read these scores",
    reflection="For reflection. Steady doesn’t diagnose anything.",
    history_heading="Over time",
    answers_heading="All answers",
    context_heading="Other questions",
    about_column="What it’s about",
    band_column="In words",
    margin_column="Give or take",
    date_column="Date",
    answer_column="Answer",
    reversed_mark="(scored in reverse)",
)

PLAIN = Report(
    name="Steady",
    color="#0072b2",
    logo=b"",
    paper="a4",
    language="en",
    dense=False,
    direction="ltr",
    words=WORDS,
    day=date(2026, 11, 3),
    day_in_words="November 3, 2026",
    title="Relationship check-in",
    about="A self-report.",
    lead="Jealousy stands out.",
    lead_names="",
    picture=b'<svg xmlns="http://www.w3.org/2000/svg" width="504" height="90"><text x="9" y="20">Jealousy</text></svg>',
    alt="One line.",
    caption="The dot is your score.",
    words_heading="What came up most",
    in_words=(ThemeInWords("jealousy", "", (AnswerLine("I felt a sting.", "Often"),)),),
    least="Burden came up least for you.",
    theme_column="Worry",
    score_column="Score (0–100)",
    lines=(ScoreLine("jealousy", "A worry about others.", "58", "±10", "comes up a lot", "from 4 of 6 answers"),),
    careless=(),
    meaning="They sum up your own answers.",
    limits=("Any score wobbles.", "Small gaps say little."),
    credit=(),
    bring_along=("What rings true?",),
    step="Wait ten minutes.",
    advice_heading="What therapists say",
    advice_intro="Take what helps.",
    advice=(
        AdviceSection("A closer look", ("It is common.",), "Based on advice from Somebody", "", ("You told us so.",)),
    ),
    support=SupportSection(
        first=False, paragraphs=("It can help.",), places=(Directory("Lila", "https://lila.help", "Anyone"),)
    ),
    professionals="For professionals.",
)

APPENDIX = Appendix(
    "Each statement was answered.",
    (
        ThemeAnswers(
            "jealousy", (AnswerLine("I felt a sting.", "Often"), AnswerLine("I felt fine.", "Never", reversed=True))
        ),
    ),
    (AnswerLine("How long?", "Some years"),),
)

CHANGE = ChangeSection(
    lead="Jealousy eased.",
    summary="",
    dates="Compared with May.",
    lines=(("jealousy", "eased", "First time: 61."),),
    notes=("Scores vary.",),
    picture=PLAIN.picture,
    alt="A line.",
    caption="Each dot is a score.",
    heading=("", "Jealousy"),
    rows=(("Nov 3", "58"),),
)


def sample(**changes: Any) -> Report:
    """Return a small report with some fields changed."""
    return replace(PLAIN, **changes)


def piece(text: str, *, reasons: int = 1) -> AdviceSection:
    """Return a piece of advice with this text."""
    return AdviceSection("Words", (text,), "Based on advice from Somebody", "A step.", ("You told us so.",) * reasons)
