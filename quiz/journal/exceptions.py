"""The exceptions of this package; callers need nothing of the database driver to handle them."""


class DatabaseUnavailable(Exception):
    """The database cannot be reached, failed, or did not answer in time. The transaction was rolled back.

    Its text is the name of the driver's error, for logs; `reason` is a sentence for a person, or "".
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

    entries.MAX_JOURNAL_RESULTS and entries.MAX_JOURNAL_QUESTIONNAIRES are the most that it may have.
    """


class ResultTooLarge(Exception):
    """The result exceeds encryption.MAX_PLAIN_BYTES or MAX_PACKED_BYTES, so it cannot be saved."""


class DecryptionFailed(Exception):
    """The ciphertext was altered, truncated, moved or encrypted with another key."""
