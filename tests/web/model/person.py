"""A person who also has a journal."""

import io
import json
from dataclasses import replace
from typing import Any

from werkzeug.test import TestResponse

from tests.web.forms import hidden, words
from tests.web.model.quiz import QuizTaker
from tests.web.model.server import Journal, RawAnswers, Result


class Person(QuizTaker):
    """Somebody who saves results, and what they must find in their journal."""

    def save_result(self) -> None:
        """Save the result."""
        page = self.look_at_result()
        if page and 'action="/journal/keep"' in page:
            self.save_form = hidden(page, "/journal/keep")
            self.send_save_form()
        elif page:
            saved = self.attempts.newest_result
            assert saved and saved.result.id

    def send_save_form(self) -> None:
        """Send the form that saves a result, perhaps not for the first time."""
        if not self.save_form:
            return
        answer = self.ask("POST", "/journal/keep", data=self.save_form)
        if answer.status_code == 200:
            self._enter(words(answer.text))
        elif answer.location == "/journal/open":
            self.access = self.remembered = None
        elif answer.location == "/journal":
            self.look_in_journal()
        attempt = self.attempts.result(self.save_form["of"])
        if self.access and attempt and not str(answer.location).startswith("/results"):
            self._learn(attempt.result, must=answer.status_code == 200 or "code" not in self.save_form)

    def _learn(self, result: Result, *, must: bool) -> None:
        """Check that a result was saved once and nothing else changed, and learn the id that it has."""
        assert self.access
        found, known = self.exported(), self.access.journal.results
        assert found is not None
        new = found.keys() - known.keys()
        assert len(new) == (result.id not in known) or (not new and not must)
        for id_ in new:
            assert found[id_] == result.answers
            assert result.id in {"", id_}
            result.id = id_
            known[id_] = result.answers
        assert found == known

    def open(self, passphrase: str, *, remember: bool) -> None:
        """Open a journal by its passphrase."""
        form = hidden(self.ask("GET", "/journal/open").text, "/journal/open")
        extra = {"remember": "y"} if remember else {}
        answer = self.ask("POST", "/journal/open", data={**form, "words": passphrase, **extra})
        assert answer.status_code == (303 if passphrase in self.server.journals else 422)
        if answer.status_code == 303:
            self._enter(passphrase)
            self.remembered = replace(self.access) if remember and self.access else None

    def press(self, action: str, **fields: Any) -> TestResponse | None:
        """Press a button on the journal's page; nothing when no journal is open."""
        page = self.look_in_journal()
        if f'action="{action}"' not in page:
            return None
        return self.ask("POST", action, data={**hidden(page, action), **fields})

    def exported(self) -> dict[str, RawAnswers] | None:
        """Return all answers in the open journal's file, by id; `None` when none is open."""
        answer = self.ask("GET", "/journal/export.json")
        if answer.status_code != 200:
            self.access = self.remembered = None
            return None
        self.exported_file = answer.data
        assert not any(id_ in answer.text for id_ in self.private)
        return {found["id"]: found["answers"] for found in json.loads(answer.text)["results"]}

    def remove(self, number: int) -> None:
        """Delete one saved result."""
        page = self.look_in_journal()
        if page and self.access and self.access.journal.results:
            ids = sorted(self.access.journal.results)
            id_ = ids[number % len(ids)]
            self.ask("POST", "/journal/remove", data={**hidden(page, "/journal/close"), "result": id_})
            del self.access.journal.results[id_]
            assert self.exported() == self.access.journal.results

    def leave(self, how: str) -> None:
        """Close the journal here, close it everywhere, or delete it."""
        if self.press(f"/journal/{how}") and self.access:
            if how == "close-everywhere":
                self.access.journal.epoch += 1
            if how == "delete":
                del self.server.journals[self.access.words]
            self.access = self.remembered = None

    def remember(self, how: str) -> None:
        """Have this phone remember the journal, or forget it."""
        if self.press(f"/journal/{how}") and self.access:
            self.remembered = replace(self.access, opened=self.server.now) if how == "remember" else None

    def change_words(self, *, twice: bool) -> None:
        """Change the passphrase."""
        answer = self.press("/journal/words")
        if answer and self.access:
            new, journals = words(answer.text), self.server.journals
            form, results = hidden(answer.text, "/journal/words/use"), journals.pop(self.access.words).results
            for _ in range(1 + twice):
                assert self.ask("POST", "/journal/words/use", data=form).location == "/journal"
            journals[new] = Journal(results)
            was = self.remembered
            self._enter(new)
            self.remembered = replace(self.access, vague=True) if was else None
            assert self.exported() == results

    def leave_quickly(self) -> None:
        """Leave: nothing is shown any more."""
        self.ask("GET", "/leave")
        self.forget_session()
        self.remembered = self.page = None
        self.sent = []
        self.save_form = {}
        self.look_at_result()
        self.look_in_journal()
        self.look_at_quiz()

    def save(self) -> None:
        """Save the journal as a file."""
        if self.look_in_journal():
            found = self.exported()
            assert found is not None
            self.file = self.exported_file, found

    def import_file(self) -> None:
        """Import the file: into the open journal, or a new one."""
        if not self.file:
            return
        page = self.look_in_journal() or self.ask("GET", "/journal/open").text
        form = {**hidden(page, "/journal/import"), "file": (io.BytesIO(self.file[0]), "steady.json")}
        answer = self.ask("POST", "/journal/import", data=form)
        if answer.status_code == 200:
            self._enter(words(answer.text))
        assert self.access
        self.access.journal.results.update({**self.file[1], **self.access.journal.results})
        assert self.exported() == self.access.journal.results
