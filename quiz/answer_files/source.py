"""Determines the kind of a file from its first bytes, since its name may be wrong or unknown."""

import shutil
import tempfile
import zipfile
from typing import BinaryIO, cast

from quiz.answer_files.delimited_text import DelimitedText
from quiz.answer_files.journal_export import JournalExport
from quiz.answer_files.table import CountFits, Table, UnusableFile
from quiz.answer_files.workbook import Workbook
from quiz.core.questionnaire import Questionnaire

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
START_BYTES = 512
OTHER_KINDS = {
    b"$FL2": "an SPSS data file. In SPSS, export it: File > Export > CSV Data",
    b"$FL3": "an SPSS data file. In SPSS, export it: File > Export > CSV Data",
    b"<stata_dta>": "a Stata data file. In Stata, export it with export delimited",
    b"RDX": "an R data file. In R, write the data with write.csv",
    b"\x1f\x8b": "a compressed file. Unpack it first",
    b"[{": "JSON of another program. Export the answers as CSV",
    **dict.fromkeys((b"PAR1", b"ARROW1", b"\x89HDF"), "a data file of another program. Export the answers as CSV"),
    b"%PDF": "a PDF. Export the answers as CSV",
    **dict.fromkeys(
        (b"<!doctype", b"<html", b"<table", b"<?xml"),
        "a web page or XML. Open it in a spreadsheet, and save it as CSV or .xlsx",
    ),
}
"""First bytes of kinds of files that cannot be read: what such a file is, and what to do with it."""
MEMORY_BYTES = 8_000_000
"""A larger file from a pipe is kept on disk while it is read."""


def open_table(stream: BinaryIO, questionnaire: Questionnaire, count_fits: CountFits) -> Table:
    """Return the table in a file. Raises UnusableFile for any file that is not a readable table."""
    stream = _seekable(stream)
    start = stream.read(START_BYTES)
    stream.seek(0)
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(ZIP):
        return _open_zip(stream, questionnaire, count_fits)
    if start.startswith(OLE):
        return Workbook(stream, count_fits)
    if text.startswith(b"{"):
        return JournalExport(stream.read(), questionnaire)
    for first, kind in OTHER_KINDS.items():
        if text.lower().startswith(first.lower()):
            raise UnusableFile(f"This is {kind}.")
    return DelimitedText(stream, count_fits)


def _open_zip(stream: BinaryIO, questionnaire: Questionnaire, count_fits: CountFits) -> Table:
    """Return the table in a zip file: a workbook, or an archive with a single file in it."""
    try:
        archive = zipfile.ZipFile(stream)
        names = [name for name in archive.namelist() if not name.endswith("/") and not name.startswith("__MACOSX")]
        if "[Content_Types].xml" in names or "content.xml" in names:
            stream.seek(0)
            return Workbook(stream, count_fits)
        if len(names) != 1:
            raise UnusableFile(f"This zip file has {len(names)} files. Unpack it, and name one of them.")
        return open_table(cast("BinaryIO", archive.open(names[0])), questionnaire, count_fits)
    except (zipfile.BadZipFile, RuntimeError) as error:
        raise UnusableFile("This zip file or workbook is damaged or has a password. Save it again.") from error


def _seekable(stream: BinaryIO) -> BinaryIO:
    """Return a stream that can be read more than once."""
    if stream.seekable():
        return stream
    copy = tempfile.SpooledTemporaryFile(MEMORY_BYTES)  # noqa: SIM115 it is read as long as the command runs
    shutil.copyfileobj(stream, copy)
    copy.seek(0)
    return cast("BinaryIO", copy)
