"""A person who takes the quiz, whatever happens meanwhile."""

import math
import re
from dataclasses import replace
from datetime import date
from fractions import Fraction

from quiz.advice.choose import Advice, screen_advice
from quiz.advice.situation import situation_of
from quiz.core.answers import parse_answers
from quiz.rules import Profile, Scorer
from tests.application import content
from tests.web.forms import chosen, hidden
from tests.web.model.browser import Browser
from tests.web.model.server import Page, RawAnswers, Result

SCORE = re.compile(r'class="score">\s*(?:about ([\d]+)|not enough answers)')

HIDDEN = "The details are hidden."


def rounded(score: Fraction | None) -> str:
    """Return a score as a page shows it: halves go up, and 0 and 100 are shown only when they are exact."""
    if score is None or score in {0, 100}:
        return "" if score is None else str(score)
    return str(min(max(math.floor(score + Fraction(1, 2)), 1), 99))


class QuizTaker(Browser):
    """Somebody who answers, sends and reads a result; every answer and score is what it must be."""

    def look_at_quiz(self) -> None:
        """Open the quiz: every answer given so far is on it, and no private one."""
        text = self.ask("GET", "/quiz").text
        self.page = Page(hidden(text, "/quiz"), chosen(text), self.session)
        assert self.page.answers == self._shown(self.draft)

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
        assert answer.status_code == 204
        self.draft = self._merged(self.page)

    def send(self, page: Page | None = None) -> None:
        """Send the quiz, and again when it came back because its session was gone."""
        page = page or self.page
        if page is None:
            return
        self.sent = replace(page, hidden=dict(page.hidden), answers=dict(page.answers))
        answer = self.ask("POST", "/quiz", data=page.form())
        merged = self._merged(page)
        if answer.status_code == 307:
            answer = self.ask("POST", str(answer.location), data=page.form())
        if page.session != self.session:
            assert (answer.status_code, answer.location) == (303, "/quiz")
            text = self.ask("GET", "/quiz").text
            page = Page(hidden(text, "/quiz"), chosen(text), self.session)
            assert page.answers == self._shown(merged)
            self.draft = merged
            answer = self.ask("POST", "/quiz", data=page.form())
            assert self._merged(page) == merged
        assert answer.status_code == 303
        self.draft, self.page = merged, None
        whole = all(statement.id in merged for statement in self.server.questionnaire.statements)
        assert answer.location == "/results" or (answer.location == "/quiz" and not whole)
        if answer.location == "/results":
            self._finish(merged)

    def _finish(self, answers: RawAnswers) -> None:
        if self.is_new_attempt or self.result is None or self.result.answers != self._shown(answers):
            self.result = Result(self._shown(answers))
        self.answers_sent, self.is_new_attempt = dict(answers), False

    def start_new_attempt(self) -> None:
        """Begin a new attempt. What is sent again for an earlier one is left to tests/browser/test_two_tabs.py."""
        page = self.look_at_result()
        if page:
            self.ask("POST", "/quiz/again", data=hidden(page, "/quiz/again"))
            self.draft, self.is_new_attempt, self.page, self.sent = {}, True, None, None

    def look_at_result(self) -> str:
        """Look at the result, if there is one; returns the page."""
        answer = self.ask("GET", "/results")
        assert (answer.status_code == 200) == (self.result is not None)
        if answer.status_code != 200:
            return ""
        self._visit()
        profile, advice = self._expected()
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

    def _expected(self) -> tuple[Profile, Advice]:
        """Calculate the result and its advice from what this person answered."""
        answers, _ = parse_answers(self.server.questionnaire, self.answers_sent)
        profile = Scorer(self.server.questionnaire).profile(answers)
        book = content().advice
        return profile, screen_advice(book, situation_of(book, profile, answers.context, date(2026, 11, 27)))

    def _shown(self, answers: RawAnswers) -> RawAnswers:
        return {id_: value for id_, value in answers.items() if id_ not in self.private}

    def _merged(self, page: Page) -> RawAnswers:
        return {**self.draft, **page.answers}
