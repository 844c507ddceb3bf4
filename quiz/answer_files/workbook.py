"""Workbooks of spreadsheets: .xlsx, .ods, .xlsb and .xls, read by calamine."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import BinaryIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from quiz.answer_files.table import SAMPLE_ROWS, CountFits, Row, UnusableFile

CODEBOOK_FITS = 2
"""A codebook, which lists ids and texts, has up to this many recognized cells in a row."""


class Workbook:
    """The visible sheet of a workbook with the most recognized columns. It is held in memory."""

    def __init__(self, stream: BinaryIO, count_fits: CountFits) -> None:
        try:
            book = CalamineWorkbook.from_filelike(stream)
            names = [sheet.name for sheet in book.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
            sheets = [book.get_sheet_by_name(name) for name in names]
        except CalamineError as error:
            raise UnusableFile("This workbook is damaged or has a password. Save it again as .xlsx.") from error
        if not sheets:
            raise UnusableFile("This workbook has no visible sheet with cells.")
        self.line = self.last_line = 1
        self.notes: list[str] = []
        fits = [count_fits(list(islice(_rows(sheet), SAMPLE_ROWS))) for sheet in sheets]
        self._sheet = sheets[fits.index(max(fits))]
        pairs = zip(sheets, fits, strict=True)
        more = [f"“{one.name}”" for one, n in pairs if one is not self._sheet and 2 * n > max(fits) > CODEBOOK_FITS]
        if more:
            self.notes.append(
                f"Sheet “{self._sheet.name}” is read. Sheets with statements that are left out: {', '.join(more)}."
            )
        self.kind = "a workbook" if len(sheets) == 1 else f"a workbook, of which sheet “{self._sheet.name}” is read"

    def rows(self) -> Iterator[Row | None]:
        """Yield all rows, including blank ones."""
        for number, row in enumerate(_rows(self._sheet), (self._sheet.start or (0, 0))[0] + 1):
            self.line = number
            yield row


def _rows(sheet: CalamineSheet) -> Iterator[Row]:
    for row in sheet.iter_rows():
        yield [_text(cell) for cell in row]


def _text(cell: object) -> str:
    """Return the text of a cell: a whole number without decimals, a date in ISO 8601."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    return str(cell)
