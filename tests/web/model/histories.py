"""Histories of two people, one server and a few journals, in any order that Hypothesis thinks of."""

from collections.abc import Mapping
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from quiz.web.security.encryption import MAX_CLOCK_CORRECTION
from tests.web.model.person import Person
from tests.web.model.server import Server
from tests.web.page_client import SESSION_COOKIES

WHO = st.integers(0, 1)
HOUR, DAY = 3600, 86_400
LATER = (90, 20 * 60, 40 * 60, 5 * HOUR, 13 * HOUR, DAY, 4 * DAY, 80 * DAY)
EARLIER = (HOUR, 6 * HOUR)


class Histories(RuleBasedStateMachine):
    """What two people do, and what happens to them."""

    settings: ClassVar[Mapping[str, Any]] = {}
    shared: ClassVar[Server | None] = None
    begun: ClassVar[int] = 0
    steps: ClassVar[int] = 0

    def __init__(self) -> None:
        """Begin with two new phones; the server stays as it is, with what others saved there."""
        super().__init__()
        kind = type(self)
        kind.begun += 1
        kind.steps -= 1
        kind.shared = self.server = kind.shared or Server(self.settings)
        self.server.journals = {}
        self.restarted = False
        self.latest = self.server.now
        self.people = [Person(self.server) for _ in range(2)]

    def check_invariants(self, *args: Any, **kwargs: Any) -> None:
        """Count the steps; this is called once before the first."""
        type(self).steps += 1
        super().check_invariants(*args, **kwargs)

    @initialize(saved=st.booleans(), shared=st.booleans())
    def begin(self, saved: bool, shared: bool) -> None:  # noqa: FBT001
        """Begin with nothing, with a saved result, or with a journal that is open on both phones."""
        second = self.people[1]
        if saved or shared:
            self.take_the_whole_quiz(0, "4")
        if shared:
            second.open(next(iter(self.server.journals)), remember=saved)
            self.take_the_whole_quiz(1, "2")

    @rule(who=WHO, count=st.integers(1, 30), value=st.sampled_from(["1", "3", "5", "skip"]))
    def answer_some(self, who: int, count: int, value: str) -> None:
        """Answer statements that are open still."""
        person = self.people[who]
        shown = person.page.answers if person.page else {}
        left = [statement.id for statement in self.server.questionnaire.statements if statement.id not in shown]
        person.choose(dict.fromkeys(left[:count], value))

    @rule(who=WHO, number=st.integers(0, 29), value=st.sampled_from(["1", "2", "4", "5"]))
    def change_one(self, who: int, number: int, value: str) -> None:
        """Change an answer."""
        self.people[who].choose({self.server.questionnaire.statements[number].id: value})

    @rule(who=WHO, option=st.sampled_from(["never", "often", "skip"]), public=st.booleans())
    def answer_a_question(self, who: int, option: str, public: bool) -> None:  # noqa: FBT001
        """Answer the private questions, or one that is not."""
        private = dict.fromkeys(self.server.questionnaire.private_option_ids, option)
        self.people[who].choose({"mood": option} if public else private)

    @rule(who=WHO)
    def reload(self, who: int) -> None:
        """Open the quiz, or come back to it."""
        self.people[who].look_at_quiz()

    @rule(who=WHO)
    def review(self, who: int) -> None:
        """Go back from the result to its answers."""
        self.people[who].review()

    @rule(who=WHO)
    def send(self, who: int) -> None:
        """Send the quiz."""
        self.people[who].send()

    @rule(who=WHO, value=st.sampled_from("12345"))
    def take_the_whole_quiz(self, who: int, value: str) -> None:
        """Answer everything, send it, and save the result."""
        person = self.people[who]
        person.look_at_quiz()
        person.choose({statement.id: value for statement in self.server.questionnaire.statements})
        person.send()
        person.save_result()

    @rule(who=WHO, back=st.integers(1, 4))
    def send_again(self, who: int, back: int) -> None:
        """Go back to a form that was sent, perhaps for an earlier attempt, and send it again."""
        if sent := self.people[who].sent[-back:]:
            self.people[who].send(sent[0])

    @rule(who=WHO)
    def start_new_attempt(self, who: int) -> None:
        """Start a new attempt."""
        self.people[who].start_new_attempt()

    @rule(who=WHO)
    def look(self, who: int) -> None:
        """Look at everything."""
        self._look(self.people[who])

    @rule(who=WHO)
    def save_result(self, who: int) -> None:
        """Save the result."""
        self.people[who].save_result()

    @rule(who=WHO)
    def save_again(self, who: int) -> None:
        """Send the form that saves it again."""
        self.people[who].send_save_form()

    @rule(who=WHO, which=st.integers(0, 5), remember=st.booleans())
    def open_a_journal(self, who: int, which: int, remember: bool) -> None:  # noqa: FBT001
        """Open one of the journals there are."""
        if passphrases := list(self.server.journals):
            self.people[who].open(passphrases[which % len(passphrases)], remember=remember)

    @rule(who=WHO, how=st.sampled_from(["close", "close-everywhere", "delete"]))
    def leave_the_journal(self, who: int, how: str) -> None:
        """Close it, close it everywhere, or delete it."""
        passphrases = set(self.server.journals)
        self.people[who].leave(how)
        for passphrase in passphrases - self.server.journals.keys():
            self.people[1 - who].open(passphrase, remember=False)

    @rule(who=WHO, how=st.sampled_from(["remember", "forget"]))
    def remember(self, who: int, how: str) -> None:
        """Have the phone remember the journal, or forget it."""
        self.people[who].remember(how)

    @rule(who=WHO, number=st.integers(0, 5))
    def remove(self, who: int, number: int) -> None:
        """Delete a result."""
        self.people[who].remove(number)

    @rule(who=WHO, twice=st.booleans())
    def change_words(self, who: int, twice: bool) -> None:  # noqa: FBT001
        """Change the passphrase."""
        self.people[who].change_words(twice=twice)

    @rule(who=WHO)
    def save(self, who: int) -> None:
        """Save a file."""
        self.people[who].save()

    @rule(who=WHO)
    def import_file(self, who: int) -> None:
        """Import a file."""
        self.people[who].import_file()

    @rule(who=WHO)
    def leave_quickly(self, who: int) -> None:
        """Leave."""
        self.people[who].leave_quickly()

    @rule(who=WHO)
    def hide(self, who: int) -> None:
        """Turn hidden details on or off."""
        page = self.people[who].look_at_result()
        if page:
            self.people[who].toggle_hidden_details(page)

    @rule(who=WHO, count=st.sampled_from([1, len(SESSION_COOKIES)]))
    def lose_the_session(self, who: int, count: int) -> None:
        """Lose the session's cookies, or the main one only: what is left of the others is of no use."""
        for name in SESSION_COOKIES[:count]:
            self.people[who].client.delete_cookie(name)

    @rule(seconds=st.sampled_from(LATER))
    def wait(self, seconds: int) -> None:
        """Let time pass."""
        self.server.now += seconds
        self.latest = max(self.latest, self.server.now)

    @rule(seconds=st.sampled_from(EARLIER))
    def set_the_clock_back(self, seconds: int) -> None:
        """Set the server's clock back, as far as sessions outlive."""
        self.server.now = max(self.server.now - seconds, self.latest - MAX_CLOCK_CORRECTION.total_seconds())

    @precondition(lambda self: not self.restarted)
    @rule(new_secret=st.booleans())
    def restart(self, new_secret: bool) -> None:  # noqa: FBT001
        """Start the server again, perhaps with a new secret; once in a history, since it takes a second."""
        self.restarted = True
        self.server.rotate() if new_secret else self.server.restart()

    def teardown(self) -> None:
        """Look at everything once more, and at every journal by its passphrase."""
        for person in self.people:
            self._look(person)
        for passphrase, journal in self.server.journals.items():
            reader = Person(self.server)
            reader.open(passphrase, remember=False)
            assert reader.exported() == journal.results

    def _look(self, person: Person) -> None:
        person.look_at_quiz()
        person.look_at_result()
        if person.look_in_journal() and person.access:
            assert person.exported() == person.access.journal.results
