"""The web application."""

from collections.abc import Mapping
from typing import Any

from flask import Flask, session
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from quiz.shipped_files import HOME, SHIPPED
from quiz.web.attempt import attempt_session
from quiz.web.attempt import views as attempt_views
from quiz.web.clock import Clock, SteadyClock
from quiz.web.errors import register_error_handlers
from quiz.web.journal import deleting, history, notes, opening, passphrase, remarks, saving, transfer
from quiz.web.languages.templates import add_languages
from quiz.web.limits import LIMITS
from quiz.web.mount import Mount
from quiz.web.pages import hide_details, ideas, language, offline, quick_exit, site_pages
from quiz.web.pages import views as page_views
from quiz.web.pages.views import public_context
from quiz.web.rendering.compression import add_compression
from quiz.web.rendering.formats import language_name, listed, month, month_and_day, plural_count
from quiz.web.rendering.text_macros import lines
from quiz.web.rendering.unindented import Unindented
from quiz.web.results import views as result_views
from quiz.web.security.csrf import csrf_token
from quiz.web.security.encrypted_session import SESSION_LIFETIME, EncryptedSessionInterface
from quiz.web.security.fetch_metadata import reject_cross_site
from quiz.web.security.headers import HSTS, add_headers
from quiz.web.security.request_logging import configure_logging
from quiz.web.security.running_requests import RunningRequests
from quiz.web.services import Services, load_services
from quiz.web.settings import Settings, load_settings, secret_file

__all__ = ["create_app"]

MAX_POST_BYTES = 64 * 1024
"""The answers to 200 statements take about 6,000."""
TEMPLATE_SETTINGS = (
    "APPLICATION_ROOT",
    "COUNT",
    "LEAVE_TO",
    "LEFT_COOKIE_NAME",
    "SESSION_COOKIE_SECURE",
    "STAYED_COOKIE_NAME",
    "ZONE_COOKIE_NAME",
)
VIEW_MODULES = (
    page_views,
    language,
    ideas,
    site_pages,
    quick_exit,
    hide_details,
    offline,
    attempt_views,
    result_views,
    history,
    saving,
    notes,
    remarks,
    deleting,
    opening,
    passphrase,
    transfer,
)
"""Each has its views on a blueprint `bp`."""


def create_app(settings: Mapping[str, Any] | None = None, clock: Clock | None = None) -> Flask:
    """Build the application, from the `QUIZ_` environment variables unless other settings are given (upper case).

    `clock` returns the time in seconds since the epoch, by default the machine's. Raises InvalidSettings, a SystemExit,
    with every problem found in the settings, or with every problem found in content, database and rate limit storage.
    """
    clock = clock or SteadyClock()
    chosen = load_settings(settings, HOME)
    app = Flask("quiz", root_path=str(SHIPPED), instance_path=str(HOME / "instance"))
    app.config.update(_flask_config(chosen))
    configure_logging()
    services = load_services(app, chosen, public_context, secret_file(settings, HOME), clock)
    app.config["LEAVE_TO"] = services.site.leave_to
    app.extensions["steady"] = services
    _configure_templates(app, services)
    app.session_interface = EncryptedSessionInterface(services.encryptor, clock)
    app.before_request(quick_exit.finish_leaving)
    app.before_request(reject_cross_site)
    app.teardown_request(services.slow_requests.release)
    # Functions for `after_request` run in reverse: the headers see the compressed response.
    add_headers(app, services.assets, hsts=_hsts(chosen))
    add_compression(app)
    for module in VIEW_MODULES:
        app.register_blueprint(module.bp)
    register_error_handlers(app)
    app.wsgi_app = RunningRequests(app.wsgi_app)  # type: ignore[method-assign]
    app.wsgi_app = Mount(app.wsgi_app, chosen.path, chosen.hosts)  # type: ignore[method-assign]
    if chosen.proxies:
        # X-Forwarded-Host is never trusted.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=chosen.proxies, x_proto=chosen.proxies)  # type: ignore[method-assign]
    return app


def _flask_config(settings: Settings) -> dict[str, Any]:
    # Browsers drop `Secure` cookies on a plain-http address, such as a laptop tried from a phone.
    prefix = "" if not settings.https else "__Secure-" if settings.path else "__Host-"
    return {
        # Also the path of every cookie: what else is on the host does not get them. __Host- would not allow that.
        "APPLICATION_ROOT": settings.path or "/",
        "SECRET_KEY": settings.secret_key,
        "SESSION_COOKIE_NAME": f"{prefix}steady",
        "REMEMBER_COOKIE_NAME": f"{prefix}steady-journal",
        "LEFT_COOKIE_NAME": f"{prefix}left",
        "STAYED_COOKIE_NAME": f"{prefix}stayed",
        "LANGUAGE_COOKIE_NAME": f"{prefix}steady-language",
        "ZONE_COOKIE_NAME": f"{prefix}steady-zone",
        "SESSION_COOKIE_SECURE": settings.https,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": SESSION_LIFETIME,
        "TRUSTED_HOSTS": list(settings.hosts) or None,
        "MAX_CONTENT_LENGTH": MAX_POST_BYTES,
        "COUNT": settings.count,
    }


def _hsts(settings: Settings) -> str:
    """Return the header for browsers to insist on HTTPS. Below a path, other names of the domain are left alone."""
    if not settings.https:
        return ""
    return HSTS if settings.path else f"{HSTS}; includeSubDomains"


def _configure_templates(app: Flask, services: Services) -> None:
    environment, assets = app.jinja_env, services.assets
    environment.trim_blocks = True
    environment.undefined = StrictUndefined
    environment.add_extension(Unindented)
    environment.filters.update(lines=lines, listed=listed, plural_count=plural_count, language_name=language_name)
    environment.filters.update(month=month, month_and_day=month_and_day)
    environment.globals.update(inline=assets.inline, asset_version=assets.version)
    environment.globals.update(look=services.look, limits=LIMITS)
    add_languages(environment, services.languages)
    # Jinja renders an imported template once and shares it, so no such template may see a person or a secret.
    for name in ("g", "get_flashed_messages", "request", "session"):
        del environment.globals[name]
    environment.globals["config"] = {name: app.config[name] for name in TEMPLATE_SETTINGS}
    own = {"personal": True, "csrf_token": csrf_token, "newest_attempt": attempt_session.newest}
    app.context_processor(lambda: {**own, "session": session})
