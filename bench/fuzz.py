"""Send random forms and play random histories of two people, and count what goes wrong.

Random forms go to every address of the application: fields that the pages have and many they have not, valid, odd,
repeated or huge, from people in nine states. A fault is a 5xx, a response without all headers, or a page that repeats
a private answer (tests/web/fuzzing.py). Histories are those of tests/web/model/histories.py: two people
answer, save, open, remove, leave; time passes and the server restarts. After each step a model says what must be true.
"""

import logging
import random
import sys
import traceback
import warnings

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test
from serving import database, options

from tests.web.fuzzing import Fuzzer
from tests.web.model.histories import Histories

FAULTS_SHOWN = 10
STEPS = 50


def send_forms(count: int, number: int) -> bool:
    """Send `count` random requests; returns whether none ended in a fault."""
    storm = Fuzzer(number)
    storm.run(count)
    statuses = ", ".join(f"{times} x {status}" for status, times in sorted(storm.statuses.items()))
    print(f"{count} random requests: {statuses}; {len(storm.faults)} faults", flush=True)
    for fault in storm.faults[:FAULTS_SHOWN]:
        print(fault, file=sys.stderr)
    return not storm.faults


def play_histories(count: int, number: int) -> bool:
    """Run `count` random histories on one SQLite database; returns whether no invariant was broken."""
    chosen = settings(
        max_examples=count,
        stateful_step_count=STEPS,
        deadline=None,
        derandomize=False,
        database=None,
        # The first broken invariant is shown as it happened, not made shorter.
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    broken = 0
    with database("sqlite-wal") as address:
        Histories.settings = {"DATABASE_URL": address}
        try:
            run_state_machine_as_test(seed(number)(Histories), settings=chosen)
        except AssertionError as error:
            broken = 1
            traceback.print_exception(error)
            print(*getattr(error, "__notes__", ()), sep="\n", file=sys.stderr)
    print(f"{Histories.begun} histories, {Histories.steps} steps; {broken} with a broken invariant", flush=True)
    return not broken


def main() -> None:
    """Send, play, and end with 1 when something went wrong."""
    parser = options(__doc__)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    chosen = parser.parse_args()
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore", ResourceWarning)
    print(f"seed {chosen.seed}", flush=True)
    good = send_forms(300 if chosen.quick else 20_000, chosen.seed)
    good &= play_histories(10 if chosen.quick else 600, chosen.seed)
    sys.exit(not good)


if __name__ == "__main__":
    main()
