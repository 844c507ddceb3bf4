"""What a person adds to a saved result of their own accord."""

from dataclasses import dataclass
from typing import Literal, get_args

Outcome = Literal["helped", "a_little", "not_really", "not_tried"]
Relationship = Literal["same", "different"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)


@dataclass(frozen=True)
class Remarks:
    """A person's own words about a saved result; every part is optional.

    `step` is the small step they chose to try, as they read it, and `outcome` how it went. `relationship` tells whether
    the result is about the same relationship as the result before it; `None` where nobody was asked.
    """

    note: str = ""
    step: str = ""
    outcome: Outcome | None = None
    relationship: Relationship | None = None


NO_REMARKS = Remarks()
