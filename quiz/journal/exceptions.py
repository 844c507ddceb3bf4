"""What keeps a journal from being used. Whoever asks need not know the database to know these."""


class DatabaseUnavailable(Exception):
    """The database cannot be reached, or did not answer in time. Nothing was half done."""


class DatabaseUnusable(Exception):
    """The database's address, or what stands there, cannot be used; says why."""


class JournalClosed(Exception):
    """The journal was closed, deleted or given another code since it was opened here."""


class JournalFull(Exception):
    """A journal holds no more results than store.MOST."""


class DerivationBusy(Exception):
    """Too many codes are being opened at once."""


class ResultTooLarge(Exception):
    """A result with so long a questionnaire that it cannot be kept."""


class DecryptionFailed(Exception):
    """Sealed bytes that were altered, cut, moved or sealed with another key."""
