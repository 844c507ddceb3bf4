"""A small questionnaire and its advice as files, with line markers, for tests that change them."""

from collections.abc import Iterable
from pathlib import Path

from quiz.content.loader import Content, load
from quiz.content.problems import Problem

QUESTIONS = """\
title = "Small"  # TITLE
advice = "advice.toml"

[scale]  # SCALE
prompt = "How often?"
skip = "Skip"
points = [
    { value = 0, words = "never" },
    { value = 1, words = "at times" },
    { value = 2, words = "often" },
]

[assumptions]  # ASSUMPTIONS
sd = 22
reliability = 0.8

[options]  # OPTIONS
frequency = [{ id = "never", words = "Never" }, { id = "often", words = "Often" }]

[[bands]]  # BANDS
id = "low"
low = 0
high = 50
words = "low"

[[bands]]
id = "high"
low = 50
high = 100
words = "high"

[[themes]]  # THEME 1
id = "rest"
name = "rest"
short = "Rest"

[[themes]]  # THEME 2
id = "calm"
name = "calm"
short = "Calm"

[[statements]]  # STATEMENT 1
id = "slept"
theme = "rest"
text = "I slept well."
reversed = true

[[statements]]  # STATEMENT 2
id = "tired"
theme = "rest"
text = "I woke up tired."

[[statements]]  # STATEMENT 3
id = "tense"
theme = "calm"
text = "I was tense."

[[statements]]  # STATEMENT 4
id = "eased"
theme = "calm"
text = "I felt at ease."
reversed = true

[[questions]]  # QUESTION 1
id = "mood"
text = "Low mood?"
options = "frequency"

[[questions]]  # QUESTION 2
id = "free"
text = "Free to speak?"
options = "frequency"
private = true
"""

ADVICE = """\
support_first = [{ signals = ["worn"] }]  # SUPPORT
not_on_paper = ["mood"]  # PAPER

[base]  # BASE
situations = [["sleep"]]
closers = [["walk"]]

[extras]  # EXTRAS
pieces = [["breathe"]]

[[topics]]  # TOPIC 1
title = "Resting"
pieces = ["sleep", "walk"]

[[topics]]  # TOPIC 2
title = "Calm"
pieces = ["breathe"]

[[signals]]  # SIGNAL 1
id = "low-mood"
when = [{ question = "mood", answers = ["often"] }]
because = "You said so."

[[signals]]  # SIGNAL 2
id = "worn"
when = [{ signals = ["low-mood"], themes = ["rest"], at_least = 50 }]

[[signals]]  # SIGNAL 3
id = "clear"
when = [{ question = "free", answers = ["often"] }]

[[mutes]]  # MUTE 1
tag = "to_partner"
when = [{ question = "free", answers = ["never"] }]

[[pieces]]  # PIECE 1
id = "sleep"
title = "Sleep"
who = "Dr. A"
role = "therapist"
[pieces.base]
when = [{ themes = ["rest"], at_least = 50, below = 75 }, { signals = ["low-mood"] }]
paragraphs = [{ text = "Sleep.", unless = [{ signals = ["worn"] }] }, { text = "Go to bed." }]

[[pieces]]  # PIECE 2
id = "walk"
title = "Walk"
who = "Dr. B"
role = "therapist"
because = "For everyone."
not_with = ["breathe"]
[pieces.base]
when = [{}]
paragraphs = [{ text = "Walk." }]
steps = [{ text = "Go slowly." }]

[[pieces]]  # PIECE 3
id = "breathe"
title = "Breathe"
who = "Dr. C"
role = "therapist"
theme = "calm"
[pieces.base]
when = [{ at_least = 25 }]
paragraphs = [{ text = "Breathe." }]
[pieces.extra]
when = [{ signals = ["clear"], at_least = 25 }]
paragraphs = [{ text = "Breathe together.", tags = ["to_partner"] }]
"""


def changed(text: str, *changes: tuple[str, str]) -> str:
    """Return the text with the first occurrence of each old text replaced; all old texts must occur."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def load_texts(folder: Path, questions: str = QUESTIONS, advice: str = ADVICE) -> Content:
    """Write both files and load them."""
    (folder / "questions.toml").write_text(questions, encoding="utf-8")
    (folder / "advice.toml").write_text(advice, encoding="utf-8")
    return load(folder)


def line_of(text: str, marker: str) -> int:
    """Return the number of the line with a marker; 0 for an empty marker."""
    return next(n for n, line in enumerate(text.splitlines(), 1) if line.endswith(f"# {marker}")) if marker else 0


def reported(problems: Iterable[Problem], text: str, marker: str, phrase: str) -> list[Problem]:
    """Return the problems in the part of a file that begins with a marker's line whose text contains a phrase."""
    first, lines = line_of(text, marker), text.splitlines()
    ends = (n for n in range(first, len(lines)) if lines[n].startswith("[") and not lines[n].startswith("[pieces."))
    last = next(ends, len(lines)) if marker else 0
    found = (problem for problem in problems if first <= problem.line <= last)
    return [problem for problem in found if phrase in f"{problem.message} {problem.fix}"]
