"""Cookies fit: a session cookie takes one step whatever is answered, and no request has more than a server reads."""

import random
from pathlib import Path

from flask import session

from quiz.content.questionnaire_checks import MAX_ASKED
from quiz.core.answers import offered_answers, parse_answers
from quiz.core.questionnaire import Questionnaire
from quiz.web.attempt import attempt_session
from quiz.web.security.cookie_text import to_cookie_text
from quiz.web.security.encrypted_session import SESSION_COOKIES
from quiz.web.security.encryption import Purpose
from quiz.web.services import services
from tests.answer_sheets import SEED, Sheet
from tests.application import SHIPPED, make_app
from tests.web.forms import hidden
from tests.web.journal_client import JournalClient, World
from tests.web.lengths import answer_lengths
from tests.web.page_client import PageClient

MAX_COOKIES_BYTES = 8_000
"""gunicorn and nginx read headers up to 8,190 bytes, and the name of this one counts."""
EXTRA = '[[statements]]\nid = "extra-{0}"\ntheme = "needs"\ntext = "I felt fine about thing number {0}."\n\n'
SHEETS = 300
ONE_STEP_CHARACTERS = 399


def whole_sheet(quiz: Questionnaire, chance: random.Random) -> Sheet:
    """Return an answer to everything, by chance: what compresses least."""
    return {id_: chance.choice(answers) for id_, answers in offered_answers(quiz).items()}


def largest_questionnaire(folder: Path) -> Path:
    """Write the shipped questionnaire with as many statements as may be asked."""
    text = SHIPPED.read_text(encoding="utf-8")
    place = text.index("[[statements]]")
    asked = text.count("[[statements]]") + text.count("[[questions]]")
    extra = "".join(EXTRA.format(number) for number in range(MAX_ASKED - asked))
    path = folder / "questions.toml"
    path.write_text(text[:place] + extra + text[place:], encoding="utf-8")
    for name in ("advice.toml", "helplines.toml"):
        (folder / name).write_text((SHIPPED.parent / name).read_text(encoding="utf-8"), encoding="utf-8")
    return path


def draft(phone: JournalClient, sheet: Sheet, attempt: str = "") -> str:
    """Send a draft of an attempt, or of the newest one; return its id."""
    form = hidden(phone.get("/quiz").text, "/quiz")
    form["attempt"] = attempt or form["attempt"]
    sent = phone.post("/quiz/draft", data={**form, **{f"q-{id_}": value for id_, value in sheet.items()}})
    assert sent.status_code == 204
    return form["attempt"]


def test_the_longest_questionnaire_with_two_drafts_results_and_a_journal_fits_into_a_request(tmp_path: Path) -> None:
    world, chance = World({"QUESTIONS": str(largest_questionnaire(tmp_path)), "HTTPS": True}), random.Random(SEED)
    phone, quiz = world.phone(), world.questionnaire
    phone.environ_base["wsgi.url_scheme"] = "https"
    attempts: list[str] = []
    for _ in range(2):
        if attempts:
            phone.press(phone.get("/results").text, "/quiz/again")
        phone.send(whole_sheet(quiz, chance))
        attempts.append(draft(phone, whole_sheet(quiz, chance)))
        phone.press(phone.get("/results").text, "/journal/keep")
        if len(attempts) == 1:
            phone.post("/journal/words/noted", data={"csrf_token": phone.token(), "remember": "y"})
    draft(phone, whole_sheet(quiz, chance), attempts[0])
    phone.press(phone.get("/results").text, "/discreet")
    cookies = {cookie.key: cookie.value for cookie in phone._cookies.values()}  # type: ignore[union-attr]  # noqa: SLF001
    cookies |= {"__Host-steady-zone": "America/Argentina/ComodRivadavia", "__Host-left": "1", "__Host-stayed": "1"}
    header = "; ".join(f"{name}={value}" for name, value in cookies.items())
    assert {name.removeprefix("__Host-steady-") for name in cookies} >= set(SESSION_COOKIES[1:]) | {"journal"}
    assert len(header) < MAX_COOKIES_BYTES


def test_the_longest_answers_take_one_step_of_a_cookie(client: PageClient, questionnaire: Questionnaire) -> None:
    chance = random.Random(SEED)
    # With all that a draft can hold: a review was asked for, of answers that came without their session.
    with client.application.test_request_context("/quiz"):
        for _ in range(SHEETS):
            session.clear()
            attempt = attempt_session.resolve(f"1-{chance.randrange(16**8):08x}")
            answers, _ = parse_answers(questionnaire, whole_sheet(questionnaire, chance))
            for _ in range(3):
                attempt_session.recover(attempt, answers)
            attempt_session.finish(attempt, answers)
            attempt_session.ask_for_review(attempt, ())
            for key, value in session.items():
                token = services().encryptor.encrypt(Purpose.SESSION, {"session": b"\x0f\x9c\x3a\x5e", key: value})
                assert len(to_cookie_text(token)) == ONE_STEP_CHARACTERS


def test_a_draft_has_one_length_however_many_answers_of_a_long_questionnaire_it_holds(tmp_path: Path) -> None:
    app = make_app({"QUESTIONS": str(largest_questionnaire(tmp_path))})
    whole = list(whole_sheet(app.extensions["steady"].untranslated, random.Random(SEED)).items())
    sheets = [dict(whole[:count]) for count in range(1, len(whole), 3)]
    assert len(answer_lengths(PageClient(app), "/quiz/draft", sheets)) == 1
