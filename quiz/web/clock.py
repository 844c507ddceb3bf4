"""The server's clock, which does not follow a jump of the machine's at once."""

import time
from collections.abc import Callable

Clock = Callable[[], float]
"""Returns the time in seconds since the epoch."""
MAX_JUMP_SECONDS = 3600
TRUST_AFTER_SECONDS = 3600
"""How long a jump must last before it is believed."""
_uptime = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


class SteadyClock:
    """Returns the time in seconds since the epoch.

    When the machine's clock jumps by more than an hour, perhaps for a moment only, time goes on as before for an hour.
    A year ahead, every cookie would look too old: answers would be gone, and phones would forget their journals.
    """

    def __init__(
        self,
        wall: Clock = time.time,
        steady: Callable[[], float] = lambda: time.clock_gettime(_uptime),
    ) -> None:
        """Start at the present time. `steady` counts seconds and never jumps; it goes on while the machine sleeps."""
        self._wall, self._steady = wall, steady
        self._offset, self._jumped_at = wall() - steady(), 0.0

    def __call__(self) -> float:
        """Return the time."""
        steady = self._steady()
        offset = self._wall() - steady
        if abs(offset - self._offset) <= MAX_JUMP_SECONDS:
            # Small corrections are followed at once.
            self._offset, self._jumped_at = offset, 0.0
        elif not self._jumped_at:
            self._jumped_at = steady
        elif steady - self._jumped_at > TRUST_AFTER_SECONDS:
            self._offset, self._jumped_at = offset, 0.0
        return steady + self._offset
