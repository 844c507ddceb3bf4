"""The WSGI application: `flask run`, `gunicorn app:app`."""

from quiz.web import create_app

app = create_app()
