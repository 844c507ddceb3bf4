"""The host's own texts, such as an imprint, which the foot of every page leads to."""

from http import HTTPStatus

from flask import Blueprint, Response, abort

from quiz.web.services import services

bp = Blueprint("site_pages", __name__)
SITE_PAGE = "pages/site_page.html"


@bp.get("/site/<name>")
def show(name: str) -> Response:
    """Show a text from the site folder; respond 404 if there is none of this name."""
    if all(page.name != name for page in services().site.pages):
        abort(HTTPStatus.NOT_FOUND)
    return services().public_pages.response(SITE_PAGE, name)
