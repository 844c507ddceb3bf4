"""The web application."""

from quiz.web.application import create_app

__all__ = ["create_app"]
