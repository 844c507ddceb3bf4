"""Pictures just drawn, kept for a few minutes: a page asks for its picture again when it is reloaded or printed.

docs/decisions/0014-what-is-made-once.md says why that gives nobody away.
"""

import hashlib
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

from quiz.web.packed import BRISK, Packed

MOST = 200
"""Pictures, of about 10 kB each with their compressed form."""
SECONDS = 300


class Drawn:
    """Pictures by a keyed digest of everything that is drawn in them. The key is this process's own and is not kept.

    A picture holds scores and words, and nothing about whose they are. Whoever gets one from here could have had the
    same drawn anew. Any number of threads may ask.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        """Take what tells the time in seconds."""
        self._clock, self._key, self._turn = clock, secrets.token_bytes(32), threading.Lock()
        self._kept: OrderedDict[bytes, tuple[float, Packed]] = OrderedDict()

    def picture(self, what: Hashable, draw: Callable[[], bytes]) -> Packed:
        """Give the picture (SVG) of `what`, drawn unless that was done just now; equal values look the same."""
        name = hashlib.blake2b(repr(what).encode(), key=self._key).digest()
        self._let_go()
        found = self._kept.get(name)
        if found is None:
            found = (self._clock(), Packed(draw(), "image/svg+xml", BRISK))
            with self._turn:
                self._kept[name] = found
        return found[1]

    def _let_go(self) -> None:
        """Forget what was drawn too long ago, and the oldest when there are too many."""
        with self._turn:
            while self._kept:
                drawn, _ = next(iter(self._kept.values()))
                if len(self._kept) <= MOST and 0 <= self._clock() - drawn < SECONDS:
                    break
                self._kept.popitem(last=False)
