"""People with phones, and what must be true of them whatever they do: a model of the quiz and the journal."""

import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from quiz.advice import Advice, advise
from quiz.answers import read
from quiz.questionnaire import Questionnaire
from quiz.rules import Profile, Scorer
from quiz.web.journal_access import DAILY, IDLE, LONGEST, REMEMBERED_IDLE, REMEMBERED_LONGEST, SELDOM
from quiz.web.result_page import row_of
from quiz.web.sealed_session import LIFETIME_SECONDS
from quiz.web.sealed_session import LONGEST as SESSION_LONGEST
from tests.application import make_app
from tests.web.journal_client import START
from tests.web.quick_client import QuickClient, chosen, hidden, words

Sheet = dict[str, str]
SCORE = re.compile(r'class="score">\s*(?:about ([\d]+)|not enough answers)')


class Place:
    """A server on one database: its clock, its secrets, and what is truly in its journals, by their words."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        self.now = START
        self.settings = dict(settings)
        self.secrets = ["the first secret of these trials"]
        self.journals: dict[str, Journal] = {}
        self.restart()

    def restart(self) -> None:
        """Start the application, with nothing left of the one before."""
        told = {"SECRET_KEY": self.secrets[0], "SECRET_KEY_FALLBACKS": self.secrets[1:3]}
        self.app: Flask = make_app({**self.settings, **told}, lambda: self.now)
        self.settings["DATABASE_URL"] = self.app.extensions["journals"].database.engine.url.render_as_string(
            hide_password=False
        )
        self.questionnaire: Questionnaire = self.app.extensions["instrument"].questionnaire

    def rotate(self) -> None:
        """Start it with a new secret, the old one still good for what it sealed."""
        self.secrets.insert(0, f"secret number {len(self.secrets)} of these trials")
        self.restart()


@dataclass(eq=False)
class Journal:
    """What is in a journal: answers by the id of each result; a turn for each time that it was closed everywhere."""

    takes: dict[str, Sheet] = field(default_factory=dict)
    turn: int = 0


@dataclass(eq=False)
class Take:
    """A finished take, and its id once it was kept."""

    answers: Sheet
    id: str = ""


@dataclass
class Way:
    """A way into a journal: in the session, or remembered. `vague`: nobody can tell for sure whether it is open."""

    words: str
    journal: Journal
    turn: int
    opened: float
    last: float
    newest: float
    vague: bool = False

    def fresh(self, now: float, idle: timedelta, longest: timedelta, exact: timedelta) -> bool | None:
        """Tell whether it is open still; `None` when that cannot be told from here."""
        if now - self.opened > longest.total_seconds() or now - self.newest > idle.total_seconds():
            return None if self.vague else False
        sure = now - self.last + exact.total_seconds() <= idle.total_seconds()
        return True if sure and not self.vague else None

    def visit(self, now: float) -> None:
        """Note that somebody looked."""
        self.last, self.newest = now, max(now, self.newest)


@dataclass
class Page:
    """The quiz as it lies open: its hidden fields, what is chosen on it, and the session and secret it came with."""

    hidden: Sheet
    sheet: Sheet
    unseen: Sheet
    epoch: tuple[int, str]

    def form(self) -> Sheet:
        """Give what is sent."""
        return {**self.hidden, **{f"q-{id_}": value for id_, value in self.sheet.items()}}


class Person:
    """Somebody with a phone, and what they must find there."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.client = QuickClient(place.app, place.app.response_class)
        self.session = 0
        self.remembered: Way | None = None
        self.file: tuple[bytes, dict[str, Sheet]] | None = None
        self.page: Page | None = None
        self.sent: Page | None = None
        self.kept_with: Sheet = {}
        self.forget_session()

    @property
    def private(self) -> set[str]:
        """The ids of private questions."""
        return set(self.place.questionnaire.private)

    @property
    def epoch(self) -> tuple[int, str]:
        """What a form's token belongs to."""
        return self.session, self.place.secrets[0]

    def forget_session(self) -> None:
        """Know nothing any more but what stands on a page, and what the other cookie holds."""
        self.session += 1
        self.sealed = self.place.now
        self.since: float | None = None
        self.draft: Sheet = {}
        self.result: Take | None = None
        self.told: Sheet = {}
        self.anew = False
        self.way: Way | None = None

    def ask(self, method: str, address: str, **sent: Any) -> TestResponse:
        """Send a request, as the application that runs now sees it."""
        self.client.application = self.place.app
        old = self.since is not None and self.place.now - self.since > SESSION_LONGEST.total_seconds()
        if old or self.place.now - self.sealed > LIFETIME_SECONDS or not self.client.get_cookie("steady"):
            self.forget_session()
        answer = self.client.open(address, method=method, **sent)
        if any(line.startswith("steady=") for line in answer.headers.getlist("Set-Cookie")):
            self.sealed = self.place.now
            self.since = self.place.now if self.since is None else self.since
        return answer

    def look_at_quiz(self) -> None:
        """Open the quiz: every answer given so far is on it, and no private one."""
        text = self.ask("GET", "/quiz").text
        self.page = Page(hidden(text, "/quiz"), chosen(text), {}, self.epoch)
        assert self.page.sheet == self._shown(self.draft)

    def tick(self, answers: Sheet) -> None:
        """Choose answers on the page, which sends them as a draft."""
        if self.page is None:
            self.look_at_quiz()
        assert self.page
        self.page.sheet |= answers
        answer = self.ask("POST", "/quiz/draft", data=self.page.form())
        if answer.status_code == 409:
            assert self.page.epoch != self.epoch
            self.page.hidden["csrf_token"], self.page.epoch = answer.text, self.epoch
            answer = self.ask("POST", "/quiz/draft", data=self.page.form())
        assert answer.status_code == 204
        self.draft = self._merged(self.page)

    def send(self, page: Page | None = None) -> None:
        """Send the quiz, and again when it came back because its session was gone."""
        page = page or self.page
        if page is None:
            return
        self.sent = replace(page, hidden=dict(page.hidden), sheet=dict(page.sheet))
        answer = self.ask("POST", "/quiz", data=page.form())
        merged = self._merged(page)
        if answer.status_code == 307:
            answer = self.ask("POST", str(answer.location), data=page.form())
        if page.epoch != self.epoch:
            assert (answer.status_code, answer.location) == (303, "/quiz")
            text = self.ask("GET", "/quiz").text
            page = Page(hidden(text, "/quiz"), chosen(text), {}, self.epoch)
            assert page.sheet == self._shown(merged)
            self.draft = merged
            answer = self.ask("POST", "/quiz", data=page.form())
            assert self._merged(page) == merged
        assert answer.status_code == 303
        self.draft, self.page = merged, None
        whole = all(statement.id in merged for statement in self.place.questionnaire.statements)
        assert answer.location == "/results" or (answer.location == "/quiz" and not whole)
        if answer.location == "/results":
            self._finish(merged)

    def _finish(self, answers: Sheet) -> None:
        if self.anew or self.result is None or self.result.answers != self._shown(answers):
            self.result = Take(self._shown(answers))
        self.told, self.anew = dict(answers), False

    def begin_again(self) -> None:
        """Start a fresh take."""
        page = self.look_at_result()
        if page:
            self.ask("POST", "/quiz/again", data=hidden(page, "/quiz/again"))
            self.draft, self.anew, self.page = {}, True, None

    def look_at_result(self) -> str:
        """Look at the result, if there is one; gives the page."""
        answer = self.ask("GET", "/results")
        assert (answer.status_code == 200) == (self.result is not None)
        if answer.status_code != 200:
            return ""
        self._visit()
        profile, advice = self._expected()
        scores = [row_of(score).score for score in profile.themes] if profile.scored else []
        assert SCORE.findall(answer.text) == scores
        assert (answer.text.index('class="support"') < answer.text.index('class="sides"')) == advice.support_first
        return answer.text

    def _expected(self) -> tuple[Profile, Advice]:
        """Work out the result and its advice anew, from what this person answered."""
        answers, _ = read(self.place.questionnaire, self.told)
        profile = Scorer(self.place.questionnaire).profile(answers)
        return profile, advise(self.place.app.extensions["instrument"].advice, profile, answers.context)

    def keep(self) -> None:
        """Keep the result."""
        page = self.look_at_result()
        if page and 'action="/journal/keep"' in page:
            self.kept_with = hidden(page, "/journal/keep")
            self.press_keep()
        elif page:
            assert self.result and self.result.id

    def press_keep(self) -> None:
        """Send the form that keeps a result, perhaps not for the first time."""
        if not self.kept_with:
            return
        answer = self.ask("POST", "/journal/keep", data=self.kept_with)
        if answer.status_code == 200:
            self._enter(words(answer.text))
        elif answer.location == "/journal/open":
            self.way = self.remembered = None
        elif answer.location == "/journal":
            self.look_in_journal()
        if self.way and self.result and answer.location != "/results":
            self._learn(self.result, must=answer.status_code == 200 or "code" not in self.kept_with)

    def _learn(self, take: Take, *, must: bool) -> None:
        """See that a take was kept once and nothing else changed, and learn the id that it has."""
        assert self.way
        found, known = self.exported(), self.way.journal.takes
        assert found is not None
        new = found.keys() - known.keys()
        assert len(new) == (take.id not in known) or (not new and not must)
        for id_ in new:
            assert found[id_] == take.answers
            assert take.id in {"", id_}
            take.id = id_
            known[id_] = take.answers
        assert found == known

    def open(self, code: str, *, remember: bool) -> None:
        """Open a journal by its words."""
        form = hidden(self.ask("GET", "/journal/open").text, "/journal/open")
        extra = {"remember": "y"} if remember else {}
        answer = self.ask("POST", "/journal/open", data={**form, "words": code, **extra})
        assert answer.status_code == (303 if code in self.place.journals else 422)
        if answer.status_code == 303:
            self._enter(code)
            self.remembered = replace(self.way) if remember and self.way else None

    def look_in_journal(self) -> str:
        """Look at the journal, which is open just when it must be; gives the page."""
        answer = self.ask("GET", "/journal")
        self._visit(shown=answer.status_code == 200)
        return answer.text if answer.status_code == 200 else ""

    def press(self, action: str, **fields: Any) -> TestResponse | None:
        """Press a button on the journal's page; nothing when no journal is open."""
        page = self.look_in_journal()
        if f'action="{action}"' not in page:
            return None
        return self.ask("POST", action, data={**hidden(page, action), **fields})

    def exported(self) -> dict[str, Sheet] | None:
        """Give all answers in the open journal's file, by id; `None` when none is open."""
        answer = self.ask("GET", "/journal/export.json")
        if answer.status_code != 200:
            self.way = self.remembered = None
            return None
        self.exported_file = answer.data
        assert not any(id_ in answer.text for id_ in self.private)
        return {found["id"]: found["answers"] for found in json.loads(answer.text)["results"]}

    def remove(self, number: int) -> None:
        """Delete one kept result."""
        page = self.look_in_journal()
        if page and self.way and self.way.journal.takes:
            ids = sorted(self.way.journal.takes)
            id_ = ids[number % len(ids)]
            self.ask("POST", "/journal/remove", data={**hidden(page, "/journal/close"), "result": id_})
            del self.way.journal.takes[id_]
            assert self.exported() == self.way.journal.takes

    def leave(self, how: str) -> None:
        """Close the journal here, close it everywhere, or delete it."""
        if self.press(f"/journal/{how}") and self.way:
            if how == "close-everywhere":
                self.way.journal.turn += 1
            if how == "delete":
                del self.place.journals[self.way.words]
            self.way = self.remembered = None

    def remember(self, how: str) -> None:
        """Have this phone remember the journal, or forget it."""
        if self.press(f"/journal/{how}") and self.way:
            self.remembered = replace(self.way, opened=self.place.now) if how == "remember" else None

    def change_words(self, *, twice: bool) -> None:
        """Take new words."""
        answer = self.press("/journal/words")
        if answer and self.way:
            new, journals = words(answer.text), self.place.journals
            form, takes = hidden(answer.text, "/journal/words/use"), journals.pop(self.way.words).takes
            for _ in range(1 + twice):
                assert self.ask("POST", "/journal/words/use", data=form).location == "/journal"
            journals[new] = Journal(takes)
            was = self.remembered
            self._enter(new)
            self.remembered = replace(self.way, vague=True) if was else None
            assert self.exported() == takes

    def press_discreet(self, page: str) -> None:
        """Turn discreet mode on or off: with it on, the result names no theme."""
        self.ask("POST", "/discreet", data=hidden(page, "/discreet"))
        now = self.look_at_result()
        names = {theme.name for theme in self.place.questionnaire.themes}
        named = any(f">{name}</th>" in now for name in names)
        assert not SCORE.search(now) or ("Theme A" in now) != named

    def leave_quickly(self) -> None:
        """Leave: nothing is shown any more."""
        self.ask("GET", "/leave")
        self.forget_session()
        self.remembered = self.page = self.sent = None
        self.kept_with = {}
        self.look_at_result()
        self.look_in_journal()
        self.look_at_quiz()

    def save(self) -> None:
        """Save the journal as a file."""
        if self.look_in_journal():
            found = self.exported()
            assert found is not None
            self.file = self.exported_file, found

    def bring_in(self) -> None:
        """Bring the file in: into the open journal, or a new one."""
        if not self.file:
            return
        page = self.look_in_journal() or self.ask("GET", "/journal/open").text
        form = {**hidden(page, "/journal/import"), "file": (io.BytesIO(self.file[0]), "steady.json")}
        answer = self.ask("POST", "/journal/import", data=form)
        if answer.status_code == 200:
            self._enter(words(answer.text))
        assert self.way
        self.way.journal.takes.update({**self.file[1], **self.way.journal.takes})
        assert self.exported() == self.way.journal.takes

    def _shown(self, answers: Sheet) -> Sheet:
        return {id_: value for id_, value in answers.items() if id_ not in self.private}

    def _merged(self, page: Page) -> Sheet:
        return {**self.draft, **page.unseen, **page.sheet}

    def _enter(self, code: str) -> None:
        journal, now = self.place.journals.setdefault(code, Journal()), self.place.now
        self.way, self.remembered = Way(code, journal, journal.turn, now, now, now), None

    def valid(self, way: Way) -> bool:
        """Tell whether a way still leads into its journal."""
        return self.place.journals.get(way.words) is way.journal and way.turn == way.journal.turn

    def _visit(self, *, shown: bool | None = None) -> None:
        """Follow what a look at the journal does; `shown` tells whether it was there, when that was seen."""
        now, way = self.place.now, self.way
        fresh = way.fresh(now, IDLE, LONGEST, SELDOM) if way else False
        if fresh is False and self.remembered:
            fresh = self.remembered.fresh(now, REMEMBERED_IDLE, REMEMBERED_LONGEST, 2 * DAILY)
            way = replace(self.remembered, opened=now)
        expected = fresh if fresh is not False and way and self.valid(way) else False
        assert shown in {None, expected} or expected is None
        outcome = expected if shown is None else shown
        if way and outcome is not False:
            way.vague = way.vague or expected is None
            for one in (way, self.remembered):
                if one and outcome:
                    one.visit(now)
            self.way = way
        else:
            # An access that was good and is no longer so is dropped with all that leads to it.
            self.remembered = None if shown is False or fresh is not False else self.remembered
            self.way = None
