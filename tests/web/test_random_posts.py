"""Whatever anybody sends: an answer that is no fault of ours, with every header, and no private answer in it."""

import pytest

from tests.web.storm import Storm


# The parser of a form that breaks off leaves the file it had begun in memory; it goes with the request.
@pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning")
def test_300_random_requests_are_answered_without_a_fault() -> None:
    storm = Storm(seed=1)
    storm.blow(300)
    assert storm.faults == []
    # They get further than the door.
    assert {200, 303, 422} <= storm.statuses.keys()
