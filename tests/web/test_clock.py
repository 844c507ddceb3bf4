"""A clock that jumps for a moment loses nobody's answers."""

from quiz.web.clock import SteadyClock
from tests.application import make_app
from tests.web.page_client import PageClient

YEAR = 366 * 86_400.0
START = 1_793_448_000.0


class Machine:
    """A machine whose clock can be set."""

    def __init__(self) -> None:
        self.uptime, self.ahead = 5000.0, 0.0
        self.clock = SteadyClock(lambda: START + self.uptime + self.ahead, lambda: self.uptime)

    def error(self) -> float:
        """Return how far the server's time is from the true one."""
        return self.clock() - START - self.uptime


def test_time_passes_also_while_the_machine_sleeps_and_small_corrections_are_followed() -> None:
    machine = Machine()
    for seconds in (1, 60, 3 * 86_400):
        machine.uptime += seconds
        assert machine.error() == 0
    for _ in range(10):
        machine.ahead += 1800
        assert machine.error() == machine.ahead


def test_a_jump_for_a_moment_is_not_followed_in_either_direction() -> None:
    machine = Machine()
    for jump in (YEAR, -YEAR, 2 * 3600):
        machine.ahead = jump
        assert machine.error() == 0
        machine.uptime += 1800
        assert machine.error() == 0
        machine.ahead = 0
        assert machine.error() == 0


def test_a_jump_that_lasts_is_followed_after_an_hour() -> None:
    machine = Machine()
    machine.ahead = -YEAR
    assert machine.error() == 0
    machine.uptime += 3601
    assert machine.error() == -YEAR


def test_answers_outlive_a_minute_in_which_the_clock_is_a_year_ahead() -> None:
    machine = Machine()
    app = make_app(clock=machine.clock)
    phone = PageClient(app)
    phone.send({statement.id: "3" for statement in app.extensions["steady"].questionnaire.statements})
    machine.ahead = YEAR
    assert phone.get("/quiz").status_code == 200
    machine.ahead = 0
    assert phone.get("/results").status_code == 200
