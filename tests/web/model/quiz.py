"""A person who takes the quiz, whatever happens meanwhile."""

import math
import re
from dataclasses import replace
from datetime import date
from fractions import Fraction
from urllib.parse import parse_qs, urlsplit

from quiz.advice.choose import Advice, screen_advice
from quiz.advice.situation import situation_of
from quiz.core.answers import parse_answers
from quiz.rules import Profile, Scorer
from tests.application import content
from tests.web.forms import chosen, hidden
from tests.web.model.attempts import Attempt
from tests.web.model.browser import Browser
from tests.web.model.server import Page, RawAnswers

SCORE = re.compile(r'class="score">\s*(?:About )?(\d*)')
REVIEW = re.compile(r'href="(/quiz[^"#]*)[^"]*">Review my answers')
HIDDEN = "The details are hidden."


def rounded(score: Fraction | None) -> str:
    """Return a score as a page shows it: halves go up, and 0 and 100 are shown only when they are exact."""
    if score is None or score in {0, 100}:
        return "" if score is None else str(score)
    return str(min(max(math.floor(score + Fraction(1, 2)), 1), 99))


class QuizTaker(Browser):
    """Somebody who answers, sends and reads a result; every answer and score is what it must be."""

    def look_at_quiz(self, address: str = "/quiz") -> Page:
        """Open the quiz: every answer given so far is on it, and no private one; returns the page."""
        self.page = self._quiz_page(self.ask("GET", address).text)
        draft = self.attempts.shown(self.page.attempt, attempt_in(address))
        assert self.page.answers == self._shown(draft.answers)
        return self.page

    def choose(self, answers: RawAnswers) -> None:
        """Choose answers on the page, which sends them as a draft."""
        if self.page is None:
            self.look_at_quiz()
        assert self.page
        self.page.answers |= answers
        answer = self.ask("POST", "/quiz/draft", data=self.page.form())
        if answer.status_code == 409:
            assert self.page.session != self.session
            self.page.hidden["csrf_token"], self.page.session = answer.text, self.session
            answer = self.ask("POST", "/quiz/draft", data=self.page.form())
        if answer.status_code == 410:
            self.attempts.check_refused(self.page.attempt)
        else:
            assert answer.status_code == 204
            self._sent(self.page)

    def send(self, page: Page | None = None) -> None:
        """Send the quiz, and again when it came back because its session was gone."""
        page = page or self.page
        if page is None:
            return
        self.sent.append(replace(page, hidden=dict(page.hidden), answers=dict(page.answers)))
        answer = self.ask("POST", "/quiz", data=page.form())
        if answer.status_code == 307:
            answer = self.ask("POST", str(answer.location), data=page.form())
        if answer.status_code == 409:
            self.attempts.check_refused(page.attempt)
            assert chosen(answer.text) == self._shown(page.answers)
            return
        assert answer.status_code == 303
        draft = self._sent(page)
        if page.session != self.session:
            assert str(answer.location).startswith("/quiz")
            page = self.look_at_quiz(str(answer.location))
            assert self._sent(page) is draft
            answer = self.ask("POST", "/quiz", data=page.form())
            assert answer.status_code == 303
        self.page = None
        address = str(answer.location)
        whole = all(statement.id in draft.answers for statement in self.server.questionnaire.statements)
        assert address.startswith("/results") or (address.startswith("/quiz") and not whole)
        if address.startswith("/results"):
            self.attempts.finish(draft, self._shown(draft.answers))
            self.look_at_result(address)

    def start_new_attempt(self) -> None:
        """Begin a new attempt."""
        page = self.look_at_result()
        if page:
            address = self.ask("POST", "/quiz/again", data=hidden(page, "/quiz/again")).location
            self.page = self._quiz_page(self.ask("GET", str(address)).text)
            assert not self.page.answers
            self.attempts.start_over(self.page.attempt)

    def review(self) -> None:
        """Go back from the result to its answers."""
        if link := REVIEW.search(self.look_at_result()):
            self.look_at_quiz(link[1])

    def look_at_result(self, address: str = "/results") -> str:
        """Look at a result, if it is there; returns the page."""
        answer, of = self.ask("GET", address), attempt_in(address)
        result = self.attempts.result(of) if of else self.attempts.newest_result
        assert (answer.status_code == 200) == (result is not None)
        if result is None:
            return ""
        self._visit()
        profile, advice = self._expected(result.answers)
        scores = [rounded(score.score) for score in profile.themes] if profile.scored else []
        is_hidden = HIDDEN in answer.text
        assert sorted(SCORE.findall(answer.text)) == ([] if is_hidden else sorted(scores))
        assert (answer.text.index('class="support"') < answer.text.index('class="columns"')) == advice.support_first
        return answer.text

    def toggle_hidden_details(self, page: str) -> None:
        """Turn hidden details on or off: with hidden details, the result names no theme and shows no score."""
        self.ask("POST", "/discreet", data=hidden(page, "/discreet"))
        now = self.look_at_result()
        names = {theme.name for theme in self.server.questionnaire.themes}
        named = any(f">{name}</th>" in now for name in names)
        assert HIDDEN not in now or not named

    def _expected(self, answers: RawAnswers) -> tuple[Profile, Advice]:
        """Calculate a result and its advice from what this person answered."""
        parsed, _ = parse_answers(self.server.questionnaire, answers)
        profile = Scorer(self.server.questionnaire).profile(parsed)
        book = content().advice
        return profile, screen_advice(book, situation_of(book, profile, parsed.context, date(2026, 11, 27)))

    def _quiz_page(self, text: str) -> Page:
        return Page(hidden(text, "/quiz"), chosen(text), self.session)

    def _sent(self, page: Page) -> Attempt:
        """Return the draft that now has the answers of a page, with those that it had."""
        draft = self.attempts.sent(page.attempt)
        draft.answers = {**draft.answers, **page.answers}
        return draft

    def _shown(self, answers: RawAnswers) -> RawAnswers:
        return {id_: value for id_, value in answers.items() if id_ not in self.private}


def attempt_in(address: str) -> str:
    """Return the id of the attempt that an address names; empty if it names none."""
    return parse_qs(urlsplit(address).query).get("of", [""])[0]
