"""Plays 600 histories of up to 50 steps, more than 25,000 in all, and counts those in which a promise was broken."""

import argparse
import random
import time

from figures import Figure, conclude
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test
from serving import KINDS, database

from tests.web.histories import Histories


def main() -> None:
    """Play all of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", nargs="?", default=KINDS[0], choices=KINDS)
    parser.add_argument("--histories", type=int, default=600)
    parser.add_argument("--steps", type=int, default=50)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    asked = parser.parse_args()
    chosen = settings(
        max_examples=asked.histories,
        stateful_step_count=asked.steps,
        deadline=None,
        derandomize=False,
        database=None,
        # The first broken promise is told as it happened; it is not made shorter.
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    began, broken = time.monotonic(), 0
    with database(asked.database) as address:
        Histories.settings = {"DATABASE_URL": address}
        try:
            run_state_machine_as_test(seed(asked.seed)(Histories), settings=chosen)
        except AssertionError as fault:
            broken = 1
            print(*getattr(fault, "__notes__", ()), sep="\n")
        if Histories.place:
            Histories.place.app.extensions["journals"]().database.engine.dispose()
    done = f"{Histories.begun} histories, {Histories.steps} steps"
    print(f"{asked.database}: {done}, seed {asked.seed}; {time.monotonic() - began:.0f} s", flush=True)
    what = f"histories with a broken promise ({asked.database})"
    conclude(Figure("2", what, "0 of 500 x 50 steps", f"{broken} of {done}", ok=not broken, seed=str(asked.seed)))


if __name__ == "__main__":
    main()
