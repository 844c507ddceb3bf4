"""Exporting the journal as a file, and importing one."""

from contextlib import nullcontext
from http import HTTPStatus

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from quiz.journal.csv_export import to_csv
from quiz.journal.exceptions import ResultTooLarge
from quiz.journal.export_import import InvalidExport, from_json, to_json
from quiz.progress.history import SavedResult
from quiz.web.journal import journal_session
from quiz.web.journal.forms import PassphraseForm
from quiz.web.journal.passphrase import passphrase_page
from quiz.web.journal.rate_limited import rate_limited
from quiz.web.journal.redirects import to_journal
from quiz.web.rendering.download import download_response
from quiz.web.security.csrf import require_valid
from quiz.web.services import services

bp = Blueprint("transfer", __name__, url_prefix="/journal")
MAX_IMPORT_BYTES = 4 * 1024 * 1024
"""A thousand results have about one million bytes. deploy/nginx.conf must allow more than this."""
LARGE_IMPORT_BYTES = 256 * 1024
"""Checking a larger file is slow, so it needs a place of SlowRequests."""


@bp.get("/export.json")
def export_json() -> Response:
    """Send the whole journal as JSON, which can be imported again."""
    return download_response(to_json(journal_session.peek_entries().results), "application/json", "json")


@bp.get("/export.csv")
def export_csv() -> Response:
    """Send scores and answers as CSV, for a spreadsheet."""
    return download_response(to_csv(journal_session.peek_entries().results), "text/csv", "csv")


@bp.post("/import")
@rate_limited("10 per minute", "60 per hour")
def import_() -> ResponseReturnValue:
    """Create a journal from a file if the form has a passphrase, else add the file's new results to the open one."""
    request.max_content_length = MAX_IMPORT_BYTES
    form = PassphraseForm()
    require_valid(form)
    file = request.files.get("file")
    try:
        content = file.read() if file else b""
        results = _checked(content)
        journals, passphrase = services().journals, form.passphrase
        if passphrase and journal_session.create_and_open(journals.derive_key(passphrase), results):
            return passphrase_page("new_journal", passphrase)
        if not passphrase:
            added = journals.add_results(journal_session.require_access(), results)
            journal_session.set_notice("imported", added, len(results) - added)
    except (InvalidExport, ResultTooLarge) as error:
        kind = error.kind if isinstance(error, InvalidExport) else ""
        page = render_template("journal/invalid_export.html", place=str(error), kind=kind)
        return page, HTTPStatus.UNPROCESSABLE_ENTITY
    return to_journal()


def _checked(content: bytes) -> tuple[SavedResult, ...]:
    """Return the results in a file. Raises InvalidExport, and TooBusy while too many large files are being checked."""
    is_large = len(content) > LARGE_IMPORT_BYTES
    with services().slow_requests.place() if is_large else nullcontext():
        return from_json(content, services().questionnaire.private_option_ids)
