"""The exceptions of this package. Callers can handle them without the database driver."""


class DatabaseUnavailable(Exception):
    """The database cannot be reached, failed, or did not answer in time. The transaction was rolled back.

    The message is the name of the driver's error, for logs; `reason` is a sentence for people, or "".
    """

    def __init__(self, name: str = "", reason: str = "") -> None:
        super().__init__(name)
        self.reason = reason


class DatabaseUnusable(Exception):
    """The database URL, or the database itself, cannot be used. The message is a sentence that says why."""


class JournalClosed(Exception):
    """The journal was closed, deleted or given another passphrase since this access to it was granted."""


class JournalFull(Exception):
    """The journal would hold too many results or questionnaires.

    The limits are entries.MAX_JOURNAL_RESULTS and entries.MAX_JOURNAL_QUESTIONNAIRES.
    """


class ResultTooLarge(Exception):
    """The result exceeds encryption.MAX_PLAIN_BYTES or MAX_PACKED_BYTES, so it cannot be saved."""


class DecryptionFailed(Exception):
    """The ciphertext was altered, truncated, moved or encrypted with another key."""
