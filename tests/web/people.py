"""People with phones, and what must be true of them whatever they do: a model of the quiz and the journal."""

import io
import json
from dataclasses import replace
from typing import Any

from werkzeug.test import TestResponse

from tests.web.places import Journal, Sheet, Take
from tests.web.quick_client import hidden, words
from tests.web.takers import Taker


class Person(Taker):
    """Somebody who keeps results, too, and what they must find in their journal."""

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
