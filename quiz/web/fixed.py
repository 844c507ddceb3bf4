"""What is the same for everybody, made once in each process: whole pages, and the quiz page without its answers."""

import hashlib
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

from flask import Flask, Response, current_app, render_template, request, url_for
from markupsafe import Markup

from quiz.web.instrument import instrument
from quiz.web.packed import Packed

Made = TypeVar("Made")


def add_fixed(app: Flask) -> None:
    """Give an application its place for what it makes once, and templates the parts of pages made so.

    There `fixed(name)` is an `include` for what is the same for everybody, and `url_for` remembers plain addresses.
    """
    app.extensions["fixed"] = {}
    app.jinja_env.globals.update(fixed=_part, url_for=_address)


def once(name: Hashable, make: Callable[[], Made], version: Hashable = None) -> Made:
    """Give what `make` made under this name, anew when the version is another one; only the newest is kept.

    `make` must not look at the session, the cookies or the address: everybody gets what it makes.
    """
    kept = current_app.extensions["fixed"]
    # Links begin with the place a proxy put the application under.
    wanted = (version, request.root_path)
    found = kept.get(name)
    if found is None or found[0] != wanted:
        kept[name] = found = (wanted, make())
    return cast("Made", found[1])


def fixed_page(name: str, render: Callable[[], str], version: Hashable = None, mimetype: str = "text/html") -> Response:
    """Answer with a page that is the same for everybody, or with 304 to a browser that has this very page."""
    packed, tag = once(name, lambda: _tagged(render(), mimetype), version)
    response = packed.response()
    response.headers["ETag"] = f'"{tag}-{response.headers.get("Content-Encoding", "plain")}"'
    if "If-None-Match" in request.headers:
        response.make_conditional(request)
    return response


def tag_of(body: bytes) -> str:
    """Name a page by what is in it."""
    return hashlib.sha256(body).hexdigest()[:16]


def _part(template: str) -> Markup:
    return once(template, lambda: Markup(render_template(template, helplines=instrument().helplines)))  # noqa: S704


def _address(endpoint: str, **values: Any) -> str:  # noqa: ANN401 as Flask has it
    if values:
        return url_for(endpoint, **values)
    return once(f"address of {endpoint}", lambda: url_for(endpoint))


def _tagged(page: str, mimetype: str) -> tuple[Packed, str]:
    body = page.encode()
    return Packed(body, mimetype), tag_of(body)
