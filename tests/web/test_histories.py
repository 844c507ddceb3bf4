"""Whatever two people do, in whatever order: no answer is lost, and what is deleted stays so."""

from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.web.model.histories import Histories


def test_six_histories_keep_every_promise() -> None:
    run_state_machine_as_test(Histories, settings=settings(max_examples=6, stateful_step_count=30))
