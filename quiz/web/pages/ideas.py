"""All ideas, for anyone to read at any time."""

from http import HTTPStatus

from flask import Blueprint, Response, abort

from quiz.web.services import services

bp = Blueprint("ideas", __name__)


@bp.get("/ideas")
def show() -> Response:
    """Show all ideas by topic; respond 404 if the questionnaire has no advice."""
    if not services().local.idea_groups:
        abort(HTTPStatus.NOT_FOUND)
    return services().public_pages.response("pages/ideas.html")
