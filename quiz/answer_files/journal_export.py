"""Steady's own steady.json: the results of one journal, one per row."""

from collections.abc import Iterator

from quiz.answer_files.table import Row, UnusableFile
from quiz.core.questionnaire import Questionnaire
from quiz.journal.export_import import InvalidExport, from_json

TAKEN = "taken"
"""The first column of steady.csv."""
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class JournalExport:
    """An export as a table: when each result was finished, and its answers, in columns named by statement id."""

    kind = "a journal exported from Steady"

    def __init__(self, content: bytes, questionnaire: Questionnaire) -> None:
        self.line = self.last_line = 1
        self.notes: list[str] = []
        try:
            results = from_json(content.removeprefix(BYTE_ORDER_MARK), ())
        except InvalidExport as error:
            where = f" (the first fault is at {error})" if str(error) else ""
            message = f"This is not a steady.json as Steady writes it{where}. Export it again, or use CSV."
            raise UnusableFile(message) from error
        scale = (questionnaire.scale.low, questionnaire.scale.high)
        fitting = [one for one in results if (one.questionnaire.scale.low, one.questionnaire.scale.high) == scale]
        if len(fitting) < len(results):
            self.notes.append(f"{len(results) - len(fitting)} of {len(results)} results have another scale: left out.")
        if any(one.questionnaire.fingerprint != questionnaire.fingerprint for one in fitting):
            self.notes.append("Some results answered another version of the questionnaire: they are read by id.")
        answered = (id_ for one in fitting for id_ in one.raw)
        ids = list(dict.fromkeys([*(statement.id for statement in questionnaire.statements), *answered]))
        self._rows = [["id", *ids]]
        self._rows += [[one.finished_at.isoformat(), *(one.raw.get(id_, "") for id_ in ids)] for one in fitting]

    def rows(self) -> Iterator[Row | None]:
        """Yield the heading, then a row for each result, oldest first."""
        for number, row in enumerate(self._rows, 1):
            self.line = number
            yield row
