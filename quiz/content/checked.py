"""What a start needs of content: checked when a file is new or changed, kept from an earlier start when none is.

It is kept where Python keeps bytecode, in `__pycache__` beside the questions, under a SHA-256 over every byte that
decided: of the files, of this code, of Python's version, and of what is kept. When that does not agree, files are
checked as if nothing were there.

What is kept is a pickle, and one may name the dataclasses of content, fractions and days, nothing else ("Restricting
Globals" in Python's documentation of pickle). So a file forged by somebody who may write beside the questions runs no
code. What is asked they decide anyway.
"""

import io
import pickle
import secrets
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, is_dataclass
from datetime import date
from fractions import Fraction
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path

from quiz.advice.book import AdviceBook
from quiz.content.paths import questions_file
from quiz.core.helplines import Helplines
from quiz.core.questionnaire import Questionnaire


def _digest(*parts: bytes) -> bytes:
    return sha256(b"".join(sha256(part).digest() for part in parts)).digest()


LENGTH = len(_digest())
QUIZ = Path(__file__).parents[1]
# Editors leave locks with a dot in front that lead nowhere.
FILES = [file for folder in (QUIZ, QUIZ / "content") for file in sorted(folder.glob("[!.]*.py"))]
CODE = _digest(*(file.read_bytes() for file in FILES))
"""The code that decides what content is and whether it is good, as it was before it began to."""
OURS = [
    kind
    for of in (Questionnaire, AdviceBook, Helplines)
    for kind in vars(sys.modules[of.__module__]).values()
    if isinstance(kind, type) and is_dataclass(kind)
]
KINDS: Mapping[tuple[str, str], type] = {(kind.__module__, kind.__qualname__): kind for kind in (*OURS, Fraction, date)}
"""What a pickle may name."""


@dataclass(frozen=True)
class Checked:
    """Content without an error."""

    questionnaire: Questionnaire
    advice: AdviceBook
    helplines: Helplines


def checked(questions: Path, helplines: Path) -> tuple[Checked | None, list[str]]:
    """Give the content of these files, the first as `library.load` takes it, or a sentence for each error in them."""
    file = questions_file(questions)
    place = Path(cache_from_source(str(file))).with_suffix(".checked")
    # A file that is not there, is cut off or was forged may raise anything; then it is not used.
    with suppress(Exception):
        if kept := _kept(place.read_bytes(), file, helplines):
            return kept, []
    # Not at the top: they bring pydantic and tomllib, which a start without a change can do without.
    from quiz.content.helplines import load_helplines  # noqa: PLC0415
    from quiz.content.loader import load  # noqa: PLC0415

    content, (lines, faults) = found = load(questions), load_helplines(helplines)
    if content.questionnaire is None or lines is None:
        return None, [str(problem) for problem in (*content.errors, *faults)]
    good = Checked(content.questionnaire, content.advice, lines)
    if not sys.dont_write_bytecode:
        with suppress(OSError):
            stamped = _stamped(good, file, helplines)
            # A file edited between loading and stamping would stay as it was: look once more, it takes 15 ms.
            if found == (load(questions), load_helplines(helplines)):
                _keep(stamped, place)
    return good, []


def _kept(stamped: bytes, questions: Path, helplines: Path) -> Checked | None:
    """Open what `_stamped` made, when nothing has changed since."""
    stamp, (advice, _, pickled) = stamped[:LENGTH], stamped[LENGTH:].partition(b"\0")
    if stamp != _stamp(pickled, questions, advice.decode(), helplines):
        return None
    return Checked(*_Unpickler(io.BytesIO(pickled)).load())


def _stamped(good: Checked, questions: Path, helplines: Path) -> bytes:
    """Put a stamp and the advice file's name before a pickle. No name that can be opened has a zero byte in it."""
    pickled = pickle.dumps((good.questionnaire, good.advice, good.helplines))
    advice = good.questionnaire.advice
    return _stamp(pickled, questions, advice, helplines) + advice.encode() + b"\0" + pickled


def _stamp(pickled: bytes, questions: Path, advice: str, helplines: Path) -> bytes:
    files = [questions, helplines, *([questions.parent / advice] if advice else [])]
    return _digest(pickled, CODE, sys.version.encode(), advice.encode(), *(file.read_bytes() for file in files))


def _keep(stamped: bytes, place: Path) -> None:
    """Write a file that appears whole or not at all. Raises OSError."""
    made = place.with_name(f"{place.name}.{secrets.token_hex(4)}")
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        with made.open("xb") as file:
            file.write(stamped)
        made.replace(place)
    finally:
        made.unlink(missing_ok=True)


class _Unpickler(pickle.Unpickler):
    """Makes what is in KINDS, and refuses the rest with a KeyError."""

    def find_class(self, module: str, name: str) -> type:
        return KINDS[module, name]
